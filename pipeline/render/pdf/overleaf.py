"""Notes that fell on the page after their mark: which block has to begin the next page, so that they come back.

The typesetter puts a note off to make room for the second line of a paragraph at the foot of a page. That paragraph can
begin overleaf instead.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from pipeline.render.pdf.spaces import is_block

PAGES_TO_SPEND = 60
BREAK = "break-before: page"
MARK = "__mark_1"


def passes(pages: int) -> int:
    """Return how often a document may be laid out again: time is bounded, and one stray note is no fault."""
    return min(8, PAGES_TO_SPEND // max(pages, 1))


@dataclass
class Mender:
    """Mends one layout after the other: the note it works on, the block it moved for it, the notes it gave up."""

    html: Element
    note: str | None = None
    moved: Element | None = None
    given_up: set[str] = field(default_factory=set)

    def mend(self, lines: Iterable[tuple[Element, int]], anchors: Mapping[str, int]) -> bool:
        """Change the page for the first note that stands overleaf; return whether it must be laid out again.

        `lines` are the elements of the lines of text with their pages, in reading order; `anchors` the pages of our
        ids. A block that was moved in vain is moved back, and its note left where it is.
        """
        astray = _astray(anchors)
        if self.note in astray and self.note is not None and self.moved is not None:
            self.given_up.add(self.note)
            del self.moved.attrib["style"]
            self.note = self.moved = None
            return True
        for self.note in (note for note in astray if note not in self.given_up):
            self.moved = _last_to_begin(self.html, lines, anchors[self.note + MARK])
            if self.moved is not None and not self.moved.get("style"):
                self.moved.set("style", BREAK)
                return True
        return False


def _astray(anchors: Mapping[str, int]) -> list[str]:
    """Return the notes on another page than their first mark, by the page of that mark."""
    notes = [name.removesuffix(MARK) for name in anchors if name.endswith(MARK)]
    astray = [note for note in notes if anchors.get(note, -1) not in (-1, anchors[note + MARK])]
    return sorted(astray, key=lambda note: anchors[note + MARK])


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
    """Return the block that a break can stand before: a paragraph, a heading, a row; a note counts as its text."""
    found = element
    while element.tag not in ("main", "li", "section", "table"):
        if is_block(element) or element.tag == "tr":
            found = element
        element = parents[element]
    return found
