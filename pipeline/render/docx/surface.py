"""What a DOCX looks like: only what is written here, in our styles, on our page, each block in the style of its kind.

A text that is hidden, white or struck out is in the file and read by every reader of XML, and seen by nobody. So the
vocabulary is closed: an element, or a property with another value, that the writer never writes is a finding.
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipeline.languages.loader import Language
from pipeline.model.finding import Finding
from pipeline.model.resolution import Annex, Block, Part, Resolution
from pipeline.model.walk import document_leaves
from pipeline.render.docx.blocks import level_indent
from pipeline.render.docx.kinds import LOOK, PLACE, TEMPLATE
from pipeline.render.docx.names import bookmark_names
from pipeline.render.docx.package import DOCUMENT, Node, Package, W
from pipeline.render.docx.styles import SECTION_STYLES
from pipeline.render.docx.template import new_document, page_properties

_NAMES = """
document body footnotes footnote hdr ftr p pPr r rPr t tab br hyperlink bookmarkStart bookmarkEnd fldChar instrText
footnoteReference footnoteRef separator continuationSeparator sectPr headerReference footerReference pgSz pgMar cols
titlePg bidi footnotePr numStart tbl tblPr tblW tblInd tblBorders tblLayout tblCellMar tblLook tblGrid gridCol
bidiVisual tr trPr cantSplit tblHeader tc tcPr tcW gridSpan vMerge tcBorders vAlign top bottom left right insideH
rStyle rFonts b bCs i iCs u rtl sz szCs vertAlign lang pStyle ind jc spacing framePr pBdr outlineLvl noBreakHyphen
softHyphen cr
"""
_KNOWN = frozenset(_NAMES.split())
# The values that a property may have, where not every one is harmless.
_VALUES = {
    "vertAlign": frozenset({"superscript", "subscript"}),
    "rStyle": frozenset({"Hyperlink", "FootnoteReference"}),
    "u": frozenset({"single"}),
    "jc": frozenset({"right"}),
}
_FONTS = frozenset({"hint", "eastAsia"})
_SIZED = frozenset({"Publication"})
_SWITCHES = frozenset({"b", "bCs", "i", "iCs", "rtl"})
_PARTS = {"word/styles.xml": "styles", "word/settings.xml": "settings"}


def surface_findings(package: Package, resolution: Resolution, pack: Language) -> Iterator[Finding]:
    """Yield what of a DOCX would look otherwise than it is written."""
    for name, tree in package.stories.items():
        yield from _vocabulary(name, tree)
        yield from _spaces(name, tree)
    yield from _template(package, pack)
    yield from _page(package, pack)
    yield from _places(package, resolution)


def _vocabulary(name: str, tree: Node) -> Iterator[Finding]:
    for node in tree.iter():
        local = str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else "comment"
        values = {key.rpartition("}")[2]: value for key, value in node.attrib.items()}
        if local not in _KNOWN:
            yield LOOK.at(expected="an element that is written here", found=f"{name}: {local}")
        elif not _usual(local, node, values):
            yield LOOK.at(expected=f"{local} as it is written here", found=f"{name}: {values}")


def _usual(local: str, node: Node, values: dict[str, str]) -> bool:
    if local in _SWITCHES:
        return not values
    if local in ("sz", "szCs"):
        return _style(node.iterancestors(f"{W}p")) in _SIZED
    if local == "rFonts":
        return values.keys() <= _FONTS
    if local == "jc" and next(node.iterancestors(f"{W}tc"), None) is None:
        return False
    if local == "outlineLvl":  # of an annex inside a part
        return _style(node.iterancestors(f"{W}p")) == "HCh"
    if local == "footnoteReference":
        return node.getparent().find(f"{W}rPr/{W}rStyle") is not None
    if local == "hyperlink":
        return "tooltip" not in values
    return local not in _VALUES or values.get("val") in _VALUES[local]


def _style(paragraphs: Iterator[Any]) -> str | None:
    paragraph = next(paragraphs, None)
    style = None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle")
    return None if style is None else str(style.get(f"{W}val"))


def _spaces(name: str, tree: Node) -> Iterator[Finding]:
    """A space at either end of a text is left out by a reader unless the text says that it counts."""
    for node in tree.iter(f"{W}t"):
        text = node.text or ""
        if text != text.strip() and node.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            yield LOOK.at(expected="spaces that count", found=f"{name}: {text!r}")


def _template(package: Package, pack: Language) -> Iterator[Finding]:
    document = new_document(pack)
    for name, part in _PARTS.items():
        wanted = [_canonical(child) for child in getattr(document, part).element]
        found = [_canonical(child) for child in package.trees[name]]
        for expected, read in zip(wanted, found, strict=False):
            if expected != read:
                yield TEMPLATE.at(expected=expected.decode(), found=f"{name}: {read.decode()}")
        if len(wanted) != len(found):
            yield TEMPLATE.at(expected=f"{len(wanted)} elements", found=f"{name}: {len(found)}")


def _page(package: Package, pack: Language) -> Iterator[Finding]:
    section = package.trees[DOCUMENT].find(f"{W}body/{W}sectPr")
    for wanted in page_properties(pack):
        found = None if section is None else section.find(wanted.tag)
        if found is None or dict(found.attrib) != dict(wanted.attrib):
            yield LOOK.at(expected=_canonical(wanted).decode(), found="the section's properties")


def _canonical(node: Node) -> bytes:
    copied = etree.fromstring(etree.tostring(node, with_tail=False))
    etree.cleanup_namespaces(copied)
    text: bytes = etree.tostring(copied, method="c14n")
    return text


def _places(package: Package, resolution: Resolution) -> Iterator[Finding]:
    """Each paragraph of the model stands in the style and at the indent of its kind and depth."""
    names = bookmark_names(leaf.id for leaf in document_leaves(resolution))
    marked = {
        node.get(f"{W}name"): node.getparent()
        for node in package.trees[DOCUMENT].iter(f"{W}bookmarkStart")
        if node.getparent() is not None and node.getparent().tag == f"{W}p"
    }
    wanted = [item for blocks, above in _sequences(resolution) for item in _wanted(blocks, above, 0)]
    wanted += [(holder.id, "HCh", None) for holder in _holders(resolution)]
    for identifier, style, ind in wanted:
        paragraph = marked.get(names.get(identifier))
        found = None if paragraph is None else _look(paragraph)
        if found is not None and (found[0] != style or (ind is not None and found[1] != ind)):
            yield PLACE.at(block=identifier, expected=(style, ind), found=found)


def _holders(resolution: Resolution) -> Iterator[Part | Annex]:
    for part in resolution.parts:
        yield part
        yield from part.annexes
    yield from resolution.annexes


def _sequences(resolution: Resolution) -> Iterator[tuple[tuple[Block, ...], int]]:
    """Yield every sequence of blocks with the level of the outline that its headings stand under."""
    yield from ((resolution.preamble, 1), (resolution.operative, 1))
    for part in resolution.parts:
        yield from ((part.preamble, 2), (part.operative, 2), *((annex.content, 3) for annex in part.annexes))
    yield from ((annex.content, 2) for annex in resolution.annexes)


def _wanted(blocks: tuple[Block, ...], above: int, depth: int) -> Iterator[tuple[str, str, dict[str, str] | None]]:
    """Yield the id of each block with its style, and its indents where the style does not say them."""
    for block in blocks:
        if block.type == "heading":
            yield block.id, SECTION_STYLES[min(above + block.level, max(SECTION_STYLES))], None
        elif block.type == "table":
            if block.caption:
                yield block.id, "Caption", {}
        else:
            level = (block.label, depth) if block.type == "paragraph" else (None, 0)
            ind = {key.removeprefix("w:"): value for key, value in level_indent(*level).attributes}
            yield block.id, "SingleTxt", ind
        if block.type == "paragraph":
            yield from _wanted(block.children, above, depth + 1)


def _look(paragraph: Node) -> tuple[str | None, dict[str, str]]:
    ind = paragraph.find(f"{W}pPr/{W}ind")
    return _style(iter([paragraph])), {} if ind is None else {k.removeprefix(W): v for k, v in ind.attrib.items()}
