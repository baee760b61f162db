"""The third reader of DOCX: LibreOffice, as the text document that it makes of the file."""

import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from tools.validate.comparing import LOWERED, RAISED, Reading
from tools.validate.documents import Document, groups
from tools.validate.expected import MARK

AT_ONCE = 50
_SECONDS = 600
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_MARKS = "Footnote_20_Symbol"


def convert(documents: Sequence[Document], suffix: str, folder: Path) -> None:
    """Let LibreOffice open each DOCX and write it in another form into a folder, many files at a time.

    Raises:
        subprocess.CalledProcessError, subprocess.TimeoutExpired: where LibreOffice fails as a whole.
    """
    profile = (folder / "profile").resolve().as_uri()
    options = ["--headless", f"-env:UserInstallation={profile}", "--convert-to", suffix, "--outdir", str(folder)]
    for group in groups(documents, AT_ONCE):
        files = [str(document.file("docx")) for document in group]
        subprocess.run(["soffice", *options, *files], check=True, capture_output=True, timeout=_SECONDS)


def reader(folder: Path) -> Callable[[Document], Reading]:
    """Return what reads a document from the flat text documents in a folder."""

    def read(document: Document) -> Reading:
        file = folder / f"{document.name}.fodt"
        if not file.exists():
            return Reading((), ())
        return reading(etree.parse(str(file), etree.XMLParser(resolve_entities=False, huge_tree=True)))

    return read


def reading(tree: Any) -> Reading:
    """Return what stands in a flat text document."""
    raised = {_MARKS} | {
        style.get(f"{_STYLE}name")
        for style in tree.iter(f"{_STYLE}style")
        if style.get(f"{_STYLE}parent-style-name") == _MARKS
    }
    walk = _Walk(raised)
    for text in tree.iter(f"{_OFFICE}text"):
        walk.blocks(text)
    return Reading(tuple(walk.paragraphs), tuple(walk.notes))


class _Walk:
    """Gathers paragraphs and notes; what is anchored inside a paragraph as a frame comes before it."""

    def __init__(self, raised: set[str]) -> None:
        self.paragraphs: list[str] = []
        self.notes: list[str] = []
        self._raised = raised

    def blocks(self, node: Any) -> None:
        for child in node:
            if child.tag in _PARAGRAPHS:
                self.paragraphs.append("".join(self._pieces(child)))
            else:
                self.blocks(child)

    def _pieces(self, node: Any) -> Iterator[str]:
        yield node.text or ""
        for child in node:
            yield from self._child(child)
            yield child.tail or ""

    def _child(self, child: Any) -> Iterator[str]:
        if child.tag == f"{_TEXT}note":
            inner = _Walk(self._raised)
            inner.blocks(child.find(f"{_TEXT}note-body"))
            self.notes.append("".join(inner.paragraphs))
            yield f"{RAISED}{MARK}{LOWERED}"
        elif child.tag == f"{_TEXT}s":
            yield " " * int(child.get(f"{_TEXT}c", "1"))
        elif child.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            yield "\t"
        elif child.tag in {f"{_TEXT}span", f"{_TEXT}a", f"{_TEXT}note-ref", f"{_TEXT}bookmark-ref"}:
            text = "".join(self._pieces(child))
            yield f"{RAISED}{text}{LOWERED}" if child.get(f"{_TEXT}style-name") in self._raised else text
        else:
            self.blocks(child)
