"""Tables: the model's cells laid on a grid, written with spans, repeated header rows and horizontal rules."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from unicodedata import east_asian_width

from pipeline.model.resolution import Cell, Row, Table
from pipeline.model.walk import plain_text
from pipeline.render.docx.elements import Element, Property, built, element, prop, properties
from pipeline.render.docx.styles import MARGIN, TEXT_WIDTH

Fill = Callable[[Cell | None], Element]

_NARROW_COLUMNS = 4
_SHORTEST, _LONGEST = 6, 40
_CHARACTER, _SIDES = 95, 216  # twentieths of a point: a character of 8.5 points at most, the margins of a cell
_RULES = (("top", 4), ("bottom", 8), ("insideH", 2))


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
    """Return a table; `fill` returns the paragraph of a cell, or of a place where no cell begins."""
    laid = grid(table.rows)
    widths = _widths(laid)
    headers = sum(1 for _ in takewhile(_is_header, table.rows))
    columns = element("w:tblGrid", None, [built(prop("gridCol", {"w": width})) for width in widths])
    made = element("w:tbl", None, [*properties("w:tblPr", _table_look(sum(widths), right_to_left)), columns])
    for number, slots in enumerate(laid.rows):
        look = (prop("cantSplit"), *((prop("tblHeader"),) if number < headers else ()))
        row = element("w:tr", None, properties("w:trPr", look))
        row.extend(_cells(_whole(slots, laid.columns), widths, fill))
        made.append(row)
    return made


def _whole(slots: tuple[Slot, ...], columns: int) -> tuple[Slot, ...]:
    """Return a row with a place in every column: pandoc takes a table to be no wider than its first row's cells."""
    return (*slots, *[Slot(None, 1)] * (columns - sum(slot.width for slot in slots)))


def _is_header(row: Row) -> bool:
    return bool(row.cells) and all(cell.header for cell in row.cells)


def _cells(slots: tuple[Slot, ...], widths: list[int], fill: Fill) -> Iterator[Element]:
    column = 0
    for slot in slots:
        look = [prop("tcW", {"w": sum(widths[column : column + slot.width]), "type": "dxa"})]
        if slot.width > 1:
            look.append(prop("gridSpan", slot.width))
        if slot.merge:
            look.append(prop("vMerge", slot.merge))
        if slot.cell and slot.cell.header:
            look.append(prop("vAlign", "bottom"))
        yield element("w:tc", None, [*properties("w:tcPr", look), fill(slot.cell)])
        column += slot.width


def _table_look(width: int, right_to_left: bool) -> list[Property]:
    rules = tuple(prop(side, {"val": "single", "sz": eighths, "space": 0, "color": "auto"}) for side, eighths in _RULES)
    look = [
        prop("tblW", {"w": width, "type": "dxa"}),
        prop("tblInd", {"w": MARGIN if width < TEXT_WIDTH else 0, "type": "dxa"}),
        prop("tblBorders", None, rules),
        prop("tblLook", {"val": "0420", "firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 0,
                         "noVBand": 1}),
    ]  # fmt: skip
    return [*look, prop("bidiVisual")] if right_to_left else look


def _widths(laid: Grid) -> list[int]:
    """Share the measure between columns: room for the longest word of each, and the rest by their longest cell.

    A table of many columns, or of long words, has the width of the page.
    """
    longest, words = [_SHORTEST] * laid.columns, [0] * laid.columns
    for slots in laid.rows:
        column = 0
        for slot in slots:
            if slot.cell and slot.width == 1:
                text = plain_text(slot.cell.content)
                longest[column] = max(longest[column], min(len(text), _LONGEST))
                words[column] = max(words[column], *(_length(word) for word in text.split()), 0)
            column += slot.width
    least = [_SIDES + _CHARACTER * word for word in words]
    narrow = TEXT_WIDTH - 2 * MARGIN
    measure = narrow if laid.columns <= _NARROW_COLUMNS and sum(least) <= narrow else TEXT_WIDTH
    spare = measure - sum(least)
    widths = [room + spare * length // sum(longest) for room, length in zip(least, longest, strict=True)]
    if spare < 0:
        widths = [measure * room // sum(least) for room in least]
    widths[-1] += measure - sum(widths)
    return widths


def _length(word: str) -> int:
    """Return how many characters of a word stand on one line; Han text may end a line behind each."""
    return 2 if any(east_asian_width(character) == "W" for character in word) else len(word)
