"""Compare what a DOCX says with what the model says: lines, marks, notes, links, appearance, bookmarks, tables."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pipeline.languages.loader import Language
from pipeline.model.finding import Finding
from pipeline.model.resolution import Resolution, Table
from pipeline.model.walk import masthead_lines
from pipeline.render.docx import kinds
from pipeline.render.docx.expected import (
    Expected,
    Span,
    all_blocks,
    expected_lines,
    expected_note,
    expected_tables,
)
from pipeline.render.docx.names import link_target
from pipeline.render.docx.reading import Line, Mark, ReadTable, Story

MASTHEAD_STYLES = frozenset(
    {"Publication", "XLarge", "Distribution", "ReleaseDate", "Original", "Session", "AgendaItemNormal", "AgendaTitleH2"}
)
_OUTLINED = frozenset({"title", "heading", "part", "annex"})


@dataclass(frozen=True)
class Comparison:
    """A story beside the resolution that it should tell; `names` are the bookmarks' names by our ids."""

    story: Story
    resolution: Resolution
    pack: Language
    names: dict[str, str]

    def findings(self) -> Iterator[Finding]:
        """Yield every difference, in reading order."""
        lines = [line for line in self.story.lines() if line.style != "TableBreak" or line.text]
        masthead = [line for line in lines if line.style in MASTHEAD_STYLES]
        body = [line for line in lines if line.style not in {*MASTHEAD_STYLES, "UncitedNote"}]
        yield from self._masthead("\n".join(line.text for line in masthead))
        pairs = list(self._aligned(body))
        for expected, line in pairs:
            yield from self._line(expected, line)
        yield from self._bookmarks(pairs)
        yield from self._notes([line for line in lines if line.style == "UncitedNote"])
        yield from self._tables()

    def _masthead(self, text: str) -> Iterator[Finding]:
        """Every value stands in the masthead, and nothing is left when all are taken away."""
        for printed in sorted(self._masthead_values(), key=len, reverse=True):
            if printed not in text:
                yield kinds.MASTHEAD.at(expected=printed, found=text)
            text = text.replace(printed, "", 1)
        if text.strip():
            yield kinds.MASTHEAD.at(expected="nothing more", found=text.strip())

    def _masthead_values(self) -> list[str]:
        head = self.resolution.masthead
        first = (
            head.symbol_text or self.resolution.symbol,
            head.publisher,
            head.parent_organ or head.organ,
            head.distribution,
        )
        second = (head.issued_text, head.language_text, head.original_text)
        return [printed for printed in (*first, *second, *(text for _, text in masthead_lines(head))) if printed]

    def _aligned(self, lines: list[Line]) -> Iterator[tuple[Expected, Line | None]]:
        """Pair expected lines with read ones; where the numbers differ, by their texts."""
        expected = [self._with_number(line) for line in expected_lines(self.resolution)]
        if len(expected) == len(lines):
            yield from zip(expected, lines, strict=True)
            return
        matcher = SequenceMatcher(None, [line.text for line in expected], [line.text for line in lines], False)
        for _, start, end, first, last in matcher.get_opcodes():
            found = [*lines[first:last], *[None] * (end - start)]
            yield from zip(expected[start:end], found, strict=False)
            for extra in lines[first:last][end - start :]:
                yield Expected("added", None, ""), extra

    def _with_number(self, expected: Expected) -> Expected:
        """Put the number before the title, where the paper prints one."""
        printed = self.resolution.title_label
        if expected.kind != "title" or not self.resolution.title or not printed:
            return expected
        return _shifted(expected, f"{printed}\t")

    def _line(self, expected: Expected, line: Line | None) -> Iterator[Finding]:
        where = expected.block
        if line is None:
            yield kinds.MISSING.at(block=where, expected=expected.text)
            return
        if expected.kind == "added":
            yield kinds.ADDED.at(found=line.text)
            return
        if line.text != expected.text:
            yield kinds.TEXT.at(block=where, expected=expected.text, found=line.text)
            return
        if expected.kind in _OUTLINED and line.level is None:
            yield kinds.OUTLINE.at(block=where, expected="a place in the outline", found=line.style)
        yield from self._marks(expected, line)
        yield from self._links(expected, line)
        yield from _looks(expected, line)

    def _marks(self, expected: Expected, line: Line) -> Iterator[Finding]:
        found = tuple((mark.at, mark.marker) for mark in line.marks)
        if found != expected.marks:
            yield kinds.MARK.at(block=expected.block, expected=expected.marks, found=found)
        known = {note.marker for note in self.resolution.notes}
        for mark in line.marks:
            leads = self._leads(mark)
            wanted = mark.marker if mark.marker in known else None
            if leads != wanted:
                yield kinds.MARK.at(block=expected.block, expected=f"note {wanted}", found=f"note {leads}")

    def _leads(self, mark: Mark) -> str | None:
        """Return the marker of the note that a mark leads to."""
        number = self.story.marked.get(mark.repeats) if mark.repeats else mark.note
        note = self.story.notes.get(number) if number is not None else None
        return None if note is None else _marker(note)

    def _links(self, expected: Expected, line: Line) -> Iterator[Finding]:
        wanted: list[Span] = []
        for start, end, href in expected.links:
            target = link_target(href)
            if target is None or start == end:
                yield kinds.LINK_LEFT_OUT.at(block=expected.block, expected=href)
            elif wanted and wanted[-1][1:] == (start, target):
                wanted[-1] = (wanted[-1][0], end, target)
            else:
                wanted.append((start, end, target))
        if tuple(wanted) != line.links:
            yield kinds.LINK.at(block=expected.block, expected=wanted, found=line.links)

    def _bookmarks(self, pairs: list[tuple[Expected, Line | None]]) -> Iterator[Finding]:
        """The first line of each id carries its bookmark."""
        first: dict[str, Line | None] = {}
        for expected, line in pairs:
            if expected.block is not None:
                first.setdefault(expected.block, line)
        for identifier, name in self.names.items():
            line = first.get(identifier)
            if line is None or name not in line.bookmarks:
                yield kinds.BOOKMARK.at(block=identifier, expected=name, found=line.bookmarks if line else None)

    def _notes(self, uncited: list[Line]) -> Iterator[Finding]:
        """Each note is there once; of notes with the same marker, in the model's order."""
        read: dict[str, list[Line]] = {}
        for _, line in sorted(self.story.notes.items()):
            read.setdefault(_marker(line), []).append(line)
        for line in uncited:
            read.setdefault(_marker(line), []).append(line)
        for note in self.resolution.notes:
            waiting = read.get(note.marker, [])
            yield from self._note(note.marker, _shifted(expected_note(note), "\t"), waiting.pop(0) if waiting else None)
        for marker, lines in read.items():
            for line in lines:
                yield kinds.NOTE.at(expected=f"no more notes {marker}", found=line.text)

    def _note(self, marker: str, expected: Expected, line: Line | None) -> Iterator[Finding]:
        if line is None or line.text != expected.text:
            yield kinds.NOTE.at(expected=f"{marker}{expected.text}", found=line.text if line else None)
            return
        inside = tuple((mark.at, mark.marker) for mark in line.marks if mark.at > 0)
        if inside != expected.marks:
            yield kinds.NOTE.at(expected=expected.marks, found=inside)
        yield from self._links(expected, line)
        yield from _looks(expected, line)

    def _tables(self) -> Iterator[Finding]:
        found = [item for item in self.story.items if isinstance(item, ReadTable)]
        wanted = [table for blocks in all_blocks(self.resolution) for table in expected_tables(blocks)]
        if len(found) != len(wanted):
            yield kinds.TABLE.at(expected=f"{len(wanted)} tables", found=f"{len(found)} tables")
            return
        for table, read in zip(wanted, found, strict=True):
            shape = [[(cell.header, cell.colspan, cell.rowspan) for cell in row] for row in read.rows]
            if _shape(table) != shape:
                yield kinds.TABLE.at(block=table.id, expected=_shape(table), found=shape)
            if _headers(table) != read.repeated:
                yield kinds.TABLE.at(block=table.id, expected=f"{_headers(table)} header rows", found=read.repeated)


def _shifted(expected: Expected, before: str) -> Expected:
    by = len(before)
    return replace(
        expected,
        text=before + expected.text,
        marks=tuple((at + by, marker) for at, marker in expected.marks),
        links=tuple((start + by, end + by, what) for start, end, what in expected.links),
        looks=tuple((start + by, end + by, what) for start, end, what in expected.looks),
    )


def _marker(note: Line) -> str:
    return next((mark.marker for mark in note.marks if mark.at == 0), "")


def _looks(expected: Expected, line: Line) -> Iterator[Finding]:
    if expected.looks != line.looks:
        yield kinds.APPEARANCE.at(block=expected.block, expected=_readable(expected.looks), found=_readable(line.looks))


def _readable(looks: tuple[Span, ...]) -> str:
    return "; ".join(f"{start}-{end} {' '.join(sorted(what[0]))} {what[1] or ''}".strip() for start, end, what in looks)


def _shape(table: Table) -> list[list[tuple[bool, int, int]]]:
    """Return header, colspan, rowspan of each cell; a row span ends with the table."""
    rows = table.rows or ()
    shape = [
        [(cell.header, cell.colspan, min(cell.rowspan, len(rows) - number)) for cell in row.cells]
        for number, row in enumerate(rows)
    ]
    return shape or [[]]


def _headers(table: Table) -> int:
    count = 0
    for row in table.rows:
        if not row.cells or not all(cell.header for cell in row.cells):
            break
        count += 1
    return count
