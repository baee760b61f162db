"""The layout of a line: pieces set apart by wide gaps."""

from dataclasses import replace

from pipeline.model.layout import piece_text, segments
from tests.glyphs import line


def test_a_piece_of_a_line_begins_with_a_word() -> None:
    whole = line("A/RES/91/4 on ferries")
    behind = len("A/RES/91/4")
    glyphs = tuple(
        glyph if place < behind else replace(glyph, x0=glyph.x0 + 300, x1=glyph.x1 + 300)
        for place, glyph in enumerate(whole.glyphs)
    )
    pieces = segments(replace(whole, glyphs=glyphs))
    assert [piece_text(piece) for piece in pieces] == ["A/RES/91/4", "on ferries"]
