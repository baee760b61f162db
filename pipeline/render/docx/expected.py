"""What a DOCX should say, worked out from the model alone: lines in reading order with marks, links and appearance."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.model.introduction import introduction
from pipeline.model.resolution import (
    Adoption,
    Annex,
    Block,
    Closing,
    Content,
    Link,
    Note,
    Part,
    Resolution,
    Table,
    Text,
)
from pipeline.model.walk import plain_text

Span = tuple[int, int, Any]


@dataclass(frozen=True)
class Expected:
    """A line as it should be: its whole text with label and separator, and what lies in it by offsets."""

    kind: str
    block: str | None
    text: str
    marks: tuple[tuple[int, str], ...] = ()
    links: tuple[Span, ...] = ()
    looks: tuple[Span, ...] = ()


class _Spans:
    """Gathers the spans of inline content."""

    def __init__(self, start: int) -> None:
        self.text = ""
        self.marks: list[tuple[int, str]] = []
        self.links: list[Span] = []
        self.looks: list[Span] = []
        self._start = start

    def add(self, content: Content, href: str | None = None) -> "_Spans":
        for item in content:
            here = self._start + len(self.text)
            if isinstance(item, Link):
                self.add(item.content, item.href)
                if not plain_text(item.content):
                    self.links.append((here, here, item.href))
            elif isinstance(item, Text):
                self.text += item.text
                self._span(item, href, here)
            else:
                self.marks.append((here, item.marker))
        return self

    def _span(self, item: Text, href: str | None, here: int) -> None:
        end = here + len(item.text)
        if href is not None:
            _extend(self.links, here, end, href)
        if item.style or item.lang is not None:
            _extend(self.looks, here, end, (frozenset(item.style), item.lang))


def _extend(spans: list[Span], start: int, end: int, what: Any) -> None:
    if spans and spans[-1][1] == start and spans[-1][2] == what:
        start = spans.pop()[0]
    spans.append((start, end, what))


def expected_line(kind: str, block: str | None, content: Content, label: str = "", separator: str = "\t") -> Expected:
    """Return the line of some content, after its label and a separator where there are both."""
    before = label + (separator if label and content else "")
    spans = _Spans(len(before)).add(content)
    return Expected(kind, block, before + spans.text, tuple(spans.marks), tuple(spans.links), tuple(spans.looks))


def expected_note(note: Note) -> Expected:
    """Return the line of a note, without its marker."""
    return expected_line("note", None, note.content, "", "")


def expected_lines(resolution: Resolution) -> Iterator[Expected]:
    """Yield every line from the adoption line to the last annex; of a title, the text without the number.

    Where there is no title, the number stands above the adoption line.
    """
    if not resolution.title and resolution.title_label:
        yield Expected("title", "title", resolution.title_label)
    yield from _adoption(resolution.adoption)
    if resolution.draft is not None:
        yield expected_line("adoption", None, introduction(resolution))
    if resolution.title:
        yield expected_line("title", "title", resolution.title)
    yield from _blocks(resolution.preamble)
    yield from _blocks(resolution.operative)
    for part in resolution.parts:
        yield from _part(part)
    yield from _closings(resolution.closing)
    for annex in resolution.annexes:
        yield from _annex(annex)


def expected_tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """Yield the tables among blocks, in reading order."""
    for block in blocks:
        if block.type == "table":
            yield block
        elif block.type == "paragraph":
            yield from expected_tables(block.children)


def all_blocks(resolution: Resolution) -> Iterator[tuple[Block, ...]]:
    """Yield every sequence of blocks, in reading order."""
    yield from (resolution.preamble, resolution.operative)
    for part in resolution.parts:
        yield from (part.preamble, part.operative, *(annex.content for annex in part.annexes))
    yield from (annex.content for annex in resolution.annexes)


def _adoption(adoption: Adoption) -> Iterator[Expected]:
    if adoption.statement:
        yield Expected("adoption", None, adoption.statement)
    if adoption.source_content:
        yield expected_line("adoption", None, adoption.source_content)
    elif adoption.source:
        yield Expected("adoption", None, adoption.source)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Expected]:
    for block in blocks:
        if block.type == "table":
            yield from _table(block)
            continue
        label = None if block.type == "formula" else block.label
        yield expected_line(block.type, block.id, block.content, label or "")
        if block.type == "paragraph":
            yield from _blocks(block.children)


def _table(table: Table) -> Iterator[Expected]:
    if table.caption:
        yield expected_line("caption", table.id, table.caption)
    for row in table.rows:
        for cell in row.cells:
            yield expected_line("cell", table.id, cell.content)


def _part(part: Part) -> Iterator[Expected]:
    yield expected_line("part", part.id, part.title, part.label, "\n")
    yield from _adoption(part.adoption)
    yield from _blocks(part.preamble)
    yield from _blocks(part.operative)
    yield from _closings(part.closing)
    for annex in part.annexes:
        yield from _annex(annex)


def _closings(closings: tuple[Closing, ...]) -> Iterator[Expected]:
    for closing in closings:
        yield expected_line("closing", closing.id, closing.content)


def _annex(annex: Annex) -> Iterator[Expected]:
    yield expected_line("annex", annex.id, annex.title, annex.label or "", "\n")
    yield from _blocks(annex.content)
