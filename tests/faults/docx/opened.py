"""What the faults of a DOCX work with: the parts of the package as trees, and its paragraphs, runs and texts."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from tests.faults.table import Bench, NothingToDamage, nth

DOCUMENT = "word/document.xml"
FOOTNOTES = "word/footnotes.xml"
STYLES = "word/styles.xml"
SETTINGS = "word/settings.xml"
LINKS = "word/_rels/document.xml.rels"

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rels": "http://schemas.openxmlformats.org/package/2006/relationships",
    "types": "http://schemas.openxmlformats.org/package/2006/content-types",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "custom": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "vanish", "color", "sz", "szCs"),
    *("u", "vertAlign", "rtl", "cs", "lang"),
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


class Package:
    """A DOCX as its parts; a part that is asked for as a tree is written from the tree."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._trees: dict[str, Any] = {}

    def tree(self, part: str = DOCUMENT) -> Any:
        """Return the root of a part."""
        if part not in self.parts:
            raise NothingToDamage
        return self._trees.setdefault(part, etree.fromstring(self.parts[part]))

    def find(self, path: str, part: str = DOCUMENT) -> list[Any]:
        """Return what an XPath finds in a part."""
        return list(self.tree(part).xpath(path, namespaces=SPACES))

    def remove(self, part: str) -> None:
        """Take a part out of the package."""
        self._trees.pop(part, None)
        del self.parts[part]

    def add(self, part: str, content: str, media_type: str, relation: str) -> str:
        """Add a part that the document is related to; return the relation's id."""
        self.parts[part] = content.encode()
        types = self.tree("[Content_Types].xml")
        etree.SubElement(types, name("types:Override"), PartName=f"/{part}", ContentType=media_type)
        return self.relate(relation, part.removeprefix("word/"))

    def relate(self, relation: str, target: str, *, external: bool = False) -> str:
        """Add a relation of the document; return its id."""
        relations = self.tree(LINKS)
        identifier = f"rId{len(relations) + 900}"
        attributes = {"Id": identifier, "Type": _RELATION + relation, "Target": target}
        if external:
            attributes["TargetMode"] = "External"
        etree.SubElement(relations, name("rels:Relationship"), attributes)
        return identifier

    def written(self) -> bytes:
        """Return the package as bytes, the same for the same content."""
        for part, tree in self._trees.items():
            self.parts[part] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        data = BytesIO()
        with ZipFile(data, "w", ZIP_DEFLATED) as archive:
            for part, content in self.parts.items():
                archive.writestr(ZipInfo(part), content, ZIP_DEFLATED)
        return data.getvalue()


def bench() -> Bench[Package]:
    """Return a bench for DOCX."""
    return Bench("docx", Package, Package.written)


def name(short: str) -> str:
    """Return the full name of an element or attribute, from its short one as `w:p`."""
    space, local = short.split(":")
    return f"{{{SPACES[space]}}}{local}"


def new(text: str) -> Any:
    """Return an element from its XML, with the short names of namespaces known."""
    spaces = " ".join(f'xmlns:{short}="{full}"' for short, full in SPACES.items() if short != "xml")
    return etree.fromstring(f"<root {spaces}>{text}</root>")[0]


def paragraph(package: Package, bookmark: str) -> Any:
    """Return the paragraph that has one of our ids."""
    return nth(package.find(f"//w:p[w:bookmarkStart[@w:name='{bookmark}']]"))


def paragraphs(package: Package) -> list[Any]:
    """Return the paragraphs of the text with one of our ids, from the formula on."""
    found = package.find("//w:p[w:bookmarkStart[not(starts-with(@w:name, '_'))]][w:pPr/w:pStyle[@w:val='SingleTxt']]")
    if not found:
        raise NothingToDamage
    return found


def labelled(package: Package) -> list[Any]:
    """Return the paragraphs whose first run is a label before a tabulator."""
    return [found for found in paragraphs(package) if found.xpath("w:r[2][w:tab]", namespaces=SPACES)]


def texts(package: Package, part: str = DOCUMENT) -> list[Any]:
    """Return the text elements of the paragraphs with our ids, or of all the notes."""
    if part == DOCUMENT:
        return [text for found in paragraphs(package) for text in found.iter(name("w:t"))]
    return package.find("//w:t", part)


def text_with(package: Package, *wanted: str) -> tuple[Any, str]:
    """Return the first text element that holds one of some characters, and which."""
    return nth((text, character) for text in texts(package) for character in wanted if character in text.text)


def long_run(package: Package) -> Any:
    """Return a run with a good piece of text."""
    return nth(text.getparent() for text in texts(package) if len(text.text) > 8)


def format_run(run: Any, setting: str) -> None:
    """Put a setting into the properties of a run, or of a style, where the schema has its place."""
    properties = run.find(name("w:rPr"))
    if properties is None:
        properties = new("<w:rPr/>")
        run.insert(0, properties) if run.tag == name("w:r") else run.append(properties)
    added = new(setting)
    for old in properties.findall(added.tag):
        properties.remove(old)
    properties.insert(sum(_rank(found) < _rank(added) for found in properties), added)


def _rank(setting: Any) -> int:
    return _ORDER.index(setting.tag.rpartition("}")[2])


def style_of(found: Any) -> Any:
    """Return the element that names the style of a paragraph."""
    return found.find(f"{name('w:pPr')}/{name('w:pStyle')}")


def value(element: Any, text: str, attribute: str = "w:val") -> None:
    """Set an attribute of an element."""
    element.set(name(attribute), text)


def content(found: Any) -> Iterator[Any]:
    """Yield what a paragraph holds besides its properties and bookmarks."""
    held = {name("w:r"), name("w:hyperlink")}
    yield from (child for child in found if child.tag in held)
