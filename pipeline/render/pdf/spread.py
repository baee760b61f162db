"""Lines of Han text made flush: the room left at a line's end is shared between its characters.

WeasyPrint justifies between words only, which leaves Chinese ragged, or tears holes where a line has one Latin word.
Knows WeasyPrint's boxes: it belongs to `engine`.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.document import Page
from weasyprint.formatting_structure import boxes

JUSTIFIED = frozenset({"formula", "paragraph", "point", "wrap"})
WIDEST = 0.12  # of the type size; a line that would need more stays ragged


def spread(document: Any) -> None:
    """Make the lines of paragraphs flush in a document that is laid out ragged; links move with their text."""
    for page in document.pages:
        for block, line in _lines(page._page_box):
            _spread_line(line, block.content_box_x() + block.width)
    document.pages[:] = [Page(page._page_box) for page in document.pages]


def _lines(box: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the blocks and lines that are to be flush: those of paragraphs, but for the last of each."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            name = (child.element.get("class") or "").partition(" ")[0]
            if name in JUSTIFIED and getattr(child, "resume_at", None) is not None:
                yield box, child
        elif isinstance(child, boxes.Box) and child.element is not None:
            yield from _lines(child)


def _spread_line(line: Any, edge: float) -> None:
    texts = list(_texts(line))
    count = sum(len(text.text) for text in texts) - 1
    if count < 1:
        return
    room = edge - texts[-1].position_x - texts[-1].width
    if 0 < room / count < WIDEST * line.style["font_size"]:
        _widen(line, 0, room / count)


def _texts(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)


def _widen(box: Any, offset: float, spacing: float) -> float:
    """Move the content of an inline box by an offset and widen its characters; return how much wider it became."""
    added = 0.0
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            child.style = child.style.copy()
            child.style["letter_spacing"] = spacing
            child.position_x += offset + added
            child.width += spacing * len(child.text)
            added += spacing * len(child.text)
        elif isinstance(child, boxes.InlineBox):
            child.position_x += offset + added
            more = _widen(child, offset + added, spacing)
            child.width += more
            added += more
        else:
            child.translate(offset + added, 0)
    return added
