"""Lines become one text by a written rule, and note marks are told from other raised figures."""

import re

import pytest

from pipeline.model.pages import Line
from pipeline.normalise.atoms import Atoms, join_lines, line_atoms, passage_text, text_of
from pipeline.normalise.inline import Links, Marks, content_of, mark_spans
from tests.glyphs import glyphs, line, page, pages


def joined(above: str, below: str, spaces: bool) -> str:
    lines = (line(above, baseline=300), line(below, baseline=312))
    return text_of(passage_text(lines, spaces))


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        ("the wells", "of the town", "the wells of the town"),
        ("the wells ", "of the town", "the wells of the town"),
        ("well-", "known", "well-known"),
        ("1998–", "2001", "1998–2001"),
        ("the well –", "when it is dry –", "the well – when it is dry –"),
        ("A/RES/", "75/71", "A/RES/75/71"),
        ("the well- ", "and bridge-keepers", "the well- and bridge-keepers"),
    ],
)
def test_lines_of_words_take_a_space_unless_a_hyphen_ends_them(above: str, below: str, text: str) -> None:
    assert joined(above, below, spaces=True) == text


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        ("每口水井的看守", "人应当", "每口水井的看守人应当"),
        ("第", "74/50 号", "第74/50 号"),
        ("第 ", "74/50 号", "第 74/50 号"),
        ("见 Part I", "and II", "见 Part I and II"),
        ("共20", "36 口", "共2036 口"),
        ("共 25", "200 口", "共 25 200 口"),
        ("共 1", "2345 口", "共 12345 口"),
    ],
)
def test_chinese_lines_join_without_a_space_of_our_own(above: str, below: str, text: str) -> None:
    assert joined(above, below, spaces=False) == text


def test_a_wide_gap_between_words_is_a_space() -> None:
    whole = line("wells")
    glyphs_of_both = (*whole.glyphs, *glyphs("dry", x=whole.x1 + 4))
    assert text_of(line_atoms(whole, glyphs_of_both, spaces=True)) == "wells dry"
    assert text_of(line_atoms(whole, glyphs_of_both, spaces=False)) == "wellsdry"


def test_many_blanks_of_a_justified_line_are_one() -> None:
    assert text_of(join_lines([line_atoms(line("a   b"), line("a   b").glyphs, spaces=True)], spaces=True)) == "a b"


def raised(text: str, mark: str, after: str = "") -> Atoms:
    """Return the atoms of a line with a raised mark in it."""
    before = glyphs(text)
    small = glyphs(mark, x=before[-1].x1, baseline=296.5, size=6)
    rest = glyphs(after, x=small[-1].x1)
    every = (*before, *small, *rest)
    return tuple(line_atoms(Line(1, every, 300.0, 10.0), every, spaces=True))


def marks(*known: str) -> Marks:
    return Marks(frozenset(known), re.compile(r"(?P<mark>\d{1,3}|\*{1,3}|[a-z])"))


def test_a_raised_figure_that_names_a_note_is_its_mark() -> None:
    atoms = raised("wells", "1", ",")
    assert [marker for _, marker in mark_spans(atoms, marks("1")).values()] == ["1"]
    assert list(mark_spans(atoms, marks("1"))) == [5]


def test_square_metres_are_no_note() -> None:
    assert mark_spans(raised("12 m", "2"), marks("1", "3")) == {}
    content = content_of(raised("12 m", "2"), Links.of(pages(page(()))), marks("1", "3"))
    assert [(item.type, getattr(item, "text", ""), getattr(item, "style", ())) for item in content] == [
        ("text", "12 m", ()),
        ("text", "2", ("superscript",)),
    ]


def test_two_marks_in_one_raised_run_are_two() -> None:
    spans = mark_spans(raised("wells", "4,5"), marks("4", "5"))
    assert [spans[position][1] for position in sorted(spans)] == ["4", "5"]


def test_a_figure_inside_a_longer_raised_number_is_no_mark() -> None:
    assert mark_spans(raised("10", "12"), marks("1", "2")) == {}


def test_a_mark_on_a_line_of_its_own_is_still_raised() -> None:
    lines = (line("the Compact on wells", baseline=300), line("7", baseline=311, size=6))
    atoms = passage_text(lines, spaces=True)
    assert [atom.text for atom in atoms if atom.raised] == ["7"]
