"""Blocks → paragraphs and tables of the body, each under a bookmark with its id."""

from collections.abc import Iterable
from functools import partial
from typing import assert_never

from pipeline.languages.loader import Language
from pipeline.model.introduction import introduction
from pipeline.model.resolution import (
    Adoption,
    Annex,
    Block,
    Cell,
    Closing,
    Content,
    Heading,
    Paragraph,
    Part,
    Resolution,
    Table,
)
from pipeline.model.walk import plain_text
from pipeline.render.docx.elements import Element, Property, bookmarked, paragraph, prop, qualified, run, text_elements
from pipeline.render.docx.inline import Inlines
from pipeline.render.docx.notes import Notebook
from pipeline.render.docx.styles import MARGIN, SECTION_STYLES, STEP, indent, spacing
from pipeline.render.docx.tables import table_element

_DEEPEST = 6
AFTER_TABLE = 200
CLOSING_DISTANCE = 240


class Body:
    """Collects the body's elements in reading order."""

    def __init__(self, pack: Language, inlines: Inlines, notebook: Notebook) -> None:
        self.elements: list[Element] = []
        self._pack = pack
        self._inlines = inlines
        self._notebook = notebook
        self._unmarked = dict(inlines.anchors)
        self._marked = 0

    def line(
        self, style: str, runs: Iterable[Element], look: tuple[Property, ...] = (), identifier: str | None = None
    ) -> Element:
        """Return a paragraph in a style, under the bookmark of an id where one is given."""
        given = any(item.tag == "w:bidi" for item in look)
        direction = (prop("bidi"),) if self._pack.direction == "rtl" and not given else ()
        return paragraph((prop("pStyle", style), *direction, *look), self._under(identifier, list(runs)))

    def add(
        self, style: str, runs: Iterable[Element], look: tuple[Property, ...] = (), identifier: str | None = None
    ) -> None:
        """Add a paragraph to the body, at a distance where it follows a table."""
        if self._after_table() and not any(item.tag == "w:spacing" for item in look):
            look = (*look, prop("spacing", {"before": AFTER_TABLE}))
        self.elements.append(self.line(style, runs, look, identifier))

    def _under(self, identifier: str | None, runs: list[Element]) -> list[Element]:
        name = self._unmarked.pop(identifier, None) if identifier else None
        if name is None:
            return runs
        self._marked += 1
        return bookmarked(self._marked, name, runs)

    def labelled(self, label: str | None, separator: str, content: Content) -> list[Element]:
        """Return runs of a label as printed, a separator and content; no separator where one of them is missing."""
        runs = self._inlines.plain(label) if label else []
        if label and content:
            runs.append(run((), text_elements(separator)))
        return runs + self._inlines.runs(content)

    def blocks(self, blocks: tuple[Block, ...], above: int = 1, depth: int = 0) -> None:
        """Add blocks; `above` is the outline level that headings stand under, `depth` counts paragraphs around."""
        for block in blocks:
            match block.type:
                case "formula":
                    self.add("SingleTxt", self._inlines.runs(block.content), (level_indent(None, 0),), block.id)
                case "paragraph":
                    self._paragraph(block, above, depth)
                case "heading":
                    self._heading(block, above)
                case "table":
                    self._table(block)
                case _:
                    assert_never(block.type)

    def _paragraph(self, block: Paragraph, above: int, depth: int) -> None:
        runs = self.labelled(block.label, "\t", block.content)
        self.add("SingleTxt", runs, (level_indent(block.label, depth),), block.id)
        self.blocks(block.children, above, depth + 1)

    def _heading(self, block: Heading, above: int) -> None:
        style = SECTION_STYLES[min(above + block.level, max(SECTION_STYLES))]
        look = () if block.label else (indent(MARGIN, MARGIN),)
        self.add(style, self.labelled(block.label, "\t", block.content), look, block.id)

    def _table(self, block: Table) -> None:
        if block.caption:
            self.add("Caption", self._inlines.runs(block.caption), (), block.id)
        elif self._after_table():
            self.elements.append(self.line("TableBreak", []))
        self.elements.append(table_element(block, self._pack.direction == "rtl", partial(self._cell, block.id)))

    def _after_table(self) -> bool:
        return bool(self.elements) and self.elements[-1].tag == qualified("w:tbl")

    def _cell(self, identifier: str, cell: Cell | None, to_right: bool) -> Element:
        if cell is None:
            return self.line("TableBreak", [])
        style = "TableHeading" if cell.header else "TableText"
        look = (prop("jc", "right"),) if to_right and self._pack.direction == "ltr" else ()
        return self.line(style, self._inlines.runs(cell.content), look, identifier)

    def part(self, part: Part) -> None:
        """Add one resolution of a composite."""
        self._notebook.enter_scope()
        self.add("HCh", self.labelled(part.label, "\n", part.title), (), part.id)
        self.adoption_lines(part.adoption, "SingleTxt")
        self.blocks(part.preamble, above=2)
        self.blocks(part.operative, above=2)
        self.closings(part.closing)
        for annex in part.annexes:
            self.annex(annex, above=2)

    def annex(self, annex: Annex, above: int = 1) -> None:
        """Add an annex."""
        self._notebook.enter_scope()
        look = () if above == 1 else (prop("outlineLvl", above),)
        self.add("HCh", self.labelled(annex.label, "\n", annex.title), look, annex.id)
        self.blocks(annex.content, above=above + 1)

    def closings(self, closings: tuple[Closing, ...]) -> None:
        """Add the lines under the text, at the trailing edge as the UN sets them."""
        before = CLOSING_DISTANCE
        for closing in closings:
            vote = plain_text(closing.content).lstrip().startswith("[")
            look = (spacing(CLOSING_DISTANCE if vote else before),)
            self.add("VoteLine" if vote else "ClosingLine", self._inlines.runs(closing.content), look, closing.id)
            before = 0

    def adoption_lines(self, adoption: Adoption, style: str) -> None:
        """Add the adoption line in a style, and the report line, as plain text where it has no inline content."""
        if adoption.statement:
            self.add(style, self._inlines.plain(adoption.statement))
        if adoption.source_content:
            self.add("H4", self._inlines.runs(adoption.source_content))
        elif adoption.source:
            self.add("H4", self._inlines.plain(adoption.source))

    def introduction(self, resolution: Resolution) -> None:
        """Add the line above a draft's title, which names who submits it."""
        if resolution.draft is not None:
            self.add("TitleH2", self._inlines.runs(introduction(resolution)))


def level_indent(label: str | None, depth: int) -> Property:
    """Return the indents of a paragraph: at the first two levels the first line moves in, below them labels hang."""
    depth = min(depth, _DEEPEST)
    if depth <= 1:
        return indent(MARGIN, MARGIN, STEP if label or depth == 0 else 0)
    if label:
        return indent(MARGIN + STEP * (depth + 1), MARGIN, -STEP)
    return indent(MARGIN if depth == 2 else MARGIN + STEP * depth, MARGIN)


def identifiers(blocks: tuple[Block, ...]) -> Iterable[str]:
    """Yield the ids of blocks in reading order."""
    for block in blocks:
        yield block.id
        if block.type == "paragraph":
            yield from identifiers(block.children)
