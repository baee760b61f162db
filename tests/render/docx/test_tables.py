"""Cells on a grid, and how wide columns are."""

from lxml import etree

from pipeline.model.resolution import Cell, Row, Table
from pipeline.render.docx.tables import grid
from pipeline.render.docx.write import write
from tests.render.docx.cases import with_blocks
from tests.render.docx.packages import W, parts
from tests.samples import words


def _shape(*rows: tuple[tuple[int, int], ...]) -> list[list[str]]:
    made = tuple(Row(cells=tuple(Cell(colspan=across, rowspan=down) for across, down in row)) for row in rows)
    return [
        [f"{'cell' if slot.cell else 'none'} {slot.width} {slot.merge or ''}".strip() for slot in row]
        for row in grid(made).rows
    ]


def test_plain_cells_stand_side_by_side() -> None:
    assert _shape(((1, 1), (1, 1))) == [["cell 1", "cell 1"]]


def test_a_row_span_goes_on_below_and_pushes_cells_aside() -> None:
    assert _shape(((1, 2), (2, 1)), ((1, 1), (1, 1))) == [
        ["cell 1 restart", "cell 2"],
        ["none 1 continue", "cell 1", "cell 1"],
    ]


def test_a_row_span_ends_with_the_table() -> None:
    assert _shape(((1, 1), (1, 5))) == [["cell 1", "cell 1"]]


def test_a_cell_that_does_not_fit_before_a_span_stands_after_it() -> None:
    assert _shape(((1, 1), (1, 2)), ((2, 1),)) == [
        ["cell 1", "cell 1 restart"],
        ["none 1", "none 1 continue", "cell 2"],
    ]


def test_a_row_that_spans_cover_has_no_cell_of_its_own() -> None:
    assert _shape(((2, 2),), ()) == [["cell 2 restart"], ["none 2 continue"]]


def test_nothing_has_one_empty_place() -> None:
    assert _shape() == [["none 1"]]
    assert _shape((), ((1, 1),)) == [["none 1"], ["cell 1"]]


def test_a_row_that_ends_early_has_places_for_the_columns_that_it_lacks() -> None:
    table = _table_xml(("a",), ("a", "b", "c"), ("a", "b"))
    assert [len(list(row.iter(f"{W}tc"))) for row in table.iter(f"{W}tr")] == [3, 3, 3]


def _table_xml(*rows: tuple[str, ...]) -> etree._Element:
    made = tuple(
        Row(cells=tuple(Cell(header=not place, content=words(text)) for text in row)) for place, row in enumerate(rows)
    )
    body = etree.fromstring(parts(write(with_blocks(Table(id="table_1", rows=made))))["word/document.xml"])
    return next(body.iter(f"{W}tbl"))


def _widths(table: etree._Element) -> list[int]:
    return [int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol")]


def test_a_column_is_as_wide_as_its_longest_word_and_a_number_is_not_cut() -> None:
    long = "wells that stand in the north and in the south, in villages and between them"
    widths = _widths(_table_xml(("Wells", "Depth", "Number"), (long, long, "7"), (long, long, "51 375 900")))
    assert widths[2] > 1000
    assert sum(widths) == 9840 - 2 * 1267


def test_a_table_of_four_columns_reaches_over_one_margin_of_seven_over_both() -> None:
    assert sum(_widths(_table_xml(("a", "b", "c", "d")))) == 9840 - 1267
    assert sum(_widths(_table_xml(tuple("abcdefg")))) == 9840


def test_words_too_long_for_the_page_share_it() -> None:
    widths = _widths(_table_xml(("w" * 70, "x" * 30)))
    assert sum(widths) == 9840 - 2 * 1267
    assert widths[0] > widths[1]


def test_numbers_stand_to_the_right_and_rules_under_the_head_alone() -> None:
    table = _table_xml(("Wells", "Number"), ("north", "7"))
    sides = [[node.get(f"{W}val") for node in cell.iter(f"{W}jc")] for cell in table.iter(f"{W}tc")]
    assert sides == [[], ["right"], [], ["right"]]
    ruled = [cell.find(f"{W}tcPr/{W}tcBorders/{W}bottom") is not None for cell in table.iter(f"{W}tc")]
    assert ruled == [True, True, False, False]
    assert table.find(f"{W}tblPr/{W}tblBorders/{W}insideH") is None
