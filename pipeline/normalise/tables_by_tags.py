"""Tables by their tags: which cell each glyph belongs to, in the order of the tree (ISO 32000-1, 14.8.4.3.4)."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.model.blocks import GridCell
from pipeline.model.pages import Element, Glyph, Line, Pages
from pipeline.normalise.passages import HEADINGS

TAGGED = 0.9
CELLS = ("TD", "TH")
Key = tuple[int, int, int]
Pieces = dict[Key, list[tuple[Line, list[Glyph]]]]


def is_tagged(line: Line, pages: Pages) -> bool:
    """Say whether a line is tagged as part of a table, nearly all of it; half a tree says too little."""
    tagged = sum(_ancestor(pages, glyph, ("Table",)) is not None for glyph in line.inked)
    return tagged > TAGGED * len(line.inked) and not is_caption(line, pages)


def is_caption(line: Line, pages: Pages) -> bool:
    """Say whether a line is tagged as a caption."""
    return all(_ancestor(pages, glyph, ("Caption",)) is not None for glyph in line.inked)


def is_tagged_apart(line: Line, pages: Pages) -> bool:
    """Say whether a line is tagged as something else than a part of a table."""
    return all(glyph.element is not None and _ancestor(pages, glyph, ("Table",)) is None for glyph in line.inked)


def is_heading(line: Line, pages: Pages) -> bool:
    """Say whether a line is tagged as a heading."""
    return all(_ancestor(pages, glyph, HEADINGS) is not None for glyph in line.inked)


def _ancestor(pages: Pages, glyph: Glyph, types: Container[str]) -> Element | None:
    return next((item for item in pages.ancestors(glyph.element) if item.type in types), None)


def tagged_tables(lines: Sequence[Line], pages: Pages) -> list[list[tuple[GridCell, ...]]]:
    """Return the rows of each table in lines that are tagged as parts of tables, in the order of the tree.

    Cells without text are there too, where the tree has them.
    """
    pieces: Pieces = {}
    last: Key | None = None
    for line in lines:
        for glyph in line.glyphs:
            key = _cell_key(pages, glyph) or last or _first_key(pages, line)
            last = key
            parts = pieces.setdefault(key, [])
            if not parts or parts[-1][0] is not line:
                parts.append((line, []))
            parts[-1][1].append(glyph)
    for key in _empty_cells(pages, {key[1]: key[0] for key in pieces}):
        pieces.setdefault(key, [])
    tables: list[list[tuple[GridCell, ...]]] = []
    for _, table in groupby(sorted(pieces), key=lambda key: key[0]):
        tables.append([_row(list(row), pieces, pages) for _, row in groupby(table, key=lambda key: key[1])])
    return tables


def _empty_cells(pages: Pages, tables: dict[int, int]) -> Iterator[Key]:
    """Yield the key of every cell of some rows, given the table of each row."""
    for element in pages.elements:
        if element.type in CELLS:
            row = next((item for item in pages.ancestors(element.parent) if item.type == "TR"), None)
            if row is not None and row.index in tables:
                yield tables[row.index], row.index, element.index


def _first_key(pages: Pages, line: Line) -> Key:
    return next(key for glyph in line.glyphs if (key := _cell_key(pages, glyph)) is not None)


def _cell_key(pages: Pages, glyph: Glyph) -> Key | None:
    cell = _ancestor(pages, glyph, CELLS)
    row = _ancestor(pages, glyph, ("TR",))
    table = _ancestor(pages, glyph, ("Table",))
    if table is None:
        return None
    return (table.index, row.index if row else table.index, cell.index if cell else (row or table).index)


def _row(keys: list[Key], pieces: Pieces, pages: Pages) -> tuple[GridCell, ...]:
    row: list[GridCell] = []
    for column, key in enumerate(keys):
        element = pages.elements[key[2]]
        lines = tuple(line for piece in pieces[key] if (line := part_of(*piece)) is not None)
        row.append(GridCell(lines, column, element.colspan, element.rowspan, element.type == "TH"))
    return tuple(row)


def part_of(line: Line, glyphs: list[Glyph]) -> Line | None:
    """Return the part of a line that some of its glyphs make, or None without ink."""
    if not any(not glyph.blank for glyph in glyphs):
        return None
    plain = [glyph for glyph in glyphs if not glyph.blank]
    return replace(line, glyphs=tuple(glyphs), size=max(glyph.size for glyph in plain))
