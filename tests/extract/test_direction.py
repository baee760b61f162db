"""Right-to-left lines: from the place of glyphs back to the order of reading, proved by the algorithm forward."""

from collections import Counter

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.check import check_pages
from pipeline.extract.direction import Mirror, is_right_to_left, mirror_of, open_orders, reading_order, shows_as_printed
from pipeline.model.pages import Glyph, Line
from tests.glyphs import glyphs, page, pages

LINES = (
    "إذ تشير إلى قراراتها",
    "القرار 75/71 المؤرخ 7 كانون الأول/ديسمبر 2020",
    "الوثيقة A/75/399، الفقرة 56",
    "انظر (A/RES/1/2) والفقرة 3",
    "1 - تحيط علما بالتقرير؛",
    "تقرير Working Group on Detention عن دورته",
    "نسبة 12,5 في المائة",
)


def drawn(logical: str, mirrored: bool = True) -> tuple[Glyph, ...]:
    """Return the glyphs of a line as a producer sets them from left to right, brackets as they look or as meant."""
    shown = get_display(logical, base_dir="R")
    sides = str.maketrans("()", ")(")
    return glyphs(shown if mirrored else shown.translate(sides))


def read(visual: tuple[Glyph, ...]) -> str:
    """Return the text that is read from glyphs that are drawn."""
    return "".join(glyph.text for glyph in reading_order(visual, mirror_of([visual])))


@pytest.mark.parametrize("logical", LINES)
def test_a_line_is_read_as_it_was_written(logical: str) -> None:
    assert read(drawn(logical)) == logical


def test_brackets_are_turned_for_the_producer_that_keeps_them_as_meant() -> None:
    visual = drawn("انظر (الفقرة) والمرفق", mirrored=False)
    assert mirror_of([visual]) != mirror_of([drawn("انظر (الفقرة) والمرفق")])
    assert read(visual) == "انظر (الفقرة) والمرفق"


@pytest.mark.parametrize("mirrored", [True, False])
def test_brackets_that_pair_over_lines_tell_where_no_line_does(mirrored: bool) -> None:
    lines = [drawn(text, mirrored) for text in ("(المؤيدون: تشاد", "المعارضون: بالاو)")]
    mirror = mirror_of(lines)
    read_lines = ["".join(glyph.text for glyph in reading_order(line, mirror)) for line in lines]
    assert read_lines == ["(المؤيدون: تشاد", "المعارضون: بالاو)"]


def test_groups_of_digits_in_a_cell_run_from_right_to_left() -> None:
    assert read(drawn("567 234 1")) == "567 234 1"
    assert read(glyphs("1234")) == "1234"
    assert "".join(each.text for each in reading_order(glyphs("(234 567)"), Mirror(letters=True))) == "(567 234)"


@pytest.mark.parametrize(
    ("visual", "logical"),
    [
        ("vol. 2, No. 7 ,Annals of Wells ,Village Press", "Village Press, Annals of Wells, vol. 2, No. 7"),
        ("Village Press, No. ةقيثو", "وثيقة Village Press, No."),
        ("A/1.ةقيثو", "وثيقة.A/1"),
    ],
    ids=["a comma leans to the right", "a stop leans to the left", "a stop that leans on both"],
)
def test_a_stop_belongs_to_the_run_that_it_leans_on(visual: str, logical: str) -> None:
    assert read(glyphs(visual)) == logical


def test_a_raised_mark_begins_its_line() -> None:
    mark = glyphs("(2)", x=200.0, baseline=296.0, size=6)
    ordered = reading_order((*glyphs("A/75/7"), *mark), Mirror(letters=True))
    assert "".join(glyph.text for glyph in ordered) == "(2)A/75/7"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("مبلغ 500 12 درهم", ["500 12"]),
        ("2030-2024 أعوام", ["2030-2024"]),
        ("مبلغ 500\u00a012 درهم", []),
        ("القرار 75/71 لعام 2020", []),
    ],
    ids=["groups", "a range at the beginning", "groups that are joined", "other numbers"],
)
def test_numbers_whose_order_the_print_leaves_open_are_named(text: str, numbers: list[str]) -> None:
    assert open_orders(glyphs(text)) == numbers


def test_numbers_set_far_apart_are_two() -> None:
    assert read((*glyphs("ريرقت 1/2"), *glyphs("3/4", x=160.0))) == "3/41/2 تقرير"


@pytest.mark.parametrize("printed", ["2017-2022", "2022-2017"], ids=["line by line", "as one paragraph"])
def test_a_range_at_the_beginning_of_a_line_ascends(printed: str) -> None:
    ordered = reading_order(glyphs(f"ةطخ {printed}"), Mirror())
    assert "".join(glyph.text for glyph in ordered) == "2017-2022 خطة"
    assert shows_as_printed(ordered)


@given(st.lists(st.text("ابتثجحخدذرزسشصضطظعغ", min_size=1, max_size=8), min_size=1, max_size=10))
def test_letters_alone_come_back_whatever_they_are(words: list[str]) -> None:
    text = " ".join(words)
    assert read(drawn(text)) == text


@given(st.integers(0, 9999), st.text("ابتثجحخد", min_size=1), st.text("ABCDEFG", min_size=1))
def test_what_is_read_shows_as_it_was_drawn(number: int, arabic: str, latin: str) -> None:
    ordered = reading_order(drawn(f"{arabic} {number} {latin} {arabic}"), Mirror())
    assert shows_as_printed(ordered)


def test_letters_in_another_order_do_not_show_as_printed() -> None:
    ordered = reading_order(drawn("إذ تشير إلى قراراتها"), Mirror())
    assert not shows_as_printed([ordered[1], ordered[0], *ordered[2:]])


def test_a_document_runs_from_right_to_left_where_most_of_its_letters_do() -> None:
    assert is_right_to_left(["الجمعية العامة", "A/RES/1/2"])
    assert not is_right_to_left(["The General Assembly", "العامة"])


@pytest.mark.parametrize("swapped", [False, True])
def test_a_line_that_does_not_show_as_printed_is_found(swapped: bool) -> None:
    ordered = reading_order(drawn("إذ تشير إلى قراراتها"), Mirror())
    if swapped:
        ordered[0], ordered[1] = ordered[1], ordered[0]
    first = ordered[0]
    read_line = Line(first.page, tuple(ordered), first.baseline, first.size, right_to_left=True)
    characters = Counter("".join(glyph.text for glyph in ordered if not glyph.blank))
    found = [finding.code for finding in check_pages(pages(page((read_line,))), [characters])]
    assert found == (["E206"] if swapped else [])
