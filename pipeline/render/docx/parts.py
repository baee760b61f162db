"""The parts that python-docx does not know: footnotes, custom properties, the model as XML; and the closing zip."""

import io
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.parts.story import StoryPart
from lxml import etree

from pipeline.render.docx.elements import Element, built, element, paragraph, prop, run, writable
from pipeline.render.docx.styles import MARGIN, NOTE_HANGING

MODEL_NAMESPACE = "urn:resolution-pipeline:docx:model:1.0"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_STORE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
_STORE_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_MODEL_ITEM = f"{{{str(uuid5(NAMESPACE_URL, MODEL_NAMESPACE)).upper()}}}"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def add_footnotes(document: Any) -> Any:
    """Return a new footnotes part (ISO/IEC 29500-1, 11.3.7), its two separators in it, related to a document.

    It is a story of its own: links inside notes have their relationships here.
    """
    root = element("w:footnotes", None, [_separator(-1, "separator"), _separator(0, "continuationSeparator")])
    part = StoryPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, root, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def footnote(number: int, children: Iterable[Element]) -> Element:
    """Return a footnote with its paragraphs."""
    return element("w:footnote", {"w:id": str(number)}, children)


def add_font_table(document: Any, names: Iterable[str]) -> None:
    """Add the font table (ISO/IEC 29500-1, 11.3.5), which Word expects, with the names alone: no font is embedded."""
    fonts = [element("w:font", {"w:name": name}) for name in names]
    package = document.part.package
    part = XmlPart(
        PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, element("w:fonts", None, fonts), package
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _separator(number: int, kind: str) -> Element:
    line = paragraph(
        (prop("ind", {"left": MARGIN - NOTE_HANGING}), prop("spacing", {"after": 0, "line": 240, "lineRule": "auto"})),
        [run((), [built(prop(kind))])],
    )
    return element("w:footnote", {"w:type": kind, "w:id": str(number)}, [line])


def add_custom_properties(document: Any, values: Mapping[str, str]) -> None:
    """Add custom properties (ISO/IEC 29500-1, 22.3) as text, in the order given."""
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _TYPES})
    for number, (name, value) in enumerate(values.items(), start=2):
        item = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT_ID, pid=str(number), name=name)
        etree.SubElement(item, f"{{{_TYPES}}}lpwstr").text = writable(value)
    package = document.part.package
    package.relate_to(Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, _xml(root), package), _CUSTOM_RELATION)


def add_model(document: Any, json: bytes) -> None:
    """Add the model's JSON as a custom XML part (ISO/IEC 29500-1, 15.2.5): one element that holds it as text."""
    root = etree.Element(f"{{{MODEL_NAMESPACE}}}model", nsmap={None: MODEL_NAMESPACE}, mediaType="application/json")
    root.text = writable(json.decode("utf-8"))
    package = document.part.package
    part = Part(PackURI("/customXml/item1.xml"), "application/xml", _xml(root), package)
    item = etree.Element(f"{{{_STORE}}}datastoreItem", {f"{{{_STORE}}}itemID": _MODEL_ITEM}, nsmap={"ds": _STORE})
    part.relate_to(Part(PackURI("/customXml/itemProps1.xml"), _STORE_TYPE, _xml(item), package), _STORE_RELATION)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _xml(root: Element) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def packed(document: Any) -> bytes:
    """Return the document's bytes, zipped again in a fixed order with a fixed date, so that they never vary."""
    saved, closed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(closed, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, _ZIP_DATE)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return closed.getvalue()
