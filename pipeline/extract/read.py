"""From the private copy to pages: the first reader's glyphs in lines, with tags, links and furniture marked."""

from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from pypdfium2 import PdfiumError

from pipeline.damage import DAMAGE
from pipeline.errors import Stop
from pipeline.extract.annotations import check_annotations
from pipeline.extract.check import check_layer, check_pages
from pipeline.extract.direction import is_right_to_left, mirror_of
from pipeline.extract.furniture import find_symbol, mark_furniture
from pipeline.extract.glyphs import Known, RawPage, read_pages
from pipeline.extract.layer import Layer, mend
from pipeline.extract.layers import layers_off
from pipeline.extract.lines import Direction, group_lines, visual_pieces
from pipeline.extract.policy import lawful
from pipeline.extract.second import read_characters
from pipeline.extract.tags import read_tags
from pipeline.model.finding import Finding
from pipeline.model.outcome import Outcome
from pipeline.model.pages import Page, Pages
from pipeline.settings import Settings

READER_ERRORS = (*DAMAGE, PDFException, PSException, MalformedPDFException, PdfminerException, PdfiumError)


@dataclass(frozen=True)
class Extracted:
    """The pages of a file, and what was found in them."""

    pages: Pages
    findings: tuple[Finding, ...]


def extract(path: Path, settings: Settings) -> Extracted:
    """Return the pages of a PDF file, read twice and compared.

    Args:
        path: the private copy that intake has checked.
        settings: the limits on pages and glyphs.

    Raises:
        Stop: LIMIT over a limit; DAMAGED where a reader cannot read the file; NO_TEXT for a scan; DISAGREE.
    """
    try:
        layer, pages = read(path, settings)
        second = read_characters(path)
    except READER_ERRORS as error:
        raise Stop(Outcome.DAMAGED, f"a reader fails on the file: {type(error).__name__}: {error}"[:300]) from error
    return Extracted(pages, (*check_layer(layer), *check_pages(pages, second, layer.changes)))


def read(path: Path, settings: Settings) -> tuple[Layer, Pages]:
    """Return the pages of a PDF file by the first reader, and what was found in its text layer.

    Args:
        path: the private copy that intake has checked.
        settings: the limits on pages and glyphs.

    Raises:
        Stop: LIMIT over a limit; DAMAGED where the file cannot be read.
    """
    with pikepdf.open(path) as pdf:
        tags = read_tags(pdf)
        producer = str(pdf.docinfo["/Producer"]) if "/Producer" in pdf.docinfo else None
        layer = mend(tuple(read_pages(path, Known(tags.content, layers_off(pdf), tags.italic()), settings)), pdf)
        raw, replaced = lawful(layer.pages)
        layer = replace(layer, pages=raw, findings=(*layer.findings, *replaced, *check_annotations(pdf)))
        counts = len(pdf.pages), len(raw)
    if len(set(counts)) > 1:
        raise Stop(Outcome.DISAGREE, f"one reader sees {counts[0]} pages, the other {counts[1]}")
    direction = _direction(raw)
    pages = [_page(page, direction) for page in raw]
    symbol = find_symbol(pages[0].lines, pages[0].height) if pages else None
    marked = mark_furniture(pages, symbol)
    return layer, Pages(marked, tags.elements, producer, bool(tags.content), symbol)


def _direction(pages: tuple[RawPage, ...]) -> Direction:
    """Return how a document is read, from all its letters and brackets."""
    if not is_right_to_left([glyph.text for page in pages for glyph in page.glyphs]):
        return Direction()
    pieces = [piece for page in pages for line in group_lines(page.glyphs) for piece in visual_pieces(line)]
    return Direction(right_to_left=True, mirror=mirror_of(pieces))


def _page(raw: RawPage, direction: Direction) -> Page:
    return Page(
        number=raw.number,
        width=raw.width,
        height=raw.height,
        lines=group_lines(raw.glyphs, direction, raw.width),
        rules=raw.rules,
        links=raw.links,
        hidden=tuple(glyph for glyph in raw.glyphs if glyph.hidden is not None),
    )
