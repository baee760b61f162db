"""The `meta` of a document: what it is, how it was adopted, what it cites, and what only this project keeps of it."""

from collections.abc import Iterable, Iterator

from pipeline.languages.loader import languages
from pipeline.model.citations import note_id
from pipeline.model.inline import Source
from pipeline.model.resolution import Adoption, Annex, Block, Part, Reference, Resolution, Vote
from pipeline.model.walk import plain_text
from pipeline.render.akn.data import add_record, attributes_of
from pipeline.render.akn.elements import Node, add, add_own, add_text_block, append_text, detached
from pipeline.render.akn.identification import identify
from pipeline.render.akn.inline import Inlines
from pipeline.render.akn.names import MAKER, ONTOLOGY, OWN, SIDES, UNOFFICIAL

_SOURCE = {"source": f"#{MAKER}"}


def main_metadata(resolution: Resolution, inlines: Inlines) -> Node:
    """Return the metadata of the whole; `inlines` has written the text, and knows which notes nobody cites."""
    meta = detached("meta")
    identify(meta, resolution)
    head = resolution.masthead
    if head.issued:
        name = head.publisher or "publication"
        add(meta, "publication", {"date": head.issued, "name": name, "showAs": head.issued_text or head.issued})
    _analysis(meta, resolution.adoption.vote)
    _references(meta, resolution)
    _notes(meta, resolution, inlines)
    _proprietary(meta, resolution)
    _presentation(meta, resolution)
    return meta


def part_metadata(resolution: Resolution, part: Part) -> Node:
    """Return the metadata of a part: what it is, and how it was adopted."""
    meta = detached("meta")
    identify(meta, resolution, part.id)
    _analysis(meta, part.adoption.vote)
    _adoption(add(meta, "proprietary", _SOURCE), part.adoption)
    return meta


def annex_metadata(resolution: Resolution, annex: Annex) -> Node:
    """Return the metadata of an annex: what it is."""
    meta = detached("meta")
    identify(meta, resolution, annex.id)
    return meta


def _analysis(meta: Node, vote: Vote) -> None:
    if vote.counts is None and not (vote.in_favour or vote.against or vote.abstaining):
        return
    parliamentary = add(add(meta, "analysis", _SOURCE), "parliamentary")
    voting = add(parliamentary, "voting", {"outcome": "#recorded"})
    for field, concept in SIDES:
        number = "" if vote.counts is None else str(getattr(vote.counts, field))
        count = add(voting, "count", {"value": number, "refersTo": concept})
        for voter in getattr(vote, field):
            append_text(add_own(count, "voter"), voter)


def _references(meta: Node, resolution: Resolution) -> None:
    node = add(meta, "references", _SOURCE)
    for name, identifier, kind, shown in ONTOLOGY:
        address = f"/akn/ontology/{kind}/un/{identifier}"
        add(node, name, {"eId": identifier, "href": address, "showAs": shown})
    first, *rest = resolution.organ.split("-")
    address = f"/akn/ontology/organization/un/{first + ''.join(word.capitalize() for word in rest)}"
    shown = resolution.masthead.organ or resolution.organ
    add(node, "TLCOrganization", {"eId": resolution.organ, "href": address, "showAs": shown})
    for number, reference in enumerate(resolution.references, 1):
        _reference(node, number, reference)


def _reference(parent: Node, number: int, reference: Reference) -> None:
    own = {OWN + name: value for name, value in attributes_of(reference, ("type", "text", "uri")).items()}
    identifier = {"eId": f"reference_{number}", "name": reference.type}
    add(parent, "TLCReference", {**identifier, "href": reference.uri or "", "showAs": reference.text, **own})


def _notes(meta: Node, resolution: Resolution, inlines: Inlines) -> None:
    """Write the sentence that says what this copy is, and the notes that no mark cites."""
    notes = add(meta, "notes", _SOURCE)
    sentence = languages()[resolution.language].output.unofficial
    append_text(add_text_block(add(notes, "note", {"eId": UNOFFICIAL})), sentence)
    for identifier, note in inlines.uncited():
        inlines.fill_note(add(notes, "note", {"marker": note.marker, "eId": identifier}), note)


def _presentation(meta: Node, resolution: Resolution) -> None:
    """Write what is printed around the text on every page."""
    node = add(meta, "presentation", _SOURCE)
    if resolution.masthead.job_number is not None:
        foot = add_own(node, "footerFirstPage")
        job = {"refersTo": "#publicationJobNumber"}
        add(foot, "docketNumber", job, resolution.masthead.job_number)
    for piece in resolution.furniture:
        add_record(node, "furniture", piece)


def _proprietary(meta: Node, resolution: Resolution) -> None:
    node = add(meta, "proprietary", _SOURCE)
    add_own(node, "schema", {"version": resolution.schema_version})
    add_record(node, "source", resolution.source)
    conservation = add_record(node, "conservation", resolution.conservation)
    for fate, glyphs in resolution.conservation.by_fate.items():
        add_own(conservation, "fate", {"name": fate, "glyphs": str(glyphs)})
    for number in resolution.masthead.agenda_numbers:
        append_text(add_own(node, "agendaNumber"), number)
    if resolution.masthead.agenda_title and not resolution.masthead.agenda_titles:
        add_own(node, "singleAgendaTitle")
    for sponsor in resolution.draft.sponsors if resolution.draft else ():
        append_text(add_own(node, "sponsor"), sponsor)
    _adoption(node, resolution.adoption)
    for front in resolution.front:
        printed = add_record(node, "front", front)
        for place in front.source:
            add_record(printed, "place", place)
    _places(node, resolution)


def _adoption(parent: Node, adoption: Adoption) -> None:
    """Write what the printed lines say of the adoption, as values; the report line only where it says other words."""
    same = adoption.source is not None and adoption.source == plain_text(adoption.source_content)
    node = add_record(parent, "adoption", adoption, ("statement", *(("source",) if same else ())))
    node.set("vote", adoption.vote.type)
    if adoption.meeting is not None:
        add_record(node, "meeting", adoption.meeting)


def _places(parent: Node, resolution: Resolution) -> None:
    node = add_own(parent, "places")
    for identifier, source in _sources(resolution):
        if source:
            block = add_own(node, "block", {"eId": identifier})
            for place in source:
                add_record(block, "place", place)


def _sources(resolution: Resolution) -> Iterator[tuple[str, Source]]:
    yield from _block_sources((*resolution.preamble, *resolution.operative))
    for part in resolution.parts:
        yield part.id, part.source
        yield from _block_sources((*part.preamble, *part.operative))
        yield from ((closing.id, closing.source) for closing in part.closing)
        yield from _annex_sources(part.annexes)
    yield from ((closing.id, closing.source) for closing in resolution.closing)
    yield from _annex_sources(resolution.annexes)
    yield from ((note_id(place), note.source) for place, note in enumerate(resolution.notes))


def _annex_sources(annexes: Iterable[Annex]) -> Iterator[tuple[str, Source]]:
    for annex in annexes:
        yield annex.id, annex.source
        yield from _block_sources(annex.content)


def _block_sources(blocks: Iterable[Block]) -> Iterator[tuple[str, Source]]:
    for block in blocks:
        yield block.id, block.source
        if block.type == "paragraph":
            yield from _block_sources(block.children)
