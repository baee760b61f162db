"""How a table is to look, from its words alone: how wide its columns are, which hold numbers, which rows are totals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.resolution import Cell, Row
from pipeline.model.walk import runs

WIDE, FULL = 4, 7  # columns from which a table reaches over one margin, and over both
HEAD_LINES = 3
SHORTEST, LONGEST = 6, 40  # characters, as far as they make a column wide

_NUMBER = re.compile(r"[(\[+\-−–—]*(?:[$€£] ?)?\d{1,3}(?:[ .,\u00a0\u2009\u202f]?\d+)*(?: ?[%‰])?[)\]]*|[–—\-−]")
LONGEST_NUMBER = 24  # characters


@dataclass(frozen=True)
class Columns:
    """The look of a table: its number of columns, the shares of its width in characters, the columns of numbers.

    `figures` says whether all columns but the first hold numbers.
    """

    count: int
    shares: tuple[int, ...]
    numeric: frozenset[int]
    figures: bool


def columns(rows: tuple[Row, ...]) -> Columns:
    """Return how the columns of a table are to look; a cell over several columns counts in none of them."""
    placed = list(_placed(rows))
    count = max((column + cell.colspan for cell, column in placed), default=0)
    single = [(cell, column) for cell, column in placed if cell.colspan == 1 and _said(cell)]
    shares = [SHORTEST] * count
    for cell, column in single:
        shares[column] = max(shares[column], min(_room(cell), LONGEST))
    words = {column for cell, column in single if not cell.header and not is_number(cell)}
    numeric = frozenset(column for cell, column in single if not cell.header and is_number(cell)) - words
    return Columns(count, tuple(shares), numeric, bool(numeric) and words <= {0})


def _room(cell: Cell) -> int:
    """Return how many characters of a cell ought to stand on one line; the text of a head may stand on three."""
    length = len(_said(cell))
    return max(-(-length // HEAD_LINES), longest_word(cell)) if cell.header else length


def over_numbers(rows: tuple[Row, ...]) -> Iterator[tuple[bool, ...]]:
    """Yield for each row which of its cells stand to the right: numbers, and the heads of columns of numbers."""
    numeric = columns(rows).numeric
    places = iter(_placed(rows))
    for row in rows:
        own = [next(places) for _ in row.cells]
        yield tuple(is_number(c) or (c.header and c.colspan == 1 and column in numeric) for c, column in own)


def is_number(cell: Cell) -> bool:
    """Say whether a cell holds one number and nothing else, note marks and raised letters apart, or a dash for none.

    A number is never cut at the end of a line; what is longer than any number is several of them.
    """
    said = _said(cell)
    return len(said) <= LONGEST_NUMBER and _NUMBER.fullmatch(said) is not None


def is_total(row: Row) -> bool:
    """Say whether all that a row of the body says is bold, a number among it."""
    said = [cell for cell in row.cells if _said(cell)]
    bold = all("bold" in run.style for cell in said for run in runs(cell.content) if run.text.strip())
    return bold and any(is_number(cell) for cell in said) and not any(cell.header for cell in said)


def _said(cell: Cell) -> str:
    return "".join(run.text for run in runs(cell.content) if "superscript" not in run.style).strip()


def _placed(rows: tuple[Row, ...]) -> Iterator[tuple[Cell, int]]:
    """Yield the cells of rows with the column in which each begins: the first that no cell from above reaches into."""
    reaching: dict[int, int] = {}
    for row in rows:
        taken = {column for column, below in reaching.items() if below > 0}
        reaching = {column: below - 1 for column, below in reaching.items() if below > 1}
        column = 0
        for cell in row.cells:
            while column in taken:
                column += 1
            yield cell, column
            if cell.rowspan > 1:
                reaching.update(dict.fromkeys(range(column, column + cell.colspan), cell.rowspan - 1))
            column += cell.colspan


def longest_word(cell: Cell) -> int:
    """Return the length of the longest piece of a cell that may not be cut: a word, or a whole number."""
    text = _said(cell)
    return len(text) if is_number(cell) else max(map(len, text.split()), default=0)


def widest_words(rows: tuple[Row, ...]) -> tuple[int, ...]:
    """Return for each column the length of its longest piece that may not be cut."""
    longest = [0] * columns(rows).count
    for cell, column in _placed(rows):
        if cell.colspan == 1:
            longest[column] = max(longest[column], longest_word(cell))
    return tuple(longest)
