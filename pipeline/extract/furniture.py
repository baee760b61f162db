"""Mark the lines that are no text of the resolution: running heads, page numbers, job numbers, barcodes, note rules.

Furniture is recognised by what it says and where it stands, whatever the tags claim; a tag `Artifact` alone does not
make text furniture (parts of real papers' text are tagged so). It does where it stands as furniture stands, apart from
all text at the page's foot.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model.layout import JOB_NUMBER, piece_text, segments
from pipeline.model.pages import Glyph, Line, Page
from pipeline.model.symbol import LOOKALIKES
from pipeline.organs.loader import organ_of

# With a date of printing behind it on papers of 2019 and before.
JOB_LINE = re.compile(rf"(?:\d{{6}}\s+)*{JOB_NUMBER}(?:\s+\d{{6}})*")
BARCODE = re.compile(r"\*\d{5,9}\*")
PAGE_NUMBER = re.compile(r"(\d+)\s?/\s?(\d+)")
NOTE_RULE = re.compile(r"_{5,}")
FOOT = 0.86  # parts of the page's height; job numbers stand at 0.90 and lower
LARGER = 1.08  # heads are 8.5 over text of 10, 9 over 10 in Geneva
HEAD = 0.16  # heads of three lines end at 0.11 of the page's height
APART = 1.9  # parts of the size: what stands so far below the text is no line of it


def find_symbol(lines: tuple[Line, ...], height: float) -> str | None:
    """Return the symbol in the masthead of a first page, or None where no known organ's symbol stands there.

    It is read as it looks: letters of another script that look like its own are taken for these.
    """
    for line in lines:
        if line.baseline > height * 0.3:
            return None
        for piece in segments(line):
            text = re.sub(r"\s+", " ", piece_text(piece)).rstrip("*").rstrip().translate(LOOKALIKES)
            if organ_of(text) is not None:
                return text
    return None


def mark_furniture(pages: Sequence[Page], symbol: str | None) -> tuple[Page, ...]:
    """Return the pages, their lines with their kind of furniture; text keeps None.

    Args:
        pages: the pages of a document in order.
        symbol: the document's symbol; running heads are looked for by it, and not at all on the first page, which
            opens with a masthead. Where a page lacks the symbol (A/RES/78/17 draws it off the page), a head is what
            the heads of other pages say.
    """
    marked = [_marked(page, _head_end(page.lines, page.height, symbol) if page.number > 1 else 0) for page in pages]
    said = {_squashed(piece) for page in marked for line in _heads(page) for piece in segments(line)}
    return tuple(
        page if page.number == 1 or _heads(page) else _marked(page, _repeated_end(page, said)) for page in marked
    )


def _marked(page: Page, head: int) -> Page:
    foot = _foot(page)
    lines = (
        replace(line, furniture="running_head" if position < head else _kind(line, page.height, position >= foot))
        for position, line in enumerate(page.lines)
    )
    return replace(page, lines=tuple(lines))


def _foot(page: Page) -> int:
    """Return where the lines begin that are tagged as artifacts down to the page's end, apart from all text above."""
    start = end = len(page.lines)
    while start and page.lines[start - 1].baseline > page.height * FOOT and _is_artifact(page.lines[start - 1]):
        start -= 1
    while start < end and start and not _gap(page.lines[start - 1], page.lines[start]):
        start += 1
    return start


def _is_artifact(line: Line) -> bool:
    return all(glyph.artifact for glyph in line.inked)


def _heads(page: Page) -> list[Line]:
    return [line for line in page.lines if line.furniture == "running_head"]


def _repeated_end(page: Page, said: set[str]) -> int:
    """Return how many lines from the top say what the running heads of other pages say."""
    end = 0
    for line in page.lines:
        if line.baseline > page.height * HEAD or any(_squashed(piece) not in said for piece in segments(line)):
            break
        end += 1
    return end


def _squashed(piece: list[Glyph]) -> str:
    return re.sub(r"\s", "", piece_text(piece))


def _kind(line: Line, height: float, is_foot: bool) -> str | None:
    text = line.text.strip()
    if NOTE_RULE.fullmatch(text):
        return "note_rule"
    if line.baseline < height * FOOT:
        return None
    kinds = [_foot_kind(piece_text(piece), line.page) for piece in segments(line)]
    if not kinds or any(kind is None for kind in kinds):
        return "other" if is_foot else None
    return kinds[0] if len(set(kinds)) == 1 else "page_number"


def _foot_kind(text: str, page: int) -> str | None:
    """Return the kind of furniture that a piece of text at a page's foot is; Geneva prints the page's number alone."""
    if text == str(page):
        return "page_number"
    for kind, pattern in (("job_number", JOB_LINE), ("barcode", BARCODE), ("page_number", PAGE_NUMBER)):
        if pattern.fullmatch(text):
            return kind
    return "job_number" if re.fullmatch(r"\d{6}", text) else None


def _head_end(lines: tuple[Line, ...], height: float, symbol: str | None) -> int:
    """Return how many lines from the top are running head: those down to the first wide gap, the symbol among them."""
    if symbol is None:
        return 0
    end, seen = 0, False
    for position, line in enumerate(lines):
        if line.baseline > height * HEAD:
            break
        if seen and (_gap(lines[position - 1], line) or line.size > LARGER * lines[0].size):
            break
        seen = seen or any(_is_symbol(piece, symbol) for piece in segments(line))
        end = position + 1
    return end if seen else 0


def _gap(above: Line, below: Line) -> bool:
    return below.baseline - above.baseline > APART * max(above.size, 6)


def _is_symbol(piece: list[Glyph], symbol: str) -> bool:
    return _squashed(piece).translate(LOOKALIKES) == re.sub(r"\s", "", symbol)
