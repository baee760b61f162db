"""Faults of a DOCX as such, whatever it says: what validators of the format and of accessibility do not all catch."""

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.model.finding import Finding
from pipeline.render.docx import kinds
from pipeline.render.docx.names import link_target
from pipeline.render.docx.package import DOCUMENT, RELATIONSHIPS, Node, Package, R, W

_BASE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_OFFICE_RELATIONSHIPS = (
    "officeDocument", "extended-properties", "custom-properties", "styles", "settings", "theme", "fontTable",
    "footnotes", "header", "footer", "hyperlink", "customXml", "customXmlProps",
)  # fmt: skip
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_RELATIONSHIP_TYPES = {_CORE, *(f"{_BASE}{name}" for name in _OFFICE_RELATIONSHIPS)}
_FOREIGN = frozenset(
    {
        "altChunk",
        "object",
        "control",
        "subDoc",
        "drawing",
        "pict",
        "movie",
        "attachedTemplate",
        "mailMerge",
        "dir",
        "bdo",
    }
)
_NAMESPACES = (W, "{http://www.w3.org/XML/1998/namespace}")
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_BOOKMARK = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
# RFC 5646, 2.1: language, extended language, script, region, variants, extensions; private use alone is not accepted.
LANGUAGE_TAG = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?"
    r"(?:-(?:[A-Za-z\d]{5,8}|\d[A-Za-z\d]{3}))*(?:-[A-WYZa-wyz\d](?:-[A-Za-z\d]{2,8})+)*(?:-x(?:-[A-Za-z\d]{1,8})+)?"
)
# The parts and the fields that are written here; a field may start a program or fetch a file (17.16.5).
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:core|custom)\.xml|customXml/(?:item1|itemProps1|_rels/item1)\.xml(?:\.rels)?"
    r"|word/(?:(?:document|footnotes|header\d|footer\d|fontTable|settings|styles|theme/theme1)\.xml"
    r"|_rels/(?:document|footnotes|header\d|footer\d)\.xml\.rels)"
)
_FIELDS = re.compile(r" (?:PAGE|NUMPAGES|NOTEREF [A-Za-z0-9_]+ \\f \\h) ")
_REFERRING = frozenset({"REF", "NOTEREF", "PAGEREF"})
# ISO/IEC 29500-1, 17.3.1.26 and 17.3.2.28, the elements that may be written.
_ORDERS = {
    f"{W}pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    f"{W}rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign "
    "rtl cs em lang eastAsianLayout specVanish oMath",
    f"{W}tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
    "vAlign hideMark",
}
_FIRST = {f"{W}p": f"{W}pPr", f"{W}r": f"{W}rPr", f"{W}tc": f"{W}tcPr", f"{W}tbl": f"{W}tblPr", f"{W}tr": f"{W}trPr"}


def lint(package: Package) -> Iterator[Finding]:
    """Yield the faults of a package."""
    stories = package.stories
    yield from _relationships(package)
    yield from _content_types(package)
    yield from _styles(package, stories)
    yield from _bookmarks(package.trees[DOCUMENT])
    yield from _footnotes(package)
    for name, tree in package.trees.items():
        yield from _foreign(name, tree, story=name in stories)
        yield from _languages(tree)
        yield from _order(name, tree)
    for name, tree in stories.items():
        yield from _references(package, name, tree)
        yield from _instructions(name, tree)
        yield from _fields(name, tree, _bookmark_names(package))


def _bookmark_names(package: Package) -> set[str]:
    return {node.get(f"{W}name", "") for node in package.trees[DOCUMENT].iter(f"{W}bookmarkStart")}


def _relationships(package: Package) -> Iterator[Finding]:
    for item in package.relationships:
        where = f"{item.source} {item.id}"
        if item.type not in _RELATIONSHIP_TYPES:
            yield kinds.RELATIONSHIP.at(expected="a kind written here", found=f"{where}: {item.type}")
        elif item.external and (item.type != f"{_BASE}hyperlink" or link_target(item.target) != item.target):
            yield kinds.EXTERNAL.at(expected="http, https or mailto", found=f"{where}: {item.target}")
        elif not item.external and item.target not in package.names:
            yield kinds.RELATIONSHIP.at(expected="a part of the package", found=f"{where}: {item.target}")
    for name, tree in package.trees.items():
        twice = [
            key
            for key, count in Counter(n.get("Id") for n in tree.iter(f"{RELATIONSHIPS}Relationship")).items()
            if count > 1
        ]
        if twice:
            yield kinds.RELATIONSHIP.at(expected="each id once", found=f"{name}: {twice}")


def _references(package: Package, name: str, tree: Node) -> Iterator[Finding]:
    """Every r:id of a part is a relationship of that part."""
    for node in tree.iter(f"{W}*"):
        identifier = node.get(f"{R}id")
        if identifier is not None and package.target(name, identifier) is None:
            yield kinds.RELATIONSHIP.at(expected="a relationship", found=f"{name}: {identifier}")


def _content_types(package: Package) -> Iterator[Finding]:
    root = package.trees["[Content_Types].xml"]
    defaults = {
        node.get("Extension", "").lower(): node.get("ContentType", "") for node in root.iter(f"{_TYPES}Default")
    }
    overrides = {node.get("PartName", "")[1:]: node.get("ContentType", "") for node in root.iter(f"{_TYPES}Override")}
    for name in sorted(package.names - {"[Content_Types].xml"}):
        found = overrides.get(name) or defaults.get(name.rpartition(".")[2].lower())
        if not _PARTS.fullmatch(name):
            yield kinds.FOREIGN.at(expected="a part that is written here", found=name)
        if not found or not found.endswith("xml"):
            yield kinds.CONTENT_TYPE.at(expected="an XML type", found=f"{name}: {found}")
        elif "macro" in found.lower() or "vba" in found.lower():
            yield kinds.FOREIGN.at(found=f"{name}: {found}")
    for name in sorted(overrides.keys() - package.names):
        yield kinds.CONTENT_TYPE.at(expected="a part", found=name)


def _foreign(name: str, tree: Node, *, story: bool) -> Iterator[Finding]:
    """No element that runs, loads or embeds, no instruction; in the text nothing but WordprocessingML."""
    for node in tree.iter():
        tag = node.tag if isinstance(node.tag, str) else "comment or instruction"
        local = tag.rpartition("}")[2]
        if tag != node.tag or (tag.startswith(W) and local in _FOREIGN) or (story and not tag.startswith(_NAMESPACES)):
            yield kinds.FOREIGN.at(found=f"{name}: {local}")


def _styles(package: Package, stories: dict[str, Node]) -> Iterator[Finding]:
    styles = package.trees["word/styles.xml"]
    defined = Counter(node.get(f"{W}styleId") for node in styles.iter(f"{W}style"))
    for name, count in defined.items():
        if count > 1:
            yield kinds.STYLE.at(expected="one definition", found=f"{name}: {count}")
    tags = [f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")]
    for name, tree in {**stories, "word/styles.xml": styles}.items():
        for node in tree.iter(*tags):
            if node.get(f"{W}val") not in defined:
                yield kinds.STYLE.at(expected="a defined style", found=f"{name}: {node.get(f'{W}val')}")
        for node in tree.iter(f"{W}numId"):
            yield kinds.NUMBERING.at(expected="a literal label", found=f"{name}: numId {node.get(f'{W}val')}")


def _bookmarks(tree: Node) -> Iterator[Finding]:
    starts = list(tree.iter(f"{W}bookmarkStart"))
    names = Counter(node.get(f"{W}name", "").lower() for node in starts)
    opened = Counter(node.get(f"{W}id") for node in starts)
    closed = Counter(node.get(f"{W}id") for node in tree.iter(f"{W}bookmarkEnd"))
    for node in starts:
        name = node.get(f"{W}name", "")
        if names[name.lower()] > 1 or not _BOOKMARK.fullmatch(name):
            yield kinds.BOOKMARK_INVALID.at(expected="a legal name, once", found=name)
    if opened != closed or max(opened.values(), default=1) > 1:
        yield kinds.BOOKMARK_INVALID.at(
            expected="one start and one end", found=sorted((opened - closed) + (closed - opened))
        )


def _footnotes(package: Package) -> Iterator[Finding]:
    document, notes = package.trees[DOCUMENT], package.trees["word/footnotes.xml"]
    cited = Counter(node.get(f"{W}id") for node in document.iter(f"{W}footnoteReference"))
    written = Counter(node.get(f"{W}id") for node in notes.iter(f"{W}footnote") if node.get(f"{W}type") is None)
    for identifier in sorted(cited.keys() | written.keys(), key=str):
        if cited[identifier] != 1 or written[identifier] != 1:
            found = f"{cited[identifier]} references, {written[identifier]} notes"
            yield kinds.FOOTNOTE.at(expected=f"footnote {identifier} once", found=found)
    separators = {node.get(f"{W}id") for node in notes.iter(f"{W}footnote") if node.get(f"{W}type") is not None}
    named = {node.get(f"{W}id") for node in package.trees["word/settings.xml"].iter(f"{W}footnote")}
    if separators != named:
        yield kinds.FOOTNOTE.at(expected=f"separators {sorted(separators)}", found=sorted(named))
    for note in notes.iter(f"{W}footnote"):
        if note.get(f"{W}type") is None and not _has_mark(note):
            yield kinds.FOOTNOTE.at(expected="a mark in the note", found=note.get(f"{W}id"))


def _has_mark(note: Node) -> bool:
    styles = (node.get(f"{W}val") for node in note.iter(f"{W}rStyle"))
    return "FootnoteReference" in styles


def _instructions(name: str, tree: Node) -> Iterator[Finding]:
    for node in tree.iter(f"{W}instrText"):
        if not _FIELDS.fullmatch(node.text or ""):
            yield kinds.FOREIGN.at(expected="a field that is written here", found=f"{name}: {node.text}")


def _fields(name: str, tree: Node, bookmarks: set[str]) -> Iterator[Finding]:
    for line in tree.iter(f"{W}p"):
        kinds_seen = [node.get(f"{W}fldCharType") for node in line.iter(f"{W}fldChar")]
        if kinds_seen != ["begin", "separate", "end"] * (len(kinds_seen) // 3):
            yield kinds.FIELD.at(expected="begin, separate, end", found=f"{name}: {kinds_seen}")
        codes = [(node.text or "").split() for node in line.iter(f"{W}instrText")]
        targets = [code[1] for code in codes if len(code) > 1 and code[0] in _REFERRING]
        anchors = [
            node.get(f"{W}anchor", "") for node in line.iter(f"{W}hyperlink") if node.get(f"{W}anchor") is not None
        ]
        for target in (*targets, *anchors):
            if target not in bookmarks:
                yield kinds.FIELD.at(expected="a bookmark", found=f"{name}: {target}")
        for node in line.iter(f"{W}hyperlink"):
            shown = "".join(text.text or "" for text in node.iter(f"{W}t"))
            if not shown and next(node.iter(f"{W}tab", f"{W}br", f"{W}cr"), None) is None:
                yield kinds.LINK.at(expected="text in a link", found=name)


def _languages(tree: Node) -> Iterator[Finding]:
    for node in tree.iter(f"{W}lang", f"{W}themeFontLang"):
        for tag in node.attrib.values():
            if not LANGUAGE_TAG.fullmatch(tag):
                yield kinds.LANGUAGE.at(expected="a BCP 47 tag", found=tag)


def _order(name: str, tree: Node) -> Iterator[Finding]:
    for parent in tree.iter(*_FIRST):
        places = [place for place, child in enumerate(parent) if child.tag == _FIRST[parent.tag]]
        if places not in ([], [0]):
            yield kinds.ORDER.at(expected="properties first and once", found=f"{name}: {parent.tag.removeprefix(W)}")
    for parent in tree.iter(*_ORDERS):
        order = _ORDERS[parent.tag].split()
        found = [str(child.tag).removeprefix(W) for child in parent]
        places = [order.index(tag) if tag in order else -1 for tag in found]
        if -1 in places or places != sorted(set(places)):
            yield kinds.ORDER.at(expected="the schema's order", found=f"{name}: {' '.join(found)}")
    for body in tree.iter(f"{W}body"):
        if len(body) == 0 or body[-1].tag != f"{W}sectPr":
            yield kinds.ORDER.at(expected="the section's properties last", found=name)
