"""Combining marks go to the letter that the file draws beside them, wherever the font sets them."""

import pytest

from pipeline.extract.lines import Direction, group_lines
from pipeline.extract.marks import is_mark
from tests.glyphs import glyph, glyphs

SHADDA = "\u0651"
DOWN = 14.0


@pytest.mark.parametrize("fall", [0.0, 5.0, 9.0], ids=["on the line", "below it", "nearer to the next"])
def test_a_mark_off_its_line_stays_with_its_letter(fall: float) -> None:
    above = [glyph("م", x=115.0), glyph("د", x=110.0), glyph(SHADDA, x=110.0, baseline=300.0 + fall)]
    below = list(glyphs("روس ", x=140.0, baseline=300.0 + DOWN))
    read = group_lines((*above, *below), Direction(right_to_left=True), 612.0)
    assert [line.text.strip() for line in read] == ["مد" + SHADDA, "سور"]


def test_a_mark_far_from_what_is_drawn_beside_it_stays_where_it_is() -> None:
    above = [glyph("م", x=400.0), glyph(SHADDA, x=110.0, baseline=300.0 + DOWN)]
    below = list(glyphs("روس ", baseline=300.0 + DOWN))
    first, second = group_lines((*above, *below), Direction(right_to_left=True), 612.0)
    assert first.text == "م"
    assert SHADDA in second.text


def test_only_combining_characters_are_marks() -> None:
    assert is_mark(glyph(SHADDA))
    assert not is_mark(glyph("م" + SHADDA))
    assert not is_mark(glyph(""))
