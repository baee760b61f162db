"""The fields above the text, line by line, where print parts what belongs together."""

from collections import Counter
from dataclasses import replace
from functools import reduce
from typing import Any

import pytest

from pipeline.languages.loader import languages
from pipeline.model.pages import Glyph, Line
from pipeline.model.resolution import Place
from pipeline.model.walk import plain_text
from pipeline.normalise.atoms import text_of
from pipeline.normalise.identify import Identity
from pipeline.normalise.masthead import Front, printed_number, read_front
from pipeline.organs.loader import organs
from tests.glyphs import line
from tests.reading import reading, sources

IDENTITY = Identity("A/RES/90/7", organs()["general-assembly"], languages()["en"])
ITEM, ITEMS = "Agenda item 12", "Agenda items 12 and 13"
LEADING = 1.2
WIDE = 17.0  # points: more than the leading of one title's lines


def front(*texts: str) -> Front:
    lines = [line(text, baseline=100.0 + WIDE * at) for at, text in enumerate(texts)]
    return read_front([_bold(each) if each.text[0].isupper() else each for each in lines], IDENTITY, None, LEADING)


def _bold(each: Line) -> Line:
    return replace(each, glyphs=tuple(replace(glyph, bold=True) for glyph in each.glyphs))


@pytest.mark.parametrize(
    ("item", "titles"),
    [(ITEM, ("Care of wells: Keepers and ropes",)), (ITEMS, ("Care of wells:", "Keepers and ropes"))],
    ids=["one item", "two items"],
)
def test_lines_under_the_number_of_one_item_are_one_title(item: str, titles: tuple[str, ...]) -> None:
    masthead = front("Ninetieth session", item, "Care of wells:", "Keepers and ropes").masthead
    assert masthead.agenda_titles == titles


def test_a_line_on_the_report_goes_on_until_its_bracket_closes() -> None:
    head = ("Ninetieth session", ITEM, "Resolution adopted by the General Assembly on 3 May 2036")
    found = front(*head, "[on the report of the Committee (A/", "89/12, para. 3)]")
    assert text_of(found.texts["source"]).replace(" ", "") == "[onthereportoftheCommittee(A/89/12,para.3)]"


@pytest.mark.parametrize(
    ("text", "rest"),
    [("90/7. Wells", "Wells"), ("90/790/7. Wells", "90/7. Wells"), ("90/71. Wells", None)],
    ids=["once", "once more in the title", "another number"],
)
def test_the_number_before_a_title_is_told_from_the_title(text: str, rest: str | None) -> None:
    match = printed_number(text, IDENTITY)
    assert (None if match is None else text[match.end() :]) == rest


@pytest.mark.parametrize("name", sorted(sources()))
def test_each_field_of_the_first_page_says_where_it_is_printed(name: str) -> None:
    read = reading(name)
    resolution = read.resolution
    glyphs = [glyph for glyph in read.pages.glyphs() if not glyph.blank]
    told = {}
    for front in resolution.front:
        value: Any = reduce(getattr, front.field.split("."), resolution)
        chosen = value if front.position is None else value[front.position]
        text = chosen if isinstance(chosen, str) else plain_text(chosen)
        inside = "".join(glyph.text for glyph in glyphs for place in front.source if _holds(place, glyph))
        assert Counter(text.replace(" ", "")) - Counter(inside) == Counter(), front.field
        told[front.field, front.position] = text
    head = resolution.masthead
    printed = [head.publisher, head.symbol_text, head.organ, head.distribution, head.issued_text, head.agenda_item]
    printed += [head.committee, *head.agenda_titles, resolution.adoption.statement, resolution.adoption.source]
    printed += [head.session.text if head.session else None, resolution.draft.statement if resolution.draft else None]
    assert {text for text in printed if text} - set(told.values()) == set()
    assert told.get(("title", None), "") == plain_text(resolution.title)


def _holds(place: Place, glyph: Glyph) -> bool:
    x0, top, x1, bottom = place.box
    return place.page == glyph.page and x0 - 1 <= glyph.x0 <= x1 + 1 and top - 1 <= glyph.top <= bottom + 1
