"""Check what was read: two independent readers must see the same characters, and every glyph must be one."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from pipeline.errors import Stop
from pipeline.extract.kinds import HIDDEN, NO_TEXT_PAGE, READERS_DISAGREE, UNKNOWN_GLYPH
from pipeline.model.finding import Finding
from pipeline.model.outcome import Outcome
from pipeline.model.pages import Glyph, Page, Pages, box_of

UNMAPPED = re.compile(r"\(cid:\d+\)|\ufffd")


def check_pages(pages: Pages, second: list[Counter[str]]) -> tuple[Finding, ...]:
    """Return what was found in pages that were read twice.

    Args:
        pages: the first reader's.
        second: the inked characters of each page, by the second reader.

    Raises:
        Stop: NO_TEXT where no page has text; DISAGREE where the readers see another number of pages.
    """
    if len(second) != len(pages.pages):
        raise Stop(Outcome.DISAGREE, f"one reader sees {len(pages.pages)} pages, the other {len(second)}")
    if not any(page.lines for page in pages.pages):
        raise Stop(Outcome.NO_TEXT, f"none of {len(pages.pages)} pages has text")
    return tuple(
        finding
        for page, characters in zip(pages.pages, second, strict=True)
        for finding in _page_findings(page, characters)
    )


def _page_findings(page: Page, characters: Counter[str]) -> Iterator[Finding]:
    glyphs = [glyph for line in page.lines for glyph in line.inked]
    if not glyphs:
        yield NO_TEXT_PAGE.at(page=page.number)
    unmapped = [glyph for glyph in glyphs if UNMAPPED.search(glyph.text)]
    if unmapped:
        yield UNKNOWN_GLYPH.at(page=page.number, box=box_of(unmapped), found=f"{len(unmapped)} glyphs")
    hidden = [glyph for glyph in page.hidden if not glyph.blank]
    if hidden:
        yield HIDDEN.at(page=page.number, found=f"{hidden[0].hidden}: {''.join(glyph.text for glyph in hidden)}")
    difference = compare(glyphs, hidden, characters)
    if difference:
        yield READERS_DISAGREE.at(page=page.number, expected=difference[0], found=difference[1])


def compare(glyphs: list[Glyph], hidden: list[Glyph], characters: Counter[str]) -> tuple[str, str] | None:
    """Return what only the first and only the second reader sees, or None where they agree.

    Characters are compared in compatibility form, since readers write ligatures and presentation forms each in
    their own way. What is hidden may or may not be seen by the second reader.
    """
    first = _compatible("".join(glyph.text for glyph in glyphs))
    other = _compatible("".join(characters.elements()))
    missing = first - other
    extra = other - first - _compatible("".join(glyph.text for glyph in hidden))
    if not missing and not extra:
        return None
    return _shown(missing), _shown(extra)


def _compatible(text: str) -> Counter[str]:
    return Counter(character for character in unicodedata.normalize("NFKC", text) if not character.isspace())


def _shown(characters: Counter[str]) -> str:
    return "".join(sorted(characters.elements()))[:80]
