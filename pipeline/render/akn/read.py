"""Read a resolution back from Akoma Ntoso as this project writes it, and refuse whatever it would not have written."""

from dataclasses import dataclass
from typing import Any

from pipeline.languages.loader import languages
from pipeline.model.citations import note_place
from pipeline.model.frontmatter import Draft
from pipeline.model.inline import Place, Source
from pipeline.model.introduction import as_printed
from pipeline.model.resolution import (
    Annex,
    Closing,
    Conservation,
    Front,
    Furniture,
    Note,
    Part,
    Reference,
    Resolution,
    SourceFile,
)
from pipeline.render.akn.data import attribute_fields, fields_of
from pipeline.render.akn.elements import Node
from pipeline.render.akn.names import AKN, OWN, STATEMENTS, UNOFFICIAL, local
from pipeline.render.akn.read_blocks import BlockReader
from pipeline.render.akn.read_frontmatter import CoverPage
from pipeline.render.akn.read_inline import InlineReader
from pipeline.render.akn.tree import UnreadableError, elements, only, parse, text_only, unexpected

_DOCUMENT = ("meta", "coverPage", "preface", "preamble", "mainBody", "conclusions", "attachments", "components")
_PROPRIETARY = f"{AKN}meta/{AKN}proprietary/{OWN}"


@dataclass(frozen=True)
class Reading:
    """A resolution as read, and the ids of the notes that its marks cite, in reading order."""

    resolution: Resolution
    cited: tuple[str, ...]


def read(data: bytes) -> Resolution:
    """Return the resolution that the bytes of a document hold.

    Raises:
        UnreadableError: where they hold anything that this project does not write, or lack what it does.
    """
    return reading(parse(data)).resolution


def reading(root: Node) -> Reading:
    """Return the resolution that a parsed document holds, and which notes its marks cite.

    Raises:
        UnreadableError: as `read`.
    """
    try:
        return _Reader(only(root, "statement")).reading()
    except UnreadableError:
        raise
    except (ValueError, KeyError) as error:
        raise UnreadableError(f"{type(error).__name__}: {error}") from error


class _Reader:
    """Reads the documents of one file in the order in which the paper is read."""

    def __init__(self, statement: Node) -> None:
        self._statement = statement
        self._places = _places(statement)
        self._inlines = InlineReader(self._places)
        self._blocks = BlockReader(self._inlines, self._places)

    def reading(self) -> Reading:
        """Return the whole."""
        pieces = _pieces(self._statement)
        meta = pieces["meta"]
        for note in meta.iterfind(f"{AKN}notes/{AKN}note"):
            if note.get("eId") != UNOFFICIAL:
                self._inlines.note(note)
        cover = CoverPage(pieces.get("coverPage"), self._inlines)
        fields: dict[str, Any] = {
            **_identity(self._statement),
            **_kept(self._statement),
            "masthead": cover.masthead(meta),
            "adoption": cover.adoption(meta),
            **self._preface(pieces.get("preface"), meta),
            "preamble": self._blocks.blocks(_children(pieces.get("preamble"))),
            "operative": self._blocks.blocks(_body(pieces["mainBody"])),
            "parts": tuple(self._part(component) for component in _children(pieces.get("components"))),
            "closing": self._closings(pieces.get("conclusions")),
            "annexes": tuple(self._annex(attachment) for attachment in _children(pieces.get("attachments"))),
        }
        return Reading(Resolution(**fields, notes=self._notes()), tuple(self._inlines.cited))

    def _notes(self) -> tuple[Note, ...]:
        """Return the notes in printed order, which their ids number."""
        notes = self._inlines.notes
        return tuple(notes[identifier] for identifier in sorted(notes, key=note_place))

    def _preface(self, preface: Node | None, meta: Node) -> dict[str, Any]:
        found: dict[str, Any] = {}
        sponsors = tuple(node.text or "" for node in meta.iterfind(f"{AKN}proprietary/{OWN}sponsor"))
        for line in _children(preface):
            node = only(line, "docIntroducer", "docNumber", "docTitle")
            match local(node.tag):
                case "docIntroducer":
                    found["draft"] = Draft(statement=as_printed(self._inlines.content(node)), sponsors=sponsors)
                case "docNumber":
                    found["title_label"] = text_only(node)
                case _:
                    found["title"] = self._inlines.content(node)
        return found

    def _part(self, component: Node) -> Part:
        pieces = _pieces(only(component, "statement"))
        front = self._preface(pieces.get("preface"), pieces["meta"])
        return Part(
            id=component.attrib["eId"],
            label=front["title_label"],
            adoption=CoverPage(pieces.get("coverPage"), self._inlines).adoption(pieces["meta"]),
            title=front.get("title", ()),
            preamble=self._blocks.blocks(_children(pieces.get("preamble"))),
            operative=self._blocks.blocks(_body(pieces["mainBody"])),
            closing=self._closings(pieces.get("conclusions")),
            annexes=tuple(self._annex(attachment) for attachment in _children(pieces.get("attachments"))),
            source=self._places.get(component.attrib["eId"], ()),
        )

    def _annex(self, attachment: Node) -> Annex:
        *front, document = elements(attachment)
        said = {local(node.tag): node for node in front}
        return Annex(
            id=attachment.attrib["eId"],
            label=text_only(said["num"]) if "num" in said else None,
            title=self._inlines.content(said["heading"]) if "heading" in said else (),
            content=self._blocks.blocks(_body(_pieces(document)["mainBody"])),
            source=self._places.get(attachment.attrib["eId"], ()),
        )

    def _closings(self, conclusions: Node | None) -> tuple[Closing, ...]:
        return tuple(
            Closing(
                id=line.attrib["eId"],
                content=self._inlines.content(_unmarked(line)),
                source=self._places.get(line.attrib["eId"], ()),
            )
            for line in _children(conclusions)
        )


def _pieces(document: Node) -> dict[str, Node]:
    """Return what a document holds by name, each once and none unknown."""
    found = {local(node.tag): node for node in elements(document)}
    if len(found) != len(document) or not set(found) <= set(_DOCUMENT):
        raise unexpected(document, "not the parts of a document")
    return found


def _children(node: Node | None) -> list[Node]:
    return [] if node is None else elements(node)


def _body(body: Node) -> list[Node]:
    """Return the blocks of a main body, without its references to parts and the line that stands for nothing."""
    nodes = [node for node in elements(body) if local(node.tag) != "componentRef"]
    return [node for node in nodes if local(node.tag) != "p" or len(node) or node.text]


def _unmarked(line: Node) -> Node:
    """Return what holds the text of a closing line: the line, or what marks it as meeting or date."""
    if len(line) == 1 and not line.text and local(line[0].tag) in ("location", "docDate"):
        return line[0]
    return line


def _identity(statement: Node) -> dict[str, Any]:
    """Return the fields that the identification says."""
    kinds = {name: kind for kind, name in STATEMENTS.items()}
    work = f"{AKN}meta/{AKN}identification/{AKN}FRBRWork/{AKN}"
    expression = f"{AKN}meta/{AKN}identification/{AKN}FRBRExpression/{AKN}"
    tags = {pack.iri: tag for tag, pack in languages().items()}
    return {
        "iri": _attribute(statement, f"{expression}FRBRuri", "value"),
        "kind": kinds[statement.get("name", "")],
        "symbol": _attribute(statement, f"{work}FRBRalias", "value"),
        "number": _found(statement, f"{work}FRBRnumber").get("showAs"),
        "language": tags[_attribute(statement, f"{expression}FRBRlanguage", "language")],
        "organ": _attribute(statement, f"{work}FRBRauthor", "href").removeprefix("#"),
    }


def _kept(statement: Node) -> dict[str, Any]:
    """Return the fields that Akoma Ntoso has no place for."""
    conservation = _found(statement, f"{_PROPRIETARY}conservation")
    fates = {fate.attrib["name"]: int(fate.attrib["glyphs"]) for fate in elements(conservation)}
    source = fields_of(_found(statement, f"{_PROPRIETARY}source"))
    furniture = statement.iterfind(f"{AKN}meta/{AKN}presentation/{OWN}furniture")
    references = statement.iterfind(f"{AKN}meta/{AKN}references/{AKN}TLCReference")
    fronts = statement.iterfind(f"{_PROPRIETARY}front")
    return {
        "schema_version": _attribute(statement, f"{_PROPRIETARY}schema", "version"),
        "source": SourceFile.model_validate(source),
        "conservation": Conservation.model_validate({**attribute_fields(conservation.attrib), "by_fate": fates}),
        "furniture": tuple(Furniture.model_validate(fields_of(node, boxes=("box",))) for node in furniture),
        "front": tuple(Front.model_validate({**fields_of(node), "source": _source(node)}) for node in fronts),
        "references": tuple(_reference(node) for node in references),
    }


def _reference(node: Node) -> Reference:
    own = {local(name): value for name, value in node.attrib.items() if name.startswith(OWN)}
    fields: dict[str, Any] = {"symbol": None, **attribute_fields(own)}
    fields |= {"type": node.attrib["name"], "text": node.attrib["showAs"], "uri": node.attrib["href"] or None}
    return Reference.model_validate(fields)


def _places(statement: Node) -> dict[str, Source]:
    blocks = elements(_found(statement, f"{_PROPRIETARY}places"))
    return {block.attrib["eId"]: _source(block) for block in blocks}


def _source(node: Node) -> Source:
    return tuple(Place.model_validate(fields_of(place, boxes=("box",))) for place in elements(node))


def _found(node: Node, path: str) -> Node:
    found = node.find(path)
    if found is None:
        raise unexpected(node, f"no {local(path)}")
    return found


def _attribute(node: Node, path: str, name: str) -> str:
    return str(_found(node, path).attrib[name])
