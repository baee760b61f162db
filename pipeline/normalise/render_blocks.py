"""From trees of items to the blocks of the schema, with identifiers."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.languages.loader import Language
from pipeline.languages.matching import QUOTES
from pipeline.model.blocks import Grid, GridCell
from pipeline.model.pages import places_of
from pipeline.model.resolution import Block, Cell, Content, Formula, Heading, Link, Paragraph, Row, Style, Table, Text
from pipeline.normalise.atoms import Atoms, passage_text
from pipeline.normalise.headings import with_levels
from pipeline.normalise.identifiers import Register, point_name, repeat, section_name
from pipeline.normalise.inline import Links, Marks, content_of
from pipeline.normalise.items import Item, is_bold, is_italic
from pipeline.normalise.regions import operative_start
from pipeline.normalise.tree import Node, build_tree

OPENING_WITHIN = 24  # characters: Chinese may put an adverbial before the distinguished verb


@dataclass(frozen=True)
class Maker:
    """Makes the blocks of one document."""

    language: Language
    links: Links
    marks: Marks
    register: Register

    def blocks(self, nodes: Sequence[Node], scope: str, unnumbered: str) -> tuple[Block, ...]:
        """Return the blocks of some trees.

        Args:
            nodes: the trees in order.
            scope: what every identifier begins with, as "annex_1__"; empty in the main text.
            unnumbered: the name of paragraphs without number, as "preamble__para".
        """
        names = _Names(nodes, scope, unnumbered)
        blocks: list[Block] = []
        for node in nodes:
            if node.item.kind == "heading":
                heading = self._heading(node.item, scope)
                names.enter(node, heading.id)
                blocks.append(heading)
            elif node.item.kind == "table":
                blocks.append(self._table(node.item, scope))
            else:
                blocks.append(self._paragraph(node, self.register.take(names.of(node, self.language))))
        return tuple(blocks)

    def content(self, atoms: Atoms, plain: tuple[Style, ...] = ()) -> Content:
        """Return the inline content of a text."""
        return content_of(atoms, self.links, self.marks, plain)

    def _paragraph(self, node: Node, identifier: str) -> Paragraph:
        content = self.content(node.item.atoms)
        children: list[Block] = list(self._draft(node.item, f"{identifier}__"))
        wraps = 0
        for child in node.children:
            if child.item.kind == "table":
                children.append(self._table(child.item, f"{identifier}__"))
                continue
            wraps += child.item.label is None
            name = f"wrap_{wraps}" if child.item.label is None else _point(child, self.language)
            children.append(self._paragraph(child, self.register.take(f"{identifier}__{name}")))
        return Paragraph(
            id=identifier,
            label=node.item.label.text if node.item.label else None,
            opening=opening_of(content, self.language),
            content=content,
            children=tuple(children),
            source=places_of(node.item.glyphs),
        )

    def _draft(self, item: Item, scope: str) -> tuple[Block, ...]:
        """Return the blocks of the draft that a paragraph leads in: titles, formula, preamble, operative part."""
        place = next((place for place, inner in enumerate(item.draft) if inner.kind == "formula"), len(item.draft))
        titles, text = item.draft[:place], item.draft[place:]
        start = operative_start(text, self.language)
        return (
            *self.blocks(build_tree(with_levels(titles, self.language)), scope, "unnumbered"),
            *self.preamble(text[:start], scope),
            *self.blocks(build_tree(with_levels(text[start:], self.language)), scope, "unnumbered"),
        )

    def preamble(self, items: Sequence[Item], scope: str = "") -> tuple[Block, ...]:
        """Return the blocks of a preamble, the enacting formula first; identifiers begin with `scope`."""
        formula: tuple[Block, ...] = ()
        if items and items[0].kind == "formula":
            name = self.register.take(f"{scope}preamble__formula")
            head = items[0]
            formula = (Formula(id=name, content=self.content(head.atoms), source=places_of(head.glyphs)),)
            items = items[1:]
        return (*formula, *self.blocks(build_tree(items), scope, "preamble__para"))

    def _heading(self, item: Item, scope: str) -> Heading:
        label = item.label.text if item.label else None
        name = f"sec_{section_name(label, self.language)}" if label else "heading"
        return Heading(
            id=self.register.take(f"{scope}{name}"),
            level=item.level,
            label=label,
            content=self.content(item.atoms, whole_style(item.atoms)),
            source=places_of(item.glyphs),
        )

    def _table(self, item: Item, scope: str) -> Table:
        grid = item.grid or Grid(())
        rows, caption = grid.rows, passage_text(grid.caption, self.language.joining.spaces)
        glyphs = [glyph for glyph in grid.glyphs if not glyph.blank]
        return Table(
            id=self.register.take(f"{scope}table_1"),
            caption=self.content(caption, whole_style(caption)),
            rows=tuple(Row(cells=tuple(self._cell(cell) for cell in row)) for row in rows),
            source=places_of(glyphs),
        )

    def _cell(self, cell: GridCell) -> Cell:
        atoms = cell_atoms(cell, self.language)
        return Cell(header=cell.header, colspan=cell.colspan, rowspan=cell.rowspan, content=self.content(atoms))


class _Names:
    """The identifiers of paragraphs in one part of a document: what they count, and in which section.

    A number names its section only where numbers begin anew in each; a paragraph without number is counted in its
    section, and a point without paragraph stands under the one before it.
    """

    def __init__(self, nodes: Sequence[Node], scope: str, unnumbered: str) -> None:
        self.scope, self.unnumbered = scope, unnumbered
        self.restarts = repeat([node.count.ordinal for node in nodes if node.count is not None and _counts(node)])
        self.top = min((node.item.level for node in nodes if _is_section(node)), default=0)
        self.section, self.plain = "", 0

    def enter(self, node: Node, identifier: str) -> None:
        """Enter the section that a heading opens, if it opens one of the highest level."""
        if _is_section(node) and node.item.level == self.top:
            self.section, self.plain = f"{identifier.removeprefix(self.scope)}__", 0

    def of(self, node: Node, language: Language) -> str:
        """Return the identifier of a paragraph, which may have been given before."""
        if _counts(node) and node.count:
            return f"{self.scope}{self.section if self.restarts else ''}para_{node.count.ordinal}"
        self.plain += node.item.label is None
        plain = [f"{self.unnumbered}_{self.plain}"] if self.plain else []
        point = [_point(node, language)] if node.item.label else []
        return f"{self.scope}{self.section}{'__'.join([*plain, *point])}"


def _point(node: Node, language: Language) -> str:
    label = node.item.label
    return f"point_{point_name(node.count, label.text if label else '', language)}"


def cell_atoms(cell: GridCell, language: Language) -> Atoms:
    """Return the text of a cell with its glyphs."""
    return passage_text(cell.lines, language.joining.spaces)


def whole_style(atoms: Atoms) -> tuple[Style, ...]:
    """Return the styles that a text has as a whole, and that its block stands for."""
    flags: tuple[tuple[Style, bool], ...] = (("bold", is_bold(atoms)), ("italic", is_italic(atoms)))
    return tuple(style for style, is_set in flags if is_set)


def opening_of(content: Content, language: Language) -> tuple[int, int] | None:
    """Return the range of the distinguished opening words in a paragraph's characters, or None."""
    start, end = 0, 0
    for run in content:
        if isinstance(run, Link) or not isinstance(run, Text):
            break
        distinguished = any(style in language.joining.openings for style in run.style)
        if distinguished:
            end = (end or start) + len(run.text)
        elif end:
            break
        else:
            start += len(run.text)
            spaced = language.joining.spaces and run.text.strip("".join(QUOTES) + " \u00a0")
            if start > OPENING_WITHIN or spaced:
                return None
    return (start, end) if end else None


def _is_section(node: Node) -> bool:
    return node.item.kind == "heading" and node.item.label is not None


def _counts(node: Node) -> bool:
    return node.count is not None and node.count.kind == "number"
