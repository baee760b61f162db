"""Read blocks back from the hierarchy of the main body and from the boxes of the preamble."""

from collections.abc import Iterable, Iterator

from pipeline.model.inline import Source
from pipeline.model.resolution import Block, Cell, Formula, Heading, Paragraph, Row, Table
from pipeline.render.akn.elements import Node
from pipeline.render.akn.names import OWN, local
from pipeline.render.akn.read_inline import InlineReader
from pipeline.render.akn.tree import elements, only, text_only, unexpected

_PARAGRAPHS = frozenset({"paragraph", "point", "wrapUp", "container", "item", "blockContainer"})


class BlockReader:
    """Reads blocks in reading order."""

    def __init__(self, inlines: InlineReader, places: dict[str, Source]) -> None:
        self._inlines = inlines
        self._places = places

    def blocks(self, nodes: Iterable[Node]) -> tuple[Block, ...]:
        """Return the blocks that some elements are, those in sections, lists and containers among them."""
        return tuple(block for node in nodes for block in self._read(node))

    def _read(self, node: Node) -> Iterator[Block]:
        name = local(node.tag)
        if name in _PARAGRAPHS:
            yield self._paragraph(node)
        elif name == "section":
            yield from self._section(node)
        elif name == "blockList":
            yield from self.blocks(elements(node))
        elif name == "hcontainer":
            inner = only(only(node, "content"), "table", "p")
            yield from self.blocks([inner] if local(inner.tag) == "table" else elements(only(inner)))
        elif name == "block" and node.get("name") == "heading":
            yield self._flat_heading(node)
        elif name == "formula":
            content = self._inlines.content(only(node, "p"))
            yield Formula(id=node.attrib["eId"], content=content, source=self._source(node))
        elif name == "table":
            yield self._table(node)
        else:
            raise unexpected(node, "no block that is known")

    def _section(self, node: Node) -> Iterator[Block]:
        label, rest = _labelled(node)
        yield Heading(
            id=node.attrib["eId"],
            level=_level(node),
            label=label,
            content=self._inlines.content(rest[0]),
            source=self._source(node),
        )
        yield from self.blocks(rest[1:])

    def _flat_heading(self, node: Node) -> Heading:
        children = list(node)
        label, text = None, node.text
        if children and not text and children[0].get("name") == "num":
            number = children.pop(0)
            label, text = text_only(number), number.tail
        return Heading(
            id=node.attrib["eId"],
            level=_level(node),
            label=label,
            content=self._inlines.pieces(text, children),
            source=self._source(node),
        )

    def _paragraph(self, node: Node) -> Paragraph:
        """Read a paragraph: its own text is the first line in it, a second line holds a draft."""
        label, rest = _labelled(node)
        if local(rest[0].tag) in ("content", "intro"):
            rest = [*elements(rest[0]), *rest[1:]]
        text, children = rest[0], rest[1:]
        if local(text.tag) != "p":
            raise unexpected(node, "a paragraph without its text")
        if children and local(children[0].tag) == "p":
            children = [*elements(only(children[0], "embeddedStructure")), *children[1:]]
        opening = text.get(f"{OWN}opening")
        start, end = opening.split() if opening is not None else (0, 0)
        return Paragraph(
            id=node.attrib["eId"],
            label=label,
            opening=None if opening is None else (int(start), int(end)),
            content=self._inlines.content(text),
            children=self.blocks(children),
            source=self._source(node),
        )

    def _table(self, node: Node) -> Table:
        lines = elements(node)
        caption = lines.pop(0) if lines and local(lines[0].tag) == "caption" else None
        return Table(
            id=node.attrib["eId"],
            caption=() if caption is None else self._inlines.content(caption),
            rows=tuple(
                Row(cells=tuple(self._cell(cell) for cell in elements(line) if cell.get("class") != "none"))
                for line in lines
                if line.get("class") != "none"
            ),
            source=self._source(node),
        )

    def _cell(self, node: Node) -> Cell:
        return Cell(
            header=local(node.tag) == "th",
            colspan=int(node.get("colspan", "1")),
            rowspan=int(node.get("rowspan", "1")),
            content=self._inlines.content(only(node, "p")) if elements(node) else (),
        )

    def _source(self, node: Node) -> Source:
        return self._places.get(node.attrib["eId"], ())


def _labelled(node: Node) -> tuple[str | None, list[Node]]:
    """Return an element's label and what stands behind it, which is not nothing."""
    children = elements(node)
    label = text_only(children.pop(0)) if children and local(children[0].tag) == "num" else None
    if not children:
        raise unexpected(node, "nothing in it")
    return label, children


def _level(node: Node) -> int:
    return int(node.get("class", "").removeprefix("level_"))
