"""Read inline content back: runs with their styles, links, and notes at their marks."""

from collections.abc import Iterable
from typing import get_args

from pipeline.model.inline import Content, Inline, Link, NoteMark, Source, Style, Text
from pipeline.model.resolution import Note
from pipeline.render.akn.elements import Node
from pipeline.render.akn.names import LANG, OWN, STYLES, local
from pipeline.render.akn.tree import only, text_only, unexpected

_STYLES: dict[str, Style] = {STYLES[style]: style for style in get_args(Style)}


class InlineReader:
    """Reads inline content, and gathers the notes that stand in it by their ids; `cited` are ids in reading order."""

    def __init__(self, places: dict[str, Source]) -> None:
        self._places = places
        self.notes: dict[str, Note] = {}
        self.cited: list[str] = []

    def content(self, node: Node) -> Content:
        """Return everything that an element holds as inline content."""
        return self.pieces(node.text, node)

    def pieces(self, text: str | None, children: Iterable[Node]) -> Content:
        """Return a text and the elements behind it, with the text behind each, as inline content."""
        found: list[Inline] = [Text(text=text)] if text else []
        for child in children:
            found.append(self._item(child))
            if child.tail:
                found.append(Text(text=child.tail))
        return tuple(found)

    def note(self, node: Node) -> None:
        """Keep the note that an element holds."""
        identifier = node.attrib["eId"]
        content = self.content(only(node, "p"))
        source = self._places.get(identifier, ())
        self.notes[identifier] = Note(marker=node.attrib["marker"], content=content, source=source)

    def _item(self, node: Node) -> Inline:
        match local(node.tag) if isinstance(node.tag, str) else None:
            case "authorialNote":
                self.cited.append(node.attrib["eId"])
                self.note(node)
                return NoteMark(marker=node.attrib["marker"])
            case "noteRef":
                self.cited.append(node.attrib["href"].removeprefix("#"))
                return NoteMark(marker=node.attrib["marker"])
            case "inline" if node.get("name") == "noteMark":
                return NoteMark(marker=text_only(node))
            case "ref":
                return Link(href=node.get(f"{OWN}href", node.attrib["href"]), content=self.content(node))
            case "span" | "i" | "b" | "sup" | "sub" | "u":
                return _run(node)
        raise unexpected(node, "no inline content that is known")


def _run(node: Node) -> Text:
    styles: list[Style] = []
    lang = node.get(LANG)
    while True:
        name = local(node.tag)
        if name in _STYLES:
            styles.append(_STYLES[name])
        elif name != "span" or styles:
            raise unexpected(node, "no style that is known")
        if not len(node) or node.text:
            return Text(text=text_only(node), style=tuple(styles), lang=lang)
        node = only(node)
