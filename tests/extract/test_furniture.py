"""Furniture is recognised by what it says and where it stands."""

from dataclasses import replace

import pytest

from pipeline.extract.furniture import mark_furniture
from pipeline.model.pages import Line
from tests.glyphs import glyphs, line, page

SYMBOL = "A/RES/91/70"
TITLE = "Programme of work on paths"


def headed(number: int, symbol: str) -> tuple[Line, ...]:
    title = glyphs(TITLE, 60.0, 50.0, 8.5, number)
    head = Line(number, (*title, *glyphs(symbol, 480.0, 50.0, 8.5, number)), 50.0, 8.5)
    return head, line("Recalling its decision to mend one path a year,", baseline=90.0, page=number)


def kinds(*heads: tuple[Line, ...]) -> list[list[str | None]]:
    first = page((line("General Assembly", baseline=90.0),))
    marked = mark_furniture([first, *(page(lines, number) for number, lines in enumerate(heads, 2))], SYMBOL)
    return [[each.furniture for each in made.lines] for made in marked[1:]]


def test_a_running_head_is_known_by_the_symbol() -> None:
    assert kinds(headed(2, SYMBOL)) == [["running_head", None]]


def test_a_head_without_the_symbol_is_known_by_what_the_heads_of_other_pages_say() -> None:
    assert kinds(headed(2, SYMBOL), headed(3, "")) == [["running_head", None], ["running_head", None]]


def test_what_no_other_head_says_is_text() -> None:
    other = (line("Paths through woods", baseline=50.0, page=3),)
    assert kinds(headed(2, SYMBOL), other) == [["running_head", None], [None]]


@pytest.mark.parametrize(
    ("artifact", "baseline", "kind"),
    [(True, 750.0, "other"), (False, 750.0, None), (True, 712.0, None)],
    ids=["apart", "not tagged as an artifact", "near to the text"],
)
def test_an_artifact_apart_from_the_text_at_the_foot_is_furniture(
    artifact: bool, baseline: float, kind: str | None
) -> None:
    last = line("Decides to mend one path a year.", baseline=700.0)
    notice = line("Unofficial copy.", baseline=baseline)
    tagged = replace(notice, glyphs=tuple(replace(glyph, artifact=artifact) for glyph in notice.glyphs))
    (made,) = mark_furniture([page((last, tagged))], SYMBOL)
    assert [each.furniture for each in made.lines] == [None, kind]
