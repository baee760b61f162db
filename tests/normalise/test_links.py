"""Links: which characters of a text lie in the area of a link."""

import re

import pytest

from pipeline.model.contents import contents, links
from pipeline.model.pages import LinkArea
from pipeline.model.resolution import Link
from pipeline.model.walk import plain_text
from pipeline.normalise.atoms import line_atoms
from pipeline.normalise.inline import Links, Marks, content_of
from tests.glyphs import line
from tests.hostile.active import ADDRESSES, with_link
from tests.hostile.build import GOOD
from tests.reading import read, reading

NO_MARKS = Marks(frozenset(), re.compile("x"))
TARGET = "https://undocs.org/en/A/RES/62/101"


def linked(text: str, *areas: tuple[int, int, str]) -> list[str]:
    """Return the texts of links whose areas cover characters of a line from one place to another."""
    whole = line(text)
    top, bottom = whole.glyphs[0].top, whole.glyphs[0].bottom
    boxes = [(whole.glyphs[start].x0, top, whole.glyphs[end - 1].x1, bottom) for start, end, _ in areas]
    found = Links({1: tuple(LinkArea(1, box, area[2]) for box, area in zip(boxes, areas, strict=True))})
    content = content_of(tuple(line_atoms(whole, whole.glyphs, spaces=True)), found, NO_MARKS)
    return [plain_text(item.content) for item in content if isinstance(item, Link)]


@pytest.mark.parametrize(("start", "end"), [(3, 9), (3, 8), (3, 7), (4, 9)], ids=["whole", "last", "last two", "first"])
def test_a_link_covers_the_whole_of_a_number_of_which_it_covers_a_part(start: int, end: int) -> None:
    assert linked("of 62/101 and", (start, end, TARGET)) == ["62/101"]


def test_a_link_ends_where_a_number_ends() -> None:
    assert linked("of 62/101, 17", (3, 9, TARGET)) == ["62/101"]
    assert linked("of village 17", (3, 10, TARGET)) == ["village"]


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name not in ("with-quotes", "empty")])
def test_a_link_that_must_not_be_followed_is_told_and_its_text_stays(name: str) -> None:
    found = read(with_link(ADDRESSES[name]), "astray.pdf")
    assert [item.page for item in found.findings if item.code == "N319"] == [1]
    assert [item for _, content in contents(found.resolution) for item in links(content)] == []
    assert found.resolution.operative == reading(GOOD).resolution.operative


def test_two_links_inside_a_number_stay_two() -> None:
    assert linked("of 62101 and", (3, 5, TARGET), (5, 7, "https://undocs.org/en/A/RES/1/1")) == ["62", "10"]
