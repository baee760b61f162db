"""The conductor of stage 3: pages become a resolution, and every glyph gets its fate."""

import re
from dataclasses import dataclass, field, replace

from pipeline.languages.loader import Language
from pipeline.languages.matching import matches
from pipeline.model.blocks import Blocks, NoteLines, Passage
from pipeline.model.marker import bare
from pipeline.model.pages import Fate, Line, Pages, places_of
from pipeline.model.resolution import Annex, Closing, Formula, Note, Resolution, SourceFile
from pipeline.normalise.atoms import glyphs_of
from pipeline.normalise.fates import conservation_of, fates_of
from pipeline.normalise.frontmatter import (
    adoption_of,
    draft_line,
    furniture_of,
    iri_of,
    job_number_of,
    number_of,
    title_label,
    title_of,
)
from pipeline.normalise.headings import with_headings, with_levels
from pipeline.normalise.identifiers import Register
from pipeline.normalise.identify import Identity, identify
from pipeline.normalise.inline import Links, Marks, mark_spans
from pipeline.normalise.items import Item, items_of
from pipeline.normalise.masthead import read_front
from pipeline.normalise.parts import Parts, note_atoms, text_atoms
from pipeline.normalise.passages import Gatherer, measure_of
from pipeline.normalise.references import references_of
from pipeline.normalise.regions import split_regions
from pipeline.normalise.render_blocks import Maker, whole_style
from pipeline.normalise.split import gather_notes, split_lines
from pipeline.normalise.tables import find_grids
from pipeline.normalise.tree import build_tree
from pipeline.normalise.votes import with_whole_brackets

TITLE_LENGTH = 200


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
    front = read_front(blocks.masthead, identity, job_number_of(pages), measure_of(_text_lines(blocks)).leading)
    items = items_of(blocks.text, identity.language)
    marks = Marks(
        frozenset(bare(note.marker) for note in blocks.notes), re.compile(identity.language.patterns.note_mark)
    )
    maker = Maker(identity.language, Links.of(pages), marks, Register())
    items = with_whole_brackets(_formula_first(items, identity), identity.language)
    items = with_headings(items, identity.language)
    regions = split_regions(items, identity.language)
    parts = Parts(pages, identity, front, blocks, regions, maker)
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
    agreement = {"paragraphs": Gatherer(pages, language, measure_of(lines)).agreement(lines)}
    return {**agreement, "notes": round(notes, 4)} if tagged or blocks.notes else agreement


def _text_lines(blocks: Blocks) -> list[Line]:
    return [line for block in blocks.text if isinstance(block, Passage) for line in block.lines]


def gather_blocks(pages: Pages, identity: Identity) -> Blocks:
    """Return the lines of pages by what they are, gathered into paragraphs, tables and notes."""
    language = identity.language
    split = split_lines(pages, language, identity.organ.key)
    notes, stray = gather_notes(split.notes)
    lines = (*split.text, *stray)
    gatherer = Gatherer(pages, language, measure_of(lines))
    found = find_grids(lines, pages, gatherer)
    return Blocks(split.masthead, found.blocks, notes, found.repeated)


def _resolution(parts: Parts, source: SourceFile, fates: dict[int, Fate]) -> Resolution:
    identity, regions, maker = parts.identity, parts.regions, parts.maker
    formula, preamble = _preamble(parts)
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
        preamble=(*formula, *preamble),
        operative=maker.blocks(build_tree(with_levels(regions.operative)), "", "unnumbered"),
        closing=tuple(
            Closing(
                id=f"closing_{number}",
                content=maker.content(item.atoms, whole_style(item.atoms)),
                source=places_of(item.glyphs),
            )
            for number, item in enumerate(regions.closing, 1)
        ),
        annexes=tuple(_annex(items, number, maker) for number, items in enumerate(regions.annexes, 1)),
        notes=tuple(note_of(note, maker, printed) for note in parts.blocks.notes),
        furniture=furniture_of(parts),
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


def _preamble(parts: Parts) -> tuple[tuple[Formula, ...], tuple[object, ...]]:
    items = parts.regions.preamble
    formula: tuple[Formula, ...] = ()
    if items and items[0].kind == "formula":
        formula = (
            Formula(
                id=parts.maker.register.take("preamble__formula"),
                content=parts.maker.content(items[0].atoms),
                source=places_of(items[0].glyphs),
            ),
        )
        items = items[1:]
    return formula, parts.maker.blocks(build_tree(items), "", "preamble__para")


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


def _annex(items: list[Item], number: int, maker: Maker) -> Annex:
    head, rest = items[0], items[1:]
    title: Item | None = None
    if rest and _is_annex_title(rest[0], head):
        title, rest = rest[0], rest[1:]
    scope = f"annex_{number}"
    atoms = title.atoms if title else ()
    return Annex(
        id=maker.register.take(scope),
        label=head.text,
        title=maker.content(atoms, whole_style(atoms)),
        content=maker.blocks(build_tree(with_levels(rest)), f"{scope}__", "unnumbered"),
        source=places_of([*head.glyphs, *(title.glyphs if title else [])]),
    )


def _is_annex_title(item: Item, head: Item) -> bool:
    """Say whether an item is the title of the annex above it: a heading of the same size, or a short line that ends
    like no sentence.
    """
    if item.label is not None or item.size < 0.95 * head.size:
        return False
    short = item.kind == "paragraph" and len(item.text) < TITLE_LENGTH and item.text.rstrip()[-1:].isalnum()
    return item.kind == "heading" or short
