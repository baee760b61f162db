"""The first reader of DOCX: python-docx opens the package, lxml walks what is in it."""

from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from tools.validate.comparing import LOWERED, RAISED, Reading
from tools.validate.documents import Document
from tools.validate.expected import MARK

_MARKS = "FootnoteReference"
_PLAIN = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def read(document: Document) -> Reading:
    """Return what python-docx and lxml find in a DOCX."""
    opened = docx.Document(str(document.file("docx")))
    texts = _notes(opened)
    paragraphs, order = [], []
    for paragraph in opened.element.body.iter(qn("w:p")):
        paragraphs.append("".join(_pieces(paragraph)))
        order += [mark.get(qn("w:id")) for mark in paragraph.iter(qn("w:footnoteReference"))]
    return Reading(tuple(paragraphs), tuple(texts.get(number, "") for number in order))


def _notes(opened: Any) -> dict[str, str]:
    try:
        part = opened.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    except KeyError:
        return {}
    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
    return {
        note.get(qn("w:id")): "".join(piece for paragraph in note.iter(qn("w:p")) for piece in _pieces(paragraph))
        for note in root.iter(qn("w:footnote"))
    }


def _pieces(paragraph: Any) -> Iterator[str]:
    for run in paragraph.iter(qn("w:r")):
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        raised = style is not None and style.get(qn("w:val")) == _MARKS
        text = "".join(map(_piece, run))
        yield f"{RAISED}{text}{LOWERED}" if raised and text else text


def _piece(element: Any) -> str:
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag in {qn("w:footnoteReference"), qn("w:footnoteRef")}:
        return MARK
    return _PLAIN.get(element.tag, "")
