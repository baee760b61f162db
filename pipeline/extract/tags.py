"""Read the structure tree with qpdf (through pikepdf): which element each marked piece of content belongs to.

ISO 32000-1, 14.7. The tree of pdfplumber is not used: it puts content on the page of its element, not on the page
that a marked-content reference names, and stops at an assertion where a tree refers to a missing page.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.model.pages import Element

MAX_ELEMENTS = 500_000
MAX_DEPTH = 200
MAX_SPAN = 100
SLANTED = ("italic", "oblique")


@dataclass(frozen=True)
class Tags:
    """The structure elements of a file, and the element of each (1-based page, marked-content id)."""

    elements: tuple[Element, ...]
    content: dict[tuple[int, int], int]

    def italic(self) -> frozenset[int]:
        """Return the index of each element in italics by the tree: a face without them cannot show it."""
        found: set[int] = set()
        for element in self.elements:
            if element.italic or element.parent in found:
                found.add(element.index)
        return frozenset(found)


@dataclass(frozen=True)
class _Visit:
    node: pikepdf.Object
    parent: int | None
    page: int | None
    depth: int


def read_tags(pdf: pikepdf.Pdf) -> Tags:
    """Return the structure tree of an open file; empty where there is none.

    Raises:
        Stop: LIMIT where the tree is larger or deeper than any paper's.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return Tags((), {})
    return _walk(root, _roles(root), {_key(page.obj): number for number, page in enumerate(pdf.pages, 1)})


def _key(node: pikepdf.Object) -> tuple[int, int]:
    """Return the object and generation number of an object; (0, 0) for one without."""
    number, generation = node.objgen
    return int(number), int(generation)


def _roles(root: pikepdf.Dictionary) -> dict[str, str]:
    roles = root.get("/RoleMap")
    if not isinstance(roles, pikepdf.Dictionary):
        return {}
    return {key.lstrip("/"): str(value).lstrip("/") for key, value in roles.items()}


def _walk(root: pikepdf.Dictionary, roles: dict[str, str], numbers: dict[tuple[int, int], int]) -> Tags:
    elements: list[Element] = []
    content: dict[tuple[int, int], int] = {}
    seen: set[tuple[int, int]] = set()
    stack = [_Visit(kid, None, None, 0) for kid in reversed(list(_kids(root)))]
    while stack:
        visit = stack.pop()
        if visit.depth > MAX_DEPTH or len(elements) > MAX_ELEMENTS:
            raise Stop(Outcome.LIMIT, f"the structure tree has more than {MAX_ELEMENTS} elements or {MAX_DEPTH} levels")
        if isinstance(visit.node, int):
            _note_content(content, visit.page, visit.node, visit.parent)
        elif isinstance(visit.node, pikepdf.Dictionary):
            page = numbers.get(_key(visit.node["/Pg"]), visit.page) if "/Pg" in visit.node else visit.page
            if "/MCID" in visit.node:
                _note_content(content, page, int(visit.node["/MCID"]), visit.parent)
            elif "/S" in visit.node and _key(visit.node) not in seen:
                if visit.node.is_indirect:
                    seen.add(_key(visit.node))
                elements.append(_element(visit, len(elements), roles))
                kids = [_Visit(kid, len(elements) - 1, page, visit.depth + 1) for kid in _kids(visit.node)]
                stack += reversed(kids)
    return Tags(tuple(elements), content)


def _element(visit: _Visit, index: int, roles: dict[str, str]) -> Element:
    name = str(visit.node["/S"]).lstrip("/")
    lang = visit.node.get("/Lang")
    return Element(
        index=index,
        type=roles.get(name, name),
        parent=visit.parent,
        lang=str(lang) if lang is not None else None,
        colspan=_span(visit.node, "/ColSpan"),
        rowspan=_span(visit.node, "/RowSpan"),
        italic=_is_italic(visit.node),
    )


def _span(node: pikepdf.Object, name: str) -> int:
    """Return an attribute of a table cell (ISO 32000-1, 14.8.5.7); 1 where it is missing or senseless."""
    for attributes in _attributes(node):
        if isinstance(attributes.get(name), int):
            return max(1, min(int(attributes[name]), MAX_SPAN))
    return 1


def _is_italic(node: pikepdf.Object) -> bool:
    """Say whether an element has the style of CSS (ISO 32000-1, 14.8.5.2) that slants letters."""
    styles = [str(item["/font-style"]) for item in _attributes(node) if "/font-style" in item]
    return any(style.lstrip("/") in SLANTED for style in styles)


def _attributes(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    attributes = node.get("/A")
    for owner in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(owner, pikepdf.Dictionary):
            yield owner


def _note_content(content: dict[tuple[int, int], int], page: int | None, mcid: int, element: int | None) -> None:
    if page is not None and element is not None:
        content.setdefault((page, mcid), element)


def _kids(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = node.get("/K")
    if isinstance(kids, pikepdf.Array):
        yield from kids
    elif kids is not None:
        yield kids
