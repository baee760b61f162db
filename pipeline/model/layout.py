"""Pieces of a line, for places where columns stand side by side on one baseline."""

from pipeline.model.pages import Glyph, Line

COLUMN_GAP = 2.0  # parts of the size: a wider gap on one baseline sets columns apart


def segments(line: Line) -> list[list[Glyph]]:
    """Return the glyphs of a line in pieces set apart by wide gaps; each piece begins with ink."""
    pieces: list[list[Glyph]] = []
    for glyph in line.glyphs:
        if glyph.blank and (not pieces or glyph.x1 - glyph.x0 > COLUMN_GAP * line.size):
            continue
        if pieces and glyph.x0 - pieces[-1][-1].x1 < COLUMN_GAP * line.size:
            pieces[-1].append(glyph)
        elif not glyph.blank:
            pieces.append([glyph])
    return pieces


def piece_text(piece: list[Glyph]) -> str:
    """Return the characters of a piece of a line, outer white space removed."""
    return "".join(glyph.text for glyph in piece).strip()
