"""Spaces at the ends of lines: layout drops them, and readers would join two words; they are put back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome

BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "caption"})
NOTES = frozenset({"footnote", "note"})


@dataclass(frozen=True)
class Line:
    """A stretch of text as it was laid out: its element, its text, and how to draw more characters after it.

    `show` draws a stretch of spaces where it stands, None where the spaces are drawn with the word before.
    """

    element: Element
    text: str
    lengthen: Callable[[str], None]
    show: Callable[[], None] | None = None


def is_block(element: Element) -> bool:
    """Return whether an element holds a text of its own: a paragraph, a heading, a cell, a note."""
    return element.tag in BLOCKS or element.get("class") in NOTES


def flow(block: Element) -> str:
    """Return the text of a block, blocks inside it left out."""
    parts = [block.text or ""]
    for child in block:
        if not is_block(child):
            parts.append(flow(child))
        parts.append(child.tail or "")
    return "".join(parts)


def restore(html: Element, lines: Iterable[Line]) -> None:
    """Append to each line the spaces that layout dropped after it.

    Stops (`Outcome.OUTPUT`) where the lines of a block are not its text, character by character.
    """
    parents = {child: parent for parent in html.iter() for child in parent}
    blocks: dict[Element, list[Line]] = {}
    for line in lines:
        blocks.setdefault(_block(line.element, parents), []).append(line)
    for block in html.iter():
        if is_block(block):
            _restore(flow(block), blocks.get(block, []))


def _block(element: Element, parents: dict[Element, Element]) -> Element:
    while not is_block(element):
        element = parents[element]
    return element


def _restore(text: str, lines: list[Line]) -> None:
    place = 0
    previous: Line | None = None
    for line in lines:
        visible = line.text.strip()
        if not visible:
            if line.text and line.show is not None and text[place : place + 1].isspace():
                line.show()
                place, previous = _skip_spaces(text, place), None
            continue
        start = _skip_spaces(text, place)
        lead = len(line.text) - len(line.text.lstrip())
        if not text.startswith(visible, start) or start - lead < place:
            raise Stop(Outcome.OUTPUT, f"layout changed the text {text[place : place + 80]!r} to {line.text!r}")
        if previous is not None and start - lead > place:
            previous.lengthen(text[place : start - lead])
        place = start + len(line.text.lstrip())
        previous = line
    rest = text[place:]
    if rest.strip():
        raise Stop(Outcome.OUTPUT, f"layout lost the text {rest[:80]!r}")
    if previous is not None and rest:
        previous.lengthen(rest)


def _skip_spaces(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place
