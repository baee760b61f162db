"""What is read for each marked content: its glyphs in reading order, or the text that is said to replace them."""

from collections.abc import Iterator

from pipeline.render.pdf.content import Sequence
from pipeline.render.pdf.direction import logical
from pipeline.render.pdf.structure import Element, Words

MODES = {"LrTb": "ltr", "RlTb": "rtl"}


def readings(document: Element, shown: list[Sequence], direction: str) -> dict[tuple[int, int], str]:
    """Return the text of each marked content by (page, MCID); elements may say that they run the other way."""
    glyphs: dict[tuple[int, int], list[str]] = {}
    replaced: dict[tuple[int, int], str] = {}
    for item in shown:
        if item.mcid is not None:
            glyphs.setdefault((item.page, item.mcid), []).extend(item.glyphs)
            if item.actual is not None:
                replaced[item.page, item.mcid] = item.actual
    directions = dict(_directions(document, direction))
    texts = {key: logical(row) if directions.get(key) == "rtl" else "".join(row) for key, row in glyphs.items()}
    return texts | replaced


def _directions(element: Element, direction: str) -> Iterator[tuple[tuple[int, int], str]]:
    own = MODES.get(str(element.attributes.get("WritingMode")), direction)
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _directions(kid, own)
        elif isinstance(kid, Words):
            yield (kid.page, kid.mcid), own
