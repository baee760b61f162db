"""Find tables among the lines of the text: by their tags where they are tagged, else by the rules drawn around them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.model.blocks import Grid, GridCell, Passage
from pipeline.model.pages import Glyph, Line, Page, Pages, Rule
from pipeline.normalise.passages import Gatherer
from pipeline.normalise.tables_by_tags import is_heading, is_tagged, is_tagged_apart, part_of, tagged_tables

SAME = 1.5  # points: rules and edges this close are one
ROW_GAP = 1.12  # parts of the leading: rows stand 1.3 leadings and more apart, the lines of a cell 0.95 to 1.08
MIN_COLUMNS = 2
MIN_RULES = 3
CELL_GAP = 0.45  # parts of the size; a word space is 0.25
WIDE_GAP = 1.6  # parts of the size
HEAD = 0.1  # parts of the page's height: rules above it belong to the running head
UNDER_HEAD = 9.0  # points from the last head line to its rule
WRAPPED_ROW = 1.5  # parts of the size from one line of a cell to the next
ROW_DISTANCE = 2.6  # parts of the size from one row to the next
TALL = 260.0  # points between two rules of one table


@dataclass(frozen=True)
class Zone:
    """Where rules draw a table on a page: its height and its column edges, in points."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    rules: tuple[float, ...]


Zones = dict[int, tuple[Zone, ...]]


@dataclass(frozen=True)
class Found:
    """The text's paragraphs and tables in order, and the header rows that were printed again on a further page."""

    blocks: tuple[Passage | Grid, ...]
    repeated: tuple[Line, ...]


def find_grids(lines: Sequence[Line], pages: Pages, gatherer: Gatherer) -> Found:
    """Return the text's paragraphs and tables in order."""
    zones = {page.number: ruled_zones(page) for page in pages.pages}
    again = _printed_again(lines)
    found: list[Passage | Grid] = []
    once = [line for line in lines if line not in again]
    told = _told_by_tags(once, pages, zones)
    for is_table, group in groupby(once, key=lambda line: _table_key(line, pages, zones, told)):
        members = list(group)
        if is_table is None:
            found += gatherer.gather(members)
        else:
            found += _tables(members, pages, zones, gatherer)
    whole = _whole(_with_captions(found))
    return Found(whole.blocks, (*again, *whole.repeated))


def _with_captions(blocks: list[Passage | Grid]) -> list[Passage | Grid]:
    """Return the blocks, what is tagged as a caption and stands over a table as that table's."""
    whole: list[Passage | Grid] = []
    for block in blocks:
        above = whole[-1] if whole else None
        if isinstance(block, Grid) and isinstance(above, Passage) and above.tag == "Caption":
            whole[-1] = replace(block, caption=above.lines)
        else:
            whole.append(block)
    return whole


def _printed_again(lines: Sequence[Line]) -> list[Line]:
    """Return the lines at pages' tops that are tagged as artifacts and repeat lines of the text before: the header
    rows of a table that goes on overleaf.
    """
    again: list[Line] = []
    seen: set[str] = set()
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        for line in page:
            if not all(glyph.artifact for glyph in line.inked) or _squashed([line]) not in seen:
                break
            again.append(line)
        seen.update(_squashed([line]) for line in page)
    return again


def _squashed(lines: Sequence[Line]) -> str:
    return "".join(glyph.text for line in lines for glyph in line.inked)


def _told_by_tags(lines: Sequence[Line], pages: Pages, zones: Zones) -> set[tuple[int, Zone]]:
    """Return the drawn tables, with their page, of which the tags say what stands in them."""
    tagged = [(line.page, _zone_of(line, zones)) for line in lines if is_tagged(line, pages)]
    return {(page, zone) for page, zone in tagged if zone is not None}


def _table_key(line: Line, pages: Pages, zones: Zones, told: set[tuple[int, Zone]]) -> str | None:
    if is_tagged(line, pages):
        return "tagged"
    zone = _zone_of(line, zones)
    if zone is None or ((line.page, zone) in told and is_tagged_apart(line, pages)):
        return None
    if is_heading(line, pages) and not _in_columns(line, zone.edges):  # between two tables (A/RES/80/243)
        return None
    return "ruled"


def _zone_of(line: Line, zones: Zones) -> Zone | None:
    """Return the drawn table that a line stands in; a heading between two tables begins left of both."""
    return next(
        (
            zone
            for zone in zones.get(line.page, ())
            if zone.top <= line.baseline <= zone.bottom
            and zone.edges[0] - 2 * SAME < line.x0
            and line.x1 < zone.edges[-1] + line.size
        ),
        None,
    )


def _tables(lines: list[Line], pages: Pages, zones: Zones, gatherer: Gatherer) -> list[Passage | Grid]:
    """Return the tables in lines that all belong to tables, one or more a page."""
    if is_tagged(lines[0], pages):
        return [Grid(_headed(rows)) for rows in tagged_tables(lines, pages)]
    grids: list[Passage | Grid] = []
    for _, group in groupby(lines, key=lambda line: (line.page, _zone_of(line, zones))):
        grids.append(Grid(_headed(_ruled_rows(list(group), zones, gatherer.measure.leading))))
    return grids


def _whole(blocks: list[Passage | Grid]) -> Found:
    """Join the tables that go on overleaf, and set the header rows printed again apart."""
    whole: list[Passage | Grid] = []
    repeated: list[Line] = []
    for block in blocks:
        above = whole[-1] if whole else None
        if isinstance(block, Grid) and isinstance(above, Grid) and _goes_on(above, block):
            heads, count = _repeats(above, block.rows)
            repeated += [line for row in block.rows[:count] for cell in row for line in cell.lines]
            rows = (*_with_heads(above.rows, heads), *_with_heads(block.rows[count:], 0))
            whole[-1] = Grid(rows, above.caption)
        else:
            whole.append(block)
    return Found(tuple(whole), tuple(repeated))


def _goes_on(above: Grid, below: Grid) -> bool:
    """Say whether a table at a page's top goes on from the one that ended the page before."""
    last, first = ([line.page for cell in row for line in cell.lines] for row in (above.rows[-1], below.rows[0]))
    if not last or not first or min(first) != max(last) + 1:
        return False
    return _repeats(above, below.rows)[1] > 0 or max(map(len, above.rows)) == max(map(len, below.rows))


def _with_heads(rows: Sequence[tuple[GridCell, ...]], heads: int) -> tuple[tuple[GridCell, ...], ...]:
    return tuple(tuple(replace(cell, header=position < heads) for cell in row) for position, row in enumerate(rows))


def _repeats(above: Grid, rows: Sequence[tuple[GridCell, ...]]) -> tuple[int, int]:
    """Return how many header rows a table has, and how many rows below print them again overleaf: the same
    characters, however they fell into lines. What is printed again shows which rows are the header.
    """
    heads = [row for row in above.rows if row[0].header]
    for printed in range(len(heads), 0, -1):
        wanted = _characters(heads[:printed])
        for count in range(1, min(len(rows), printed + 1) + 1):
            if wanted and _characters(rows[:count]) == wanted:
                return printed, count
    return len(heads), 0


def _characters(rows: Sequence[tuple[GridCell, ...]]) -> list[str]:
    return sorted(_squashed([line for row in rows for cell in row for line in cell.lines]))


def _headed(rows: Sequence[tuple[GridCell, ...]]) -> tuple[tuple[GridCell, ...], ...]:
    """Mark the header rows: those tagged so, else those at the top set unlike the rest, as small italics, else the
    first.
    """
    kept = [row for row in rows if any(cell.lines for cell in row)]
    if len(kept) < MIN_COLUMNS:
        return tuple(kept)
    heads = _tagged_heads(kept) or _heads_by_manner(kept)
    return tuple(
        tuple(GridCell(cell.lines, cell.column, cell.colspan, cell.rowspan, position < heads) for cell in row)
        for position, row in enumerate(kept)
    )


def _tagged_heads(rows: Sequence[tuple[GridCell, ...]]) -> int:
    """Return how many rows at the top are all tagged as headers; 0 where all are, which says nothing."""
    heads = 0
    while heads < len(rows) and all(cell.header for cell in rows[heads]):
        heads += 1
    return heads if heads < len(rows) else 0


def _heads_by_manner(rows: Sequence[tuple[GridCell, ...]]) -> int:
    """Return how many rows at the top are set unlike the rest; 1 where none is, or most are."""
    usual = _manner(rows[-1])
    heads = 0
    while heads < len(rows) - 1 and _manner(rows[heads]) != usual:
        heads += 1
    return heads if 0 < heads <= len(rows) // 2 else 1


def _manner(row: tuple[GridCell, ...]) -> tuple[float, bool]:
    line = next(cell.lines[0] for cell in row if cell.lines)
    return (round(line.size), all(glyph.italic for glyph in line.inked))


def ruled_zones(page: Page) -> tuple[Zone, ...]:
    """Return the tables that rules draw on a page: rows of rules that together span the same width in columns."""
    zones: list[Zone] = []
    head = _head(page)
    drawn = [rule for rule in page.rules if rule.x1 - rule.x0 > rule.bottom - rule.top and rule.top > head]
    for rules in _levels(drawn):
        edges = _edges([position for rule in rules for position in (rule.x0, rule.x1)])
        if zones and rules[0].top - zones[-1].bottom < TALL and _belongs(edges, zones[-1].edges):
            last = zones[-1]
            merged = _edges([*last.edges, *edges])
            zones[-1] = Zone(last.top, rules[0].bottom, merged, (*last.rules, rules[0].top))
        else:
            zones.append(Zone(rules[0].top, rules[0].bottom, edges, (rules[0].top,)))
    kept = (zone for zone in zones if len(zone.edges) > MIN_COLUMNS and len(zone.rules) >= MIN_RULES)
    return tuple(_lengthened(zone, page, zones) for zone in kept)


def _head(page: Page) -> float:
    """Return the height in points above which rules belong to the running head."""
    heads = [line.baseline for line in page.lines if line.furniture == "running_head"]
    return max(heads) + UNDER_HEAD if heads else HEAD * page.height


def _lengthened(zone: Zone, page: Page, zones: Sequence[Zone]) -> Zone:
    """Return a table with the rows under its last rule: lines in its columns, as close together as rows are. A line in
    the first column alone is one of them where a row follows it.
    """
    limit = min((other.top for other in zones if other.top > zone.bottom), default=page.height)
    inside = [line for line in page.lines if zone.top < line.baseline <= zone.bottom]
    bottom, size = zone.bottom, max((line.size for line in inside), default=0.0)
    above = bottom
    for line in page.lines:
        if above < line.baseline < limit and line.furniture is None:
            gap = line.baseline - above
            if gap >= ROW_DISTANCE * size or line.size > size * 1.05:
                break
            above = line.baseline
            wrapped = gap < WRAPPED_ROW * size and _columns(line, zone.edges)[0] > 0
            if wrapped or _in_columns(line, zone.edges):
                bottom = above
            elif not _in_first_column(line, zone.edges):
                break
    return Zone(zone.top, bottom, zone.edges, zone.rules)


def _in_first_column(line: Line, edges: tuple[float, ...]) -> bool:
    """Say whether a line stands in the first column of a table and in no other."""
    first = max(edges[1:2], default=0.0) if not line.right_to_left else edges[-1]
    return line.x0 > edges[0] - 2 * SAME and line.x1 < first


def _in_columns(line: Line, edges: tuple[float, ...]) -> bool:
    """Say whether a line stands in several columns of a table."""
    pieces = [piece for piece in _cell_pieces(line, edges) if any(not glyph.blank for glyph in piece)]
    columns = {_column(min(glyph.x0 for glyph in piece if not glyph.blank) + SAME, edges) for piece in pieces}
    return line.x0 > edges[0] - 2 * SAME and line.x1 < edges[-1] + 2 * SAME and len(columns) >= MIN_COLUMNS


def _belongs(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    """Say whether a row of rules belongs to the table above: it spans the table, or lies over several of its columns
    up to the right edge. A short rule at the left is the one above notes.
    """
    left, right = abs(inner[0] - outer[0]) < 2 * SAME, abs(inner[-1] - outer[-1]) < 2 * SAME
    return right and (left or inner[0] > outer[0])


def _levels(rules: list[Rule]) -> list[list[Rule]]:
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: (rule.top, rule.x0)):
        if levels and rule.top - levels[-1][0].top < SAME:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return levels


def _edges(positions: Sequence[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for position in sorted(positions):
        if not edges or position - edges[-1] > 2 * SAME:
            edges.append(position)
    return tuple(edges)


def _ruled_rows(lines: list[Line], zones: Zones, leading: float) -> list[tuple[GridCell, ...]]:
    """Return the rows: a new one begins at a distance wider than the leading, or under a rule."""
    pitch = ROW_GAP * leading * max(line.size for line in lines)
    rows: list[list[Line]] = []
    for line in lines:
        above = rows[-1][-1] if rows else None
        if above is None or line.baseline - above.baseline > pitch or _ruled_between(above, line, zones):
            rows.append([line])
        else:
            rows[-1].append(line)
    return _regular([_ruled_row(row, zones) for row in rows])


def _regular(rows: Sequence[tuple[GridCell, ...]]) -> list[tuple[GridCell, ...]]:
    """Return the rows on the columns in which cells begin, with a cell without text wherever a row leaves one free."""
    columns = sorted({cell.column for row in rows for cell in row})
    return [_on_columns(row, columns) for row in rows]


def _on_columns(row: tuple[GridCell, ...], columns: Sequence[int]) -> tuple[GridCell, ...]:
    ranges = [range(cell.column, cell.column + cell.colspan) for cell in row]
    spans = [[place for place, column in enumerate(columns) if column in covered] for covered in ranges]
    cells = [replace(cell, column=span[0], colspan=len(span)) for cell, span in zip(row, spans, strict=True)]
    free = set(range(len(columns))).difference(*spans)
    backward = len(row) > 1 and row[0].column > row[-1].column
    return tuple(sorted([*cells, *(GridCell((), place) for place in free)], key=_column_of, reverse=backward))


def _column_of(cell: GridCell) -> int:
    return cell.column


def _ruled_between(above: Line, line: Line, zones: Zones) -> bool:
    zone = _zone_of(line, zones)
    return zone is not None and any(above.baseline < rule < line.baseline - 0.3 * line.size for rule in zone.rules)


def _ruled_row(lines: list[Line], zones: Zones) -> tuple[GridCell, ...]:
    zone = _zone_of(lines[0], zones)
    edges = zone.edges if zone else (0.0,)
    cells: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        for glyphs in _cell_pieces(line, edges):
            part = part_of(line, glyphs)
            if part is not None:
                cells.setdefault(_columns(part, edges), []).append(part)
    row = [GridCell(tuple(parts), first, last - first + 1) for (first, last), parts in sorted(_merged(cells).items())]
    return tuple(reversed(row)) if lines[0].right_to_left else tuple(row)


def _merged(cells: dict[tuple[int, int], list[Line]]) -> dict[tuple[int, int], list[Line]]:
    """Join the pieces of one cell: those whose columns overlap."""
    merged: dict[tuple[int, int], list[Line]] = {}
    for (first, last), parts in sorted(cells.items()):
        under = next((key for key in merged if key[0] <= last and first <= key[1]), None)
        if under is None:
            merged[first, last] = list(parts)
        else:
            joined = sorted([*merged.pop(under), *parts], key=lambda line: line.baseline)
            merged[min(first, under[0]), max(last, under[1])] = joined
    return merged


def _cell_pieces(line: Line, edges: tuple[float, ...]) -> list[list[Glyph]]:
    """Split a line where a gap wider than a word space lies over a column's edge, or wider than any inside a cell."""
    place = {glyph.index: position for position, glyph in enumerate(line.glyphs)}
    pieces: list[list[Glyph]] = []
    for glyph in sorted(line.glyphs, key=lambda glyph: glyph.x0):
        if glyph.blank:
            if pieces and glyph.x1 - glyph.x0 < CELL_GAP * line.size:
                pieces[-1].append(glyph)
            continue
        right = max((other.x1 for other in pieces[-1] if not other.blank), default=0.0) if pieces else 0.0
        gap = glyph.x0 - right
        over_edge = any(right - SAME <= edge <= glyph.x0 + SAME for edge in edges)
        if pieces and not (gap > WIDE_GAP * line.size or (gap > CELL_GAP * line.size and over_edge)):
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
    return [sorted(piece, key=lambda glyph: place[glyph.index]) for piece in pieces]


def _columns(part: Line, edges: tuple[float, ...]) -> tuple[int, int]:
    """Return the first and last column that a piece of a line stands in."""
    return _column(part.x0 + SAME, edges), _column(part.x1 - SAME, edges)


def _column(position: float, edges: tuple[float, ...]) -> int:
    return max(0, sum(1 for edge in edges[:-1] if edge <= position) - 1)
