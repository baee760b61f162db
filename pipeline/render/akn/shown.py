"""The text that Akoma Ntoso holds, read with the standard library: all but the metadata, with the marks of notes."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring

from pipeline.render.akn.names import UNOFFICIAL

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
META, NOTE = f"{AKN}meta", f"{AKN}authorialNote"


def shown(data: bytes) -> str:
    """Return the text of the document and its notes."""
    return "".join(_texts(fromstring(data)))  # noqa: S314 - bytes that our own writer made a moment ago


def _texts(element: Element) -> Iterator[str]:
    if element.tag == META:
        yield from _uncited(element)
    else:
        marker = element.get("marker") or ""
        yield marker * 2 if element.tag == NOTE else marker  # in the text, and before the note
        yield element.text or ""
        for child in element:
            yield from _texts(child)
    yield element.tail or ""


def _uncited(meta: Element) -> Iterator[str]:
    """Yield the notes that no mark cites, which stand in the metadata beside a sentence of ours."""
    for note in meta.iter(f"{AKN}note"):
        if note.get("eId") != UNOFFICIAL:
            yield note.get("marker") or ""
            yield from note.itertext()
