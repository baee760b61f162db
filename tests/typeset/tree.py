"""A tag tree read out of a PDF, as plain objects that can be arranged anew."""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True)
class Marked:
    """Marked content of a page: what the stream holds under one MCID."""

    page: int
    mcid: int


@dataclass(frozen=True)
class Annotated:
    """An annotation that belongs to an element."""

    page: int
    annotation: pikepdf.Object


@dataclass(frozen=True)
class Element:
    """An element of the structure and what is in it, in order."""

    kind: str
    kids: tuple["Kid", ...] = ()


Kid = Marked | Annotated | Element


def read(pdf: pikepdf.Pdf) -> Element:
    """Return the structure of a tagged PDF: its one element at the top."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return _element(pdf.Root.StructTreeRoot.K[0], pages, 0)


def _element(element: pikepdf.Object, pages: dict[tuple[int, int], int], page: int) -> Element:
    page = pages[element.Pg.objgen] if "/Pg" in element else page
    kids: list[Kid] = []
    for kid in element.K.as_list():
        if isinstance(kid, int):
            kids.append(Marked(page, kid))
        elif "/Obj" in kid:
            kids.append(Annotated(page, kid.Obj))
        else:
            kids.append(_element(kid, pages, page))
    return Element(str(element.S).lstrip("/"), tuple(kids))


def marked(element: Element) -> Iterator[Marked]:
    """Yield the marked content of an element and all below it."""
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from marked(kid)
        elif isinstance(kid, Marked):
            yield kid


def write(pdf: pikepdf.Pdf, document: Element, roles: dict[str, str]) -> None:
    """Put the structure in place of the one that the PDF has."""
    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    root.RoleMap = pikepdf.Dictionary({f"/{kind}": pikepdf.Name(f"/{role}") for kind, role in sorted(roles.items())})
    writer = _Writer(pdf)
    root.K = pikepdf.Array([writer.element(document, root)])
    root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=writer.parents()))
    pdf.Root.StructTreeRoot = root


class _Writer:
    """Writes elements and remembers which element each piece of content belongs to."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._content: dict[int, dict[int, pikepdf.Object]] = {number: {} for number in range(len(pdf.pages))}
        self._annotations: dict[int, pikepdf.Object] = {}

    def element(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        written = self._pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{element.kind}"), P=parent)
        )
        page = next((content.page for content in marked(element)), 0)
        written.Pg = self._pdf.pages[page].obj
        written.K = pikepdf.Array([self._kid(kid, written, page) for kid in element.kids])
        return written

    def _kid(self, kid: Kid, parent: pikepdf.Object, page: int) -> pikepdf.Object | int:
        match kid:
            case Element():
                return self.element(kid, parent)
            case Annotated():
                self._annotations[int(kid.annotation.StructParent)] = parent
                return pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=kid.annotation, Pg=self._pdf.pages[kid.page].obj)
            case Marked():
                self._content[kid.page][kid.mcid] = parent
                if kid.page == page:
                    return kid.mcid
                return pikepdf.Dictionary(Type=pikepdf.Name.MCR, MCID=kid.mcid, Pg=self._pdf.pages[kid.page].obj)

    def parents(self) -> pikepdf.Array:
        """Return the numbers of the parent tree: an array for each page, an element for each annotation."""
        numbers: list[pikepdf.Object | int] = []
        for page, content in self._content.items():
            last = max(content, default=-1)
            numbers += [page, pikepdf.Array([content.get(mcid) for mcid in range(last + 1)])]
        for key, element in sorted(self._annotations.items()):
            numbers += [key, element]
        return pikepdf.Array(numbers)
