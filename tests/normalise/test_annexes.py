"""Annexes: which heading is the title of its annex, and what stands under a table."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.languages.loader import languages
from pipeline.model.blocks import Grid, GridCell, Passage
from pipeline.model.pages import Line
from pipeline.model.resolution import Annex, Heading
from pipeline.model.walk import plain_text
from pipeline.normalise.compose import annexes_of
from pipeline.normalise.identifiers import Register
from pipeline.normalise.inline import Links, Marks
from pipeline.normalise.items import Item, items_of
from pipeline.normalise.render_blocks import Maker
from tests.glyphs import glyphs, line

ENGLISH = languages()["en"]


def bold(text: str, size: float) -> Line:
    whole = line(text, size=size)
    return replace(whole, glyphs=tuple(replace(glyph, bold=True) for glyph in whole.glyphs))


def annex(*lines: Line) -> Annex:
    """Return the annex of a paper whose text is of 10 points."""
    text = [line("Bears in mind what each village knows of its own wells and of the ropes in them.")]
    items = items_of([Passage((each,)) for each in [*text, *lines]], ENGLISH)
    (found,) = annexes_of([items[1:]], Maker(ENGLISH, Links({}), Marks(frozenset(), re.compile("x")), Register()))
    return found


def headings(found: Annex) -> list[str]:
    return [plain_text(block.content) for block in found.content if isinstance(block, Heading)]


@pytest.mark.parametrize("size", [12.0, 11.0, 10.0])
def test_the_only_heading_under_the_label_of_an_annex_is_its_title(size: float) -> None:
    found = annex(bold("Annex", 12.0), bold("Care of wells", size), line("1. Ropes are of hemp."))
    assert (found.label, plain_text(found.title), headings(found)) == ("Annex", "Care of wells", [])


def test_the_first_of_several_like_headings_is_none() -> None:
    parts = (bold("Ropes", 10.0), line("1. Ropes are of hemp."), bold("Lids", 10.0), line("2. Lids are of oak."))
    found = annex(bold("Annex", 12.0), *parts)
    assert (plain_text(found.title), headings(found)) == ("", ["Ropes", "Lids"])


def under(table: str, mark: str, *texts: str) -> list[Item]:
    """Return the items under a table of one cell with a raised mark behind its text."""
    cell = line(table)
    raised = glyphs(mark, cell.x1, cell.baseline - 3.5, 6.0)
    grid = Grid(((GridCell((replace(cell, glyphs=(*cell.glyphs, *raised)),), 0),),))
    blocks: Sequence[Passage | Grid] = [grid, *(Passage((line(text),)) for text in texts)]
    return items_of(blocks, ENGLISH)[1:]


def test_what_explains_the_raised_marks_of_a_table_is_no_list() -> None:
    found = under("12", "(a)(b)", "(a) Of hemp.", "(b) Of oak.")
    assert [(item.label, item.text) for item in found] == [(None, "(a) Of hemp."), (None, "(b) Of oak.")]


@pytest.mark.parametrize(
    ("mark", "texts"),
    [("", ("(a) Of hemp;",)), ("(b)", ("(a) Of hemp;",)), ("(a)", ("1. Decides:", "(a) Of hemp;"))],
    ids=["no mark", "another mark", "behind a number"],
)
def test_other_points_behind_a_table_keep_their_labels(mark: str, texts: tuple[str, ...]) -> None:
    assert under("12", mark, *texts)[-1].label is not None
