"""What is found in the file: its structure tree read as units of text, in the order in which a screen reader goes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.render.page.units import Text, Unit, comparable
from pipeline.render.pdf.structure import Annotation, Element, Words

HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6"})
BLOCKS = HEADINGS | {"P", "Caption", "TH", "TD", "Note"}
Contents = Mapping[tuple[int, int], str]


@dataclass(frozen=True)
class _Place:
    """Where in the tree the walk is: the list item around, the key that the next unit takes, how keys are counted."""

    within: str | None = None
    key: str | None = None
    label: str | None = None
    table: str | None = None


def found(document: Element, contents: Contents) -> list[Unit]:
    """Return the units of a document; `contents` holds the text of marked content by (page, MCID)."""
    return list(_Walk(contents).units(document, _Place()))


class _Walk:
    """The walk through the tree; paragraphs of the masthead and those without id are counted."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.counts: dict[str, int] = {}

    def units(self, element: Element, place: _Place) -> Iterator[Unit]:
        """Yield the units below an element."""
        stray = "".join(self._text(kid) for kid in element.kids if isinstance(kid, Words))
        if stray.strip():
            yield Unit(f"{element.role}/{self._count(element.role)}", element.role, comparable(stray))
        for kid in element.kids:
            if isinstance(kid, Element):
                yield from self._kid(kid, place)

    def _kid(self, element: Element, place: _Place) -> Iterator[Unit]:
        if element.role in BLOCKS:
            yield from self._block(element, place)
        elif element.role == "LI":
            yield from self._item(element, place)
        elif element.role == "Table":
            yield from self._table(element, place)
        elif element.role == "Sect" and element.id == "masthead":
            yield from self.units(element, replace(place, table="masthead"))
        elif element.role in ("Span", "Link", "Reference", "Lbl", "Quote"):
            yield self._unit(element, Unit(f"{element.role}/{self._count(element.role)}", element.role, ""))
        else:
            yield from self.units(element, place)

    def _item(self, element: Element, place: _Place) -> Iterator[Unit]:
        """Yield the units of a list item: the first paragraph has its label and its id, the others are within it."""
        labels = [kid for kid in element.kids if isinstance(kid, Element) and kid.role == "Lbl"]
        text = "".join(self._plain(label) for label in labels)
        first: _Place | None = replace(place, key=element.id, label=comparable(text).strip(" "))
        inner = replace(place, within=element.id, key=None, label=None)
        for kid in element.kids:
            if not isinstance(kid, Element) or kid.role == "Lbl":
                continue
            for below in kid.kids if kid.role == "LBody" else (kid,):
                if not isinstance(below, Element):
                    yield Unit(f"LBody/{self._count('LBody')}", "LBody", comparable(self._text(below)))
                elif first is not None and below.role == "P":
                    yield from self._block(below, first, inner)
                    first = None
                else:
                    yield from self._kid(below, inner)
        if first is not None:
            yield Unit(element.id or f"LI/{self._count('LI')}", "P", "", label=first.label, within=place.within)

    def _table(self, element: Element, place: _Place) -> Iterator[Unit]:
        rows = 0
        for kid in element.elements():
            if kid.role == "Caption":
                yield from self._block(kid, replace(place, key=f"{element.id}/caption"))
            elif kid.role == "TR":
                rows += 1
                cells = [cell for cell in kid.kids if isinstance(cell, Element)]
                for number, cell in enumerate(cells):
                    yield from self._block(cell, replace(place, key=f"{element.id}/{rows}/{number + 1}"))

    def _block(self, element: Element, place: _Place, after: _Place | None = None) -> Iterator[Unit]:
        """Yield a unit of text and then the notes inside it; `after` is where those belong."""
        key = place.key or element.id or f"{place.table or element.role}/{self._count(place.table or element.role)}"
        shape = _shape(element) if element.role in ("TH", "TD") else None
        unit = self._unit(element, Unit(key, element.role, "", place.label, within=place.within, shape=shape))
        yield unit
        for kid in element.kids:
            if isinstance(kid, Element) and kid.role in BLOCKS:
                yield from self._block(kid, replace(after or place, key=None, label=None))

    def _unit(self, element: Element, base: Unit) -> Unit:
        text = Text()
        if element.role == "Note":
            base = self._note(element, base)
        self._fill(text, element, None, element.lang)
        return text.unit(base.key, base.role, base)

    def _note(self, element: Element, base: Unit) -> Unit:
        labels = [kid for kid in element.kids if isinstance(kid, Element) and kid.role == "Lbl"]
        label = comparable("".join(self._plain(item) for item in labels)).strip(" ")
        back = next((item.destination for item in _annotations(labels) if item.destination), None)
        return replace(base, label=label, back=back)

    def _fill(self, text: Text, element: Element, href: str | None, lang: str | None) -> None:
        for kid in element.kids:
            if isinstance(kid, Words):
                text.add(self._text(kid), href, lang)
            elif isinstance(kid, Element) and kid.role == "Reference":
                self._mark(text, kid)
            elif isinstance(kid, Element) and kid.role not in BLOCKS and kid.role != "Lbl":
                own = next((item.uri for item in _annotations([kid]) if item.uri), None) if kid.role == "Link" else None
                self._fill(text, kid, own or href, kid.lang or lang)

    def _mark(self, text: Text, element: Element) -> None:
        marker = comparable(self._plain(element))
        note = next((item.destination for item in _annotations([element]) if item.destination), None)
        text.marks.append((len(text.text), marker.strip(" "), note))
        text.add(" " * (len(marker) - len(marker.rstrip(" "))))

    def _plain(self, element: Element) -> str:
        return "".join(self._text(leaf) for leaf in element.leaves() if isinstance(leaf, Words))

    def _text(self, leaf: object) -> str:
        return self.contents.get((leaf.page, leaf.mcid), "") if isinstance(leaf, Words) else ""

    def _count(self, name: str) -> int:
        self.counts[name] = self.counts.get(name, 0) + 1
        return self.counts[name]


def _annotations(elements: list[Element]) -> Iterator[Annotation]:
    for element in elements:
        for leaf in element.leaves():
            if isinstance(leaf, Annotation):
                yield leaf


def _shape(element: Element) -> tuple[str, int, int]:
    get = element.attributes.get
    return str(get("Scope", "")), int(get("ColSpan", 1)), int(get("RowSpan", 1))
