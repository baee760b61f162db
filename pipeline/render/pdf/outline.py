"""The bookmarks that a resolution has: its title, its parts, headings and annexes, and its numbered paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.resolution import Annex, Block, Heading, Paragraph, Part, Resolution
from pipeline.render.page.document import bookmark, printed_number
from pipeline.render.page.levels import heading_levels


@dataclass(frozen=True)
class Entry:
    """A bookmark: its depth from 0, its name, and the id of its element."""

    depth: int
    name: str
    id: str


def outline(resolution: Resolution) -> list[Entry]:
    """Return the bookmarks of a resolution in reading order (ISO 32000-1, 12.3.3)."""
    names = {"title": bookmark(printed_number(resolution), resolution.title), **dict(_names(resolution))}
    entries: list[Entry] = []
    open_levels: list[int] = []
    for identifier, level in {"title": 1, **heading_levels(resolution)}.items():
        if not names[identifier]:
            continue
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        entries.append(Entry(len(open_levels), names[identifier], identifier))
        open_levels.append(level)
    return entries


def _names(resolution: Resolution) -> Iterator[tuple[str, str]]:
    yield from _blocks(resolution.preamble + resolution.operative)
    for part in resolution.parts:
        yield from _part(part)
    for annex in resolution.annexes:
        yield from _annex(annex)


def _part(part: Part) -> Iterator[tuple[str, str]]:
    yield part.id, bookmark(part.label, part.title)
    yield from _blocks(part.preamble + part.operative)
    for annex in part.annexes:
        yield from _annex(annex)


def _annex(annex: Annex) -> Iterator[tuple[str, str]]:
    yield annex.id, bookmark(annex.label, annex.title)
    yield from _blocks(annex.content)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block.id, bookmark(block.label, block.content)
        elif isinstance(block, Paragraph):
            yield block.id, bookmark(block.label, block.content, block.opening)
            yield from _blocks(block.children)
