"""From the private copy to pages: the first reader's glyphs in lines, with tags, links and furniture marked."""

from dataclasses import replace
from pathlib import Path

import pikepdf

from pipeline.extract.furniture import find_symbol, mark_furniture
from pipeline.extract.glyphs import RawPage, read_pages
from pipeline.extract.lines import group_lines
from pipeline.extract.tags import read_tags
from pipeline.model.pages import Page, Pages
from pipeline.settings import Settings


def extract(path: Path, settings: Settings) -> Pages:
    """Return the pages of a PDF file.

    Args:
        path: the private copy that intake has checked.
        settings: the limits on pages and glyphs.

    Raises:
        Stop: LIMIT over a limit; DAMAGED where the file cannot be read.
    """
    with pikepdf.open(path) as pdf:
        tags = read_tags(pdf)
        producer = str(pdf.docinfo["/Producer"]) if "/Producer" in pdf.docinfo else None
    pages = [_page(raw) for raw in read_pages(path, tags.content, settings)]
    symbol = find_symbol(pages[0].lines, pages[0].height) if pages else None
    marked = [
        replace(page, lines=mark_furniture(page.lines, page.height, symbol if page.number > 1 else None))
        for page in pages
    ]
    return Pages(tuple(marked), tags.elements, producer, bool(tags.content), symbol)


def _page(raw: RawPage) -> Page:
    return Page(
        number=raw.number,
        width=raw.width,
        height=raw.height,
        lines=group_lines(raw.glyphs),
        rules=raw.rules,
        links=raw.links,
        hidden=tuple(glyph for glyph in raw.glyphs if glyph.hidden is not None),
    )
