"""Read back the structure tree as values: what a screen reader would say, in its order, with its roles and links."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

# fmt: off
STANDARD = frozenset({
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead",
    "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT",
    "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
})
# fmt: on
REPLACEMENTS = ("/ActualText", "/Alt", "/E")


@dataclass(frozen=True)
class Words:
    """A marked-content sequence in the tree, by its 0-based page and MCID."""

    page: int
    mcid: int


@dataclass(frozen=True)
class Annotation:
    """A link annotation in the tree: its object, its page, where it leads, what it says, and its flags."""

    object: tuple[int, int]
    page: int | None
    uri: str | None
    destination: str | None
    contents: str
    printed: bool
    parent_key: int | None


REPEATED = "an element that came before"


@dataclass(frozen=True)
class Element:
    """A structure element (ISO 32000-1, 14.7.2), its kids in order; `replaced` is a key that speaks in their place."""

    object: tuple[int, int]
    role: str
    id: str | None
    lang: str | None
    attributes: dict[str, Any]
    kids: tuple["Element | Words | Annotation", ...]
    replaced: str | None = None

    def elements(self) -> Iterator["Element"]:
        """Yield the element and all below it, in order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.elements()

    def leaves(self) -> Iterator[Words | Annotation]:
        """Yield the marked content and the annotations below the element, in order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.leaves()
            else:
                yield kid


def read(pdf: pikepdf.Pdf) -> Element | None:
    """Return the Document element of a file, or None where it has no structure tree."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary) or "/K" not in root:
        return None
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    kids = tuple(_Reader(pages).kids(root.K, None))
    elements = [kid for kid in kids if isinstance(kid, Element)]
    if len(elements) == 1 and len(kids) == 1:
        return elements[0]
    return Element((0, 0), "Document", None, None, {}, kids)


class _Reader:
    """Reads structure elements, each once."""

    def __init__(self, pages: dict[tuple[int, int], int]) -> None:
        self.pages = pages
        self.seen: set[tuple[int, int]] = set()

    def kids(self, value: Any, page: int | None) -> Iterator[Element | Words | Annotation]:
        """Yield the kids of an element (ISO 32000-1, table 323)."""
        for item in value if isinstance(value, pikepdf.Array) else [value]:
            if isinstance(item, int):
                yield Words(-1 if page is None else page, int(item))
            elif isinstance(item, pikepdf.Dictionary):
                yield from self._kid(item, page)

    def _kid(self, item: pikepdf.Dictionary, page: int | None) -> Iterator[Element | Words | Annotation]:
        page = self.pages.get(item.Pg.objgen, -1) if "/Pg" in item else page
        kind = item.get("/Type")
        if kind == "/MCR":
            yield Words(-1 if page is None else page, int(item.MCID))
        elif kind == "/OBJR":
            yield _annotation(item.Obj, page)
        elif item.objgen in self.seen:  # named without what is in it, since it may be in itself
            yield Element(item.objgen, REPEATED, None, None, {}, ())
        else:
            self.seen.add(item.objgen)
            yield self._element(item, page)

    def _element(self, item: pikepdf.Dictionary, page: int | None) -> Element:
        return Element(
            item.objgen,
            str(item.get("/S", "")).lstrip("/"),
            _string(item, "/ID"),
            _string(item, "/Lang"),
            _attributes(item.get("/A")),
            tuple(self.kids(item.K, page)) if "/K" in item else (),
            next((key for key in REPLACEMENTS if key in item), None),
        )


def _string(item: pikepdf.Dictionary, key: str) -> str | None:
    return str(item[key]) if key in item else None


def _attributes(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in value if isinstance(value, pikepdf.Array) else [value]:
        if isinstance(item, pikepdf.Dictionary):
            for key, content in item.items():
                found[key.lstrip("/")] = content if isinstance(content, int) else str(content).lstrip("/")
    return found


def _annotation(item: Any, page: int | None) -> Annotation:
    action = item.get("/A", pikepdf.Dictionary())
    return Annotation(
        item.objgen,
        page,
        str(action.URI) if "/URI" in action else None,
        str(item.Dest) if isinstance(item.get("/Dest"), pikepdf.String) else None,
        str(item.get("/Contents", "")),
        bool(int(item.get("/F", 0)) & 4),
        int(item.StructParent) if "/StructParent" in item else None,
    )
