"""The page: a resolution as one semantic HTML document, from the model alone.

Our ids are the fragments; notes stand at the end with links back to their marks. Print and screen are the same tree.
"""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import assert_never
from xml.etree.ElementTree import Element, SubElement

from pipeline.languages.loader import Language
from pipeline.model.citations import citations, mark_id, note_id
from pipeline.model.introduction import introduction
from pipeline.model.resolution import (
    Adoption,
    Annex,
    Block,
    Closing,
    Content,
    Formula,
    Heading,
    Note,
    Paragraph,
    Part,
    Resolution,
    Table,
)
from pipeline.render.page.inline import Context, drawn, fill, uncited, words
from pipeline.render.page.levels import heading_levels
from pipeline.render.page.masthead import masthead
from pipeline.render.page.tables import table

BOOKMARK_LENGTH = 60


def page(resolution: Resolution, language: Language) -> Element:
    """Return the HTML document of a resolution; its sentences and direction are those of `language`."""
    html = Element("html", {"lang": language.tag, "dir": language.direction, "data-script": language.script})
    head = SubElement(html, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "title").text = document_title(resolution)
    SubElement(head, "meta", {"name": "description", "content": language.output.unofficial})
    main = SubElement(SubElement(html, "body"), "main", _running(resolution, language))
    cited = citations(resolution)
    context = Context(language, iter(cited), heading_levels(resolution))
    main.append(masthead(resolution, language))
    if resolution.title:
        _adoption(main, resolution.adoption, "adoption", context)
        _introduction(main, resolution, context)
        _title(main, resolution, context)
    else:
        _title(main, resolution, context)
        _adoption(main, resolution.adoption, "adoption", context)
        _introduction(main, resolution, context)
    _section(main, "preamble", resolution.preamble, context)
    _section(main, "operative", resolution.operative, context)
    for part in resolution.parts:
        _part(main, part, context)
    _closings(main, resolution.closing, context)
    for annex in resolution.annexes:
        _annex(main, annex, context)
    _notes(main, resolution.notes, {citation.note for citation in cited}, language)
    return html


def document_title(resolution: Resolution) -> str:
    """Return the title of the document: its symbol and its title."""
    return f"{resolution.symbol} {words(resolution.title)}".strip()


def printed_number(resolution: Resolution) -> str | None:
    """Return the number before the title, as the paper prints it; none where it prints none."""
    return resolution.title_label


def bookmark(label: str | None, content: Content, opening: tuple[int, int] | None = None) -> str:
    """Return the name of a bookmark: the label and the opening words, or as many of the words as fit a line.

    Of several spaces in a row one is left, as in the title of a page.
    """
    text = words(content)
    if opening is not None:
        text = text[: opening[1]]
    elif len(text) > BOOKMARK_LENGTH:
        text = text[:BOOKMARK_LENGTH].rstrip() + "…"
    return re.sub(" {2,}", " ", " ".join(part for part in (label, text.strip()) if part))


def _running(resolution: Resolution, language: Language) -> dict[str, str]:
    return {
        "data-symbol": resolution.symbol,
        "data-title": words(resolution.title),
        "data-job": drawn(resolution.masthead.job_number or ""),
        "data-docket": drawn(resolution.masthead.job_number or "").partition(" (")[0].rstrip(),
        "data-unofficial": language.output.unofficial,
    }


def _adoption(parent: Element, adoption: Adoption, identifier: str, context: Context) -> None:
    if adoption.statement:
        SubElement(parent, "p", {"class": "adoption", "id": identifier}).text = drawn(adoption.statement)
    if adoption.source_content:
        fill(
            SubElement(parent, "p", {"class": "report", "id": f"{identifier}__report"}),
            adoption.source_content,
            context,
        )


def _introduction(parent: Element, resolution: Resolution, context: Context) -> None:
    """Append the line above a draft's title, which names who submits it."""
    if resolution.draft is not None:
        fill(SubElement(parent, "p", {"class": "introduction", "id": "draft"}), introduction(resolution), context)


def _title(parent: Element, resolution: Resolution, context: Context) -> None:
    number = printed_number(resolution)
    if not resolution.title and number is None:
        return
    heading = SubElement(parent, "h1", {"id": "title", "data-bookmark": bookmark(number, resolution.title)})
    if not resolution.title:
        heading.set("class", "alone")
    _label(heading, number)
    fill(heading, resolution.title, context)


def _label(parent: Element, label: str | None) -> None:
    """Append a label with a space after it, so that it is a word of its own to every reader."""
    if label:
        SubElement(parent, "span", {"class": "label"}).text = f"{drawn(label)} "


def _section(parent: Element, identifier: str, blocks: tuple[Block, ...], context: Context) -> None:
    if blocks:
        section = SubElement(parent, "section", {"id": identifier, "class": identifier.rpartition("__")[2]})
        _blocks(section, blocks, context)


def _part(parent: Element, part: Part, context: Context) -> None:
    section = SubElement(parent, "section", {"class": "part"})
    _heading(section, part, context)
    own = uncited(part.adoption.source_content, context.language)
    _adoption(section, part.adoption, f"{part.id}__adoption", own)
    _section(section, f"{part.id}__preamble", part.preamble, context)
    _section(section, f"{part.id}__operative", part.operative, context)
    _closings(section, part.closing, context)
    for annex in part.annexes:
        _annex(section, annex, context)


def _annex(parent: Element, annex: Annex, context: Context) -> None:
    section = SubElement(parent, "section", {"class": "annex"})
    _heading(section, annex, context)
    _blocks(section, annex.content, context)


def _heading(parent: Element, block: Part | Annex | Heading, context: Context) -> None:
    content = block.content if isinstance(block, Heading) else block.title
    name = bookmark(block.label, content)
    heading = SubElement(parent, f"h{context.levels[block.id]}", {"id": block.id, "data-bookmark": name})
    _label(heading, block.label)
    fill(heading, content, context)


def _closings(parent: Element, closings: tuple[Closing, ...], context: Context) -> None:
    for closing in closings:
        name = "closing vote" if words(closing.content).startswith("[") else "closing"
        fill(SubElement(parent, "p", {"class": name, "id": closing.id}), closing.content, context)


def _is_point(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.label is not None


def _blocks(parent: Element, blocks: Iterable[Block], context: Context) -> None:
    for points, row in groupby(blocks, key=_is_point):
        if points:
            items = [block for block in row if isinstance(block, Paragraph)]
            _points(parent, items, context)
        else:
            for block in row:
                _block(parent, block, context)


def _block(parent: Element, block: Block, context: Context) -> None:
    match block:
        case Formula():
            fill(SubElement(parent, "p", {"class": "formula", "id": block.id}), block.content, context)
        case Paragraph():
            name = "wrap" if parent.tag == "li" else "paragraph"
            fill(SubElement(parent, "p", {"class": name, "id": block.id}), block.content, context, block.opening)
            _blocks(parent, block.children, context)
        case Heading():
            _heading(parent, block, context)
        case Table():
            parent.append(table(block, context))
        case _:
            assert_never(block)


def _points(parent: Element, items: list[Paragraph], context: Context) -> None:
    """Append labelled paragraphs as a list whose labels are printed as they are, never counted again."""
    points = SubElement(parent, "ol", {"class": "points"})
    for item in items:
        point = SubElement(points, "li", {"id": item.id})
        paragraph = SubElement(point, "p", {"class": "point"})
        if parent.tag == "section" and item.id in context.levels:
            paragraph.set("data-bookmark", bookmark(item.label, item.content, item.opening))
            paragraph.set("class", f"point provision-{context.levels[item.id]}")
        _label(paragraph, item.label)
        fill(paragraph, item.content, context, item.opening)
        _blocks(point, item.children, context)


def _notes(parent: Element, notes: tuple[Note, ...], cited: set[int | None], language: Language) -> None:
    """Append the notes in printed order, each with a link back to its first mark where it has one."""
    if not notes:
        return
    listing = SubElement(SubElement(parent, "section", {"class": "notes", "role": "doc-endnotes"}), "ol")
    for position, note in enumerate(notes):
        item = SubElement(listing, "li", {"id": note_id(position), "class": "note"})
        label = SubElement(item, "span", {"class": "note-label"})
        if position in cited:
            described = language.output.back.format(marker=note.marker)
            attributes = {"href": f"#{mark_id(position)}", "role": "doc-backlink", "title": described}
            label = SubElement(label, "a", attributes)
        label.text = f"{drawn(note.marker)} "
        fill(item, note.content, uncited(note.content, language))
