"""Glyphs become lines: raised letters and the space behind them belong to the line they stand on."""

import pytest

from pipeline.extract.direction import Mirror
from pipeline.extract.lines import Direction, group_lines
from tests.glyphs import glyph, glyphs


def test_a_space_raised_with_the_letters_before_it_is_kept() -> None:
    plain = (*glyphs("31", x=100), *glyphs("periodo", x=122))
    small = glyphs("er ", x=111, baseline=296, size=5.8)
    (line,) = group_lines((*plain, *small))
    assert line.text == "31er periodo"


@pytest.mark.parametrize("drop", [-5.0, 4.5], ids=["above", "below"])
def test_a_vowel_mark_drawn_off_the_baseline_belongs_to_its_letter(drop: float) -> None:
    first = glyphs("\u0621\u0627", x=100, baseline=300)
    mark = glyph("\u064b", x=101, baseline=300 + drop)
    second = glyphs("\u0639", x=100, baseline=316)
    lines = group_lines((*first, *second, mark))
    assert [len(line.glyphs) for line in lines] == [3, 1]


@pytest.mark.parametrize(("mark", "lines"), [("1", 1), ("**", 1), ("ix", 2)])
def test_a_mark_may_hang_before_its_note(mark: str, lines: int) -> None:
    hanging = glyphs(mark, x=100.0, baseline=296.0, size=5.0)
    found = group_lines((*hanging, *glyphs("See the list of wells.", x=130.0, size=8.5)))
    assert len(found) == lines


def test_a_blank_over_the_ink_of_a_right_to_left_line_is_no_space() -> None:
    drawn = (*glyphs("رئب", x=130.0), *glyphs("Wells", x=100.0), glyph(" ", x=105.0), glyph(" ", x=125.0))
    (found,) = group_lines(drawn, Direction(right_to_left=True), 612.0)
    assert found.text == "بئر Wells"


def test_a_number_alone_that_closes_a_bracket_is_read_from_right_to_left() -> None:
    letters, end = glyphs("رئب", x=130.0), glyphs("[(8", x=100.0, baseline=312.0)
    found = group_lines((*letters, *end), Direction(right_to_left=True, mirror=Mirror(letters=True)), 612.0)
    assert found[1].text == "8)]"
