"""Check that text stands in the resolution as it runs on the page: each line's piece in one stretch, unturned.

A bag of characters cannot see a word that was moved; together with the bag, pieces leave no room for it.
"""

from collections.abc import Iterator

from pipeline.model.finding import Finding
from pipeline.model.layout import segments
from pipeline.model.pages import Fate, Glyph, Page, Pages, box_of
from pipeline.model.resolution import Resolution
from pipeline.model.walk import document_leaves, plain_text
from pipeline.normalise import kinds

FATES = (Fate.BODY, Fate.NOTE)
SHORT = 1  # characters: so short a part of a cell proves nothing


def check_order(pages: Pages, resolution: Resolution, fates: dict[int, Fate]) -> tuple[Finding, ...]:
    """Return a finding for each piece of a line that the resolution does not hold in one stretch.

    Args:
        pages: the pages that it was made from, whose lines are in logical order.
        resolution: the finished model.
        fates: the fate of each inked glyph by its index.
    """
    body = _squashed((resolution.title_label or "") + "".join(_texts(resolution)))
    notes = _squashed("".join(plain_text(note.content) for note in resolution.notes))
    written = {Fate.BODY: body, Fate.NOTE: notes}
    cells = _table_texts(resolution)
    return tuple(
        kinds.ORDER.at(page=page.number, box=box_of(glyphs), found="".join(glyph.text for glyph in glyphs))
        for page in pages.pages
        for fate, glyphs in _pieces(page, fates)
        if not _holds(written[fate], glyphs, cells)
    )


def _holds(written: str, glyphs: list[Glyph], cells: frozenset[str]) -> bool:
    """Say whether a text holds a piece in one stretch; one that runs over tight columns is held cell by cell."""
    text = _squashed("".join(glyph.text for glyph in glyphs))
    return text in written or _parts_into_cells(text, cells)


def _parts_into_cells(text: str, cells: frozenset[str]) -> bool:
    while text:
        ends = (end for end in range(len(text), SHORT, -1) if any(text[:end] in cell for cell in cells))
        end = next(ends, 0)
        if not end:
            return False
        text = text[end:]
    return True


def _table_texts(resolution: Resolution) -> frozenset[str]:
    return frozenset(_squashed(item.text) for item in document_leaves(resolution) if item.kind == "cell")


def _texts(resolution: Resolution) -> Iterator[str]:
    for item in document_leaves(resolution):
        yield (item.label or "") + item.text


def _pieces(page: Page, fates: dict[int, Fate]) -> Iterator[tuple[Fate, list[Glyph]]]:
    for line in page.lines:
        for piece in segments(line):
            for fate in FATES:
                glyphs = [glyph for glyph in piece if fates.get(glyph.index) is fate]
                if glyphs:
                    yield fate, glyphs


def _squashed(text: str) -> str:
    return "".join(text.split())
