"""Every piece of inline content of a resolution with the identifier of the block that it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from pipeline.model.resolution import Adoption, Annex, Block, Content, Link, NoteMark, Resolution, Text
from pipeline.model.walk import plain_text


@dataclass(frozen=True)
class LinkPlace:
    """A link's target, and where its text stands: the range [start, end) in the content's characters."""

    href: str
    start: int
    end: int


def contents(resolution: Resolution) -> Iterator[tuple[str, Content]]:
    """Yield (block id, content) in reading order, notes last; "adoption" and "title" stand for those fields."""
    yield from _adoption("adoption", resolution.adoption)
    yield "title", resolution.title
    yield from block_contents((*resolution.preamble, *resolution.operative))
    for part in resolution.parts:
        yield from _adoption(part.id, part.adoption)
        yield part.id, part.title
        yield from block_contents((*part.preamble, *part.operative))
        yield from _annexes(part.annexes)
    yield from _annexes(resolution.annexes)
    for note in resolution.notes:
        yield note_id(note.marker), note.content


def note_id(marker: str) -> str:
    """Return the identifier of a note."""
    return f"note_{marker}"


def block_contents(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Content]]:
    """Yield (block id, content) of blocks and all under them; of a table, its caption and each cell."""
    for block in blocks:
        match block.type:
            case "formula" | "heading":
                yield block.id, block.content
            case "paragraph":
                yield block.id, block.content
                yield from block_contents(block.children)
            case "table":
                yield block.id, block.caption
                yield from ((block.id, cell.content) for row in block.rows for cell in row.cells)
            case _:
                assert_never(block.type)


def links(content: Content, start: int = 0) -> Iterator[LinkPlace]:
    """Yield each link of inline content with its place."""
    for item in content:
        match item:
            case Text():
                start += len(item.text)
            case Link():
                end = start + len(plain_text(item.content))
                yield LinkPlace(item.href, start, end)
                start = end
            case NoteMark():
                pass
            case _:
                assert_never(item)


def _adoption(name: str, adoption: Adoption) -> Iterator[tuple[str, Content]]:
    if adoption.source_content:
        yield name, adoption.source_content


def _annexes(annexes: tuple[Annex, ...]) -> Iterator[tuple[str, Content]]:
    for annex in annexes:
        yield annex.id, annex.title
        yield from block_contents(annex.content)
