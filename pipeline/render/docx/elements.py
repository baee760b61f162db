"""Small helpers for WordprocessingML: elements from names, properties in schema order, text, runs, fields."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

Element = Any

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"

# Child order of the property elements in use: ISO/IEC 29500-1, 17.3.1.26, 17.3.2.28, 17.4.59, 17.4.69, 17.4.78, 17.6.17
_ORDER = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl pBdr tabs suppressAutoHyphens bidi "
    "spacing ind jc outlineLvl",
    "w:rPr": "rStyle rFonts b bCs i iCs noProof color sz szCs u vertAlign rtl lang",
    "w:tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "w:tcPr": "tcW gridSpan vMerge tcBorders vAlign",
    "w:trPr": "gridBefore gridAfter cantSplit tblHeader",
    "w:sectPr": "headerReference footerReference type pgSz pgMar cols titlePg bidi",
}
_TOKENS = re.compile("([\t\n\r])")
_BREAKS = {"\t": "w:tab", "\n": "w:br", "\r": "w:cr"}


@dataclass(frozen=True)
class Property:
    """A property element as a value: its tag, its attributes, its children."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple["Property", ...] = ()


def prop(tag: str, value: object = None, children: tuple[Property, ...] = ()) -> Property:
    """Return the property `w:tag` with `value` as its `w:val`, or as its attributes where it is a mapping."""
    if value is None:
        return Property(f"w:{tag}", (), children)
    pairs = value.items() if isinstance(value, Mapping) else [("val", value)]
    return Property(f"w:{tag}", tuple((f"w:{key}", str(item)) for key, item in pairs), children)


@cache
def qualified(name: str) -> str:
    """Return `prefix:local` in the notation of lxml, `{namespace}local`."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(tag: str, attributes: Mapping[str, str] | None = None, children: Iterable[Element] = ()) -> Element:
    """Return a new element; names are written with their prefix, as `w:p`."""
    made = etree.Element(qualified(tag), nsmap={"w": NAMESPACES["w"], "r": NAMESPACES["r"]})
    for name, value in (attributes or {}).items():
        made.set(qualified(name), writable(value))
    made.extend(children)
    return made


def built(item: Property) -> Element:
    """Return a property as an element."""
    return element(item.tag, dict(item.attributes), [built(child) for child in item.children])


def properties(tag: str, items: Iterable[Property]) -> list[Element]:
    """Return `[tag]` holding the properties in schema order, or nothing where there are none."""
    found = list(items)
    if not found:
        return []
    order = _ORDER[tag].split()
    return [element(tag, None, [built(item) for item in sorted(found, key=lambda item: order.index(item.tag[2:]))])]


def in_order(parent: Element, tag: str) -> None:
    """Sort the children of an existing property element into schema order."""
    order = _ORDER[tag].split()
    parent[:] = sorted(parent, key=lambda child: order.index(etree.QName(child).localname))


def writable(text: str) -> str:
    """Return text with U+FFFD for what XML 1.0 cannot hold (§2.2); the check reports each as a difference."""
    return UNWRITABLE.sub(REPLACEMENT, text)


def text_elements(text: str) -> list[Element]:
    """Return the elements that hold text to the character: tabs and line ends are elements in Word, not characters."""
    found = []
    for token in _TOKENS.split(writable(text)):
        if token in _BREAKS:
            found.append(element(_BREAKS[token]))
        elif token:
            made = element("w:t", {"xml:space": "preserve"})
            made.text = token
            found.append(made)
    return found


def run(look: Iterable[Property], children: Iterable[Element]) -> Element:
    """Return a run with an appearance."""
    return element("w:r", None, [*properties("w:rPr", look), *children])


def paragraph(look: Iterable[Property], children: Iterable[Element]) -> Element:
    """Return a paragraph with properties."""
    return element("w:p", None, [*properties("w:pPr", look), *children])


def field(instruction: str, result: str, look: tuple[Property, ...] = (), locked: bool = False) -> list[Element]:
    """Return the runs of a complex field (ISO/IEC 29500-1, 17.16.18) with its cached result.

    `locked` keeps the result from being recalculated.
    """
    code = element("w:instrText", {"xml:space": "preserve"})
    code.text = f" {instruction} "
    lock = {"w:fldLock": "1"} if locked else {}
    return [
        run(look, [element("w:fldChar", {"w:fldCharType": "begin", **lock})]),
        run(look, [code]),
        run(look, [element("w:fldChar", {"w:fldCharType": "separate"})]),
        run(look, text_elements(result)),
        run(look, [element("w:fldChar", {"w:fldCharType": "end"})]),
    ]


def bookmarked(number: int, name: str, children: Iterable[Element]) -> list[Element]:
    """Return children between the two ends of a bookmark."""
    start = element("w:bookmarkStart", {"w:id": str(number), "w:name": name})
    return [start, *children, element("w:bookmarkEnd", {"w:id": str(number)})]
