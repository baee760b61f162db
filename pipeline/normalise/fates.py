"""The fate of every glyph: which part of the resolution it went into."""

from collections.abc import Iterable, Iterator

from pipeline.model.pages import Fate, Glyph, Line, Pages
from pipeline.model.resolution import Conservation
from pipeline.normalise.atoms import Atoms, glyphs_of
from pipeline.normalise.inline import Marks, mark_spans
from pipeline.normalise.masthead import REST
from pipeline.normalise.parts import Parts, note_atoms, text_atoms


def fates_of(parts: Parts) -> dict[int, Fate]:
    """Return the fate of each inked glyph that a part of the resolution was made from."""
    fates: dict[int, Fate] = {}
    for page in parts.pages.pages:
        _give(fates, Fate.HIDDEN, page.hidden)
        furniture = [line for line in page.lines if line.furniture is not None]
        _give(fates, Fate.FURNITURE, _glyphs(furniture))
    _give(fates, Fate.FURNITURE, _glyphs(parts.blocks.repeated))
    _give(fates, Fate.FURNITURE, _glyphs(parts.front.rest))
    _give(fates, Fate.FURNITURE, glyphs_of(parts.front.texts.get(REST, [])))
    above = [atoms for name, atoms in parts.front.texts.items() if name not in ("title", "heading", REST)]
    for atoms in (*above, *parts.front.titles):
        _give(fates, Fate.MASTHEAD, glyphs_of(atoms))
    for atoms in text_atoms(parts):
        _give_text(fates, Fate.BODY, atoms, parts.maker.marks)
    for note in parts.blocks.notes:
        _give(fates, Fate.MARK, note.mark)
        _give_text(fates, Fate.NOTE, note_atoms(note, parts.maker.language), parts.maker.marks)
    return fates


def _glyphs(lines: Iterable[Line]) -> Iterator[Glyph]:
    return (glyph for line in lines for glyph in line.glyphs)


def _give(fates: dict[int, Fate], fate: Fate, glyphs: Iterable[Glyph]) -> None:
    for glyph in glyphs:
        if not glyph.blank:
            fates[glyph.index] = fate


def _give_text(fates: dict[int, Fate], fate: Fate, atoms: Atoms, marks: Marks) -> None:
    spans = mark_spans(atoms, marks)
    for position, atom in enumerate(atoms):
        if atom.glyph is not None and not atom.glyph.blank:
            fates[atom.glyph.index] = Fate.MARK if position in spans else fate


def conservation_of(pages: Pages, fates: dict[int, Fate]) -> Conservation:
    """Return how many inked glyphs went where, and how many went nowhere."""
    inked = [glyph for glyph in pages.glyphs() if not glyph.blank]
    counts = {fate.value: 0 for fate in Fate}
    for glyph in inked:
        if glyph.index in fates:
            counts[fates[glyph.index].value] += 1
    return Conservation(
        glyphs=len(inked), by_fate=counts, unaccounted=sum(1 for glyph in inked if glyph.index not in fates)
    )
