"""The conductor of stage 3: pages become a resolution, and every glyph gets its fate."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.languages.loader import Language
from pipeline.languages.matching import comparable, find_date, matches, pattern
from pipeline.model.blocks import Blocks, NoteLines, Passage
from pipeline.model.layout import piece_text, segments
from pipeline.model.pages import Fate, Glyph, Line, Pages, box_of, places_of
from pipeline.model.resolution import (
    Adoption,
    Annex,
    Closing,
    Conservation,
    Formula,
    Furniture,
    Meeting,
    Note,
    Resolution,
    SourceFile,
)
from pipeline.model.resolution import (
    Draft as DraftLine,
)
from pipeline.normalise.atoms import Atoms, glyphs_of, join_lines, line_atoms, strip, text_of
from pipeline.normalise.identifiers import Register
from pipeline.normalise.identify import Identity, identify
from pipeline.normalise.inline import Links, Marks, bare, mark_spans
from pipeline.normalise.items import Item, items_of
from pipeline.normalise.masthead import Front, printed_number, read_front
from pipeline.normalise.passages import Gatherer, measure_of
from pipeline.normalise.references import SYMBOL, references_of
from pipeline.normalise.render_blocks import Maker, cell_atoms, whole_style
from pipeline.normalise.split import gather_notes, split_lines
from pipeline.normalise.tables import find_grids
from pipeline.normalise.tree import build_tree

JOB_NUMBER = re.compile(r"(?:GE\.)?\d{2}-\d{5}\*? *(?:\([A-Z]\))?")
TITLE_LENGTH = 200


@dataclass(frozen=True)
class Normalised:
    """A resolution, the fate of each inked glyph by its index, and how far independent readings agree."""

    resolution: Resolution
    fates: dict[int, Fate]
    agreement: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class _Regions:
    """The items of a document by where they stand."""

    preamble: list[Item]
    operative: list[Item]
    closing: list[Item]
    annexes: list[list[Item]]


@dataclass(frozen=True)
class _Draft:
    """All that the resolution is made from."""

    pages: Pages
    identity: Identity
    front: Front
    blocks: Blocks
    regions: _Regions
    maker: Maker


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
    front = read_front(blocks.masthead, identity, _job_number(pages))
    items = items_of(blocks.text, identity.language)
    marks = Marks(
        frozenset(bare(note.marker) for note in blocks.notes), re.compile(identity.language.patterns.note_mark)
    )
    maker = Maker(identity.language, Links.of(pages), marks, Register())
    draft = _Draft(pages, identity, front, blocks, _regions(items), maker)
    fates = _fates(draft)
    agreement = _agreement(pages, identity.language, blocks)
    return Normalised(_resolution(draft, source, fates), fates, agreement)


def _agreement(pages: Pages, language: Language, blocks: Blocks) -> dict[str, float]:
    """Return how far the file's tags agree with the page's layout: where paragraphs begin, and how many notes."""
    if not pages.tagged:
        return {}
    lines = [line for block in blocks.text if isinstance(block, Passage) for line in block.lines]
    tagged = sum(1 for element in pages.elements if element.type == "Note")
    notes = min(tagged, len(blocks.notes)) / max(tagged, len(blocks.notes), 1)
    agreement = {"paragraphs": Gatherer(pages, language, measure_of(lines)).agreement(lines)}
    return {**agreement, "notes": round(notes, 4)} if tagged or blocks.notes else agreement


def gather_blocks(pages: Pages, identity: Identity) -> Blocks:
    """Return the lines of pages by what they are, gathered into paragraphs, tables and notes."""
    language = identity.language
    split = split_lines(pages, language, identity.organ.key)
    notes, stray = gather_notes(split.notes)
    lines = (*split.text, *stray)
    gatherer = Gatherer(pages, language, measure_of(lines))
    found = find_grids(lines, pages, gatherer)
    return Blocks(split.masthead, found.blocks, notes, found.repeated)


def _job_number(pages: Pages) -> str | None:
    for line in pages.pages[0].lines:
        if line.furniture in ("job_number", "page_number"):
            match = JOB_NUMBER.search(line.text)
            if match:
                return match[0]
    return None


def _regions(items: list[Item]) -> _Regions:
    main, annexes = _split_annexes(items)
    end = len(main)
    while end and main[end - 1].kind == "closing":
        end -= 1
    body = [_as_paragraph(item) for item in main[:end]]
    start = _operative_start(body)
    return _Regions(body[:start], body[start:], main[end:], annexes)


def _split_annexes(items: list[Item]) -> tuple[list[Item], list[list[Item]]]:
    """Part the annexes from the main text; an annex begins behind the closing lines."""
    main: list[Item] = []
    annexes: list[list[Item]] = []
    closed = False
    for item in items:
        closed = closed or item.kind == "closing"
        if item.kind == "annex" and closed:
            annexes.append([item])
        elif annexes:
            annexes[-1].append(_as_paragraph(item))
        else:
            main.append(item)
    return main, annexes


def _as_paragraph(item: Item) -> Item:
    if item.kind not in ("closing", "annex"):
        return item
    kind = "heading" if item.kind == "annex" else "paragraph"
    return Item(kind, item.atoms, indent=item.indent, margin=item.margin, size=item.size)


def _operative_start(items: list[Item]) -> int:
    """Return where the operative part begins: at the first number or heading; without any, at the first paragraph
    that does not end like a preambular one.
    """
    for position, item in enumerate(items):
        numbered = item.label is not None and item.label.counts and item.label.counts[0].kind == "number"
        if numbered or item.kind in ("heading", "table"):
            return position
    for position, item in enumerate(items):
        if position and not item.label and item.text.rstrip()[-1:] not in (",", "，", ":", "："):
            return position
    return len(items)


def _resolution(draft: _Draft, source: SourceFile, fates: dict[int, Fate]) -> Resolution:
    identity, regions, maker = draft.identity, draft.regions, draft.maker
    formula, preamble = _preamble(draft)
    adoption = _adoption(draft)
    printed = _printed_markers(draft)
    resolution = Resolution(
        iri=_iri(identity, adoption.date),
        kind="draft" if identity.is_draft else "resolution",
        symbol=identity.symbol,
        number=_number(draft),
        language=identity.language.tag,
        organ=identity.organ.key,
        title_label=_title_label(draft),
        title=_title(draft),
        masthead=draft.front.masthead,
        adoption=adoption,
        draft=_draft_line(draft),
        preamble=(*formula, *preamble),
        operative=maker.blocks(build_tree(regions.operative), "", "unnumbered"),
        closing=tuple(
            Closing(
                id=f"closing_{number}",
                content=maker.content(item.atoms, whole_style(item.atoms)),
                source=places_of(item.glyphs),
            )
            for number, item in enumerate(regions.closing, 1)
        ),
        annexes=tuple(_annex(items, number, maker) for number, items in enumerate(regions.annexes, 1)),
        notes=tuple(_note(note, maker, printed) for note in draft.blocks.notes),
        furniture=_furniture(draft),
        source=source,
        conservation=_conservation(draft.pages, fates),
    )
    references = references_of(resolution, identity.language)
    return resolution.model_copy(update={"references": references})


def _preamble(draft: _Draft) -> tuple[tuple[Formula, ...], tuple[object, ...]]:
    items = draft.regions.preamble
    formula: tuple[Formula, ...] = ()
    if items and matches(draft.identity.language, "formula", items[0].text, draft.identity.organ.key):
        formula = (
            Formula(
                id=draft.maker.register.take("preamble__formula"),
                content=draft.maker.content(items[0].atoms),
                source=places_of(items[0].glyphs),
            ),
        )
        items = items[1:]
    return formula, draft.maker.blocks(build_tree(items), "", "preamble__para")


def _title_atoms(draft: _Draft) -> Atoms:
    """Return the title without the number before it."""
    atoms = draft.front.texts.get("title", ())
    match = printed_number(text_of(atoms), draft.identity)
    skip, position = match.end() if match else 0, 0
    while skip > 0 and position < len(atoms):
        skip -= len(atoms[position].text)
        position += 1
    return strip(atoms[position:])


def _title_label(draft: _Draft) -> str | None:
    match = printed_number(text_of(draft.front.texts.get("title", ())), draft.identity)
    heading = text_of(draft.front.texts.get("heading", ())).strip()
    return match[0].strip() if match else heading or None


def _number(draft: _Draft) -> str | None:
    match = printed_number(text_of(draft.front.texts.get("title", ())), draft.identity)
    return match["number"] if match else draft.identity.organ.number(draft.identity.symbol)


def _title(draft: _Draft) -> tuple[object, ...]:
    atoms = _title_atoms(draft)
    return draft.maker.content(atoms, whole_style(atoms))


def _adoption(draft: _Draft) -> Adoption:
    language, texts = draft.identity.language, draft.front.texts
    statement = text_of(texts.get("adoption", ())).strip() or None
    adopted = matches(language, "adoption", statement or "", draft.identity.organ.key)
    source = text_of(texts.get("source", ())).strip() or None
    meeting, date_text = None, None
    for item in draft.regions.closing:
        match = matches(language, "closing_meeting", item.text)
        if match:
            meeting = Meeting(text=item.text, number=int(match["number"]) if match["number"] else None)
        elif find_date(language, item.text):
            date_text = item.text
    if adopted and adopted.groupdict().get("meeting"):
        meeting = Meeting(text=statement or "", number=int(adopted["meeting"]))
    found = find_date(language, statement or "") or find_date(language, date_text or "")
    return Adoption(
        statement=statement,
        source=source,
        source_content=draft.maker.content(texts.get("source", ())),
        source_symbols=tuple(dict.fromkeys(match[0] for match in SYMBOL.finditer(source or ""))),
        date=found[0] if found else None,
        date_text=date_text,
        meeting=meeting,
    )


def _draft_line(draft: _Draft) -> DraftLine | None:
    statement = text_of(draft.front.texts.get("draft", ())).strip()
    if not statement:
        return None
    named = re.split(r":\S* ", comparable(statement), maxsplit=1)
    between = pattern(draft.identity.language, "sponsors")
    names = between.split(re.sub(r"[*\d,]*$", "", named[0])) if between and len(named) > 1 else []
    return DraftLine(statement=statement, sponsors=tuple(name.strip() for name in names if name.strip()))


def _iri(identity: Identity, date: str | None) -> str:
    number = (identity.organ.number(identity.symbol) or identity.symbol).replace("/", "-").replace(" ", "_")
    return f"/akn/un/statement/deliberation/{identity.organ.actor}/{date or ''}/{number}/{identity.language.iri}@"


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
        content=maker.blocks(build_tree(rest), f"{scope}__", "unnumbered"),
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


def _printed_markers(draft: _Draft) -> dict[str, str]:
    """Return each marker as the text prints it, by the marker without brackets."""
    spans = [mark_spans(atoms, draft.maker.marks) for atoms in _text_atoms(draft)]
    return {bare(marker): marker for span in spans for _, marker in span.values()}


def _note(note: NoteLines, maker: Maker, printed: dict[str, str]) -> Note:
    """Return a note; its marker reads as in the text, where Arabic papers put brackets around it."""
    atoms = note_atoms(note, maker.language)
    return Note(
        marker=printed.get(bare(note.marker), note.marker),
        content=maker.content(atoms),
        source=places_of([*note.mark, *glyphs_of(atoms)]),
    )


def note_atoms(note: NoteLines, language: Language) -> Atoms:
    """Return the text of a note without its mark."""
    spaces = language.joining.spaces
    first, rest = note.lines[0], note.lines[1:]
    head = [glyph for glyph in first.glyphs if glyph not in note.mark]
    return join_lines(
        [line_atoms(first, head, spaces), *(line_atoms(line, line.glyphs, spaces) for line in rest)], spaces
    )


def _furniture(draft: _Draft) -> tuple[Furniture, ...]:
    """Return what is printed but no text: each piece of a furniture line, and what the masthead holds besides."""
    pieces: list[Furniture] = []
    for page in draft.pages.pages:
        for line in page.lines:
            if line.furniture is not None:
                pieces += [_piece(line, piece) for piece in segments(line)]
    for line in draft.blocks.repeated:
        pieces.append(Furniture(kind="other", page=line.page, text=" ".join(line.text.split()), box=line.box))
    for line in draft.front.rest:
        pieces.append(Furniture(kind="masthead", page=line.page, text=" ".join(line.text.split()), box=line.box))
    if "head_rest" in draft.front.texts:
        glyphs = glyphs_of(draft.front.texts["head_rest"])
        text = text_of(draft.front.texts["head_rest"])
        pieces.append(Furniture(kind="masthead", page=1, text=text, box=box_of(glyphs)))
    return tuple(pieces)


def _piece(line: Line, piece: list[Glyph]) -> Furniture:
    text = piece_text(piece)
    kind = line.furniture or "other"
    if kind == "page_number" and JOB_NUMBER.fullmatch(text):
        kind = "job_number"
    return Furniture.model_validate({"kind": kind, "page": line.page, "text": text, "box": box_of(piece)})


def _fates(draft: _Draft) -> dict[int, Fate]:
    """Return the fate of each inked glyph that a part of the resolution was made from."""
    fates: dict[int, Fate] = {}
    for page in draft.pages.pages:
        _give(fates, Fate.HIDDEN, page.hidden)
        furniture = [line for line in page.lines if line.furniture is not None]
        _give(fates, Fate.FURNITURE, _glyphs(furniture))
    _give(fates, Fate.FURNITURE, _glyphs(draft.blocks.repeated))
    _give(fates, Fate.MASTHEAD, _glyphs(draft.front.rest))
    above = [atoms for name, atoms in draft.front.texts.items() if name not in ("title", "heading")]
    for atoms in (*above, *draft.front.titles):
        _give(fates, Fate.MASTHEAD, glyphs_of(atoms))
    for atoms in _text_atoms(draft):
        _give_text(fates, Fate.BODY, atoms, draft.maker.marks)
    for note in draft.blocks.notes:
        _give(fates, Fate.MARK, note.mark)
        _give_text(fates, Fate.NOTE, note_atoms(note, draft.maker.language), draft.maker.marks)
    return fates


def _text_atoms(draft: _Draft) -> Iterator[Atoms]:
    """Yield every text of the resolution from the title on, notes apart."""
    yield draft.front.texts.get("heading", ())
    yield draft.front.texts.get("title", ())
    for item in _all_items(draft.regions):
        yield (*item.label_atoms, *item.atoms)
        for row in item.grid.rows if item.grid else ():
            for cell in row:
                yield cell_atoms(cell, draft.maker.language)


def _glyphs(lines: Iterable[Line]) -> Iterator[Glyph]:
    return (glyph for line in lines for glyph in line.glyphs)


def _all_items(regions: _Regions) -> Iterable[Item]:
    yield from regions.preamble
    yield from regions.operative
    yield from regions.closing
    for annex in regions.annexes:
        yield from annex


def _give(fates: dict[int, Fate], fate: Fate, glyphs: Iterable[Glyph]) -> None:
    for glyph in glyphs:
        if not glyph.blank:
            fates[glyph.index] = fate


def _give_text(fates: dict[int, Fate], fate: Fate, atoms: Atoms, marks: Marks) -> None:
    spans = mark_spans(atoms, marks)
    for position, atom in enumerate(atoms):
        if atom.glyph is not None and not atom.glyph.blank:
            fates[atom.glyph.index] = Fate.MARK if position in spans else fate


def _conservation(pages: Pages, fates: dict[int, Fate]) -> Conservation:
    inked = [glyph for glyph in pages.glyphs() if not glyph.blank]
    counts = {fate.value: 0 for fate in Fate}
    for glyph in inked:
        if glyph.index in fates:
            counts[fates[glyph.index].value] += 1
    return Conservation(
        glyphs=len(inked), by_fate=counts, unaccounted=sum(1 for glyph in inked if glyph.index not in fates)
    )
