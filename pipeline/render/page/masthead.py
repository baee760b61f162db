"""The masthead as HTML: publisher and symbol, organ and issue, session and agenda."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from pipeline.languages.loader import Language, languages
from pipeline.model.resolution import Masthead, Resolution
from pipeline.model.walk import masthead_lines
from pipeline.render.page.inline import drawn, other_direction

_CLASSES = {
    "organ": "council",
    "session": "session",
    "session_dates": "agenda-item",
    "committee": "session",
    "agenda_item": "agenda-item",
    "agenda_title": "agenda-title",
}


def masthead(resolution: Resolution, language: Language) -> Element:
    """Return the masthead of the first page: each printed line a paragraph, in reading order."""
    head = resolution.masthead
    holder = Element("header", {"class": "masthead", "id": "masthead"})
    top = SubElement(holder, "div", {"class": "top"})
    _line(top, "publisher", head.publisher, language)
    _symbol(top, head.symbol_text or resolution.symbol)
    middle = SubElement(holder, "div", {"class": "middle"})
    _line(middle, "organ", head.parent_organ or head.organ, language)
    issue = SubElement(middle, "div", {"class": "issue"})
    for text in issue_lines(head):
        _line(issue, "issue-line", text, language)
    bottom = SubElement(holder, "div", {"class": "bottom"})
    for name, text in masthead_lines(head):
        _line(bottom, _CLASSES[name], text, language)
    return holder


def issue_lines(head: Masthead) -> Iterator[str]:
    """Yield the lines of the right-hand column: distribution, date, language, original language."""
    yield from (text for text in (head.distribution, head.issued_text, head.language_text, head.original_text) if text)


def foreign(text: str, language: Language) -> str | None:
    """Return the tag of the language of a masthead line, where the paper prints it in another one than its own."""
    letters = [character for character in text if character.isalpha()]
    if language.script == "Latn" or not letters or not all(letter.isascii() for letter in letters):
        return None
    known = languages()
    return next((tag for tag in language.dates.masthead if tag in known and known[tag].script == "Latn"), None)


def _line(parent: Element, name: str, text: str | None, language: Language) -> None:
    if not text:
        return
    line = SubElement(parent, "p", {"class": name})
    line.text = drawn(text)
    tag = foreign(text, language)
    if tag is not None:
        line.attrib.update({"lang": tag, **other_direction(tag, language)})


def _symbol(parent: Element, symbol: str) -> None:
    """Append the symbol, its series letter in large type as the organs print it."""
    series, slash, rest = symbol.partition("/")
    line = SubElement(parent, "p", {"class": "symbol", "dir": "ltr"})
    SubElement(line, "span", {"class": "series"}).text = series
    SubElement(line, "span", {"class": "number"}).text = slash + rest
