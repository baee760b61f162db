"""How a table is to look, from its words alone."""

import pytest

from pipeline.model.resolution import Cell, Row, Text
from pipeline.render.columns import columns, is_number, is_total, over_numbers, widest_words
from tests.samples import words


def _row(*texts: str, header: bool = False, bold: bool = False) -> Row:
    style = ("bold",) if bold else ()
    return Row(cells=tuple(Cell(header=header, content=(Text(text=text, style=style),)) for text in texts))


COUNTS = (
    _row("Wells", "Deep", "Dry", header=True),
    _row("In the north, where it rains", "1 250", "–"),
    _row("In the south", "(17)", "3.5 %"),
    _row("All", "1 267", "3", bold=True),
)


@pytest.mark.parametrize("text", ["7", "12 345 678", "1,250.5", "(107 700)", "–", "3.5 %", "$ 40", "−2", "1\u00a0250"])
def test_a_number(text: str) -> None:
    assert is_number(Cell(content=words(text)))


@pytest.mark.parametrize(
    "text", ["P-4", "P-2/1", "D-1", "2 wells", "1250 m", "A/70/1", "GS (OL)", "92 738 500 39 381 400 668 112 300"]
)
def test_no_number(text: str) -> None:
    assert not is_number(Cell(content=words(text)))


def test_an_empty_cell_holds_no_number() -> None:
    assert not is_number(Cell())


def test_a_raised_letter_is_no_part_of_a_number() -> None:
    assert is_number(Cell(content=(Text(text="1 250"), Text(text="a", style=("superscript", "italic")))))


def test_numbers_and_their_heads_stand_to_the_right() -> None:
    assert list(over_numbers(COUNTS)) == [(False, True, True)] * 4


def test_a_column_with_a_word_is_no_column_of_numbers() -> None:
    rows = (_row("Well", "Depth", header=True), _row("North", "7"), _row("South", "not known"))
    assert list(over_numbers(rows)) == [(False, False), (False, True), (False, False)]


def test_columns_share_the_width_by_their_longest_texts_within_limits() -> None:
    look = columns((_row("x" * 90, "12 345 678", "7"),))
    assert look.shares == (40, 10, 6)
    assert columns((_row("word " * 12, header=True),)).shares == (20,)
    assert columns(COUNTS).figures
    assert not columns((_row("North", "deep"),)).figures


def test_a_cell_below_one_that_reaches_down_stands_beside_it() -> None:
    tall = Row(cells=(Cell(rowspan=2, content=words("Wells")), Cell(content=words("all"))))
    assert columns((tall, _row("12"))).shares == (6, 6)
    assert list(over_numbers((tall, _row("12")))) == [(False, False), (True,)]


def test_the_longest_piece_that_may_not_be_cut_is_a_word_or_a_whole_number() -> None:
    assert widest_words(COUNTS) == (6, 5, 5)


def test_a_total_is_a_bold_row_with_a_number() -> None:
    assert [is_total(row) for row in COUNTS] == [False, False, False, True]
    assert not is_total(_row("Of which", "wells", bold=True))
    assert not is_total(_row("All", "7", header=True, bold=True))
