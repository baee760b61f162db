"""Tables: the model's cells laid on a grid, written with spans, repeated header rows and few horizontal rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from pipeline.model.resolution import Cell, Row, Table
from pipeline.render.columns import FULL, WIDE, columns, is_total, over_numbers, widest_words
from pipeline.render.docx.elements import Element, Property, built, element, prop, properties
from pipeline.render.docx.styles import MARGIN, TEXT_WIDTH

Fill = Callable[[Cell | None, bool], Element]

_CHARACTER, _SPACE = 100, 216  # twips of a character of 8.5 points, and of the margins of a cell
_RULES = (("top", 6), ("bottom", 12))
_UNDER_HEAD: tuple[tuple[str, int], ...] = (("bottom", 6),)
_AROUND_TOTAL: tuple[tuple[str, int], ...] = (("top", 4), ("bottom", 4))


@dataclass(frozen=True)
class Slot:
    """A place in a row of the grid: a cell of the model, or None where a cell above goes on or nothing stands."""

    cell: Cell | None
    width: int
    merge: str | None = None


@dataclass(frozen=True)
class Grid:
    """A table's rows as slots that cover every column from the left; rows may end early."""

    rows: tuple[tuple[Slot, ...], ...]
    columns: int


def grid(rows: tuple[Row, ...]) -> Grid:
    """Lay cells on a grid: each stands in the first place to the right that is free for its whole width.

    A row span that reaches below the last row ends there. A table without rows, or a row without cells, has one empty
    place, since Word accepts neither.
    """
    laid: list[tuple[Slot, ...]] = []
    spanning: dict[int, tuple[int, int]] = {}
    rows = rows or (Row(cells=()),)
    for number, row in enumerate(rows):
        below = len(rows) - number - 1
        slots = {column: Slot(None, width, "continue") for column, (width, _) in spanning.items()}
        spanning = {column: (width, left - 1) for column, (width, left) in spanning.items() if left > 1}
        column = 0
        for cell in row.cells:
            column = _free(slots, column, cell.colspan)
            more = min(cell.rowspan - 1, below)
            slots[column] = Slot(cell, cell.colspan, "restart" if more else None)
            if more:
                spanning[column] = (cell.colspan, more)
            column += cell.colspan
        laid.append(tuple(_filled(slots)))
    return Grid(tuple(laid), max(sum(slot.width for slot in row) for row in laid))


def _free(slots: dict[int, Slot], column: int, width: int) -> int:
    for start in sorted(slots):
        if start < column + width and column < start + slots[start].width:
            column = start + slots[start].width
    return column


def _filled(slots: dict[int, Slot]) -> Iterator[Slot]:
    column = 0
    for start in sorted(slots):
        if start > column:
            yield Slot(None, start - column)
        yield slots[start]
        column = start + slots[start].width
    if not slots:
        yield Slot(None, 1)


def table_element(table: Table, right_to_left: bool, fill: Fill) -> Element:
    """Return a table; `fill` returns the paragraph of a cell or of a place where no cell begins, to the right or not.

    Numbers stand under each other, their heads above them; rules stand under the head, around totals and at the end.
    """
    laid = grid(table.rows)
    widths = _widths(table.rows, laid)
    headers = sum(1 for _ in takewhile(_is_header, table.rows))
    columns = element("w:tblGrid", None, [built(prop("gridCol", {"w": width})) for width in widths])
    made = element("w:tbl", None, [*properties("w:tblPr", _table_look(sum(widths), right_to_left)), columns])
    right = list(over_numbers(table.rows)) or [()]
    for number, slots in enumerate(laid.rows):
        look = (prop("cantSplit"), *((prop("tblHeader"),) if number < headers else ()))
        row = element("w:tr", None, properties("w:trPr", look))
        rules = _rules(table.rows[number] if table.rows else None, last_head=number == headers - 1)
        row.extend(_cells(_whole(slots, laid.columns), widths, iter(right[number]), (fill, rules)))
        made.append(row)
    return made


def _whole(slots: tuple[Slot, ...], columns: int) -> tuple[Slot, ...]:
    """Return a row with a place in every column: pandoc takes a table to be no wider than its first row's cells."""
    return (*slots, *[Slot(None, 1)] * (columns - sum(slot.width for slot in slots)))


def _rules(row: Row | None, *, last_head: bool) -> tuple[Property, ...]:
    """Return the rules of the cells of a row: under the last of the head, around a total."""
    if last_head:
        return (prop("tcBorders", None, _lines(_UNDER_HEAD)),)
    return (prop("tcBorders", None, _lines(_AROUND_TOTAL)),) if row is not None and is_total(row) else ()


def _lines(sides: tuple[tuple[str, int], ...]) -> tuple[Property, ...]:
    return tuple(prop(side, {"val": "single", "sz": eighths, "space": 0, "color": "auto"}) for side, eighths in sides)


def _is_header(row: Row) -> bool:
    return bool(row.cells) and all(cell.header for cell in row.cells)


def _cells(
    slots: tuple[Slot, ...], widths: list[int], right: Iterator[bool], made_with: tuple[Fill, tuple[Property, ...]]
) -> Iterator[Element]:
    fill, rules = made_with
    column = 0
    for slot in slots:
        look = [prop("tcW", {"w": sum(widths[column : column + slot.width]), "type": "dxa"}), *rules]
        if slot.width > 1:
            look.append(prop("gridSpan", slot.width))
        if slot.merge:
            look.append(prop("vMerge", slot.merge))
        if slot.cell and slot.cell.header:
            look.append(prop("vAlign", "bottom"))
        to_right = slot.cell is not None and next(right)
        yield element("w:tc", None, [*properties("w:tcPr", look), fill(slot.cell, to_right)])
        column += slot.width


def _table_look(width: int, right_to_left: bool) -> list[Property]:
    look = [
        prop("tblW", {"w": width, "type": "dxa"}),
        prop("tblInd", {"w": MARGIN if width < TEXT_WIDTH else 0, "type": "dxa"}),
        prop("tblBorders", None, _lines(_RULES)),
        prop("tblLook", {"val": "0420", "firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 0,
                         "noVBand": 1}),
    ]  # fmt: skip
    return [*look, prop("bidiVisual")] if right_to_left else look


def _widths(rows: tuple[Row, ...], laid: Grid) -> list[int]:
    """Share the measure between columns by their longest texts, none narrower than its longest word if that can be.

    A table of several columns reaches over the right margin, one of many over both.
    """
    look = columns(rows)
    margins = 0 if look.count >= FULL else 1 if look.count >= WIDE else 2
    measure = TEXT_WIDTH - margins * MARGIN
    shares = look.shares or (1,) * laid.columns
    least = [_CHARACTER * length + _SPACE for length in widest_words(rows) or (0,) * laid.columns]
    room = measure - sum(least)
    if room < 0:
        widths = [measure * length // sum(least) for length in least]
    else:
        wanted = [max(0, measure * share // sum(shares) - low) for share, low in zip(shares, least, strict=True)]
        widths = [low + room * more // max(sum(wanted), 1) for low, more in zip(least, wanted, strict=True)]
    widths[-1] += measure - sum(widths)
    return widths
