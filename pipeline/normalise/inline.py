"""From atoms to inline content: runs of one style, links, and note marks at their exact character."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.model.address import may_be_followed
from pipeline.model.marker import bare
from pipeline.model.pages import Glyph, LinkArea, Pages
from pipeline.model.resolution import Content, Inline, Link, NoteMark, Style, Text
from pipeline.normalise.atoms import Atom, Atoms


@dataclass(frozen=True)
class Links:
    """The link areas of a document by page."""

    areas: dict[int, tuple[LinkArea, ...]]

    @classmethod
    def of(cls, pages: Pages) -> "Links":
        """Collect the links of pages that may be followed."""
        return cls({page.number: tuple(filter(_may_be_followed, page.links)) for page in pages.pages})

    def target(self, glyph: Glyph) -> str | None:
        """Return the target of the link that a glyph's middle lies in, or None."""
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        for area in self.areas.get(glyph.page, ()):
            left, top, right, bottom = area.box
            if left <= x <= right and top <= y <= bottom:
                return area.href
        return None


def _may_be_followed(area: LinkArea) -> bool:
    return may_be_followed(area.href)


@dataclass(frozen=True)
class Marks:
    """The markers of the document's notes, without brackets, which tell a mark from another raised figure."""

    known: frozenset[str]
    shape: re.Pattern[str]


@dataclass(frozen=True)
class Piece:
    """An atom with what it will be: its style, its link's target, and the marker it belongs to."""

    atom: Atom
    style: tuple[Style, ...]
    href: str | None
    marker: tuple[int, str] | None


def content_of(atoms: Atoms, links: Links, marks: Marks, plain: tuple[Style, ...] = ()) -> Content:
    """Return the inline content of atoms.

    Args:
        atoms: the text.
        links: the document's links.
        marks: the document's note markers.
        plain: styles that the block has as a whole, and that its runs therefore do not carry.
    """
    pieces = _pieces(atoms, links, marks, plain)
    content: list[Inline] = []
    for href, linked in groupby(pieces, key=lambda piece: piece.href):
        runs = _runs(list(linked))
        if href is None:
            content += runs
        else:
            content.append(Link(href=href, content=tuple(runs)))
    return tuple(content)


def _runs(pieces: list[Piece]) -> list[Inline]:
    runs: list[Inline] = []
    for (marker, style), group in groupby(pieces, key=lambda piece: (piece.marker, piece.style)):
        if marker is not None:
            runs.append(NoteMark(marker=marker[1]))
        else:
            runs.append(Text(text="".join(piece.atom.text for piece in group), style=style))
    return runs


def _pieces(atoms: Atoms, links: Links, marks: Marks, plain: tuple[Style, ...]) -> list[Piece]:
    markers = mark_spans(atoms, marks)
    pieces: list[Piece] = []
    for position, atom in enumerate(atoms):
        marker = markers.get(position)
        if atom.glyph is None or atom.blank:
            last = pieces[-1] if pieces else None
            style: tuple[Style, ...] = last.style if last and last.marker is None else ()
            href = links.target(atom.glyph) if atom.glyph is not None else (last.href if last else None)
            pieces.append(Piece(atom, style, href, marker))
        else:
            href = None if marker else links.target(atom.glyph)
            pieces.append(Piece(atom, () if marker else _style(atom, atom.glyph, plain), href, marker))
    return _settle_blanks(_with_whole_numbers(pieces))


def _with_whole_numbers(pieces: list[Piece]) -> list[Piece]:
    """Let a link that covers a part of a number cover all of it; producers draw its area a little beside its text."""
    whole: list[Piece] = []
    for is_number, group in groupby(pieces, key=_is_of_number):
        run = list(group)
        targets = {piece.href for piece in run} - {None}
        whole += [replace(piece, href=next(iter(targets))) for piece in run] if is_number and len(targets) == 1 else run
    return whole


def _is_of_number(piece: Piece) -> bool:
    return piece.marker is None and not piece.atom.raised and piece.atom.text.isdigit()


def _settle_blanks(pieces: list[Piece]) -> list[Piece]:
    """Let a blank belong to a link or a style only between two characters of it."""
    settled = list(pieces)
    for position in range(1, len(pieces) - 1):
        piece, before, after = pieces[position], settled[position - 1], pieces[position + 1]
        if piece.atom.blank and piece.marker is None:
            href = before.href if before.href == after.href else None
            style = (
                before.style
                if before.style == after.style or after.marker
                else tuple(item for item in before.style if item in after.style)
            )
            settled[position] = Piece(piece.atom, style, href, None)
    return settled


def _style(atom: Atom, glyph: Glyph, plain: tuple[Style, ...]) -> tuple[Style, ...]:
    flags: tuple[tuple[Style, bool], ...] = (
        ("italic", glyph.italic),
        ("bold", glyph.bold),
        ("superscript", atom.raised),
        ("subscript", atom.lowered),
    )
    return tuple(name for name, is_set in flags if is_set and name not in plain)


def mark_spans(atoms: Sequence[Atom], marks: Marks) -> dict[int, tuple[int, str]]:
    """Return (start, marker) for the position of each atom that belongs to a note mark.

    A mark is a run of raised atoms that says the marker of a note of this document, alone or in a list of markers
    set apart by commas.
    """
    spans: dict[int, tuple[int, str]] = {}
    for start, end in _raised_runs(atoms):
        run = atoms[start:end]
        text = "".join(atom.text for atom in run)
        offsets = [position for position, atom in enumerate(run, start) for _ in atom.text]
        for match in marks.shape.finditer(text):
            marker = match["mark"]
            if bare(marker) in marks.known and _alone(text, match):
                for position in offsets[match.start() : match.end()]:
                    spans[position] = (offsets[match.start()], marker)
    return spans


def _alone(text: str, match: re.Match[str]) -> bool:
    around = text[: match.start()][-1:] + text[match.end() :][:1]
    return not any(character.isalnum() for character in around)


def _raised_runs(atoms: Sequence[Atom]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for position, atom in enumerate(atoms):
        if atom.raised and start is None:
            start = position
        elif start is not None and not atom.raised:
            runs.append((start, position))
            start = None
    if start is not None:
        runs.append((start, len(atoms)))
    return runs
