"""PDF through two readers of text that have nothing in common: poppler's pdftotext, and pdfium."""

import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2

from tools.validate import expected
from tools.validate.documents import Document
from tools.validate.pdf_structure import words
from tools.validate.results import Failure, Figure, Verdict

LEAST = 0.97
_SHOWN = 5


def judge_poppler(documents: Sequence[Document]) -> Verdict:
    """Return how many words of the model pdftotext finds."""
    return _judge("pdftotext", documents, _poppler)


def judge_pdfium(documents: Sequence[Document]) -> Verdict:
    """Return how many words of the model pdfium finds."""
    return _judge("pdfium", documents, _pdfium)


def _judge(name: str, documents: Sequence[Document], read: Callable[[Path], str]) -> Verdict:
    """Count words by language, each language held to the same share."""
    figures: dict[str, Figure] = {}
    failures: list[Failure] = []
    for document in documents:
        figure, missing = found_words(expected.printed(document.model), read(document.file("pdf")))
        language = document.model.language
        figures[language] = figures.get(language, Figure(0, 0, LEAST)) + figure
        if not figure.passed:
            failures.append(Failure(document.name, "words", " ".join(missing[:_SHOWN])))
    return Verdict(name, len(documents), tuple(failures), dict(sorted(figures.items())), figures_decide=True)


def found_words(wanted: str, text: str) -> tuple[Figure, list[str]]:
    """Return how many words of a text are found in another, each as often as it is wanted, and those that are not."""
    needed = Counter(words(_plain(wanted)))
    missing = needed - Counter(words(_plain(text)))
    return Figure(needed.total() - missing.total(), needed.total(), LEAST), list(missing.elements())


def _plain(text: str) -> str:
    """Return a text without controls, letters of compatibility as what they stand for."""
    return expected.visible(unicodedata.normalize("NFKC", text))


def _poppler(file: Path) -> str:
    result = subprocess.run(["pdftotext", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True)
    return result.stdout.decode("utf-8", "replace")


def _pdfium(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)
