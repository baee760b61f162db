"""Check the private copy for damage before anything reads text from it: qpdf's view, and every Flate stream."""

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from pipeline.damage import DAMAGE
from pipeline.errors import Stop
from pipeline.intake.ends import check_ends
from pipeline.intake.flate import sealed
from pipeline.intake.kinds import FOR_THE_WEB, SYNTAX
from pipeline.intake.streams import MOST, check_streams
from pipeline.intake.updates import check_updates
from pipeline.model.finding import Finding
from pipeline.model.outcome import Outcome
from pipeline.settings import Settings

LONGEST_NAME = 200  # characters


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
    data = path.read_bytes()
    whole = sealed(data, settings)
    try:
        with pikepdf.open(path) as pdf:
            if pdf.is_encrypted:
                raise Stop(Outcome.ENCRYPTED, "the file is encrypted")
            pages = len(pdf.pages)
            if pages == 0:
                raise Stop(Outcome.DAMAGED, "the file has no pages")
            if pages > settings.max_pages:
                raise Stop(Outcome.LIMIT, f"{pages} pages, more than max_pages = {settings.max_pages}")
            findings = (  # the streams first: qpdf decodes them all, without a limit
                *check_streams(pdf, whole, settings),
                *_syntax(pdf),
                *check_ends(data),
                *check_updates(data, pdf),
            )
            return Facts(pages, _producer(pdf)), findings
    except pikepdf.PasswordError as error:
        raise Stop(Outcome.ENCRYPTED, "the file is encrypted and opens with a password only") from error
    except DAMAGE as error:
        raise Stop(Outcome.DAMAGED, f"the file cannot be read as PDF: {_sentence(error)}") from error


def _producer(pdf: pikepdf.Pdf) -> str | None:
    """Return the name of the program that made the file, as far as it can be read; None where it is no text."""
    name = pdf.docinfo.get("/Producer")
    if not isinstance(name, pikepdf.String):
        return None
    return "".join(character for character in str(name) if unicodedata.category(character)[0] != "C")[:LONGEST_NAME]


def _sentence(error: Exception) -> str:
    return str(error).rsplit(": ", 1)[-1][:200]


def _syntax(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield what qpdf finds; what only concerns the order of a file that is laid out for the web is told apart."""
    opening, layout = _warnings_of_order(pdf) if pdf.is_linearized else ([], [])
    told = [*opening, *(problem.removeprefix("WARNING: ") for problem in pdf.check_pdf_syntax())]
    damage = [problem for problem in told if problem not in layout]
    if layout:
        yield FOR_THE_WEB.at(found=_of_file(layout[0]))
    for problem in damage[:MOST]:
        yield SYNTAX.at(found=_of_file(problem))


def _warnings_of_order(pdf: pikepdf.Pdf) -> tuple[list[str], list[str]]:
    """Return the warnings that came up when the file was opened, and those on the order of its parts."""
    opening = pdf.get_warnings()
    pdf.check_linearization(io.StringIO())
    return opening, pdf.get_warnings()


def _of_file(problem: str) -> str:
    """Return what is wrong without the place of our copy."""
    return problem.split("source.pdf", 1)[-1].lstrip(" ():")
