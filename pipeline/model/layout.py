"""Pieces of a line, for places where columns stand side by side on one baseline."""

from pipeline.model.pages import Glyph, Line, apart

RAISED = 0.18  # parts of the line's size above its baseline; measured 0.29 to 0.40 for note marks
SMALL = 0.86  # parts of the line's size
JOB_NUMBER = r"(?:GE\.)?\d{2}-\d{5}\*? *(?:[()][A-Z][()])?"  # 24-21670 (E), GE.24-19876(C)
COLUMN_GAP = 2.0  # parts of the size: a wider gap on one baseline sets columns apart
TYPE_GAP = 1.5  # parts of the smaller size, between types of two sizes: the organ's name of 20 points beside "Distr."


def segments(line: Line) -> list[list[Glyph]]:
    """Return the glyphs of a line in pieces set apart by wide gaps, in reading order."""
    place = {glyph.index: position for position, glyph in enumerate(line.glyphs)}
    pieces: list[list[Glyph]] = []
    last: Glyph | None = None
    right = 0.0
    for glyph in sorted(line.glyphs, key=lambda glyph: glyph.x0):
        if glyph.blank and (not pieces or glyph.x1 - glyph.x0 > COLUMN_GAP * line.size):
            continue
        wide = glyph.x0 - right >= COLUMN_GAP * line.size or (last is not None and _types_apart(line, last, glyph))
        if wide and glyph.blank:  # before the first word of a piece, or behind the last (A/RES/73/3)
            continue
        if pieces and not wide:
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
        right = max(right, glyph.x1)
        last = last if glyph.blank else glyph
    ordered = [sorted(piece, key=lambda glyph: place[glyph.index]) for piece in pieces]
    return ordered[::-1] if line.right_to_left else ordered


def _types_apart(line: Line, left: Glyph, right: Glyph) -> bool:
    """Say whether a gap sets two types of different size apart; a note's mark stands beside its word."""
    small, large = sorted((left.size, right.size))
    level = all(-RAISED < line.rise(glyph) < RAISED for glyph in (left, right))
    return level and not right.blank and small < SMALL * large and apart(left, right) > TYPE_GAP * small


def piece_text(piece: list[Glyph]) -> str:
    """Return the characters of a piece of a line, outer white space removed."""
    return "".join(glyph.text for glyph in piece).strip()
