"""Lines become one text by a written rule, and note marks are told from other raised figures."""

import re
from dataclasses import replace

import pytest

from pipeline.model.pages import Glyph, Line
from pipeline.normalise.atoms import Atoms, join_lines, line_atoms, passage_text, text_of
from pipeline.normalise.inline import Links, Marks, content_of, mark_spans
from tests.glyphs import WIDTH, glyph, glyphs, line, page, pages


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
        ("non\u2011", "iron", "non\u2011iron"),
        ("co\u00ad", "operation", "co\u00adoperation"),
        ("page\u00a07,", "line\u00a08", "page\u00a07, line\u00a08"),
        ("the well –", "when it is dry –", "the well – when it is dry –"),
        ("the well – dry or not", "–, when it rains", "the well – dry or not–, when it rains"),
        ("Sales No. E.", "86.IX.7)", "Sales No. E.86.IX.7)"),
        ("see sect. E.", "86 wells", "see sect. E. 86 wells"),
        ("see NPT/CONF.", "2010/50", "see NPT/CONF.2010/50"),
        ("A/RES/", "75/71", "A/RES/75/71"),
        ("see A/75/L.", "7, annex", "see A/75/L.7, annex"),
        ("see A/75/L. ", "7", "see A/75/L. 7"),
        ("see chapter/No.", "7", "see chapter/No. 7"),
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
        ("见https://wells.example/i", "n-the-year", "见https://wells.example/in-the-year"),
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


def set_apart(text: str, step: float) -> str:
    """Return what is read of a text without its blanks, letters `step` apart and words wider by a space."""
    drawn: list[Glyph] = []
    x = 100.0
    for character in text:
        if character != " ":
            drawn.append(glyph(character, x))
        x += 2.5 if character == " " else WIDTH + step
    whole = Line(1, tuple(drawn), 300.0, 10.0)
    return text_of(line_atoms(whole, whole.glyphs, spaces=True))


@pytest.mark.parametrize("step", [-0.3, 0.0, 0.8, 1.5, 3.0, 4.0])
def test_letters_set_apart_are_words_all_the_same(step: float) -> None:
    assert set_apart("Keepers of the wells", step) == "Keepers of the wells"


@pytest.mark.parametrize("gap", [0.6, 1.2, 1.9])
@pytest.mark.parametrize(("before", "after"), [("eighty", "-first"), ("Latin Amer", "ica")])
def test_a_kerning_gap_is_no_space(before: str, after: str, gap: float) -> None:
    first = glyphs(before)
    whole = Line(1, (*first, *glyphs(after, first[-1].x1 + gap)), 300.0, 10.0)
    assert text_of(line_atoms(whole, whole.glyphs, spaces=True)) == before + after


def right_to_left(*pieces: tuple[str, float]) -> str:
    """Return the text of a line read from right to left whose pieces, in reading order, end on the right at a place."""
    placed = [
        each
        for text, right in pieces
        for each in (
            glyphs(text, x=right - 5 * len(text))
            if text.isascii()
            else [glyph(letter, x=right - 5 * at) for at, letter in enumerate(text, 1)]
        )
    ]
    whole = Line(1, tuple(placed), 300.0, 10.0, right_to_left=True, width=612.0)
    return text_of(line_atoms(whole, whole.glyphs, spaces=True))


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ((("بئر ", 300.0), ("الق", 280.0), ("رية", 262.0)), "بئر القرية"),
        ((("بئر", 300.0), ("الق", 280.0), ("رية", 262.0)), "بئر الق رية"),
        ((("بئر ", 300.0), ("القر", 280.0), ("ية", 257.0)), "بئر القر ية"),
        ((("بئر ", 300.0), ("الق", 280.0), ("رية", 250.0)), "بئر الق رية"),
    ],
    ids=["letters that join", "a line without spaces", "a letter that joins no further", "a gap as wide as a letter"],
)
def test_letters_of_a_word_may_be_drawn_apart(pieces: tuple[tuple[str, float], ...], text: str) -> None:
    assert right_to_left(*pieces) == text


@pytest.mark.parametrize(("between", "text"), [(0, "جنبالقرية"), (20, "جنب القرية")])
def test_letters_of_two_words_are_not_drawn_next_to_each_other(between: int, text: str) -> None:
    letters = [glyph(letter, x=300.0 - 5 * at) for at, letter in enumerate("جنب", 1)]
    rest = [glyph(letter, x=282.0 - 5 * at) for at, letter in enumerate("القرية ", 1)]
    every = (*letters, *(replace(each, index=each.index + between) for each in rest))
    whole = Line(1, every, 300.0, 10.0, right_to_left=True, width=612.0)
    assert text_of(line_atoms(whole, every, spaces=True)).strip() == text


def test_a_stop_behind_a_run_of_other_letters_stands_where_that_run_began() -> None:
    assert right_to_left(("بئر ", 300.0), ("(WELL)", 280.0), ("،", 250.0)) == "بئر (WELL)،"


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
