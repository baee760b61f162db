"""Check the private copy for damage before anything reads text from it: qpdf's view, and every Flate stream."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from pipeline.errors import Stop
from pipeline.intake.kinds import STREAM, SYNTAX
from pipeline.model.finding import Finding
from pipeline.model.outcome import Outcome
from pipeline.settings import Settings

MOST = 20  # findings of one kind; a damaged file may have thousands


@dataclass(frozen=True)
class Facts:
    """What the file says of itself: pages, producer, whether it has a structure tree."""

    pages: int
    producer: str | None


def check_file(path: Path, settings: Settings) -> tuple[Facts, tuple[Finding, ...]]:
    """Return what the file says of itself, and what is damaged in it.

    Args:
        path: the private copy.
        settings: the limits on pages and decoded bytes.

    Raises:
        Stop: ENCRYPTED, DAMAGED beyond reading, or LIMIT.
    """
    try:
        with pikepdf.open(path) as pdf:
            if pdf.is_encrypted:
                raise Stop(Outcome.ENCRYPTED, "the file is encrypted")
            pages = len(pdf.pages)
            if pages == 0:
                raise Stop(Outcome.DAMAGED, "the file has no pages")
            if pages > settings.max_pages:
                raise Stop(Outcome.LIMIT, f"{pages} pages, more than max_pages = {settings.max_pages}")
            findings = (*_syntax(pdf), *_streams(pdf, settings))
            producer = str(pdf.docinfo["/Producer"]) if "/Producer" in pdf.docinfo else None
            return Facts(pages, producer), findings
    except pikepdf.PasswordError as error:
        raise Stop(Outcome.ENCRYPTED, "the file is encrypted and opens with a password only") from error
    except pikepdf.PdfError as error:
        raise Stop(Outcome.DAMAGED, f"the file cannot be read as PDF: {_sentence(error)}") from error


def _sentence(error: Exception) -> str:
    return str(error).rsplit(": ", 1)[-1][:200]


def _syntax(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    for problem in pdf.check_pdf_syntax()[:MOST]:
        yield SYNTAX.at(found=problem.split("source.pdf", 1)[-1].lstrip(" ():"))


def _streams(pdf: pikepdf.Pdf, settings: Settings) -> Iterator[Finding]:
    """Inflate every stream that is compressed by Flate alone, with its checksum."""
    total, count = 0, 0
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Stream) or _filters(item) != ["/FlateDecode"]:
            continue
        sizes, problem = _inflate(item.read_raw_bytes(), settings.max_stream_bytes - total)
        total += sizes
        if total >= settings.max_stream_bytes:
            raise Stop(Outcome.LIMIT, f"streams of more than max_stream_bytes = {settings.max_stream_bytes}")
        if problem is not None and count < MOST:
            count += 1
            yield STREAM.at(found=f"object {item.objgen[0]}: {problem}")


def _filters(stream: pikepdf.Stream) -> list[str]:
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array):
        return [str(name) for name in filters]
    return [] if filters is None else [str(filters)]


def _inflate(data: bytes, limit: int) -> tuple[int, str | None]:
    """Return how many bytes a zlib stream holds, up to a limit, and what is wrong with it."""
    engine = zlib.decompressobj()
    try:
        size = len(engine.decompress(data, max(limit, 1)))
    except zlib.error as error:
        return 0, str(error)
    if not engine.eof and not engine.unconsumed_tail:
        return size, "cut short"
    return size, None
