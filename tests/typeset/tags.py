"""Tags after the manner of the official papers: as Word writes them, not as WeasyPrint does.

Running heads, page numbers, the symbol and the job number are artifacts; the organ and the lines beside it have no tag
at all; a note stands inside the link that is its mark; a paragraph that goes on overleaf is a new P there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from tests.typeset.markup import first_piece
from tests.typeset.tree import Annotated, Element, Kid, Marked, marked, read, write

_DISSOLVED = frozenset({"NonStruct", "Span", "Part", "THead", "TBody"})
_RENAMED = {"Div": "P", "BlockQuote": "Footnote"}
_ARTIFACT, _BARE, _NOTE = "Art", "Sect", "BlockQuote"
_ROLES = {"Footnote": "Note"}


def retag(pdf: pikepdf.Pdf, pieces: tuple[str, ...]) -> None:
    """Give a PDF that WeasyPrint tagged the tags of an official paper; `pieces` names the pieces of notes in order."""
    native = read(pdf)
    bare = {content for element in _of_kind(native, _BARE) for content in marked(element)}
    bare -= {content for element in _of_kind(native, _ARTIFACT) for content in marked(element)}
    document = _Nester(_notes(native, pieces)).nest(_arranged(native))
    kept = set(marked(document))
    write(pdf, document, _ROLES)
    for number, page in enumerate(pdf.pages):
        fates = _Fates(
            frozenset(content.mcid for content in kept if content.page == number),
            frozenset(content.mcid for content in bare if content.page == number),
        )
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(list(_remarked(page, fates))))


def _of_kind(element: Element, kind: str) -> Iterator[Element]:
    """Yield the outermost elements of a kind; WeasyPrint repeats an element for the anonymous boxes in it."""
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from (kid,) if kid.kind == kind else _of_kind(kid, kind)


def _arranged(element: Element) -> Element:
    """Return the element without what is no structure, its notes left out."""
    return Element(_RENAMED.get(element.kind, element.kind), tuple(_kids(element)))


def _kids(element: Element) -> Iterator[Kid]:
    for kid in element.kids:
        if not isinstance(kid, Element):
            yield kid
        elif kid.kind in _DISSOLVED:
            yield from _kids(kid)
        elif kid.kind not in (_ARTIFACT, _BARE, _NOTE):
            yield _arranged(kid)


def _notes(native: Element, pieces: tuple[str, ...]) -> dict[str, list[Kid]]:
    """Return what is in each note, its pieces together, by the name of its first piece."""
    notes: dict[str, list[Kid]] = {}
    for name, element in zip(pieces, _of_kind(native, _NOTE), strict=True):
        notes.setdefault(first_piece(name), []).extend(_arranged(element).kids)
    return notes


@dataclass(frozen=True)
class _Nester:
    """Puts each note into the link that calls it first."""

    notes: dict[str, list[Kid]]

    def nest(self, element: Element) -> Element:
        kids = tuple(self.nest(kid) if isinstance(kid, Element) else kid for kid in element.kids)
        if element.kind != "Link":
            return Element(element.kind, kids)
        annotations = tuple(kid for kid in kids if isinstance(kid, Annotated))
        words = Element("Span", tuple(kid for kid in kids if isinstance(kid, Marked)))
        return Element("Link", (*annotations, words, *self._note(annotations)))

    def _note(self, annotations: tuple[Annotated, ...]) -> Iterator[Element]:
        for target in (str(kid.annotation.Dest) for kid in annotations if "/Dest" in kid.annotation):
            if target in self.notes:
                yield self.nest(Element("Footnote", tuple(self.notes.pop(target))))


@dataclass(frozen=True)
class _Fates:
    """What becomes of the marked content of a page: kept, stripped of its mark, or else made an artifact."""

    kept: frozenset[int]
    bare: frozenset[int]


def _remarked(page: pikepdf.Page, fates: _Fates) -> Iterator[pikepdf.ContentStreamInstruction]:
    open_marks: list[bool] = []
    for instruction in pikepdf.parse_content_stream(page):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            raise TypeError("no page of ours has an inline image")
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            begin = _begin(instruction, fates)
            open_marks.append(begin is not None)
            if begin is not None:
                yield begin
        elif operator != "EMC" or open_marks.pop():
            yield instruction


def _begin(mark: pikepdf.ContentStreamInstruction, fates: _Fates) -> pikepdf.ContentStreamInstruction | None:
    if str(mark.operator) == "BMC":
        return mark
    mcid = int(mark.operands[1].MCID)
    if mcid in fates.bare:
        return None
    if mcid in fates.kept:
        return mark
    return pikepdf.ContentStreamInstruction([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))
