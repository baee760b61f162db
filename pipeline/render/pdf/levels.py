"""The level of each heading: below the title, in sequence, without jumps (ISO 14289-1, 7.4.2)."""

from collections.abc import Iterator

from pipeline.model.resolution import Annex, Block, Heading, Paragraph, Part, Resolution

LOWEST = 6


def heading_levels(resolution: Resolution) -> dict[str, int]:
    """Return the level (2 to 6) of every heading, part and annex by its id; the title is 1."""
    levels: dict[str, int] = {}
    last = 1
    for identifier, wanted in _wanted(resolution):
        last = min(wanted, last + 1, LOWEST)
        levels[identifier] = last
    return levels


def _wanted(resolution: Resolution) -> Iterator[tuple[str, int]]:
    yield from _headings(resolution.preamble + resolution.operative, 1)
    for part in resolution.parts:
        yield from _part(part)
    for annex in resolution.annexes:
        yield from _annex(annex, 2)


def _part(part: Part) -> Iterator[tuple[str, int]]:
    yield part.id, 2
    yield from _headings(part.preamble + part.operative, 2)
    for annex in part.annexes:
        yield from _annex(annex, 3)


def _annex(annex: Annex, level: int) -> Iterator[tuple[str, int]]:
    yield annex.id, level
    yield from _headings(annex.content, level)


def _headings(blocks: tuple[Block, ...], above: int) -> Iterator[tuple[str, int]]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block.id, above + block.level
        elif isinstance(block, Paragraph):
            yield from _headings(block.children, above)
