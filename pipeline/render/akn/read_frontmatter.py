"""Read the cover page, the preface and what was kept of the adoption."""

from typing import Any

from pipeline.model.frontmatter import Adoption, Masthead, Meeting, Session, Vote
from pipeline.model.inline import Content
from pipeline.model.walk import plain_text
from pipeline.render.akn.data import attribute_fields, fields_of
from pipeline.render.akn.elements import Node
from pipeline.render.akn.names import AKN, COVER, OWN, SIDES, local
from pipeline.render.akn.read_inline import InlineReader
from pipeline.render.akn.tree import elements, only, text_only, unexpected

_FIELDS = {(name, key, value): field for field, name, key, value in COVER} | {
    ("inline", "name", "date of issuance"): "issued_text"
}


class CoverPage:
    """What a cover page says; without one, nothing."""

    def __init__(self, page: Node | None, inlines: InlineReader) -> None:
        self._said: dict[str, list[Node]] = {}
        self.statement: str | None = None
        self.source_content: Content = ()
        for line in [] if page is None else elements(page):
            node = only(line)
            name = local(node.tag)
            if name == "docTitle":
                self.statement = text_only(node)
            elif name == "docProponent":
                self.source_content = inlines.content(node)
            else:
                self._said.setdefault(_field(node), []).append(node)

    def masthead(self, meta: Node) -> Masthead:
        """Return the masthead, with what the metadata keep of it."""
        titles = tuple(text_only(node) for node in self._said.get("agenda_title", ()))
        alone = meta.find(f"{AKN}proprietary/{OWN}singleAgendaTitle")
        job = meta.find(f"{AKN}presentation/{OWN}footerFirstPage/{AKN}docketNumber")
        names = [field for field, *_ in COVER if field not in ("session", "session_dates", "agenda_title")]
        return Masthead(
            **{name: self._text(name) for name in names},
            issued=self._attribute("issued_text", "date"),
            original_language=self._attribute("original_text", f"{OWN}language"),
            session=self._session(),
            agenda_numbers=tuple(node.text or "" for node in meta.iterfind(f"{AKN}proprietary/{OWN}agendaNumber")),
            agenda_title=titles[0] if titles else None,
            agenda_titles=() if alone is not None else titles,
            job_number=None if job is None else text_only(job),
        )

    def adoption(self, meta: Node) -> Adoption:
        """Return how the resolution was adopted: the printed lines, and their values as the metadata keep them."""
        kept = meta.find(f"{AKN}proprietary/{OWN}adoption")
        if kept is None:
            raise unexpected(meta, "nothing of the adoption")
        fields: dict[str, Any] = fields_of(kept)
        meeting = kept.find(f"{OWN}meeting")
        printed = plain_text(self.source_content)
        source = fields.pop("source", printed if self.source_content else None)
        bare = kept.get("source") is not None and source == printed
        return Adoption(
            statement=self.statement,
            source=source,
            source_content=() if bare else self.source_content,
            meeting=None if meeting is None else Meeting.model_validate(attribute_fields(meeting.attrib)),
            vote=_vote(meta, fields.pop("vote")),
            **fields,
        )

    def _text(self, field: str) -> str | None:
        nodes = self._said.get(field)
        return text_only(nodes[0]) if nodes else None

    def _attribute(self, field: str, name: str) -> str | None:
        nodes = self._said.get(field)
        return nodes[0].get(name) if nodes else None

    def _session(self) -> Session | None:
        text, ordinal = self._text("session"), self._attribute("session", "value")
        if text is None:
            return None
        return Session(text=text, ordinal=None if ordinal is None else int(ordinal), dates=self._text("session_dates"))


def _field(node: Node) -> str:
    for key in ("refersTo", "name"):
        field = _FIELDS.get((local(node.tag), key, node.get(key, "")))
        if field is not None:
            return field
    raise unexpected(node, "no line of a masthead that is known")


def _vote(meta: Node, kind: str) -> Vote:
    counts: dict[str, str] = {}
    voters: dict[str, tuple[str, ...]] = {}
    fields = {concept: field for field, concept in SIDES}
    for count in meta.iterfind(f"{AKN}analysis/{AKN}parliamentary/{AKN}voting/{AKN}count"):
        field = fields[count.attrib["refersTo"]]
        voters[field] = tuple(text_only(voter) for voter in elements(count))
        if count.attrib["value"]:
            counts[field] = count.attrib["value"]
    return Vote.model_validate({"type": kind, "counts": counts or None, **voters})
