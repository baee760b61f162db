"""Glyphs become lines: raised letters and the space behind them belong to the line they stand on."""

from pipeline.extract.lines import group_lines
from tests.glyphs import glyphs


def test_a_space_raised_with_the_letters_before_it_is_kept() -> None:
    plain = (*glyphs("31", x=100), *glyphs("periodo", x=122))
    small = glyphs("er ", x=111, baseline=296, size=5.8)
    (line,) = group_lines((*plain, *small))
    assert line.text == "31er periodo"
