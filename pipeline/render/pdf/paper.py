"""The page made ready for paper: notes at their marks, symbols whole, Latin words in Latin type."""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from pipeline.render.page.inline import SOFT_HYPHEN
from pipeline.render.pdf.spaces import is_block

JOINER = "\u200d"
LONE = "\u0621"  # a letter that joins no other
JOIN_NO_FURTHER = frozenset("\u0622\u0623\u0624\u0625\u0627\u0629\u062f\u0630\u0631\u0632\u0648\u0649\u0671")
NOWHERE = "https://link.invalid/"
LONGEST_WHOLE = 40  # characters; a longer link may be cut at the end of a line
LATIN = range(0x0250)


def on_paper(html: Element) -> Element:
    """Return the page with its cited notes moved to their marks; the tree that is given is the one that is changed.

    The targets of links move to `data-href`, so that the engine measures the links but never reads a source's address.
    """
    parents = {child: parent for parent in html.iter() for child in parent}
    notes = {item.get("id"): item for item in html.iter("li") if item.get("class") == "note"}
    for link in list(html.iter("a")):
        if link.get("class") == "external":
            link.set("data-href", link.get("href", ""))
            link.set("href", NOWHERE)
            _keep_whole(link)
        elif link.get("role") == "doc-noteref":
            note = notes.pop(link.get("href", "").removeprefix("#"), None)
            if note is not None:
                parents[note].remove(note)
                _move(note, parents[link], parents[parents[link]])
    _listing(html, parents)
    for emphasis in html.iter("em"):
        _slant(emphasis)
    _without_soft_hyphens(html)
    _join(html)
    return html


def _without_soft_hyphens(html: Element) -> None:
    """Leave out soft hyphens: words are never divided on paper, and some readers would show them."""
    for element in html.iter():
        element.text = element.text and element.text.replace(SOFT_HYPHEN, "")
        element.tail = element.tail and element.tail.replace(SOFT_HYPHEN, "")
        element.attrib.update({name: value.replace(SOFT_HYPHEN, "") for name, value in element.attrib.items()})


def _join(html: Element) -> None:
    """Let letters that are written joined be drawn so where a link or a style begins between them: each element is set
    by itself, and a joiner, which leaves no mark, stands for the letter beyond its edge (Unicode 9.2).
    """
    for block in [element for element in html.iter() if is_block(element)]:
        texts = [(element, name) for element, name in _texts(block) if getattr(element, name)]
        for (left, end), (right, start) in pairwise(texts):
            if _joins(getattr(left, end)[-1], getattr(right, start)[0]):
                setattr(left, end, getattr(left, end) + JOINER)
                setattr(right, start, JOINER + getattr(right, start))


def _texts(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield the texts of a block in reading order, each by its element, and whether it is its text or its tail."""
    yield element, "text"
    for child in element:
        if not is_block(child):
            yield from _texts(child)
        yield child, "tail"


def _joins(first: str, second: str) -> bool:
    return _is_joining(first) and first not in JOIN_NO_FURTHER and _is_joining(second)


def _is_joining(character: str) -> bool:
    return unicodedata.bidirectional(character) == "AL" and character.isalpha() and character != LONE


def _keep_whole(link: Element) -> None:
    """Let a symbol stand on one line (a short link without spaces that is no address), in Latin type."""
    text = "".join(link.itertext())
    short = len(text) <= LONGEST_WHOLE and not any(character.isspace() for character in text) and "://" not in text
    names = ("external", *(("whole",) if short else ()), *(("latin",) if _is_latin(link) else ()))
    link.set("class", " ".join(names))


def _slant(emphasis: Element) -> None:
    """Mark emphasis whose letters are all Latin ones, which have italics in any document."""
    if _is_latin(emphasis):
        emphasis.set("class", "latin")


def _is_latin(element: Element) -> bool:
    letters = [character for text in element.itertext() for character in text if character.isalpha()]
    return bool(letters) and all(ord(character) in LATIN for character in letters)


def _move(note: Element, mark: Element, parent: Element) -> None:
    note.tag = "span"
    note.attrib.update({"class": "footnote", "role": "doc-footnote"})
    note.tail, mark.tail = mark.tail, None
    parent.insert(list(parent).index(mark) + 1, note)


def _listing(html: Element, parents: dict[Element, Element]) -> None:
    """Leave the notes that no mark cites as blocks of their own, or nothing of their list where there is none."""
    for section in [section for section in html.iter("section") if section.get("role") == "doc-endnotes"]:
        listing = section[0]
        if not len(listing):
            parents[section].remove(section)
        for element in [listing, *listing]:
            element.tag = "div"
