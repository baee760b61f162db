"""From the first page to the fields of the schema: title, adoption, draft line, identifier, furniture."""

import re
from collections.abc import Sequence

from pipeline.languages.loader import Language
from pipeline.languages.matching import aligned, find_date, matches, pattern
from pipeline.model.layout import JOB_NUMBER, piece_text, segments
from pipeline.model.number import whole
from pipeline.model.pages import Glyph, Line, Pages, box_of, places_of
from pipeline.model.resolution import (
    Adoption,
    Draft,
    Front,
    Furniture,
    Meeting,
)
from pipeline.normalise.atoms import Atoms, glyphs_of, strip, text_of
from pipeline.normalise.identify import Identity
from pipeline.normalise.items import Item
from pipeline.normalise.masthead import REST, printed_number
from pipeline.normalise.parts import Parts
from pipeline.normalise.references import SYMBOL
from pipeline.normalise.render_blocks import whole_style
from pipeline.normalise.votes import vote_of

AGENDA_TITLES = "agenda_titles"
FIELDS = {
    "publisher": "masthead.publisher",
    "symbol": "masthead.symbol_text",
    "parent_organ": "masthead.parent_organ",
    "organ": "masthead.organ",
    "distribution": "masthead.distribution",
    "issued": "masthead.issued_text",
    "language_text": "masthead.language_text",
    "original_language": "masthead.original_text",
    "session": "masthead.session.text",
    "session_dates": "masthead.session.dates",
    "committee": "masthead.committee",
    "agenda_item": "masthead.agenda_item",
    AGENDA_TITLES: "masthead.agenda_titles",
    "heading": "title_label",
    "adoption": "adoption.statement",
    "source": "adoption.source",
    "draft": "draft.statement",
    "title": "title",
}


def _title_atoms(parts: Parts) -> Atoms:
    """Return the title without the number before it."""
    atoms = parts.front.texts.get("title", ())
    match = printed_number(text_of(atoms), parts.identity)
    skip, position = match.end() if match else 0, 0
    while skip > 0 and position < len(atoms):
        skip -= len(atoms[position].text)
        position += 1
    return strip(atoms[position:])


def title_label(parts: Parts) -> str | None:
    """Return the number as printed before the title or as the heading over it, as in `2664 (2022)`."""
    match = printed_number(text_of(parts.front.texts.get("title", ())), parts.identity)
    heading = text_of(parts.front.texts.get("heading", ())).strip()
    return match[0].strip() if match else heading or None


def number_of(parts: Parts) -> str | None:
    """Return the number of the resolution: the printed one, else the one its symbol holds."""
    match = printed_number(text_of(parts.front.texts.get("title", ())), parts.identity)
    return match["number"] if match else parts.identity.organ.number(parts.identity.symbol)


def title_of(parts: Parts) -> tuple[object, ...]:
    """Return the title as inline content, without the number before it and without a style it all shares."""
    atoms = _title_atoms(parts)
    return parts.maker.content(atoms, whole_style(atoms))


def adoption_of(parts: Parts) -> Adoption:
    """Return how, when and where the resolution was adopted, from the line under the title and the closing lines."""
    language, texts = parts.identity.language, parts.front.texts
    statement = text_of(texts.get("adoption", ())).strip() or None
    adopted = matches(language, "adoption", statement or "", parts.identity.organ.key)
    source = text_of(texts.get("source", ())).strip() or None
    closing = _closing_facts(parts)
    meeting = closing.meeting
    if adopted and adopted.groupdict().get("meeting"):
        meeting = Meeting(text=statement or "", number=whole(adopted["meeting"]))
    found = find_date(language, statement or "") or find_date(language, closing.date_text or "")
    return Adoption(
        statement=statement,
        source=source,
        source_content=parts.maker.content(texts.get("source", ())),
        source_symbols=tuple(dict.fromkeys(match[0] for match in SYMBOL.finditer(source or ""))),
        date=found[0] if found else None,
        date_text=closing.date_text,
        meeting=meeting,
        vote=closing.vote,
    )


def _closing_facts(parts: Parts) -> Adoption:
    """Return what the closing lines say; of a composite, what those of every part say alike."""
    language = parts.identity.language
    if not parts.composite:
        return adoption_by(parts.regions.closing, language)
    said = [adoption_by(part.regions.closing, language) for part in parts.composite]
    return said[0] if all(each == said[0] for each in said) else Adoption()


def adoption_by(closing: Sequence[Item], language: Language) -> Adoption:
    """Return what closing lines say of the adoption: meeting, date and vote."""
    meeting, date_text = None, None
    for item in closing:
        match = matches(language, "closing_meeting", item.text)
        if match:
            meeting = Meeting(text=item.text, number=number_in(match, language))
        elif find_date(language, item.text):
            date_text = item.text
    found = find_date(language, date_text or "")
    return Adoption(
        date=found[0] if found else None, date_text=date_text, meeting=meeting, vote=vote_of(closing, language)
    )


def number_in(meeting: re.Match[str], language: Language) -> int | None:
    """Return the number of a meeting, in digits or as a word; None where it is not known."""
    found = meeting.groupdict()
    said = found["number"] or found.get("ordinal")
    return language.ordinal(said) if said else None


def draft_line(parts: Parts) -> Draft | None:
    """Return the line of a draft that names its sponsors, in parts; None for a resolution that has none."""
    statement = text_of(parts.front.texts.get("draft", ())).strip()
    if not statement:
        return None
    return Draft(statement=statement, sponsors=sponsors_of(statement, parts.identity.language))


def sponsors_of(statement: str, language: Language) -> tuple[str, ...]:
    """Return the sponsors that the line above a draft's title names before its colon, each as printed."""
    copy, places = aligned(statement)
    named = re.match(r"(?P<names>.+?)[*\d,]*:\S* ", copy)
    between = pattern(language, "sponsors")
    if named is None or between is None:
        return ()
    joints = [match.span() for match in between.finditer(named["names"])]
    starts = (0, *(end for _, end in joints))
    ends = (*(start for start, _ in joints), len(named["names"]))
    names = (statement[places[start] : places[end]].strip() for start, end in zip(starts, ends, strict=True))
    return tuple(name for name in names if name)


def iri_of(identity: Identity, date: str | None) -> str:
    """Return the Akoma Ntoso identifier of the expression (Akoma Ntoso 1.0, naming convention)."""
    number = (identity.organ.number(identity.symbol) or identity.symbol).replace("/", "-").replace(" ", "_")
    return f"/akn/un/statement/deliberation/{identity.organ.actor}/{date or ''}/{number}/{identity.language.iri}@"


def front_of(parts: Parts) -> tuple[Front, ...]:
    """Return where each field of the first page is printed; the number before a title counts with the title."""
    texts = parts.front.texts
    found: list[tuple[str, int | None, Atoms]] = []
    for name, field in FIELDS.items():
        if name == AGENDA_TITLES:
            found += [(field, position, atoms) for position, atoms in enumerate(parts.front.titles)]
        elif name in texts:
            found.append((field, None, texts[name]))
    return tuple(
        Front(field=field, position=position, source=source)
        for field, position, atoms in found
        if (source := places_of([glyph for glyph in glyphs_of(atoms) if not glyph.blank]))
    )


def furniture_of(parts: Parts) -> tuple[Furniture, ...]:
    """Return what is printed but no text: each piece of a furniture line, and what the masthead holds besides."""
    pieces: list[Furniture] = []
    for page in parts.pages.pages:
        for line in page.lines:
            if line.furniture is not None:
                pieces += [_piece(line, piece) for piece in segments(line)]
    for line in parts.blocks.repeated:
        pieces.append(Furniture(kind="other", page=line.page, text=" ".join(line.text.split()), box=line.box))
    for line in parts.front.rest:
        pieces.append(Furniture(kind="masthead", page=line.page, text=" ".join(line.text.split()), box=line.box))
    if REST in parts.front.texts:
        glyphs = glyphs_of(parts.front.texts[REST])
        text = text_of(parts.front.texts[REST])
        pieces.append(Furniture(kind="masthead", page=1, text=text, box=box_of(glyphs)))
    return tuple(pieces)


def _piece(line: Line, piece: list[Glyph]) -> Furniture:
    text = piece_text(piece)
    kind = line.furniture or "other"
    if kind in ("page_number", "other") and re.fullmatch(JOB_NUMBER, text):
        kind = "job_number"
    return Furniture.model_validate({"kind": kind, "page": line.page, "text": text, "box": box_of(piece)})


def job_number_of(pages: Pages) -> str | None:
    """Return the job number at the foot of the first page, as in `23-12345 (E)`; None if it holds none."""
    for line in pages.pages[0].lines:
        if line.furniture in ("job_number", "page_number", "other"):
            match = re.search(JOB_NUMBER, line.text)
            if match:
                return re.sub(" +", " ", match[0])
    return None
