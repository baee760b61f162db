"""Write a resolution as DOCX (ISO/IEC 29500, transitional), from the model alone."""

import re
from datetime import UTC, datetime
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE

from pipeline.languages.loader import Language, languages
from pipeline.model.canonical import canonical_json
from pipeline.model.resolution import Note, Resolution
from pipeline.model.walk import document_leaves, plain_text
from pipeline.render.docx.blocks import Body
from pipeline.render.docx.elements import UNWRITABLE, Element, built, element, prop, qualified, run, text_elements
from pipeline.render.docx.inline import Inlines, marker_runs
from pipeline.render.docx.masthead import masthead, running_heads
from pipeline.render.docx.names import bookmark_names
from pipeline.render.docx.notes import Citation, Notebook
from pipeline.render.docx.parts import add_custom_properties, add_footnotes, add_model, footnote, packed
from pipeline.render.docx.template import new_document

_REFERENCES = {qualified("w:headerReference"), qualified("w:footerReference")}
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST_PROPERTY = 255


def write(resolution: Resolution) -> bytes:
    """Return a resolution as the bytes of a DOCX file; the same resolution gives the same bytes.

    Every character of the text is kept; what XML cannot hold becomes U+FFFD, and links other than http, https and
    mailto become plain text: the check reports both. Notes that no mark leads to stand at the end with their markers.

    Raises KeyError where the resolution's language has no language file.
    """
    pack = languages()[resolution.language]
    document = new_document(pack)
    notebook = Notebook(resolution)
    anchors = bookmark_names(leaf.id for leaf in document_leaves(resolution))
    inlines = Inlines(pack, anchors, _relate(document.part), notebook.cite)
    body = Body(pack, inlines, notebook)
    masthead(body, inlines, resolution, pack)
    _text(body, resolution)
    _footnotes(document, body, notebook, inlines)
    section = document.element.body.sectPr
    for made in body.elements:
        section.addprevious(made)
    running_heads(document, inlines, resolution, pack)
    _count_from(notebook.first, section)
    _properties(document, resolution, pack)
    add_model(document, canonical_json(resolution))
    return packed(document)


def _relate(part: Any) -> Any:
    known: dict[str, str] = {}

    def relate(target: str) -> str:
        if target not in known:
            known[target] = part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return known[target]

    return relate


def _text(body: Body, resolution: Resolution) -> None:
    if resolution.title:
        body.adoption_lines(resolution.adoption, "TitleHCH")
        body.introduction(resolution)
        _title(body, resolution)
    else:
        _number(body, resolution)
        body.adoption_lines(resolution.adoption, "AdoptionLine")
        body.introduction(resolution)
    body.blocks(resolution.preamble)
    body.blocks(resolution.operative)
    for part in resolution.parts:
        body.part(part)
    body.closings(resolution.closing)
    for annex in resolution.annexes:
        body.annex(annex)


def _title(body: Body, resolution: Resolution) -> None:
    body.add("TitleH1", body.labelled(resolution.title_label, "\t", resolution.title), (), "title")


def _number(body: Body, resolution: Resolution) -> None:
    """Write the number of a paper that has no title: a line of its own, above that of adoption."""
    if resolution.title_label:
        body.add("NumberLine", body.labelled(resolution.title_label, "", ()), (), "title")


def _footnotes(document: Any, body: Body, notebook: Notebook, inlines: Inlines) -> None:
    """Write the notes that were cited as footnotes, and those that were not at the end of the body."""
    part = add_footnotes(document)
    inside = Inlines(inlines.pack, inlines.anchors, _relate(part), Citation)
    for citation, note in notebook.taken:
        number = [element("w:footnoteRef")] if citation.affixes else []
        mark = marker_runs(citation, number, inside.mark_look())
        part.element.append(footnote(citation.number or 0, [body.line("FootnoteText", _note(inside, mark, note))]))
    outside = Inlines(inlines.pack, inlines.anchors, inlines.relate, Citation)
    for note in notebook.uncited():
        body.add("UncitedNote", _note(outside, marker_runs(Citation(note.marker), [], outside.mark_look()), note))


def _count_from(first: int, section: Element) -> None:
    """Let Word count footnotes from the first marker where that is not 1: LibreOffice shows long custom marks twice."""
    if first != 1:
        references = [child for child in section if child.tag in _REFERENCES]
        section.insert(len(references), built(prop("footnotePr", None, (prop("numStart", first),))))


def _note(inlines: Inlines, mark: list[Element], note: Note) -> list[Element]:
    return [*mark, run((), text_elements("\t")), *inlines.runs(note.content)]


def _properties(document: Any, resolution: Resolution, pack: Language) -> None:
    core = document.core_properties
    title = ". ".join(part for part in (resolution.number, plain_text(resolution.title)) if part) or resolution.symbol
    head = resolution.masthead
    moment = moment_of(resolution)
    core.author = core_text(head.publisher or head.organ or "")
    core.title, core.subject, core.language = (
        core_text(title),
        core_text(resolution.symbol),
        core_text(resolution.language),
    )
    core.identifier, core.category = core_text(resolution.iri), resolution.kind
    core.comments = core_text(pack.output.unofficial)
    core.keywords = core.last_modified_by = ""
    core.created = core.modified = moment
    core.revision = 1
    values = {
        "Symbol1": resolution.symbol, "JobNo": head.job_number, "Language": pack.name,
        "Distribution": head.distribution,
        "Release Date": head.issued_text, "Session": head.session.text if head.session else None,
        "Agenda": head.agenda_item, "Title1": resolution.adoption.statement, "Title2": plain_text(resolution.title),
        "IRI": resolution.iri, "SchemaVersion": resolution.schema_version, "SourceSHA256": resolution.source.sha256,
        "Unofficial": pack.output.unofficial,
    }  # fmt: skip
    add_custom_properties(document, {name: value for name, value in values.items() if value})


def core_text(text: str) -> str:
    """Return text as a core property may hold it: on one line, 255 characters at most, without what XML cannot hold."""
    return " ".join(UNWRITABLE.sub(" ", text).split())[:_LONGEST_PROPERTY]


def moment_of(resolution: Resolution) -> datetime:
    """Return the document's own date as the file's, of issue or else of adoption, never the clock's."""
    date = resolution.masthead.issued or resolution.adoption.date
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", date or "")
    try:
        return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC) if found else _NO_DATE
    except ValueError:
        return _NO_DATE
