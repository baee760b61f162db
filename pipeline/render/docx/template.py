"""The empty document: python-docx's package, its own styles and leftovers replaced by ours. Authored, not copied."""

from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE

from pipeline.languages.loader import Language, languages
from pipeline.render.docx.elements import Element, Property, built, element, in_order, prop, properties
from pipeline.render.docx.parts import add_font_table
from pipeline.render.docx.styles import STYLES, Style, size

_KEPT_BY_DOCUMENT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.THEME}
_KEPT_BY_PACKAGE = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}
_PAGE = (
    prop("pgSz", {"w": 12240, "h": 15840}),
    prop("pgMar", {"top": 820, "right": 1200, "bottom": 1300, "left": 1200, "header": 840, "footer": 640, "gutter": 0}),
    prop("cols", {"space": 720}),
    prop("titlePg"),
)
_COMPATIBILITY = "http://schemas.microsoft.com/office/word"


def new_document(pack: Language) -> Any:
    """Return an empty python-docx document in our styles, on US Letter, for a language's fonts and direction."""
    document = docx.Document()
    _keep(document.part.rels, _KEPT_BY_DOCUMENT)
    _keep(document.part.package.rels, _KEPT_BY_PACKAGE)
    _fill(document.styles.element, [_defaults(pack), *(_style(style, pack) for style in STYLES)])
    _fill(document.settings.element, _settings(pack))
    _set_page(document.sections[0], pack)
    add_font_table(document, sorted({*pack.output.word_fonts, *filter(None, (pack.output.word_emphasis_font,))}))
    return document


def _keep(relationships: Any, kinds: set[str]) -> None:
    for key in [key for key, relationship in relationships.items() if relationship.reltype not in kinds]:
        del relationships[key]


def _fill(root: Element, children: list[Element]) -> None:
    root[:] = children


def language_property(tag: str) -> Property:
    """Return the language of text of every kind: Latin, East Asian, complex script (ISO/IEC 29500-1, 17.3.2.20)."""
    return prop("lang", {"val": tag, "eastAsia": tag, "bidi": tag})


def _document_language(pack: Language) -> dict[str, str]:
    """Return the document's languages: its own, and that of the packs for Chinese and for right-to-left text."""
    known = sorted(languages().values(), key=lambda other: (other.tag != pack.tag, other.tag))
    east = [other.tag for other in known if other.script == "Hans"]
    right = [other.tag for other in known if other.direction == "rtl"]
    return {"val": pack.tag, "eastAsia": east[0] if east else pack.tag, "bidi": right[0] if right else pack.tag}


def _defaults(pack: Language) -> Element:
    latin, east, complex_script = (*pack.output.word_fonts, *pack.output.word_fonts[-1:] * 2)[:3]
    fonts = prop("rFonts", {"ascii": latin, "hAnsi": latin, "eastAsia": east, "cs": complex_script})
    run = [fonts, *size(10), prop("lang", _document_language(pack))]
    paragraph = [prop("bidi")] if pack.direction == "rtl" else []
    run_default = element("w:rPrDefault", None, properties("w:rPr", run))
    paragraph_default = element("w:pPrDefault", None, properties("w:pPr", paragraph))
    return element("w:docDefaults", None, [run_default, paragraph_default])


def _style(style: Style, pack: Language) -> Element:
    attributes = {"w:type": style.kind, "w:styleId": style.id}
    if style.id in {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}:
        attributes["w:default"] = "1"
    if not style.built_in:
        attributes["w:customStyle"] = "1"
    children = [built(prop("name", style.name))]
    children += [built(prop(tag, value)) for tag, value in (("basedOn", style.base), ("next", style.following)) if value
                 if not (tag == "basedOn" and style.kind in {"table", "numbering"})]  # fmt: skip
    children.append(built(prop("qFormat")))
    direction = [prop("bidi")] if pack.direction == "rtl" and style.id == "Normal" else []
    # Where letters join, LibreOffice fills justified lines with strokes between them, which its PDF writes as letters.
    look = [item for item in style.paragraph if pack.direction == "ltr" or item.tag != "w:jc"]
    run = [item for item in style.run if pack.output.synthetic_italic or item.tag not in ("w:i", "w:iCs")]
    children += properties("w:pPr", [*look, *direction]) + properties("w:rPr", run)
    if style.kind == "table":
        children.append(_table_defaults())
    return element("w:style", attributes, children)


def _table_defaults() -> Element:
    sides = (("top", 0), ("left", 80), ("bottom", 0), ("right", 80))
    cells = tuple(prop(side, {"w": width, "type": "dxa"}) for side, width in sides)
    indent = built(prop("tblInd", {"w": 0, "type": "dxa"}))
    return element("w:tblPr", None, [indent, built(prop("tblCellMar", None, cells))])


def _settings(pack: Language) -> list[Element]:
    """Return the settings in schema order (ISO/IEC 29500-1, 17.15.1.78)."""
    separators = (prop("footnote", {"id": -1}), prop("footnote", {"id": 0}))
    mode = prop("compatSetting", {"name": "compatibilityMode", "uri": _COMPATIBILITY, "val": 15})
    items = (
        prop("zoom", {"percent": 100}),
        prop("defaultTabStop", 475),
        prop("evenAndOddHeaders"),
        prop("characterSpacingControl", "compressPunctuation" if pack.script == "Hans" else "doNotCompress"),
        prop("footnotePr", None, separators),
        prop("compat", None, (mode,)),
        prop("themeFontLang", _document_language(pack)),
        prop("decimalSymbol", "."),
        prop("listSeparator", ","),
    )
    return [built(item) for item in items]


def page_properties(pack: Language) -> list[Element]:
    """Return size, margins, columns and direction of the page, and that its first is apart."""
    return [built(item) for item in (*_PAGE, *([prop("bidi")] if pack.direction == "rtl" else []))]


def _set_page(section: Any, pack: Language) -> None:
    found = section._sectPr
    found.attrib.clear()
    found[:] = page_properties(pack)
    in_order(found, "w:sectPr")
