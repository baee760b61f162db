"""Check the resolution against the pages it was made from: conservation first, then what a resolution must have.

Conservation is checked from the finished model back to the glyphs, and shares no code with what built it.
"""

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.languages.loader import Language, languages
from pipeline.languages.matching import comparable, date_places, find_date
from pipeline.model.address import may_be_followed
from pipeline.model.contents import contents
from pipeline.model.finding import Finding
from pipeline.model.marker import bare
from pipeline.model.number import whole
from pipeline.model.pages import Fate, Pages
from pipeline.model.resolution import Block, Resolution
from pipeline.model.walk import Leaf, document_leaves, hrefs, leaf, leaves
from pipeline.normalise import kinds
from pipeline.normalise.check_order import check_order
from pipeline.normalise.check_references import check_references
from pipeline.normalise.check_votes import check_votes
from pipeline.normalise.check_words import check_words
from pipeline.normalise.labels import Count, counts_of
from pipeline.organs.loader import organs


def check_resolution(pages: Pages, resolution: Resolution, fates: dict[int, Fate]) -> tuple[Finding, ...]:
    """Return what was found in a resolution.

    Args:
        pages: the pages that it was made from.
        resolution: the finished model.
        fates: the fate of each inked glyph by its index.
    """
    language = languages()[resolution.language]
    return (
        *_conservation(pages, resolution, fates),
        *check_order(pages, resolution, fates),
        *_identifiers(resolution),
        *(finding for blocks in _operatives(resolution) for finding in _numbering(blocks, "")),
        *(finding for blocks in _texts(resolution) for finding in _points(blocks, language)),
        *_notes(resolution),
        *_fields(resolution),
        *_ends(resolution, language),
        *_links(pages, resolution),
        *check_references(resolution),
        *check_votes(resolution),
        *check_words(resolution),
    )


def _operatives(resolution: Resolution) -> tuple[tuple[Block, ...], ...]:
    return (resolution.operative, *(part.operative for part in resolution.parts))


def _texts(resolution: Resolution) -> tuple[tuple[Block, ...], ...]:
    return (
        (*resolution.preamble, *resolution.operative),
        *((*part.preamble, *part.operative) for part in resolution.parts),
    )


def _conservation(pages: Pages, resolution: Resolution, fates: dict[int, Fate]) -> Iterator[Finding]:
    lost = [glyph for glyph in pages.glyphs() if not glyph.blank and glyph.index not in fates]
    for glyph in lost[:20]:
        box = (glyph.x0, glyph.top, glyph.x1, glyph.bottom)
        yield kinds.UNACCOUNTED.at(page=glyph.page, box=box, expected=glyph.text)
    printed: dict[str, Counter[str]] = {"text": Counter(), "notes": Counter()}
    for glyph in pages.glyphs():
        fate = fates.get(glyph.index)
        if fate is Fate.BODY:
            printed["text"].update(glyph.text)
        elif fate is Fate.MARK:
            printed["text"].update(bare(glyph.text))
        elif fate is Fate.NOTE:
            printed["notes"].update(glyph.text)
    printed_all = _inked(printed["text"] + printed["notes"])
    written = _inked(_text_characters(resolution) + _note_characters(resolution))
    if printed_all != written:
        yield kinds.CHARACTERS.at(
            expected=_shown(printed_all - written), found=_shown(written - printed_all), block="text and notes"
        )
    yield from _masthead(pages, resolution, fates)


def _masthead(pages: Pages, resolution: Resolution, fates: dict[int, Fate]) -> Iterator[Finding]:
    printed = Counter[str]()
    for glyph in pages.glyphs():
        if fates.get(glyph.index) in (Fate.MASTHEAD, Fate.FURNITURE):
            printed.update(glyph.text)
    masthead, adoption = resolution.masthead, resolution.adoption
    written = Counter[str]()
    for text in (
        masthead.publisher,
        masthead.parent_organ,
        masthead.organ,
        masthead.distribution,
        masthead.issued_text,
        masthead.language_text,
        masthead.original_text,
        masthead.session.text if masthead.session else None,
        masthead.session.dates if masthead.session else None,
        masthead.committee,
        masthead.agenda_item,
        *masthead.agenda_titles,
        masthead.symbol_text,
        adoption.statement,
        adoption.source,
        resolution.draft.statement if resolution.draft else None,
        *(piece.text for piece in resolution.furniture),
    ):
        written.update(text or "")
    if _inked(printed) != _inked(written):
        yield kinds.CHARACTERS.at(
            expected=_shown(_inked(printed) - _inked(written)),
            found=_shown(_inked(written) - _inked(printed)),
            block="masthead and furniture",
        )


def _text_characters(resolution: Resolution) -> Counter[str]:
    characters = Counter(resolution.title_label or "")
    for item in document_leaves(resolution):
        _add(characters, item)
    for note in resolution.notes:
        characters.update(bare(note.marker))
    return characters


def _note_characters(resolution: Resolution) -> Counter[str]:
    characters = Counter[str]()
    for note in resolution.notes:
        _add(characters, leaf("note", note.marker, None, note.content))
    return characters


def _add(characters: Counter[str], item: Leaf) -> None:
    characters.update(item.text)
    characters.update(item.label or "")
    for _, marker in item.marks:
        characters.update(bare(marker))


def _inked(characters: Counter[str]) -> Counter[str]:
    return Counter({character: count for character, count in characters.items() if not character.isspace()})


def _shown(characters: Counter[str]) -> str:
    return "".join(sorted(characters.elements()))[:80]


def _identifiers(resolution: Resolution) -> Iterator[Finding]:
    names = Counter(_names((*resolution.preamble, *resolution.operative)))
    for part in resolution.parts:
        names.update([part.id, *_names((*part.preamble, *part.operative))])
    for annex in (*resolution.annexes, *(annex for part in resolution.parts for annex in part.annexes)):
        names.update([annex.id, *_names(annex.content)])
    for name, count in names.items():
        if count > 1:
            yield kinds.IDENTIFIERS.at(block=name, found=count)


def _names(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield block.id
        if block.type == "paragraph":
            yield from _names(block.children)


def _numbering(blocks: tuple[Block, ...], scope: str) -> Iterator[Finding]:
    """Find numbers of paragraphs that do not follow; a section may begin again at one."""
    expected = 1
    for block in blocks:
        if block.type != "paragraph" or block.label is None:
            continue
        digits = re.findall(r"\d+", block.label)
        if not digits:
            continue
        number = whole(digits[-1])
        if number not in (expected, 1):
            place = block.source[0] if block.source else None
            yield kinds.NUMBERING.at(
                page=place.page if place else None,
                box=place.box if place else None,
                block=block.id,
                expected=f"{scope}{expected}",
                found=block.label,
            )
        expected = number + 1


def _points(blocks: tuple[Block, ...], language: Language) -> Iterator[Finding]:
    """Find letters and numerals of points that do not follow each other; a list may begin again."""
    for block in blocks:
        if block.type != "paragraph":
            continue
        before: tuple[Count, ...] = ()
        for child in block.children:
            if child.type != "paragraph" or not child.label:
                continue
            ways = counts_of(child.label, language)
            if not ways:
                continue
            expected = {(way.kind, way.ordinal + 1) for way in before} | {(way.kind, 1) for way in ways}
            if not expected & {(way.kind, way.ordinal) for way in ways}:
                place = child.source[0] if child.source else None
                yield kinds.NUMBERING.at(
                    page=place.page if place else None,
                    box=place.box if place else None,
                    block=child.id,
                    found=child.label,
                )
            before = ways
        yield from _points(block.children, language)


def _notes(resolution: Resolution) -> Iterator[Finding]:
    cited = {marker for item in document_leaves(resolution) for _, marker in item.marks}
    cited |= {marker for note in resolution.notes for _, marker in leaf("note", "", None, note.content).marks}
    for note in resolution.notes:
        if note.marker not in cited and not _on_symbol(resolution, note.marker):
            place = note.source[0]
            yield kinds.NOTE_WITHOUT_MARK.at(page=place.page, box=place.box, found=note.marker)
    for block, content in contents(resolution):
        for run in content:
            if run.type == "text" and "superscript" in run.style and re.fullmatch(r"\d{1,3}", run.text.strip()):
                yield kinds.MARK_WITHOUT_NOTE.at(block=block, found=run.text)


def _on_symbol(resolution: Resolution, marker: str) -> bool:
    """Say whether a mark stands in the masthead: at the symbol, the agenda item or the line that names sponsors."""
    head, draft = resolution.masthead, resolution.draft
    printed = (head.symbol_text, head.agenda_item, *head.agenda_titles, draft.statement if draft else None)
    return any(marker in (text or "") for text in printed)


def _fields(resolution: Resolution) -> Iterator[Finding]:
    masthead, adoption = resolution.masthead, resolution.adoption
    fields: list[tuple[str, object]] = [
        ("publisher", masthead.publisher),
        ("organ", masthead.organ),
        ("distribution", masthead.distribution),
        ("issued", masthead.issued),
        ("session", masthead.session),
        ("agenda_item", masthead.agenda_item),
        ("agenda_title", masthead.agenda_title),
        ("job_number", masthead.job_number),
        ("title", resolution.title),
    ]
    if resolution.kind == "resolution":
        fields += [("adoption", adoption.statement), ("date of adoption", adoption.date)]
    lacks = organs()[resolution.organ].lacks
    for name, value in fields:
        if not value and name not in lacks:
            yield kinds.MASTHEAD.at(page=1, expected=name)
    for piece in resolution.furniture:
        if piece.kind == "masthead":
            yield kinds.MASTHEAD_REST.at(page=piece.page, box=piece.box, found=piece.text)


def _ends(resolution: Resolution, language: Language) -> Iterator[Finding]:
    closes = resolution.kind == "resolution" and "closing" not in organs()[resolution.organ].lacks
    whole = (None, resolution.operative, resolution.closing)
    parts = tuple((part.id, part.operative, part.closing) for part in resolution.parts)
    for block, operative, closing in parts or (whole,):
        if not any(True for _ in leaves(operative)):
            yield kinds.NO_OPERATIVE.at(block=block)
        if closes and not closing:
            yield kinds.CLOSING.at(block=block)
    head = resolution.adoption.date
    foot = find_date(language, resolution.adoption.date_text or "")
    if head and foot and head != foot[0]:
        yield kinds.DATES.at(expected=head, found=foot[0])
    for part in resolution.parts:
        date = part.adoption.date
        if head and date and head != date and not _among(resolution, date, language):
            yield kinds.DATES.at(block=part.id, expected=head, found=date)


def _among(resolution: Resolution, date: str, language: Language) -> bool:
    """Say whether a date is one of several that the head of the paper names; parts may be adopted on different days."""
    statement = comparable(resolution.adoption.statement or "")
    return date in (iso for iso, _ in date_places(language, statement))


def _links(pages: Pages, resolution: Resolution) -> Iterator[Finding]:
    for area in (area for page in pages.pages for area in page.links if not may_be_followed(area.href)):
        yield kinds.FOREIGN_LINK.at(page=area.page, box=area.box, found=area.href)
    for block, content in contents(resolution):
        for target in hrefs(content):
            if not may_be_followed(target):
                yield kinds.FOREIGN_LINK.at(block=block, found=target)
