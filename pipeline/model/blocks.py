"""Blocks: the lines of a document gathered into whole paragraphs and tables, before they are understood."""

from dataclasses import dataclass

from pipeline.model.pages import Glyph, Line


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that are one paragraph, whole across lines and pages.

    `gap` is the distance in points from the baseline of the line above on the same page, or None at a page's top.
    `tag` is the type of the structure element that the first line is tagged with, or None.
    """

    lines: tuple[Line, ...]
    gap: float | None = None
    tag: str | None = None

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]

    @property
    def indent(self) -> float:
        """How far the first line's ink begins from the edge where reading begins, in points."""
        return self.first.start

    @property
    def margin(self) -> float:
        """How far the lines after the first begin, in points; the first where there is but one."""
        return min(line.start for line in self.lines[1:]) if len(self.lines) > 1 else self.first.start

    @property
    def size(self) -> float:
        """The size of the first line's type, in points."""
        return self.first.size

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Every glyph of the lines."""
        return tuple(glyph for line in self.lines for glyph in line.glyphs)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table as it was found: its lines, its place and its span in the grid."""

    lines: tuple[Line, ...]
    column: int
    colspan: int = 1
    rowspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it was found: rows of cells, and the lines of its caption, which is printed over it."""

    rows: tuple[tuple[GridCell, ...], ...]
    caption: tuple[Line, ...] = ()

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """Every glyph of the caption and the cells."""
        cells = [line for row in self.rows for cell in row for line in cell.lines]
        return tuple(glyph for line in (*self.caption, *cells) for glyph in line.glyphs)


@dataclass(frozen=True, slots=True)
class NoteLines:
    """The lines of one note, whole across pages, with its mark and the glyphs of the mark."""

    marker: str
    mark: tuple[Glyph, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Blocks:
    """A document's lines by what they are: masthead (page 1, above the text), text in order, notes, and
    header rows of tables that are printed again overleaf.
    """

    masthead: tuple[Line, ...]
    text: tuple[Passage | Grid, ...]
    notes: tuple[NoteLines, ...]
    repeated: tuple[Line, ...] = ()
