"""The levels of headings and bookmarks: below the title, in sequence, without jumps (ISO 14289-1, 7.4.2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.resolution import Annex, Block, Heading, Paragraph, Part, Resolution

LOWEST = 6


@dataclass(frozen=True)
class _Wish:
    """An entry of the outline in reading order: a heading with the level that it asks for, or a numbered paragraph."""

    id: str
    level: int | None


def heading_levels(resolution: Resolution) -> dict[str, int]:
    """Return the level of each heading, part and annex (2 to 6) by its id; numbered paragraphs stand one below."""
    levels: dict[str, int] = {}
    last = 1
    for wish in _wishes(resolution):
        if wish.level is None:
            levels[wish.id] = last + 1
            continue
        last = min(wish.level, last + 1, LOWEST)
        levels[wish.id] = last
    return levels


def _wishes(resolution: Resolution) -> Iterator[_Wish]:
    yield from _blocks(resolution.preamble + resolution.operative, 1)
    for part in resolution.parts:
        yield from _part(part)
    for annex in resolution.annexes:
        yield from _annex(annex, 2)


def _part(part: Part) -> Iterator[_Wish]:
    yield _Wish(part.id, 2)
    yield from _blocks(part.preamble + part.operative, 2)
    for annex in part.annexes:
        yield from _annex(annex, 3)


def _annex(annex: Annex, level: int) -> Iterator[_Wish]:
    yield _Wish(annex.id, level)
    yield from _blocks(annex.content, level)


def _blocks(blocks: tuple[Block, ...], above: int) -> Iterator[_Wish]:
    for block in blocks:
        if isinstance(block, Paragraph) and block.label is not None:
            yield _Wish(block.id, None)
            yield from _headings(block.children, above)
        else:
            yield from _headings((block,), above)


def _headings(blocks: tuple[Block, ...], above: int) -> Iterator[_Wish]:
    for block in blocks:
        if isinstance(block, Heading):
            yield _Wish(block.id, above + block.level)
        elif isinstance(block, Paragraph):
            yield from _headings(block.children, above)
