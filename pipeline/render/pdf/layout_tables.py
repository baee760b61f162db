"""Tables on paper: how wide they are, which columns hold numbers, which rows are totals.

Classes of the style sheet: `wide`, `full`, `figures` on tables, `total` on rows, `number`, `over-numbers` on cells.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

WIDE, FULL = 4, 7  # columns
SHORTEST, LONGEST = 6, 40  # characters, as far as they make a column wide
NUMBER = re.compile(r"[(\[+\-−–—]*(?:[$€£] ?)?\d{1,3}(?:[ .,\u00a0\u2009\u202f]?\d+)*(?: ?[%‰])?[)\]]*|[–—\-−]")
SPACES = " \t\n\u00a0"


def lay_out(table: Element) -> None:
    """Give a table, its rows and its cells their classes and widths."""
    placed = list(_placed(table))
    columns = max((first + _span(cell) for cell, first in placed), default=0)
    bodies = [(cell, first) for cell, first in placed if cell.tag == "td" and _text(cell) and _span(cell) == 1]
    others = {first for cell, first in bodies if not _is_number(cell)}
    numeric = {first for cell, first in bodies if _is_number(cell)} - others
    names = [name for name, reached in (("wide", WIDE), ("full", FULL)) if columns >= reached][-1:]
    names += ["figures"] if numeric and others <= {0} else []
    if names:
        table.set("class", " ".join(names))
    _share(placed)
    for cell, first in placed:
        if cell.tag == "td" and _is_number(cell):
            cell.set("class", "number")
        elif cell.tag == "th" and first in numeric and _span(cell) == 1:
            cell.set("class", "over-numbers")
    for row in table.iter("tr"):
        if _is_total(row):
            row.set("class", "total")


def _share(placed: list[tuple[Element, int]]) -> None:
    """Share the width between columns by their longest texts, on the first cell of each."""
    single = [(cell, first) for cell, first in placed if _span(cell) == 1]
    longest: dict[int, int] = {}
    for cell, first in single:
        longest[first] = max(longest.get(first, SHORTEST), min(len(_text(cell)), LONGEST))
    heads = {first: cell for cell, first in reversed(single)}
    for first, cell in heads.items():
        cell.set("style", f"width: {100 * longest[first] / sum(longest.values()):.1f}%")


def _placed(table: Element) -> Iterator[tuple[Element, int]]:
    """Yield the cells with the column in which each begins."""
    reaching: dict[int, int] = {}
    for row in table.iter("tr"):
        taken = {column for column, rows in reaching.items() if rows > 0}
        reaching = {column: rows - 1 for column, rows in reaching.items() if rows > 1}
        column = 0
        for cell in row:
            while column in taken:
                column += 1
            yield cell, column
            for place in range(column, column + _span(cell)):
                reaching[place] = int(cell.get("rowspan", "1")) - 1
            column += _span(cell)


def _span(cell: Element) -> int:
    return int(cell.get("colspan", "1"))


def _text(cell: Element) -> str:
    """Return the text of a cell without its note marks and raised letters."""
    parts = [cell.text or ""]
    for child in cell:
        if child.tag != "sup" and child.get("class") != "footnote":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts).strip(SPACES)


def _is_number(cell: Element) -> bool:
    return NUMBER.fullmatch(_text(cell)) is not None


def _is_total(row: Element) -> bool:
    """Say whether all the words and numbers of a row of the body are bold."""
    said = [cell for cell in row if _text(cell)]
    return len(said) > 1 and all(cell.tag == "td" and _is_bold(cell) for cell in said)


def _is_bold(cell: Element) -> bool:
    bold = "".join("".join(part.itertext()) for part in cell.iter("strong"))
    return bold.strip(SPACES) == "".join(cell.itertext()).strip(SPACES)
