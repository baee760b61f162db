"""Elements, and text in them. The text is a stranger's: it enters as text alone, and its links are told, not made."""

import re
import unicodedata
from collections.abc import Callable
from typing import assert_never
from xml.etree.ElementTree import Element, SubElement

from pipeline.model.resolution import Content, Link, NoteMark, Style, Text

STYLES: dict[Style, str] = {
    "italic": "em",
    "bold": "strong",
    "superscript": "sup",
    "subscript": "sub",
    "underline": "u",
}
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f]")
NOT_IN_HTML = re.compile("[\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
PICTURES_OF_CONTROLS = 0x2400

Noted = Callable[[str], str | None]


def add(parent: Element, tag: str, attributes: dict[str, str] | None = None, text: str = "") -> Element:
    """Append an element with text in it, and return it."""
    child = SubElement(parent, tag, {name: seen(value) for name, value in (attributes or {}).items()})
    child.text = seen(text) or None
    return child


def told(parent: Element, text: str) -> None:
    """Append a text of unknown language, apart from what is around it, in the direction of most of its letters."""
    letters = [unicodedata.bidirectional(character) for character in text]
    turned = sum(letter in ("R", "AL") for letter in letters) > letters.count("L")
    add(parent, "bdi", {"dir": "rtl" if turned else "ltr"}, text)


def seen(text: str) -> str:
    """Return a text that HTML can hold: control characters as the pictures that Unicode has of them."""
    pictured = CONTROLS.sub(lambda match: chr(PICTURES_OF_CONTROLS + ord(match[0])), text)
    return NOT_IN_HTML.sub("\N{REPLACEMENT CHARACTER}", pictured)


def fill(parent: Element, content: Content, noted: Noted) -> None:
    """Append inline content to an element.

    Args:
        parent: the element.
        content: the content. A link's text is underlined; where it leads is told beside the block.
        noted: gives the fragment of the note that a marker means, or None.
    """
    for item in content:
        match item:
            case Text():
                _run(parent, item)
            case Link():
                fill(add(parent, "span", {"class": "link"}), item.content, noted)
            case NoteMark():
                fragment = noted(item.marker)
                mark = add(parent, "sup", {"class": "mark"})
                holder = add(mark, "a", {"href": f"#{fragment}"}) if fragment else mark
                holder.text = seen(item.marker)
            case _:
                assert_never(item)


def _run(parent: Element, run: Text) -> None:
    holder = add(parent, "span", {"lang": run.lang} if run.lang else None)
    for style in run.style:
        holder = add(holder, STYLES[style])
    holder.text = seen(run.text)
