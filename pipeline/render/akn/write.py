"""Write a resolution as Akoma Ntoso, from the model alone: the same bytes each time."""

from pipeline.model.frontmatter import Masthead
from pipeline.model.resolution import Annex, Block, Part, Resolution
from pipeline.render.akn.blocks import Blocks
from pipeline.render.akn.elements import Node, add, detached, root, serialised
from pipeline.render.akn.frontmatter import conclusions, cover_page, part_preface, preface
from pipeline.render.akn.inline import Inlines
from pipeline.render.akn.metadata import annex_metadata, main_metadata, part_metadata
from pipeline.render.akn.names import IN_LANGUAGE, LANG, STATEMENTS, local

SUFFIX = "xml"


def write(resolution: Resolution) -> bytes:
    """Return a resolution as Akoma Ntoso 3.0 by AKN4UN, in UTF-8."""
    tree = root()
    statement = add(tree, "statement", {"name": STATEMENTS[resolution.kind]})
    _Writer(resolution).statement(statement)
    return serialised(tree)


class _Writer:
    """Writes the documents of one file in reading order, since marks and notes meet in that order.

    Parts are components at the end of the file, after closing lines and annexes that are read later.
    """

    def __init__(self, resolution: Resolution) -> None:
        self._resolution = resolution
        self._inlines = Inlines(resolution)
        self._blocks = Blocks(self._inlines)

    def statement(self, node: Node) -> None:
        """Write the whole resolution into its element."""
        resolution, inlines = self._resolution, self._inlines
        front = [cover_page(resolution.masthead, resolution.adoption, inlines), preface(resolution, inlines)]
        text = [self._preamble(resolution.preamble), self._body(resolution.operative, resolution.parts)]
        components = self._components(resolution.parts)
        end = [conclusions(resolution.closing, resolution.adoption, inlines), self._attachments(resolution.annexes)]
        self._assemble(node, [main_metadata(resolution, inlines), *front, *text, *end, components])

    def _part(self, part: Part) -> Node:
        component = detached("component", {"eId": part.id, LANG: self._resolution.language})
        inlines = self._inlines
        front = [cover_page(Masthead(), part.adoption, inlines, cites=False), part_preface(part, inlines)]
        text = [self._preamble(part.preamble), self._body(part.operative, ())]
        end = [conclusions(part.closing, part.adoption, inlines), self._attachments(part.annexes)]
        metadata = part_metadata(self._resolution, part)
        self._assemble(add(component, "statement", {"name": "resolution"}), [metadata, *front, *text, *end])
        return component

    def _annex(self, annex: Annex) -> Node:
        attachment = detached("attachment", {"eId": annex.id, LANG: self._resolution.language})
        if annex.label is not None:
            add(attachment, "num", text=annex.label)
        if annex.title:
            self._inlines.fill(add(attachment, "heading"), annex.title)
        metadata = annex_metadata(self._resolution, annex)
        self._assemble(add(attachment, "doc", {"name": "annex"}), [metadata, self._body(annex.content, ())])
        return attachment

    def _preamble(self, blocks: tuple[Block, ...]) -> Node | None:
        if not blocks:
            return None
        node = detached("preamble")
        self._blocks.boxes(node, blocks)
        return node

    def _body(self, blocks: tuple[Block, ...], parts: tuple[Part, ...]) -> Node:
        """Return the main body; where it holds neither text nor parts, the schema asks for an empty line."""
        node = detached("mainBody")
        self._blocks.hierarchy(node, blocks)
        for part in parts:
            add(node, "componentRef", {"src": f"#{part.id}", "showAs": part.label})
        if not len(node):
            add(node, "p")
        return node

    def _attachments(self, annexes: tuple[Annex, ...]) -> Node | None:
        return _collected("attachments", [self._annex(annex) for annex in annexes])

    def _components(self, parts: tuple[Part, ...]) -> Node | None:
        return _collected("components", [self._part(part) for part in parts])

    def _assemble(self, document: Node, pieces: list[Node | None]) -> None:
        """Put the pieces of a document into it, in the order of the schema, each with its language."""
        for piece in pieces:
            if piece is not None:
                document.append(piece)
                if local(piece.tag) in IN_LANGUAGE:
                    piece.set(LANG, self._resolution.language)


def _collected(name: str, items: list[Node]) -> Node | None:
    if not items:
        return None
    node = detached(name)
    node.extend(items)
    return node
