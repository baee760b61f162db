"""All that a resolution is made from, once its lines are understood."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.languages.loader import Language
from pipeline.model.blocks import Blocks, NoteLines
from pipeline.model.pages import Pages
from pipeline.normalise.atoms import Atoms, join_lines, line_atoms, passage_text
from pipeline.normalise.composites import PartItems
from pipeline.normalise.identify import Identity
from pipeline.normalise.items import Item
from pipeline.normalise.masthead import Front
from pipeline.normalise.regions import Regions
from pipeline.normalise.render_blocks import Maker, cell_atoms


@dataclass(frozen=True)
class Parts:
    """What was read and how it parts, with the maker of blocks."""

    pages: Pages
    identity: Identity
    front: Front
    blocks: Blocks
    regions: Regions
    maker: Maker
    composite: tuple[PartItems, ...] = ()


def note_atoms(note: NoteLines, language: Language) -> Atoms:
    """Return the text of a note without its mark."""
    spaces = language.joining.spaces
    first, rest = note.lines[0], note.lines[1:]
    head = [glyph for glyph in first.glyphs if glyph not in note.mark]
    return join_lines(
        [line_atoms(first, head, spaces), *(line_atoms(line, line.glyphs, spaces) for line in rest)], spaces
    )


def text_atoms(parts: Parts) -> Iterator[Atoms]:
    """Yield every text of the resolution from the title on, notes apart."""
    yield parts.front.texts.get("heading", ())
    yield parts.front.texts.get("title", ())
    for item in _all_items(parts):
        yield (*item.label_atoms, *item.atoms)
        if item.grid is not None:
            yield passage_text(item.grid.caption, parts.maker.language.joining.spaces)
        for row in item.grid.rows if item.grid else ():
            for cell in row:
                yield cell_atoms(cell, parts.maker.language)


def _all_items(parts: Parts) -> Iterable[Item]:
    yield from _items(parts.regions)
    for part in parts.composite:
        yield from (part.label, *part.title)
        yield from _items(part.regions)


def _items(regions: Regions) -> Iterable[Item]:
    for item in _outer_items(regions):
        yield item
        yield from item.draft


def _outer_items(regions: Regions) -> Iterable[Item]:
    yield from regions.preamble
    yield from regions.operative
    yield from regions.closing
    for annex in regions.annexes:
        yield from annex
