"""PDF through its structure tree, read by poppler: every text of the model, verbatim and in order."""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.validate import expected
from tools.validate.comparing import difference
from tools.validate.documents import Document
from tools.validate.expected import MARK, squeeze
from tools.validate.results import Failure, Figure, Verdict

LEAST = 0.999
_ELEMENT = re.compile(r"( *)(\w+)(?: <.*>)?(?: \((?:block|inline)\))?:?$")
_TEXT = re.compile(r'( *)"(.*)"$')
_ASIDE = {"Reference", "Note"}


@dataclass
class Told:
    """What a structure tree tells: the text of the body in order, and that of each note, without marks, squeezed."""

    body: str
    notes: list[str]


def judge(documents: Sequence[Document]) -> Verdict:
    """Return how many words of the model stand verbatim in the tree's text; poppler reverses right-to-left text."""
    total, failures = Figure(0, 0, LEAST), []
    forwards = [document for document in documents if not reads_leftwards(document)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        listings = pool.map(lambda document: _ask(document.file("pdf")), forwards)
        for document, listing in zip(forwards, listings, strict=True):
            found, failed = against_model(document, parse(listing))
            total += found
            failures += [Failure(document.name, "text", message) for message in failed]
    return Verdict("poppler, structure tree", len(forwards), tuple(failures), {"words": total}, figures_decide=True)


def reads_leftwards(document: Document) -> bool:
    """Return whether a document's language is written from right to left."""
    return expected.direction(document.model) == "rtl"


def _ask(file: Path) -> str:
    result = subprocess.run(["pdfinfo", "-struct-text", str(file)], capture_output=True, check=True)
    return result.stdout.decode("utf-8", "replace")


def parse(listing: str) -> Told:
    """Return what poppler's listing of a tree tells."""
    path: list[tuple[int, str]] = []
    body: list[str] = []
    notes: list[str] = []
    for line in listing.splitlines():
        text, element = _TEXT.fullmatch(line), _ELEMENT.fullmatch(line)
        if text:
            roles = [role for depth, role in path if depth < len(text[1])]
            if "Note" in roles:
                notes[-1] += "" if "Lbl" in roles[roles.index("Note") :] else text[2]
            elif not _ASIDE & set(roles):
                body.append(text[2])
        elif element:
            depth = len(element[1])
            path = [step for step in path if step[0] < depth] + [(depth, element[2])]
            notes += [""] * (element[2] == "Note")
    return Told(squeeze("".join(body)), [squeeze(note) for note in notes])


def against_model(document: Document, told: Told) -> tuple[Figure, list[str]]:
    """Return the words found of those of the model, and what is missing."""
    model = document.model
    at, found, of, missing = 0, 0, 0, []
    markers = sorted(map(squeeze, expected.markers(model)), key=len, reverse=True)
    mark = f"(?:{'|'.join(map(re.escape, markers))})??" if markers else ""
    for text in [line.text for line in expected.body(model)]:
        match = re.compile(mark.join(map(re.escape, text.split(MARK)))).search(told.body, at)
        count = len(list(words(text)))
        of += count
        if match:
            at, found = match.end(), found + count
        else:
            missing.append(difference(text, told.body[at:]))
    for text in expected.notes(model):
        count = len(list(words(text)))
        of += count
        if text in told.notes:
            found += count
        else:
            missing.append(f"note «{text[:60]}»")
    return Figure(found, of), missing


def words(text: str) -> Iterator[str]:
    """Yield the words of a text: letters together, digits together, and each Chinese character by itself."""
    yield from re.findall(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+|\d+", text)
