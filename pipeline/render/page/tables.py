"""Tables as HTML: header cells with their scope, spans, every row as wide as the table."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from pipeline.model.resolution import Cell, Row, Table
from pipeline.render.columns import FULL, WIDE, Columns, columns, is_number, is_total, over_numbers
from pipeline.render.page.inline import Context, fill


def table(block: Table, context: Context) -> Element:
    """Return a table as HTML; the leading rows of header cells are its head, repeated on each page.

    Classes say how it looks: `wide`, `full` and `figures` of tables, `total` of rows, `number` and `over-numbers` of
    cells.
    """
    holder = Element("table", {"id": block.id})
    if block.caption:
        fill(SubElement(holder, "caption"), block.caption, context)
    rows = [row for row in block.rows if row.cells]
    _shares(holder, columns(tuple(rows)))
    missing = missing_cells(rows)
    heads = _head_rows(rows)
    right = list(over_numbers(tuple(rows)))
    for name, first, last in (("thead", 0, heads), ("tbody", heads, len(rows))):
        if first < last:
            group = SubElement(holder, name)
            for place in range(first, last):
                _row(group, rows[place], missing[place], context)
                _align(group[-1], rows[place], right[place])
    return holder


def _shares(holder: Element, look: Columns) -> None:
    """Say how wide a table and its columns are."""
    width = "full" if look.count >= FULL else "wide" if look.count >= WIDE else None
    names = [name for name in (width, "figures" if look.figures else None) if name]
    if names:
        holder.set("class", " ".join(names))
    group = SubElement(holder, "colgroup")
    for share in look.shares:
        SubElement(group, "col", {"style": f"width: {100 * share / sum(look.shares):.1f}%"})


def _align(line: Element, row: Row, right: tuple[bool, ...]) -> None:
    if is_total(row):
        line.set("class", "total")
    for holder, cell, to_right in zip(line, row.cells, right, strict=False):
        if to_right:
            holder.set("class", "number" if is_number(cell) else "over-numbers")


def _head_rows(rows: list[Row]) -> int:
    """Return how many leading rows are the head: rows of header cells, down to where none reaches below."""
    heads = 0
    while heads < len(rows) and all(cell.header for cell in rows[heads].cells):
        heads += 1
    while heads and any(cell.rowspan > heads - i for i, row in enumerate(rows[:heads]) for cell in row.cells):
        heads -= 1
    return 0 if heads == len(rows) else heads


def missing_cells(rows: list[Row]) -> list[int]:
    """Return how many columns each row falls short of the widest: a table is regular (ISO 14289-1, 7.5)."""
    covered: dict[int, int] = {}
    widths: list[int] = []
    for place, row in enumerate(rows):
        widths.append(covered.get(place, 0) + sum(cell.colspan for cell in row.cells))
        for cell in row.cells:
            for below in range(place + 1, place + cell.rowspan):
                covered[below] = covered.get(below, 0) + cell.colspan
    return [max(widths, default=0) - width for width in widths]


def table_cells(block: Table) -> Iterator[tuple[str, Cell, str]]:
    """Yield each cell of a table with its place ("row/cell", from 1) and its scope: Column, Row, or nothing."""
    rows = [row for row in block.rows if row.cells]
    heads = _head_rows(rows)
    for line, row in enumerate(rows):
        above = line < heads or all(cell.header for cell in row.cells)
        for place, cell in enumerate(row.cells):
            scope = "" if not cell.header else "Column" if above else "Row"
            yield f"{line + 1}/{place + 1}", cell, scope


def _row(parent: Element, row: Row, gap: int, context: Context) -> None:
    line = SubElement(parent, "tr")
    for cell in row.cells:
        _cell(line, cell, parent.tag == "thead" or all(c.header for c in row.cells), context)
    for _ in range(gap):
        SubElement(line, "td", {"class": "missing"})


def _cell(parent: Element, cell: Cell, above: bool, context: Context) -> None:
    holder = SubElement(parent, "th" if cell.header else "td")
    if cell.header:
        holder.set("scope", "col" if above else "row")
    if cell.colspan > 1:
        holder.set("colspan", str(cell.colspan))
    if cell.rowspan > 1:
        holder.set("rowspan", str(cell.rowspan))
    fill(holder, cell.content, context)
