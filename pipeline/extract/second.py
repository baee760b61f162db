"""Read the same file a second time with pdfium, independently of pdfplumber."""

from collections import Counter
from pathlib import Path

import pypdfium2

from pipeline.extract.letters import letters

# pdfium marks a hyphen at a line's end with one of these instead (measured on UN papers, pdfium 7000 and later).
LINE_END_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})


def read_characters(path: Path) -> list[Counter[str]]:
    """Return the multiset of inked characters of each page, as pdfium sees them."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [_page_characters(pdf[number]) for number in range(len(pdf))]
    finally:
        pdf.close()


def _page_characters(page: pypdfium2.PdfPage) -> Counter[str]:
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range().translate(LINE_END_HYPHENS)
    finally:
        text_page.close()
        page.close()
    return inked(letters(text))


def inked(text: str) -> Counter[str]:
    """Return the multiset of the characters of a text that leave ink."""
    return Counter(character for character in text if not character.isspace())
