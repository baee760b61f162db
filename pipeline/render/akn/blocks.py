"""Blocks as elements: a hierarchy in the main body, blocks in boxes in the preamble, which may hold no hierarchy."""

from itertools import groupby
from typing import assert_never

from pipeline.model.inline import Content
from pipeline.model.resolution import Block, Formula, Heading, Paragraph, Table
from pipeline.model.walk import plain_text
from pipeline.render.akn.elements import Node, add, add_text_block
from pipeline.render.akn.inline import Inlines
from pipeline.render.akn.names import HOLDS, OWN, local

_POINTED = frozenset({"paragraph", "point"})


class Blocks:
    """Writes blocks in reading order."""

    def __init__(self, inlines: Inlines) -> None:
        self._inlines = inlines

    def hierarchy(self, parent: Node, blocks: tuple[Block, ...]) -> None:
        """Write blocks as a hierarchy: what stands under a heading stands in its section."""
        sections: list[tuple[int, Node]] = []
        for block in blocks:
            if block.type == "heading":
                while sections and sections[-1][0] >= block.level:
                    sections.pop()
            holder = sections[-1][1] if sections else parent
            match block:
                case Heading():
                    sections.append((block.level, self._section(holder, block)))
                case Paragraph():
                    self._paragraph(holder, block)
                case Formula():
                    self._formula(_room(holder, "formula"), block)
                case Table():
                    self._table(_room(holder, "table"), block)
                case _:
                    assert_never(block)

    def boxes(self, parent: Node, blocks: tuple[Block, ...]) -> None:
        """Write blocks one behind the other; labelled paragraphs that follow each other are a list."""
        for labelled, group in groupby(blocks, key=_is_labelled):
            holder = add(parent, "blockList") if labelled else parent
            for block in group:
                match block:
                    case Heading():
                        self._flat_heading(holder, block)
                    case Paragraph():
                        self._box(_new_box(holder, block), block)
                    case Formula():
                        self._formula(holder, block)
                    case Table():
                        self._table(holder, block)
                    case _:
                        assert_never(block)

    def _section(self, parent: Node, heading: Heading) -> Node:
        section = add(parent, "section", {"eId": heading.id, "class": f"level_{heading.level}"})
        _label(section, heading.label)
        self._inlines.fill(add(section, "heading"), heading.content)
        return section

    def _flat_heading(self, parent: Node, heading: Heading) -> None:
        node = add(parent, "block", {"name": "heading", "eId": heading.id, "class": f"level_{heading.level}"})
        if heading.label is not None:
            add(node, "inline", {"name": "num"}, heading.label)
        self._inlines.fill(node, heading.content)

    def _paragraph(self, parent: Node, block: Paragraph) -> None:
        is_point = block.label is not None and local(parent.tag) in _POINTED
        node = add(parent, "point" if is_point else "paragraph", {"eId": block.id})
        _label(node, block.label)
        if not block.children or _is_draft(block.children):
            content = add(node, "content")
            self._text(content, block)
            self._draft(content, block.children)
            return
        self._text(add(node, "intro"), block)
        end = _going_on(block.children)
        self.hierarchy(node, block.children[:-1] if end else block.children)
        if end:
            self._text(add(node, "wrapUp", {"eId": end.id}), end)

    def _box(self, node: Node, block: Paragraph) -> None:
        _label(node, block.label)
        self._text(node, block)
        if _is_draft(block.children):
            self._draft(node, block.children)
        else:
            self.boxes(node, block.children)

    def _text(self, parent: Node, block: Paragraph) -> None:
        opening = None if block.opening is None else "{} {}".format(*block.opening)
        self._inlines.fill(add_text_block(parent, {f"{OWN}opening": opening}), block.content)

    def _draft(self, parent: Node, blocks: tuple[Block, ...]) -> None:
        """Write a draft that a paragraph recommends: a structure of its own inside the text."""
        if blocks:
            self.hierarchy(add(add(parent, "p"), "embeddedStructure"), blocks)

    def _formula(self, parent: Node, formula: Formula) -> None:
        node = add(parent, "formula", {"name": "enactingFormula", "eId": formula.id})
        self._inlines.fill(add_text_block(node), formula.content)

    def _table(self, parent: Node, table: Table) -> None:
        node = add(parent, "table", {"eId": table.id})
        if table.caption:
            self._inlines.fill(add(node, "caption"), table.caption)
        for row in table.rows:
            line = add(node, "tr")
            for cell in row.cells:
                spans = {"colspan": cell.colspan, "rowspan": cell.rowspan}
                attributes = {name: str(span) for name, span in spans.items() if span != 1}
                self._cell(add(line, "th" if cell.header else "td", attributes), cell.content)
            if not row.cells:
                add(line, "td", {"class": "none"})
        if not table.rows:
            add(add(node, "tr", {"class": "none"}), "td")

    def _cell(self, node: Node, content: Content) -> None:
        if content:
            self._inlines.fill(add_text_block(node), content)


def _label(node: Node, label: str | None) -> None:
    if label is not None:
        add(node, "num", text=label)


def _room(holder: Node, name: str) -> Node:
    """Return where a formula or table may stand: the element itself, or a container in it."""
    if local(holder.tag) in HOLDS[name]:
        return holder
    container = add(holder, "hcontainer", {"name": name})
    if name == "formula":
        return add(add(add(container, "content"), "p"), "embeddedStructure")
    return add(container, "content")


def _new_box(parent: Node, block: Paragraph) -> Node:
    match local(parent.tag):
        case "blockList":
            return add(parent, "item", {"eId": block.id})
        case "preamble":
            start, end = block.opening or (0, 0)
            opening = " ".join(plain_text(block.content)[start:end].split())
            return add(parent, "container", {"name": opening or "recital", "eId": block.id})
        case _:
            return add(parent, "blockContainer", {"eId": block.id})


def _is_labelled(block: Block) -> bool:
    return block.type == "paragraph" and block.label is not None


def _is_draft(blocks: tuple[Block, ...]) -> bool:
    return any(block.type == "formula" for block in blocks)


def _going_on(blocks: tuple[Block, ...]) -> Paragraph | None:
    """Return the last of a paragraph's children where it is the paragraph's text going on after its points."""
    *points, last = blocks
    if last.type != "paragraph" or last.label is not None or last.children:
        return None
    return last if points and all(block.type != "heading" for block in points) else None
