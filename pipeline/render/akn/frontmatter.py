"""What is printed before the text: the masthead as cover page, number and title as preface; and the closing lines."""

from pipeline.model.inline import Content
from pipeline.model.introduction import introduction
from pipeline.model.resolution import Adoption, Closing, Masthead, Part, Resolution
from pipeline.model.walk import plain_text
from pipeline.render.akn.elements import Node, add, add_text_block, append_text, detached
from pipeline.render.akn.inline import Inlines
from pipeline.render.akn.names import COVER, OWN


def cover_page(head: Masthead, adoption: Adoption, inlines: Inlines, *, cites: bool = True) -> Node | None:
    """Return the cover page: a line a field of the masthead, the adoption line and the line that names the report."""
    page = detached("coverPage")
    for field, name, key, value in COVER:
        for text in _printed(head, field):
            append_text(_line(page, head, field, (name, key, value)), text)
    if adoption.statement is not None:
        add(add_text_block(page), "docTitle", {"refersTo": "#adoption"}, adoption.statement)
    if adoption.source_content:
        inlines.fill(add(add_text_block(page), "docProponent"), adoption.source_content, cites=cites)
    elif adoption.source is not None:
        add(add_text_block(page), "docProponent", text=adoption.source)
    return page if len(page) else None


def preface(resolution: Resolution, inlines: Inlines) -> Node | None:
    """Return the preface: the line above a draft's title, number and title, each where it is printed."""
    return _preface(introduction(resolution), resolution.title_label, resolution.title, inlines, "title")


def part_preface(part: Part, inlines: Inlines) -> Node | None:
    """Return the preface of a part: its letter and its title."""
    return _preface((), part.label, part.title, inlines, None)


def conclusions(closings: tuple[Closing, ...], adoption: Adoption, inlines: Inlines) -> Node | None:
    """Return the lines under the text; the meeting and the date of adoption are marked as such."""
    node = detached("conclusions")
    for closing in closings:
        line = add_text_block(node, {"eId": closing.id})
        inlines.fill(_closing_mark(line, plain_text(closing.content), adoption), closing.content)
    return node if len(node) else None


def _closing_mark(line: Node, text: str, adoption: Adoption) -> Node:
    if adoption.meeting is not None and text == adoption.meeting.text:
        return add(line, "location", {"refersTo": "#adoptionMeeting"})
    if adoption.date is not None and text == adoption.date_text:
        return add(line, "docDate", {"date": adoption.date, "refersTo": "#adoptionDate"})
    return line


def _preface(
    above: Content, label: str | None, title: Content, inlines: Inlines, identifier: str | None
) -> Node | None:
    node = detached("preface")
    if above:
        inlines.fill(add(add_text_block(node), "docIntroducer"), above)
    if label is not None:
        add(add_text_block(node), "docNumber", text=label)
    if title:
        attributes = {"eId": identifier, "refersTo": "#resolutionTitle"}
        inlines.fill(add(add_text_block(node), "docTitle", attributes), title)
    return node if len(node) else None


def _printed(head: Masthead, field: str) -> tuple[str, ...]:
    session = head.session
    match field:
        case "session":
            found = session.text if session else None
        case "session_dates":
            found = session.dates if session else None
        case "agenda_title":
            return head.agenda_titles or (() if head.agenda_title is None else (head.agenda_title,))
        case _:
            found = getattr(head, field)
    return () if found is None else (found,)


def _line(page: Node, head: Masthead, field: str, form: tuple[str, str, str]) -> Node:
    name, key, value = form
    attributes: dict[str, str | None] = {key: value}
    if field == "issued_text" and head.issued is None:
        name, attributes = "inline", {"name": "date of issuance"}
    elif field == "issued_text":
        attributes["date"] = head.issued
    elif field == "session" and head.session and head.session.ordinal is not None:
        attributes["value"] = str(head.session.ordinal)
    elif field == "original_text":
        attributes[f"{OWN}language"] = head.original_language
    return add(add_text_block(page), name, attributes)
