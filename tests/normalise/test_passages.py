"""Where a paragraph ends and the next begins, over a page's end."""

from dataclasses import replace

import pytest

from pipeline.languages.loader import languages
from pipeline.normalise.passages import Gatherer, Measure, measure_of
from tests.glyphs import line, page, pages

ENGLISH = languages()["en"]
FULL = "x" * 60 + ","  # 305 points wide
MEASURE = Measure(leading=1.2, left=100.0, right=405.0)


def paragraphs(above: str, below: str) -> int:
    first, last = line("a" * 61, baseline=690.0), line(above, baseline=702.0)
    over = line(below, baseline=80.0, page=2)
    made = pages(page((first, last)), page((over,), number=2))
    return len(Gatherer(made, ENGLISH, MEASURE).gather([first, last, over]))


@pytest.mark.parametrize(
    ("above", "below", "count"),
    [
        (FULL, "towns", 1),
        ("x" * 50 + ",", "towns", 2),
        ("x" * 50 + ",", "agricultural land", 1),
        ("x" * 50, "towns", 1),
    ],
    ids=["a full line", "room for the next word", "no room for the next word", "no stop"],
)
def test_a_line_that_had_room_for_the_next_word_ends_its_paragraph(above: str, below: str, count: int) -> None:
    assert paragraphs(above, below) == count


@pytest.mark.parametrize(("above", "count"), [("Part I", 2), ("Keepers of", 1)], ids=["a number alone", "a heading"])
def test_a_number_alone_at_the_foot_of_a_page_is_a_heading_of_its_own(above: str, count: int) -> None:
    first, over = line(above, baseline=700.0), line("wells and ropes", baseline=80.0, page=2)
    bold = [replace(each, glyphs=tuple(replace(glyph, bold=True) for glyph in each.glyphs)) for each in (first, over)]
    made = pages(page((bold[0],)), page((bold[1],), number=2))
    assert len(Gatherer(made, ENGLISH, MEASURE).gather(bold)) == count


@pytest.mark.parametrize(
    ("text", "leading"), [("Digging the wells of both towns,", 1.2), ("Digging the wells of both towns", 1.8)]
)
def test_paragraphs_of_one_line_each_say_nothing_of_the_leading(text: str, leading: float) -> None:
    lines = [line(text, baseline=300.0 + 18.0 * at) for at in range(4)]
    assert measure_of(lines, ENGLISH).leading == leading
