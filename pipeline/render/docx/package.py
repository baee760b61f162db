"""Open the bytes of a DOCX as a package of parsed parts: zip and XML only, no entities, no network, within limits."""

import io
import posixpath
import re
import struct
import zlib
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

Node = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
DOCUMENT = "word/document.xml"
_STORIES = re.compile(r"word/(?:document|footnotes|header\d*|footer\d*)\.xml")
_BEGINNING = b"PK\x03\x04"  # of the first entry (APPNOTE 4.3.7)
_NEEDED = ("[Content_Types].xml", "_rels/.rels", DOCUMENT, "word/styles.xml", "word/settings.xml", "word/footnotes.xml")
_MOST_PARTS = 1000
_MOST_BYTES = 512 * 1024 * 1024


class UnreadableError(Exception):
    """The bytes are no package of well-formed XML parts."""


@dataclass(frozen=True)
class Relationship:
    """A relationship of a part; `target` is a part's name where internal, an address where external."""

    source: str
    id: str
    type: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """The parts of a DOCX by name, parsed, and their relationships."""

    names: frozenset[str]
    trees: dict[str, Node]
    relationships: tuple[Relationship, ...]
    by_id: dict[tuple[str, str], Relationship]

    @property
    def stories(self) -> dict[str, Node]:
        """The parts that hold text for people: the document, its notes, what runs at the head and the foot."""
        return {name: tree for name, tree in self.trees.items() if _STORIES.fullmatch(name)}

    def target(self, source: str, identifier: str | None) -> Relationship | None:
        """Return a part's relationship by its id."""
        return self.by_id.get((source, identifier or ""))


def open_package(data: bytes) -> Package:
    """Return the package that the bytes hold.

    Raises UnreadableError where the zip is damaged, a needed part is missing, or a part is no well-formed XML, has a
    document type, or holds anything besides its one element.
    """
    if not data.startswith(_BEGINNING):
        raise UnreadableError("bytes stand before the package")
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            contents = _contents(archive)
    except (BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableError(str(error)) from error
    missing = [name for name in _NEEDED if name not in contents]
    if missing:
        raise UnreadableError(f"missing: {', '.join(missing)}")
    trees = {name: _parsed(name, content) for name, content in contents.items() if name.endswith((".xml", ".rels"))}
    relationships = tuple(item for name in sorted(trees) if name.endswith(".rels") for item in _read(name, trees[name]))
    by_id = {(item.source, item.id): item for item in relationships}
    return Package(frozenset(contents), trees, relationships, by_id)


def _contents(archive: ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise UnreadableError("too many or too large parts")
    if len({name.lower() for name in names}) != len(names):
        raise UnreadableError("a part is there twice")
    return {name: archive.read(name) for name in names}


def _parsed(name: str, content: bytes) -> Node:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"{name}: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableError(f"{name}: has a document type")
    if root.getprevious() is not None or root.getnext() is not None:
        raise UnreadableError(f"{name}: holds more than one element")
    return root


def _read(name: str, root: Node) -> list[Relationship]:
    folder, file = posixpath.split(name)
    source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
    base = posixpath.dirname(source)
    found = []
    for item in root.iter(f"{RELATIONSHIPS}Relationship"):
        external = item.get("TargetMode") == "External"
        target = item.get("Target", "")
        part = posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")
        address = target if external else part
        found.append(Relationship(source, item.get("Id", ""), item.get("Type", ""), address, external))
    return found


def switched_on(parent: Node | None, name: str) -> bool:
    """Say whether an on/off property `w:name` is present and not off (ISO/IEC 29500-1, 17.17.4)."""
    found = None if parent is None else parent.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in {"0", "false", "off"}


def value(parent: Node | None, name: str) -> str | None:
    """Return the `w:val` of a child `w:name`, or None."""
    found = None if parent is None else parent.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def number_of(parent: Node | None, name: str) -> int | None:
    """Return the `w:val` of a child `w:name` as a number from 0, or None where it is none."""
    found = value(parent, name) or ""
    return int(found) if found.isascii() and found.isdigit() else None
