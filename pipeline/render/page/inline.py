"""Inline content as HTML: runs, their language and direction, links, note marks. No character is added or dropped."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import assert_never
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from pipeline.languages.loader import Language, languages
from pipeline.model.address import host_in_ascii, may_be_followed
from pipeline.model.citations import Citation, note_id
from pipeline.model.resolution import Content, Link, NoteMark, Style, Text
from pipeline.model.walk import marks, plain_text

STYLES: dict[Style, str] = {
    "italic": "em",
    "bold": "strong",
    "superscript": "sup",
    "subscript": "sub",
    "underline": "u",
}
SOFT_HYPHEN = "\u00ad"
WHITE = str.maketrans(dict.fromkeys("\t\n\v\f\r\x85\u2028\u2029", " "))
STRONG = ("L", "R", "AL")
LONGEST_NUMBER = 40  # characters
URI_CHARACTERS = "!#$%&'()*+,-./:;=?@[]_~"


@dataclass(frozen=True)
class Context:
    """What content needs to know: the document's language, the citations to come, the levels of headings by id."""

    language: Language
    citations: Iterator[Citation]
    levels: Mapping[str, int] = field(default_factory=dict)


def uncited(content: Content, language: Language) -> Context:
    """Return the context of content whose marks lead to no note, as inside a note."""
    return Context(language, (Citation(marker, None) for _, marker in marks(content)))


@dataclass(frozen=True)
class Piece:
    """A stretch of one appearance: a run, or (with `mark`) a note mark, with the link around it.

    `opening` says that it belongs to the distinguished opening words. No line ends between pieces that are `tied`.
    """

    text: str
    style: tuple[Style, ...] = ()
    lang: str | None = None
    href: str | None = None
    mark: bool = False
    opening: bool = False
    tied: bool = False


def drawn(text: str) -> str:
    """Return text as it is set: control white space is a space."""
    return text.translate(WHITE)


def target(href: str) -> str | None:
    """Return the URI to which a link may lead, in ASCII (ISO 32000-1, 12.6.4.7); None unless http, https or mailto."""
    if not may_be_followed(href):
        return None
    return quote(host_in_ascii(href), safe=URI_CHARACTERS)


def append_text(parent: Element, text: str) -> None:
    """Append text after whatever an element already holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def fill(parent: Element, content: Content, context: Context, opening: tuple[int, int] | None = None) -> None:
    """Append inline content to an element, with its opening words, links, languages and note marks."""
    pieces = _tied(_opened(list(_pieces(content)), opening), context.language)
    kept = _kept_spaces(pieces)
    offset = 0
    for group in _groups(pieces, context.language):
        holder = SubElement(parent, "span", {"dir": "ltr"}) if group.isolated else parent
        for tied, row in groupby(group.pieces, key=lambda piece: piece.tied):
            knot = SubElement(holder, "span", {"class": "tied"}) if tied else holder
            for link in _links(tuple(row)):
                inner = _link(knot, link, context.language)
                for piece in link:
                    if piece.mark:
                        _mark(inner, context)
                        continue
                    _run(inner, piece, offset, kept, context.language)
                    offset += len(piece.text)


def _tied(pieces: Iterable[Piece], language: Language) -> list[Piece]:
    """Return the pieces, each mark tied to the character before it where a line might end between them.

    It might behind a stop, and behind any character where words are not set apart by spaces. Letters stay together,
    since those that are written joined are drawn so only in one piece.
    """
    tied: list[Piece] = []
    for piece in pieces:
        last = tied[-1] if tied else None
        if piece.mark and last is not None and last.mark:
            tied.append(replace(piece, tied=last.tied))
        elif piece.mark and last is not None and last.href is None and _may_end_line(last.text[-1:], language):
            start = replace(last, text=last.text[:-1])
            tied[-1:] = [*([start] if start.text else []), replace(last, text=last.text[-1], tied=True)]
            tied.append(replace(piece, tied=True))
        else:
            tied.append(piece)
    return tied


def _may_end_line(character: str, language: Language) -> bool:
    return not character.isspace() and not (character.isalnum() and language.joining.spaces)


def _pieces(content: Content, href: str | None = None) -> Iterator[Piece]:
    for item in content:
        match item:
            case Text():
                yield Piece(drawn(item.text), item.style, item.lang, href)
            case Link():
                yield from _pieces(item.content, target(item.href) or href)
            case NoteMark():
                yield Piece(item.marker, mark=True)
            case _:
                assert_never(item)


def _opened(pieces: list[Piece], opening: tuple[int, int] | None) -> Iterator[Piece]:
    if opening is None:
        yield from pieces
        return
    start, end = opening
    for place, piece in _cut(list(_placed(pieces)), [opening]):
        inside = not piece.mark and start <= place < place + len(piece.text) <= end
        yield replace(piece, opening=inside)


def _kept_spaces(pieces: list[Piece]) -> frozenset[int]:
    """Return the places of the spaces that HTML would collapse: at either end, and after another space.

    A soft hyphen is nothing here, since paper leaves it out.
    """
    text = "".join(piece.text for piece in pieces if not piece.mark)
    seen = [(i, c) for i, c in enumerate(text) if c != SOFT_HYPHEN]
    after = zip(seen, [" ", *(c for _, c in seen)], strict=False)
    kept = {i for (i, c), before in after if c == before == " "}
    return frozenset(kept | {i for i, c in seen[-1:] if c == " "})


@dataclass(frozen=True)
class Group:
    """Pieces in a row; `isolated` where they are a left-to-right phrase inside right-to-left text."""

    pieces: tuple[Piece, ...]
    isolated: bool = False


def _groups(pieces: list[Piece], language: Language) -> Iterator[Group]:
    """Yield the pieces, left-to-right phrases apart where the document runs from right to left.

    Boxes side by side are ordered by the paragraph's direction, so that a phrase or a number that italics or a link cut
    would come out in the wrong order: it needs one box around it.
    """
    if language.direction == "ltr":
        yield Group(tuple(pieces))
        return
    placed = list(_placed(pieces))
    text = "".join(piece.text for piece in pieces if not piece.mark)
    numbers = list(_numbers(text))
    cut = {phrase for phrase in (*_phrases(text), *numbers) if _is_cut(phrase, placed)}
    phrases = sorted(cut | _without_context(numbers, placed))
    for phrase, row in groupby(_cut(placed, phrases), key=lambda item: _around(item[0], item[1], phrases)):
        yield Group(tuple(piece for _, piece in row), isolated=phrase is not None)


def _placed(pieces: list[Piece]) -> Iterator[tuple[int, Piece]]:
    """Yield each piece with its place in the text of the paragraph; a mark has no length there."""
    offset = 0
    for piece in pieces:
        yield offset, piece
        offset += 0 if piece.mark else len(piece.text)


def _phrases(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of left-to-right phrases, neutral characters at their ends left out (Unicode UAX #9)."""
    begin: int | None = None
    end = 0
    for place, character in enumerate(text):
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            begin = place if begin is None else begin
            end = place + 1
        elif direction == "EN" and begin is not None:
            end = place + 1
        elif direction in ("R", "AL", "AN") and begin is not None:
            yield begin, end
            begin = None
    if begin is not None:
        yield begin, end


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of numbers outside of left-to-right phrases: behind an Arabic letter a dash or a sign joins none
    (Unicode UAX #9, W2 and W4).
    """
    strong, place = "R", 0
    while place < len(text):
        kind = unicodedata.bidirectional(text[place])
        if kind in ("EN", "AN") and strong != "L":
            end = _number_end(text, place, ("CS",) if strong == "AL" else ("CS", "ES"))
            yield place, end
            place = end
        else:
            strong = kind if kind in STRONG else strong
            place += 1


def _number_end(text: str, start: int, joining: tuple[str, ...]) -> int:
    kinds = [unicodedata.bidirectional(character) for character in text[start : start + LONGEST_NUMBER]]
    end = 1
    while end < len(kinds):
        if kinds[end] in ("EN", "AN"):
            end += 1
        elif kinds[end] in joining and kinds[end + 1 : end + 2] in (["EN"], ["AN"]):
            end += 2
        else:
            break
    return start + end


def _without_context(numbers: list[tuple[int, int]], placed: list[tuple[int, Piece]]) -> set[tuple[int, int]]:
    """Return the numbers that only the letters before their piece keep apart: a box is set without them."""
    apart: set[tuple[int, int]] = set()
    for place, piece in placed:
        inside = {number for number in numbers if place <= number[0] and number[1] <= place + len(piece.text)}
        alone = {(place + start, place + end) for start, end in _numbers(piece.text)}
        apart |= set() if piece.mark else inside - alone
    return apart


def _is_cut(phrase: tuple[int, int], placed: list[tuple[int, Piece]]) -> bool:
    return any(phrase[0] < place < phrase[1] for place, _ in placed)


def _cut(placed: list[tuple[int, Piece]], phrases: list[tuple[int, int]]) -> Iterator[tuple[int, Piece]]:
    edges = sorted({edge for phrase in phrases for edge in phrase})
    for place, piece in placed:
        if piece.mark:
            yield place, piece
            continue
        inside = [edge - place for edge in edges if place < edge < place + len(piece.text)]
        for start, end in pairwise([0, *inside, len(piece.text)]):
            yield place + start, replace(piece, text=piece.text[start:end])


def _around(place: int, piece: Piece, phrases: list[tuple[int, int]]) -> tuple[int, int] | None:
    first = 1 if piece.mark else 0
    return next((phrase for phrase in phrases if phrase[0] + first <= place < phrase[1]), None)


def _links(pieces: tuple[Piece, ...]) -> Iterator[list[Piece]]:
    """Yield pieces by the link around them; a note mark inside a link is a link of its own, so it cuts it in two."""
    row: list[Piece] = []
    for piece in pieces:
        if row and (row[-1].href, row[-1].mark) != (piece.href, piece.mark):
            yield row
            row = []
        row.append(piece)
    if row:
        yield row


def _link(parent: Element, pieces: list[Piece], language: Language) -> Element:
    href = pieces[0].href
    text = "".join(piece.text for piece in pieces).replace(SOFT_HYPHEN, "").strip()
    if href is None or not text or pieces[0].mark:
        return parent
    title = language.output.link.format(text=text, target=href)
    return SubElement(parent, "a", {"href": href, "class": "external", "title": title})


def _mark(parent: Element, context: Context) -> None:
    citation = next(context.citations)
    holder = SubElement(parent, "sup", {"class": "mark"})
    if citation.note is None:
        holder.text = citation.marker
        return
    described = context.language.output.note.format(marker=citation.marker)
    link = SubElement(holder, "a", {"id": citation.identifier, "href": f"#{note_id(citation.note)}"})
    link.attrib.update({"role": "doc-noteref", "title": described})
    link.text = citation.marker


def _run(parent: Element, piece: Piece, offset: int, kept: frozenset[int], language: Language) -> None:
    inner = parent
    if piece.lang and piece.lang != language.tag:
        inner = SubElement(inner, "span", {"lang": piece.lang, **other_direction(piece.lang, language)})
    names = [STYLES[style] for style in piece.style]
    if piece.opening:
        inner = SubElement(inner, names.pop(0) if names else "span", {"class": "opening"})
    for name in names:
        inner = SubElement(inner, name)
    for part in re.finditer(" +|[^ ]+", piece.text):
        plain = "".join(c for i, c in enumerate(part[0], offset + part.start()) if i not in kept)
        append_text(inner, plain)
        if len(plain) < len(part[0]):
            SubElement(inner, "span", {"class": "kept"}).text = " " * (len(part[0]) - len(plain))


def other_direction(tag: str, language: Language) -> dict[str, str]:
    """Return the attribute of text in another language than the document's, where that one runs the other way."""
    known = languages()
    other = known.get(tag) or known.get(tag.partition("-")[0])
    direction = other.direction if other else "ltr"
    return {} if direction == language.direction else {"dir": direction}


def words(content: Content) -> str:
    """Return the text of inline content as it is set, without note marks, trimmed: for titles and running heads."""
    return drawn(plain_text(content)).replace(SOFT_HYPHEN, "").strip()
