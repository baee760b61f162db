"""What the faults of Akoma Ntoso work with: the document as a tree of elements, and its paragraphs."""

from typing import Any

from lxml import etree

from tests.faults.table import Bench, nth

SPACES = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "p": "urn:resolution-pipeline:akn:1.0"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def bench() -> Bench[Any]:
    """Return a bench for Akoma Ntoso."""
    return Bench("akn", etree.fromstring, _closed)


def name(local: str) -> str:
    """Return the full name of an element of Akoma Ntoso."""
    return f"{{{SPACES['a']}}}{local}"


def find(root: Any, path: str) -> list[Any]:
    """Return what an XPath finds, where `a:` is Akoma Ntoso and `p:` is our own."""
    return list(root.xpath(path, namespaces=SPACES))


def new(text: str) -> Any:
    """Return an element from its XML."""
    return etree.fromstring(f'<root xmlns="{SPACES["a"]}" xmlns:p="{SPACES["p"]}">{text}</root>')[0]


def body(root: Any) -> list[Any]:
    """Return the paragraphs of text in the preamble, the body and the annexes, without the notes."""
    return find(root, "//a:p[ancestor::a:preamble or ancestor::a:mainBody][not(ancestor::a:authorialNote)]")


def wording(root: Any) -> Any:
    """Return an element of the text with a good piece of text behind it."""
    return nth(piece for found in body(root) for piece in found if len(piece.tail or "") > 5)


def _closed(root: Any) -> bytes:
    written: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8") + b"\n"
    return written
