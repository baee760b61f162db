"""Lines of right-to-left text begun where they belong.

WeasyPrint indents every first line from the left, and leaves room at the right for the space after a line's last word.

Knows WeasyPrint's boxes: it belongs to `engine`.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.document import Page
from weasyprint.formatting_structure import boxes

ALIGNED = frozenset({"start", "justify"})


def mirror(document: Any) -> None:
    """Let the lines of right-to-left blocks begin at their right edge or their indent; links move with their text."""
    for page in document.pages:
        for block, line in _lines(page._page_box):
            if line.style["direction"] == "rtl" and line.style["text_align_all"] in ALIGNED:
                begin = max(child.position_x + child.margin_width() for child in line.children)
                line.translate(block.content_box_x() + block.width - line.text_indent - begin, 0)
    document.pages[:] = [Page(page._page_box) for page in document.pages]


def _lines(box: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the lines that have anything on them, each with the block around it."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox) and child.children:
            yield box, child
        if isinstance(child, boxes.Box):
            yield from _lines(child)
