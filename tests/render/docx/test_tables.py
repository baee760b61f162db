"""Cells on a grid."""

from pipeline.model.resolution import Cell, Row, Table, Text
from pipeline.render.docx.elements import element, qualified
from pipeline.render.docx.tables import grid, table_element


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
    rows = tuple(Row(cells=(Cell(),) * count) for count in (1, 3, 2))
    made = table_element(Table(id="table_1", rows=rows), False, lambda _: element("w:p"))
    assert [len(list(row.iter(qualified("w:tc")))) for row in made.iter(qualified("w:tr"))] == [3, 3, 3]


def test_a_column_has_room_for_its_longest_word() -> None:
    words = ("Number of reports that were sent to the secretariat of the keepers of wells", "Undersecretaries", "7")
    table = Table(id="table_1", rows=(Row(cells=tuple(Cell(content=(Text(text=text),)) for text in words)),))
    made = table_element(table, right_to_left=False, fill=lambda _: element("w:p"))
    widths = [int(column.get(qualified("w:w"))) for column in made.iter(qualified("w:gridCol"))]
    assert widths[1] > 95 * len("Undersecretaries")
    assert widths[0] > widths[1] > widths[2]
