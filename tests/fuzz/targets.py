"""What is fuzzed: each parser of ours that meets bytes or text of strangers, with the errors that it declares."""

import contextlib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import ValidationError

from pipeline.errors import Stop
from pipeline.extract.fonts import FONT_ERRORS, _open, _true_type, by_name
from pipeline.extract.policy import is_balanced
from pipeline.extract.replacement import spread
from pipeline.languages.loader import further_languages, languages
from pipeline.languages.matching import find_date, is_formula
from pipeline.model.address import may_be_followed
from pipeline.model.outcome import Report
from pipeline.model.resolution import Resolution
from pipeline.model.symbol import parse
from pipeline.normalise.labels import counts_of, roman
from pipeline.organs.loader import organ_of
from pipeline.render.akn.read import read as read_xml
from pipeline.render.akn.tree import UnreadableError as UnreadableXml
from pipeline.render.docx.check import check as check_docx
from pipeline.render.html.check import check as check_html
from pipeline.render.pdf.check import check as check_pdf
from pipeline.settings import Settings
from pipeline.worker.judge import converted
from pipeline.worker.order import OUTPUTS, RECORD, Ended
from tests.fuzz.papers import contents, mappings, papers, trees
from tests.samples import english


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def symbols(data: bytes) -> None:
    """A symbol of a document, its organ, its number."""
    text = _text(data)
    symbol = parse(text)
    if symbol is not None and parse(str(symbol)) != symbol:
        raise AssertionError(f"{symbol} is read otherwise again")
    organ = organ_of(text)
    if organ is not None:
        organ.number(text)


def words(data: bytes) -> None:
    """Dates, labels, numbers and formulas, in every language."""
    text = _text(data)
    roman(text)
    for language in languages().values():
        find_date(language, text)
        counts_of(text, language)
        is_formula(language, text)
        language.ordinal(text)


def characters(data: bytes) -> None:
    """Addresses, what steers text, names of glyphs, replacement text."""
    text = _text(data)
    may_be_followed(text)
    is_balanced(text)
    by_name(text)
    half = text[: len(text) // 2]
    spread(list(half), [letter == "x" for letter in half], text)


def language_files(data: bytes) -> None:
    """A further language, as a user gives it."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "xx.toml").write_bytes(data)
        try:
            with further_languages(Path(folder)):
                languages()
        except Stop:
            pass


def models(data: bytes) -> None:
    """A resolution as JSON."""
    with contextlib.suppress(ValidationError):
        Resolution.model_validate_json(data)


def records(data: bytes) -> None:
    """The record that a worker left."""
    with TemporaryDirectory() as spool:
        (Path(spool) / OUTPUTS).mkdir()
        (Path(spool) / RECORD).write_bytes(data)
        try:
            Report.model_validate_json(data)
            converted(Path(spool), Ended(status=0, peak=0, seconds=0.0), Settings())
        except (ValidationError, Stop):
            pass


def xml(data: bytes) -> None:
    """A document of Akoma Ntoso."""
    with contextlib.suppress(UnreadableXml):
        read_xml(data)


def fonts(data: bytes) -> None:
    """An embedded font program."""
    try:
        outlines, _ = _true_type(_open(data))
        for glyph in range(4):
            outlines.says(glyph)
            outlines.inks(glyph)
            outlines.shape(glyph)
    except FONT_ERRORS:
        pass


def docx(data: bytes) -> None:
    """The check of a DOCX."""
    check_docx(data, english())


def pdf(data: bytes) -> None:
    """The check of a PDF."""
    check_pdf(data, english())


def html(data: bytes) -> None:
    """The check of a page."""
    check_html(data, english())


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (
        *(symbols, words, characters, language_files, models, records, xml, fonts, docx, pdf, html),
        *(contents, mappings, trees, papers),
    )
}
