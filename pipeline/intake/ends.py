"""Where a file begins and ends: whether it is something else besides, two documents, or a document and its update."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from pipeline.damage import DAMAGE
from pipeline.intake.kinds import BEFORE, BEHIND, CHANGED_LATER, NO_END, TWO_BEGINNINGS
from pipeline.model.finding import Finding

BEGINNING = re.compile(rb"%PDF-\d")
AT_A_LINE = re.compile(rb"(?:\A|[\r\n])%PDF-\d\.\d[\r\n]")
END = b"%%EOF"
BLANK = b"\r\n \t\x00"
SHOWN = 24  # bytes


def check_ends(path: Path, pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield what stands before, behind and between; readers begin and end in different places, and see other papers.

    Args:
        path: the private copy.
        pdf: the same file, opened.
    """
    data = path.read_bytes()
    begin = BEGINNING.search(data)
    if begin is not None and begin.start() > 0:
        yield BEFORE.at(found=f"{begin.start()} bytes, {data[:SHOWN]!r}")
    end = data.rfind(END)
    if end < 0:
        yield NO_END.at()
        return
    behind = data[end + len(END) :].strip(BLANK)
    if behind:
        yield BEHIND.at(found=f"{len(behind)} bytes, {behind[:SHOWN]!r}")
    beginnings = len(AT_A_LINE.findall(data))
    if beginnings > 1:
        yield TWO_BEGINNINGS.at(found=beginnings)
    yield from _updates(data, pdf)


def _updates(data: bytes, pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield a finding where an earlier state of the file, up to one of its ends, shows another page."""
    now = _contents(pdf)
    ends = [found.end() for found in re.finditer(re.escape(END), data)][:-1]
    for number, end in enumerate(ends[-MOST:]):
        try:
            with pikepdf.open(io.BytesIO(data[:end]), attempt_recovery=False) as earlier:
                before = _contents(earlier)
        except DAMAGE:  # no state of its own: the first part of a file that is laid out for the web
            continue
        if before != now:
            pages = [page + 1 for page, (one, other) in enumerate(zip(before, now, strict=False)) if one != other]
            counts = f"{len(before)} pages, now {len(now)}" if len(before) != len(now) else ""
            yield CHANGED_LATER.at(
                page=pages[0] if pages else None, found=f"state {number + 1}: pages {pages} {counts}"
            )


MOST = 5  # states of a file that are looked at, the latest


def _contents(pdf: pikepdf.Pdf) -> list[list[bytes]]:
    """Return what each page draws, still compressed."""
    return [_streams(page.obj.get("/Contents")) for page in pdf.pages]


def _streams(contents: pikepdf.Object | None) -> list[bytes]:
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return [part.read_raw_bytes() for part in parts if isinstance(part, pikepdf.Stream)]
