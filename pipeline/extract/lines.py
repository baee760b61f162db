"""Group the glyphs of a page into lines: one baseline each, with its raised marks, in order from left to right."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from statistics import median

from pipeline.extract.direction import NO_MIRROR, Mirror, holds_right_to_left, reading_order
from pipeline.extract.marks import with_marks
from pipeline.model.layout import segments
from pipeline.model.pages import Glyph, Line

SAME_BASELINE = 0.12  # parts of the glyph's size; a superscript of the UN's papers stands 0.3 and more above
TOUCH = 0.2  # points
HANGING = 6  # parts of the size: so far before its note a mark may hang; measured 1.4 to 5.1 (LibreOffice)
MARKER = re.compile(r"\(?(?:\d{1,3}|\*{1,3})\)?")
RAISED = 0.85  # a mark is at most this part of its line's size; measured 0.59 (Chromium) to 0.65 (Word)


@dataclass(frozen=True)
class Direction:
    """How a document is read: from right to left or not, and whether its brackets must be turned round."""

    right_to_left: bool = False
    mirror: Mirror = NO_MIRROR


LEFT_TO_RIGHT = Direction()


def group_lines(
    glyphs: tuple[Glyph, ...], direction: Direction = LEFT_TO_RIGHT, width: float = 0.0
) -> tuple[Line, ...]:
    """Return the lines of visible glyphs of one page, from top to bottom. Lines without ink are kept out of reach:
    their blank glyphs leave nothing to lose.
    """
    rows = with_marks(_rows([glyph for glyph in glyphs if glyph.hidden is None]))
    inked = [row for row in rows if any(not glyph.blank for glyph in row)]
    lines = [_line(row) for row in inked]
    attached = _attach_marks(lines)
    if direction.right_to_left:
        attached = [_right_to_left(line, direction, width) for line in attached]
    return tuple(sorted(attached, key=lambda line: (line.baseline, line.x0)))


def visual_pieces(line: Line) -> list[list[Glyph]]:
    """Return the glyphs of a line from left to right, in pieces set apart by wide gaps."""
    ordered = replace(line, glyphs=tuple(sorted(line.glyphs, key=lambda glyph: (glyph.x0 + glyph.x1, glyph.index))))
    return segments(ordered)


def _right_to_left(line: Line, direction: Direction, width: float) -> Line:
    line = replace(line, glyphs=tuple(glyph for glyph in line.glyphs if not _lies_over_ink(glyph, line)))
    pieces = [reading_order(piece, direction.mirror) for piece in visual_pieces(line)]
    backward = holds_right_to_left(line.glyphs)
    ordered = tuple(glyph for piece in (reversed(pieces) if backward else pieces) for glyph in piece)
    kept = {glyph.index for glyph in ordered}
    rest = tuple(glyph for glyph in line.glyphs if glyph.index not in kept)
    return replace(line, glyphs=(*ordered, *rest), right_to_left=True, width=width)


def _lies_over_ink(glyph: Glyph, line: Line) -> bool:
    """Say whether a blank is drawn over a letter, as one that hangs behind a left-to-right phrase at a line's end."""
    if not glyph.blank or glyph.x1 - glyph.x0 < TOUCH:
        return False
    return any(ink.x0 - TOUCH < glyph.x0 and glyph.x1 < ink.x1 + TOUCH for ink in line.glyphs if not ink.blank)


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Group glyphs by baseline. A symbol's large first letter may stand a point above the rest of it."""
    rows: list[list[Glyph]] = []
    baseline = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.baseline, glyph.index)):
        size = max(size, glyph.size)
        if rows and glyph.baseline - baseline <= SAME_BASELINE * size:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            baseline, size = glyph.baseline, glyph.size
    return rows


def _line(row: list[Glyph]) -> Line:
    ordered = tuple(sorted(row, key=lambda glyph: (glyph.x0, glyph.index)))
    inked = [glyph for glyph in ordered if not glyph.blank]
    return Line(
        page=ordered[0].page,
        glyphs=ordered,
        baseline=median(glyph.baseline for glyph in inked),
        size=median(glyph.size for glyph in inked),
    )


def _attach_marks(lines: list[Line]) -> list[Line]:
    """Join rows of small raised (or lowered) glyphs to the line they belong to."""
    by_baseline = sorted(lines, key=lambda line: line.baseline)
    keys = [line.baseline for line in by_baseline]
    hosts: dict[int, list[Glyph]] = {}
    attached: set[int] = set()
    for line in by_baseline:
        for group in _clusters(line):
            host = _host(group, line, by_baseline, keys)
            if host is not None:
                hosts.setdefault(host, []).extend(group)
                attached.update(glyph.index for glyph in group)
    return [
        _rebuilt(line, hosts.get(position, []), attached)
        for position, line in enumerate(by_baseline)
        if any(glyph.index not in attached for glyph in line.inked)
    ]


def _clusters(line: Line) -> list[list[Glyph]]:
    """Split a row at gaps wider than two of its sizes: marks over several words of one line are several clusters.
    A space behind raised letters may be raised with them: 31er período.
    """
    clusters: list[list[Glyph]] = []
    for glyph in line.glyphs:
        if clusters and glyph.x0 - clusters[-1][-1].x1 < 2 * line.size:
            clusters[-1].append(glyph)
        elif not glyph.blank:
            clusters.append([glyph])
    return clusters


def _host(group: list[Glyph], row: Line, lines: list[Line], keys: list[float]) -> int | None:
    size = max(glyph.size for glyph in group)
    best: int | None = None
    distance = 1.0
    start = bisect_left(keys, row.baseline - size)
    for position in range(start, len(lines)):
        line = lines[position]
        rise = (line.baseline - row.baseline) / line.size
        if rise > 1:
            break
        fits = size <= RAISED * line.size and abs(rise) >= SAME_BASELINE
        away = abs(rise - 0.35)
        if line is not row and fits and -0.3 <= rise <= 0.75 and away < distance and _touches(group, line):
            best, distance = position, away
    return best


def _touches(group: list[Glyph], line: Line) -> bool:
    left, right = group[0].x0, group[-1].x1
    reach = 1.2 * line.size
    if any(glyph.x0 - reach <= right and left <= glyph.x1 + reach for glyph in line.inked if glyph not in group):
        return True
    return _is_marker(group) and 0 < max(line.x0 - right, left - line.x1) < HANGING * line.size


def _is_marker(group: list[Glyph]) -> bool:
    """Say whether glyphs are but the mark of a note, which may hang before its first line."""
    return MARKER.fullmatch("".join(glyph.text for glyph in group).strip()) is not None


def _rebuilt(line: Line, extra: list[Glyph], attached: set[int]) -> Line:
    own = [glyph for glyph in line.glyphs if glyph.index not in attached]
    if not extra and len(own) == len(line.glyphs):
        return line
    ordered = tuple(sorted([*own, *extra], key=lambda glyph: (glyph.x0, glyph.index)))
    return replace(line, glyphs=ordered)
