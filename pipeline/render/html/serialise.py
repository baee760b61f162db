"""A tree as bytes that an HTML reader and an XML reader understand alike ("polyglot" markup)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

VOID = frozenset({"meta", "link"})
RAW = frozenset({"style", "script"})
# A line feed before these is no text: they stand where only blocks may stand.
_BLOCKS = (
    "head meta link title style script body header nav main section footer div p ol li table caption thead tbody tr"
    " th td h1 h2 h3 h4 h5 h6 details"
)
BLOCKS = frozenset(_BLOCKS.split())
TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def serialise(html: Element) -> bytes:
    """Return a document as UTF-8, the same tree giving the same bytes."""
    return ("<!DOCTYPE html>\n" + "".join(_element(html)) + "\n").encode("utf-8")


def _element(element: Element) -> Iterator[str]:
    if element.tag in BLOCKS:
        yield "\n"
    attributes = "".join(f' {name}="{value.translate(VALUE)}"' for name, value in element.attrib.items())
    if element.tag in VOID:
        yield f"<{element.tag}{attributes}/>"
    else:
        yield f"<{element.tag}{attributes}>"
        yield _raw(element) if element.tag in RAW else (element.text or "").translate(TEXT)
        for kid in element:
            yield from _element(kid)
        yield f"</{element.tag}>"
    yield (element.tail or "").translate(TEXT)


def _raw(element: Element) -> str:
    """Return text that is written as it is: with a "<" or "&" in it, the two readers would not agree."""
    text = element.text or ""
    if "<" in text or "&" in text:
        raise ValueError(f"<{element.tag}> holds markup")
    return text
