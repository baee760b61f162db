"""The conductor of stage 3: pages become a resolution, and every glyph gets its fate."""

import re
from dataclasses import dataclass, field, replace

from pipeline.languages.loader import Language
from pipeline.languages.matching import matches
from pipeline.model.blocks import Blocks, NoteLines, Passage
from pipeline.model.marker import bare
from pipeline.model.pages import Fate, Line, Pages, places_of
from pipeline.model.resolution import Note, Resolution, SourceFile
from pipeline.normalise.atoms import glyphs_of
from pipeline.normalise.compose import annexes_of, closings_of, operative_of, part_of
from pipeline.normalise.composites import split_parts
from pipeline.normalise.embedded import with_drafts
from pipeline.normalise.fates import conservation_of, fates_of
from pipeline.normalise.frontmatter import (
    adoption_of,
    draft_line,
    front_of,
    furniture_of,
    iri_of,
    job_number_of,
    number_of,
    title_label,
    title_of,
)
from pipeline.normalise.headings import with_headings
from pipeline.normalise.identifiers import Register
from pipeline.normalise.identify import Identity, identify
from pipeline.normalise.inline import Links, Marks, mark_spans
from pipeline.normalise.items import Item, items_of
from pipeline.normalise.masthead import read_front
from pipeline.normalise.parts import Parts, note_atoms, text_atoms
from pipeline.normalise.passages import Gatherer, measure_of
from pipeline.normalise.references import references_of
from pipeline.normalise.regions import split_regions
from pipeline.normalise.render_blocks import Maker
from pipeline.normalise.split import gather_notes, split_lines
from pipeline.normalise.tables import find_grids
from pipeline.normalise.votes import with_whole_brackets


@dataclass(frozen=True)
class Normalised:
    """A resolution, the fate of each inked glyph by its index, and how far independent readings agree."""

    resolution: Resolution
    fates: dict[int, Fate]
    agreement: dict[str, float] = field(default_factory=dict)


def normalise(pages: Pages, source: SourceFile) -> Normalised:
    """Return the resolution that pages hold.

    Args:
        pages: what extract read.
        source: the file that was read.

    Raises:
        Stop: NOT_RESOLUTION where the paper is no resolution of a known organ in a known language.
    """
    identity = identify(pages)
    blocks = gather_blocks(pages, identity)
    leading = measure_of(_text_lines(blocks), identity.language).leading
    front = read_front(blocks.masthead, identity, job_number_of(pages), leading)
    items = items_of(blocks.text, identity.language)
    marks = Marks(
        frozenset(bare(note.marker) for note in blocks.notes), re.compile(identity.language.patterns.note_mark)
    )
    maker = Maker(identity.language, Links.of(pages), marks, Register())
    items = with_whole_brackets(_formula_first(items, identity), identity.language)
    items = with_headings(items, identity.language)
    items = with_drafts(items, identity.language)
    own, composite = split_parts(items, identity.language, identity.organ.key)
    regions = split_regions(own, identity.language)
    parts = Parts(pages, identity, front, blocks, regions, maker, tuple(composite))
    fates = fates_of(parts)
    agreement = _agreement(pages, identity.language, blocks)
    return Normalised(_resolution(parts, source, fates), fates, agreement)


def _agreement(pages: Pages, language: Language, blocks: Blocks) -> dict[str, float]:
    """Return how far the file's tags agree with the page's layout: where paragraphs begin, and how many notes."""
    if not pages.tagged:
        return {}
    lines = _text_lines(blocks)
    tagged = sum(1 for element in pages.elements if element.type == "Note")
    notes = min(tagged, len(blocks.notes)) / max(tagged, len(blocks.notes), 1)
    agreement = {"paragraphs": Gatherer(pages, language, measure_of(lines, language)).agreement(lines)}
    return {**agreement, "notes": round(notes, 4)} if tagged or blocks.notes else agreement


def _text_lines(blocks: Blocks) -> list[Line]:
    return [line for block in blocks.text if isinstance(block, Passage) for line in block.lines]


def gather_blocks(pages: Pages, identity: Identity) -> Blocks:
    """Return the lines of pages by what they are, gathered into paragraphs, tables and notes."""
    language = identity.language
    split = split_lines(pages, language, identity.organ.key)
    notes, stray = gather_notes(split.notes)
    lines = (*split.text, *stray)
    gatherer = Gatherer(pages, language, measure_of(lines, language))
    found = find_grids(lines, pages, gatherer)
    return Blocks(split.masthead, found.blocks, notes, found.repeated)


def _resolution(parts: Parts, source: SourceFile, fates: dict[int, Fate]) -> Resolution:
    identity, regions, maker = parts.identity, parts.regions, parts.maker
    adoption = adoption_of(parts)
    printed = printed_markers(parts)
    resolution = Resolution(
        iri=iri_of(identity, adoption.date),
        kind="draft" if identity.is_draft else "resolution",
        symbol=identity.symbol,
        number=number_of(parts),
        language=identity.language.tag,
        organ=identity.organ.key,
        title_label=title_label(parts),
        title=title_of(parts),
        masthead=parts.front.masthead,
        adoption=adoption,
        draft=draft_line(parts),
        preamble=maker.preamble(regions.preamble),
        operative=operative_of(regions.operative, maker),
        parts=tuple(part_of(part, maker) for part in parts.composite),
        closing=closings_of(regions.closing, maker),
        annexes=annexes_of(regions.annexes, maker),
        notes=tuple(note_of(note, maker, printed) for note in parts.blocks.notes),
        furniture=furniture_of(parts),
        front=front_of(parts),
        source=source,
        conservation=conservation_of(parts.pages, fates),
    )
    references = references_of(resolution, identity.language)
    return resolution.model_copy(update={"references": references})


def _formula_first(items: list[Item], identity: Identity) -> list[Item]:
    """Return the items with the enacting formula by its kind; it may be set like a heading, in bold."""
    if not items or not matches(identity.language, "formula", items[0].text, identity.organ.key):
        return items
    return [replace(items[0], kind="formula"), *items[1:]]


def printed_markers(parts: Parts) -> dict[str, str]:
    """Return each marker as the text prints it, by the marker without brackets."""
    spans = [mark_spans(atoms, parts.maker.marks) for atoms in text_atoms(parts)]
    return {bare(marker): marker for span in spans for _, marker in span.values()}


def note_of(note: NoteLines, maker: Maker, printed: dict[str, str]) -> Note:
    """Return a note; its marker reads as in the text, where Arabic papers put brackets around it."""
    atoms = note_atoms(note, maker.language)
    return Note(
        marker=printed.get(bare(note.marker), note.marker),
        content=maker.content(atoms),
        source=places_of([*note.mark, *glyphs_of(atoms)]),
    )
