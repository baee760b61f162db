"""Notes that fell on the page after their mark: which block has to begin the next page, so that they come back.

The typesetter puts a note off to make room for the second line of a paragraph at the foot of a page. That paragraph can
begin overleaf instead.
"""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from pipeline.render.pdf.spaces import is_block

PAGES_TO_SPEND = 60
BREAK = "break-before: page"


def passes(pages: int) -> int:
    """Return how often a document may be laid out again: time is bounded, and one stray note is no fault."""
    return min(8, PAGES_TO_SPEND // max(pages, 1))


def push(html: Element, lines: Iterable[tuple[Element, int]], anchors: Mapping[str, int]) -> bool:
    """Make a block begin a page for the first note that stands overleaf; return whether there was one to mend.

    `lines` are the elements of the lines of text with their pages, in reading order; `anchors` the pages of our ids.
    """
    page = _first_page_put_off(anchors)
    if page is None:
        return False
    block = _last_to_begin(html, lines, page)
    if block is None or block.get("style"):
        return False
    block.set("style", BREAK)
    return True


def _first_page_put_off(anchors: Mapping[str, int]) -> int | None:
    pages = [
        page
        for name, page in anchors.items()
        if name.endswith("__mark_1") and anchors.get(name.removesuffix("__mark_1"), page) != page
    ]
    return min(pages, default=None)


def _last_to_begin(html: Element, lines: Iterable[tuple[Element, int]], page: int) -> Element | None:
    """Return the last block that begins on a page, not at its top, with the headings that it must not leave behind."""
    parents = {child: parent for parent in html.iter() for child in parent}
    begins: dict[Element, int] = {}
    present: set[Element] = set()
    for element, number in lines:
        block = _outermost(element, parents)
        begins.setdefault(block, number)
        if number == page:
            present.add(block)
    blocks = [block for block, number in begins.items() if number == page]
    while len(blocks) > 1 and blocks[-2].tag.startswith("h"):
        blocks.pop()
    carried = len(present) > len(blocks) or any(begins[block] < page for block in present)
    return blocks[-1] if blocks and (len(blocks) > 1 or carried) else None


def _outermost(element: Element, parents: Mapping[Element, Element]) -> Element:
    """Return the block that a break can stand before: paragraph, heading, whole table; a note counts as its text."""
    found = element
    while element.tag != "main":
        if is_block(element) or element.tag == "table":
            found = element
        element = parents[element]
        if element.tag in ("li", "section"):
            break
    return found
