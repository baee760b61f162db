"""What a reader should find in the PDF of a source: the structure that was typeset, as plain lists."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from tests.typeset.source import (
    Block,
    Content,
    Drafted,
    Formula,
    Heading,
    Link,
    Mark,
    NewPage,
    Paragraph,
    Row,
    Source,
    Table,
    Text,
)

Kind = Literal["formula", "paragraph", "heading", "caption", "cell"]


@dataclass(frozen=True)
class Expected:
    """A block as it should be found.

    `region` is "preamble", "operative", "closing", "annex 1" …, or "part A" …; `depth` counts the points above a
    paragraph from 0, and for a heading it is the level from 1. `marks` are the note marks: how many characters of the
    text stand before each, and its marker.
    """

    region: str
    kind: Kind
    label: str | None
    text: str
    depth: int = 0
    marks: tuple[tuple[int, str], ...] = ()
    header: bool = False


def plain(content: Content) -> str:
    """Return the characters of the content without its note marks."""
    return "".join(run.text for run in content if isinstance(run, Text | Link))


def expected(source: Source) -> list[Expected]:
    """Return the blocks of a source in reading order, its title and notes apart."""
    regions = [("preamble", source.preamble), ("operative", source.operative)]
    for part in source.parts:
        closing = tuple(Paragraph(line) for line in part.closing)
        regions += [(f"part {part.label}", (*part.preamble, *part.operative, *closing))]
    regions += [("closing", tuple(Paragraph(line) for line in source.closing))]
    regions += [(f"annex {number}", annex.blocks) for number, annex in enumerate(source.annexes, start=1)]
    return [block for region, blocks in regions for each in blocks for block in _expected(region, each)]


def expected_notes(source: Source) -> dict[str, str]:
    """Return the text of each note by its marker, whole even where it is printed on two pages."""
    return {note.marker: "".join(plain(piece) for piece in note.pieces) for note in source.notes}


def expected_links(source: Source) -> list[tuple[str, str]]:
    """Return the words and the address of each link in the text and the notes, in no particular order."""
    return [(run.text, run.address) for content in contents(source) for run in content if isinstance(run, Link)]


def contents(source: Source) -> Iterator[Content]:
    """Yield every piece of content of a source that may hold links and marks."""
    yield source.header.report_line
    yield source.header.title_line
    texts = ((part.preamble, part.operative) for part in source.parts)
    for blocks in (
        source.preamble,
        source.operative,
        *chain.from_iterable(texts),
        *(annex.blocks for annex in source.annexes),
    ):
        for block in blocks:
            yield from _contents(block)
    yield from (annex.title for annex in source.annexes)
    yield from (part.title for part in source.parts)
    yield from (line for part in source.parts for line in part.closing)
    yield from source.closing
    yield from (piece for note in source.notes for piece in note.pieces)


def _contents(block: Block) -> Iterator[Content]:
    if isinstance(block, Table):
        yield block.caption
        yield from (cell for row in block.rows for cell in row.cells)
    elif isinstance(block, Drafted):
        yield block.block.content
    elif not isinstance(block, NewPage):
        yield block.content


def _expected(region: str, block: Block) -> Iterator[Expected]:
    match block:
        case Formula():
            yield Expected(region, "formula", None, plain(block.content), marks=_marks(block.content))
        case Paragraph():
            marks = _marks(block.content)
            yield Expected(region, "paragraph", block.label, plain(block.content), block.depth, marks)
        case Heading():
            yield Expected(region, "heading", block.label, plain(block.content), block.level, _marks(block.content))
        case Drafted():
            inside = int(isinstance(block.block, Paragraph))
            yield from (replace(each, depth=each.depth + inside) for each in _expected(region, block.block))
        case Table():
            if block.caption:
                yield Expected(region, "caption", None, plain(block.caption), marks=_marks(block.caption))
            yield from (cell for row in block.rows for cell in _cells(region, row))


def _cells(region: str, row: Row) -> Iterator[Expected]:
    for cell in row.cells:
        yield Expected(region, "cell", None, plain(cell), marks=_marks(cell), header=row.header)


def _marks(content: Content) -> tuple[tuple[int, str], ...]:
    marks = []
    for place, run in enumerate(content):
        if isinstance(run, Mark):
            marks.append((len(plain(content[:place])), run.marker))
    return tuple(marks)
