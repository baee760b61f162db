"""Where a paragraph ends and the next begins, over a page's end."""

from dataclasses import replace

import pytest

from pipeline.languages.loader import languages
from pipeline.model.pages import Element, Pages
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


def test_where_tags_keep_paragraphs_whole_overleaf_they_part_them_there() -> None:
    texts = (("x" * 61, 690.0, 1, 0), (FULL, 80.0, 2, 0), (FULL, 702.0, 2, 1), (FULL, 80.0, 3, 2))
    lines = []
    for text, baseline, number, element in texts:
        plain = line(text, baseline=baseline, page=number)
        lines.append(replace(plain, glyphs=tuple(replace(glyph, element=element) for glyph in plain.glyphs)))
    made = [page(tuple(each for each in lines if each.page == number), number) for number in (1, 2, 3)]
    tree = tuple(Element(at, "P", None) for at in range(3))
    assert len(Gatherer(Pages(tuple(made), tree, None, True), ENGLISH, MEASURE).gather(lines)) == 3
    apart = replace(lines[1], glyphs=tuple(replace(glyph, element=1) for glyph in lines[1].glyphs))
    closed = [lines[0], apart, lines[3]]
    pages_closed = [page((each,), number) for number, each in enumerate(closed, 1)]
    assert len(Gatherer(Pages(tuple(pages_closed), tree, None, True), ENGLISH, MEASURE).gather(closed)) == 1
