"""Where links and bookmarks lead: every identifier is a named destination on the page of its element."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from pipeline.model.citations import citations
from pipeline.model.finding import Finding
from pipeline.model.resolution import Resolution
from pipeline.render.page.units import Unit
from pipeline.render.pdf import kinds
from pipeline.render.pdf.outline import outline
from pipeline.render.pdf.structure import Annotation, Element, Words


def destination_findings(
    pdf: pikepdf.Pdf, document: Element, resolution: Resolution, units: list[Unit]
) -> Iterator[Finding]:
    """Yield a finding for each identifier that cannot be reached, each dead link and each wrong bookmark."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    names = {name: _page(value, pages) for name, value in _names(pdf)}
    places = {element.id: _first_page(element) for element in document.elements() if element.id}
    for identifier in _identifiers(resolution, units):
        if names.get(identifier) is None or names[identifier] != places.get(identifier):
            found = f"page {names.get(identifier)}, element on page {places.get(identifier)}"
            yield kinds.DESTINATION.at(block=identifier, expected="a destination at its element", found=found)
    for leaf in document.leaves():
        if isinstance(leaf, Annotation) and leaf.uri is None and names.get(leaf.destination or "") is None:
            yield kinds.DEAD.at(page=None if leaf.page is None else leaf.page + 1, found=leaf.destination)
    yield from _bookmarks(pdf, resolution, names, pages)
    yield from _overleaf(resolution, names)


def _names(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    if "/Dests" in names:
        yield from pikepdf.NameTree(names.Dests).items()


def _page(value: Any, pages: dict[tuple[int, int], int]) -> int | None:
    """Return the 0-based page of a destination (ISO 32000-1, 12.3.2), or None where it leads nowhere."""
    array = value.get("/D") if isinstance(value, pikepdf.Dictionary) else value
    if not isinstance(array, pikepdf.Array) or not len(array) or not isinstance(array[0], pikepdf.Dictionary):
        return None
    return pages.get(array[0].objgen)


def _first_page(element: Element) -> int | None:
    return next((leaf.page for leaf in element.leaves() if isinstance(leaf, Words)), None)


def _identifiers(resolution: Resolution, units: list[Unit]) -> Iterator[str]:
    """Yield the identifiers that are drawn, in order: paragraphs, headings, tables, notes, and the marks of notes."""
    keys = dict.fromkeys(unit.key.partition("/")[0] for unit in units if unit.text or unit.label or unit.marks)
    yield from keys
    yield from (citation.identifier for citation in citations(resolution) if citation.note is not None)


def _bookmarks(
    pdf: pikepdf.Pdf, resolution: Resolution, names: dict[str, int | None], pages: dict[tuple[int, int], int]
) -> Iterator[Finding]:
    wanted = [entry.id for entry in outline(resolution)]
    with pdf.open_outline() as tree:
        found = list(_targets(tree.root))
    for identifier, value in zip(wanted, found, strict=False):
        page = _page(value, pages)
        if page is None or page != names.get(identifier):
            yield kinds.DEAD.at(block=identifier, expected=f"page {names.get(identifier)}", found=f"page {page}")


def _targets(items: list[pikepdf.OutlineItem]) -> Iterator[Any]:
    for item in items:
        yield item.destination
        yield from _targets(item.children)


def _overleaf(resolution: Resolution, names: dict[str, int | None]) -> Iterator[Finding]:
    for citation in citations(resolution):
        if citation.note is not None and citation.earlier == 0:
            note = f"note_{citation.note + 1}"
            if names.get(note) != names.get(citation.identifier):
                yield kinds.NOTE_OVERLEAF.at(block=note)
