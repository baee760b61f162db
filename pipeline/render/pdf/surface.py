"""The surface of the pages: all text marked, artifacts only where they belong, everything visible to the eye."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.languages.loader import Language
from pipeline.model.finding import Finding
from pipeline.model.resolution import Block, Paragraph, Resolution, Table
from pipeline.model.sides import SIDELESS
from pipeline.model.walk import plain_text
from pipeline.render.page.inline import words
from pipeline.render.page.units import Unit, comparable
from pipeline.render.pdf import kinds
from pipeline.render.pdf.content import UNKNOWN, Sequence
from pipeline.render.pdf.direction import logical
from pipeline.render.pdf.shown import LINE_END_HYPHENS
from pipeline.render.pdf.structure import Element, Words


def marking_findings(shown: list[Sequence], document: Element) -> Iterator[Finding]:
    """Yield text that is not in the tree, or not once, or that cannot be seen or read (ISO 14289-1, 7.1)."""
    held = Counter((leaf.page, leaf.mcid) for leaf in document.leaves() if isinstance(leaf, Words))
    drawn = {(item.page, item.mcid) for item in shown if item.mcid is not None}
    for item in shown:
        page, text = item.page + 1, item.text
        if item.mcid is None and item.artifact is None and text.strip():
            yield kinds.UNMARKED.at(page=page, found=text)
        if item.hidden:
            yield kinds.VISIBLE.at(page=page, found=f"invisible text {text!r}")
        if UNKNOWN in text or item.glyph_zero:
            yield kinds.GLYPH.at(page=page, found=text)
    for key in sorted(drawn | set(held)):
        if key not in drawn or held[key] != 1:
            found = f"sequence {key[1]}: drawn {key in drawn}, {held[key]} times in the tree"
            yield kinds.UNMARKED.at(page=key[0] + 1, found=found)


def artifact_findings(
    shown: list[Sequence], resolution: Resolution, language: Language, pages: int
) -> Iterator[Finding]:
    """Yield artifacts that are neither running heads and feet nor the heads of tables that go on (ISO 14289-1, 7.8)."""
    furniture = [resolution.symbol, words(resolution.title), language.output.unofficial]
    furniture += [resolution.masthead.job_number or "", *_table_heads(resolution)]
    allowed = [_plain(text) for text in furniture]
    for item in shown:
        text = _plain(item.text)
        if item.artifact is None or not text or text == f"{item.page + 1}/{pages}":
            continue
        if not any(text in other or _plain(logical(list(item.glyphs))) in other for other in allowed):
            yield kinds.ARTIFACT.at(page=item.page + 1, found=text)


def running_findings(
    shown: list[Sequence], resolution: Resolution, language: Language, pages: int
) -> Iterator[Finding]:
    """Yield pages that lack what runs on them: the notice on the first, the symbol and the number on the others."""
    for page in range(pages):
        pieces = [_plain(item.text) for item in shown if item.page == page and item.artifact]
        pieces += [_plain(logical(list(item.glyphs))) for item in shown if item.page == page and item.artifact]
        wanted = [f"{page + 1}/{pages}", _plain(resolution.symbol)] if page else [_plain(language.output.unofficial)]
        for missing in [each for each in wanted if each not in pieces]:
            yield kinds.FILE.at(page=page + 1, expected=missing, found="not on the page")


def _plain(text: str) -> str:
    """Return text with single spaces, as margins are set."""
    return " ".join(comparable(text).split())


def _table_heads(resolution: Resolution) -> Iterator[str]:
    blocks = chain(resolution.preamble, resolution.operative)
    blocks = chain(blocks, *(annex.content for annex in resolution.annexes))
    for part in resolution.parts:
        blocks = chain(blocks, part.preamble, part.operative, *(annex.content for annex in part.annexes))
    yield from _heads(blocks)


def _heads(blocks: Iterator[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _heads(iter(block.children))
        elif isinstance(block, Table):
            for row in block.rows:
                yield from (plain_text(cell.content) for cell in row.cells if cell.header)


def visible_findings(data: bytes, units: list[Unit]) -> Iterator[Finding]:
    """Yield the characters of the resolution that pdfium does not see inside the pages, counted."""
    wanted: Counter[str] = Counter()
    for unit in units:
        wanted.update(unit.text + (unit.label or "") + "".join(mark[1] for mark in unit.marks))
    wanted = Counter("".join(wanted.elements()).translate(SIDELESS))
    missing = wanted - Counter(comparable("".join(_seen(data))).translate(SIDELESS))
    del missing[" "]
    if missing:
        found = " ".join(f"{character!r}×{count}" for character, count in sorted(missing.items()))
        yield kinds.VISIBLE.at(expected=f"{wanted.total()} characters", found=f"missing {found}")


def _seen(data: bytes) -> Iterator[str]:
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            for place in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(place)
                if left < width and right > 0 and bottom < height and top > 0:
                    character = chr(pdfium.FPDFText_GetUnicode(text, place))
                    yield character.translate(LINE_END_HYPHENS)
            text.close()
            page.close()
