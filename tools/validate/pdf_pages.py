"""What qpdf's library sees of a PDF's pages: notes on the page of their mark, and glyphs that no font has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from tools.validate.documents import Document
from tools.validate.results import Failure, Figure, Verdict

LEAST_TOGETHER = 0.99
_SHOWS = {"Tj", "TJ", "'", '"'}
_WIDE = "/Identity-H"


@dataclass
class Notes:
    """The pages of marks, by the identifier that they lead to, and of notes, by their identifier."""

    marks: dict[str, int] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)


def judge_notes(documents: Sequence[Document]) -> Verdict:
    """Return how many notes begin on the page of the first mark that leads to them."""
    together, failures = Figure(0, 0, LEAST_TOGETHER), []
    for document in documents:
        with pikepdf.open(document.file("pdf")) as pdf:
            places = note_pages(pdf)
        apart = [name for name, page in places.notes.items() if places.marks.get(name, page) != page]
        together += Figure(len(places.notes) - len(apart), len(places.notes))
        failures += [
            Failure(
                document.name, "note on another page", f"{name}: mark {places.marks[name]}, note {places.notes[name]}"
            )
            for name in apart
        ]
    return Verdict("pikepdf, notes by their marks", len(documents), tuple(failures), {"notes": together}, True)


def note_pages(pdf: pikepdf.Pdf) -> Notes:
    """Return the pages, from 1, on which marks and notes stand, by the structure tree."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    found = Notes()
    for element in _elements(pdf.Root.StructTreeRoot):
        if element.S not in {"/Reference", "/Note"}:
            continue
        page = next((pages[page.objgen] for page in _pages(element, None)), 0)
        if element.S == "/Note":
            found.notes[str(element.get("/ID", ""))] = page
            continue
        for target in _targets(element):
            found.marks.setdefault(target, page)
    return found


def _kids(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    yield from kids if isinstance(kids, pikepdf.Array) else [kids]


def _elements(element: Any) -> Iterator[Any]:
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _pages(element: Any, inherited: Any) -> Iterator[Any]:
    """Yield the page of each piece of content of an element, in order."""
    here = element.get("/Pg", inherited)
    for kid in _kids(element):
        if not isinstance(kid, pikepdf.Dictionary):
            yield here
        elif "/MCID" in kid:
            yield kid.get("/Pg", here)
        elif "/S" in kid:
            yield from _pages(kid, here)


def _targets(element: Any) -> Iterator[str]:
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary):
            if "/Obj" in kid and "/Dest" in kid.Obj:
                yield str(kid.Obj.Dest)
            elif "/S" in kid:
                yield from _targets(kid)


def judge_glyphs(documents: Sequence[Document]) -> Verdict:
    """Return the documents that show glyph 0, the box for what a font does not have, and how many glyphs there are."""
    shown, failures = Figure(0, 0), []
    for document in documents:
        with pikepdf.open(document.file("pdf")) as pdf:
            counts = [count_glyphs(page) for page in pdf.pages]
        glyphs, absent = (sum(column) for column in zip(*counts, strict=True))
        shown += Figure(glyphs - absent, glyphs)
        failures += [Failure(document.name, ".notdef", f"{absent} glyphs")] if absent else []
    return Verdict("pikepdf, glyphs that are there", len(documents), tuple(failures), {"glyphs": shown})


def count_glyphs(page: Any) -> tuple[int, int]:
    """Return how many glyphs a page shows in composite fonts, and how many of them are glyph 0."""
    fonts = page.get("/Resources", {}).get("/Font", {})
    wide, glyphs, absent = False, 0, 0
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        if str(operator) == "Tf":
            wide = fonts[str(operands[0])].get("/Encoding") == _WIDE
        elif str(operator) in _SHOWS and wide:
            for text in operands[0] if isinstance(operands[0], pikepdf.Array) else operands[-1:]:
                if isinstance(text, pikepdf.String):
                    codes = [bytes(text)[at : at + 2] for at in range(0, len(bytes(text)), 2)]
                    glyphs, absent = glyphs + len(codes), absent + codes.count(b"\0\0")
    return glyphs, absent
