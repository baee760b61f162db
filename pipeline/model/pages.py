"""Pages: what was read from the file before it is understood. Positions are points from the page's top left corner."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.resolution import Box, Place


class Fate(StrEnum):
    """What became of a glyph. Every glyph that is not white space has exactly one fate."""

    BODY = "body"
    NOTE = "note"
    MARK = "mark"
    MASTHEAD = "masthead"
    FURNITURE = "furniture"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character drawn on a page.

    `index` is its place in the file's own order, unique in the document. `element` is the index of the structure
    element it is tagged with, or None. `artifact` says that the file calls it an artifact.
    """

    index: int
    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    font: str
    bold: bool
    italic: bool
    hidden: str | None
    artifact: bool
    element: int | None

    @property
    def blank(self) -> bool:
        """Whether the glyph leaves no ink: white space."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs on one baseline, with the raised or lowered marks that belong to it, in reading order.

    `width` is the page's, in points, where the line is read from right to left.
    """

    page: int
    glyphs: tuple[Glyph, ...]
    baseline: float
    size: float
    furniture: str | None = None
    right_to_left: bool = False
    width: float = 0.0

    @property
    def start(self) -> float:
        """How far the ink begins from the edge where reading begins, in points."""
        return self.width - self.x1 if self.right_to_left else self.x0

    @property
    def stop(self) -> float:
        """How far the ink ends from the edge where reading begins, in points."""
        return self.width - self.x0 if self.right_to_left else self.x1

    @property
    def text(self) -> str:
        """The line's characters in order, blank ones included."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def inked(self) -> tuple[Glyph, ...]:
        """The glyphs that leave ink."""
        return tuple(glyph for glyph in self.glyphs if not glyph.blank)

    @property
    def x0(self) -> float:
        """The left edge of the ink."""
        return min(glyph.x0 for glyph in self.inked)

    @property
    def x1(self) -> float:
        """The right edge of the ink."""
        return max(glyph.x1 for glyph in self.inked)

    @property
    def box(self) -> Box:
        """The box of the ink."""
        return box_of(self.inked)

    def rise(self, glyph: Glyph) -> float:
        """How far a glyph stands above the line's baseline, in parts of the line's size; below is negative."""
        return (self.baseline - glyph.baseline) / self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin straight line drawn on a page."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A link annotation: its box and its target, exactly as the file holds it."""

    page: int
    box: Box
    href: str


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element: its standard type, its parent's index or None, its language or None, its spans as a cell,
    and whether the tree says that its own style is italic.
    """

    index: int
    type: str
    parent: int | None
    lang: str | None = None
    colspan: int = 1
    rowspan: int = 1
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size, its lines from top to bottom, rules, links, and glyphs that nobody sees."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    links: tuple[LinkArea, ...]
    hidden: tuple[Glyph, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages of a file, its structure elements, what its producer says of it, and the symbol on its first page."""

    pages: tuple[Page, ...]
    elements: tuple[Element, ...]
    producer: str | None
    tagged: bool
    symbol: str | None = None

    def glyphs(self) -> Iterator[Glyph]:
        """Yield every glyph, page by page: those of the lines, then the hidden ones."""
        for page in self.pages:
            for line in page.lines:
                yield from line.glyphs
            yield from page.hidden

    def ancestors(self, index: int | None) -> Iterator[Element]:
        """Yield a structure element and those around it, innermost first."""
        while index is not None:
            element = self.elements[index]
            yield element
            index = element.parent


def apart(first: Glyph, second: Glyph) -> float:
    """Return the horizontal distance between two glyphs in points, whichever is on the left; overlap is negative."""
    return max(second.x0 - first.x1, first.x0 - second.x1)


def box_of(glyphs: tuple[Glyph, ...] | list[Glyph]) -> Box:
    """Return the box around some glyphs, rounded to hundredths of a point. There must be at least one."""
    return (
        round(min(glyph.x0 for glyph in glyphs), 2),
        round(min(glyph.top for glyph in glyphs), 2),
        round(max(glyph.x1 for glyph in glyphs), 2),
        round(max(glyph.bottom for glyph in glyphs), 2),
    )


def places_of(glyphs: list[Glyph]) -> tuple[Place, ...]:
    """Return one place a page for some glyphs, in page order."""
    pages = sorted({glyph.page for glyph in glyphs})
    return tuple(Place(page=page, box=box_of([glyph for glyph in glyphs if glyph.page == page])) for page in pages)
