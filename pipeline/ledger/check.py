"""Count the visible glyphs of the source against the text of each output, read anew by a parser that did not write it.

Stages compare each with the one before; the ledger compares the first with the last, and shares no code with them. It
counts characters and knows no order: that is what the checks of the formats compare.
"""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.ledger.kinds import INVENTED, LOST
from pipeline.model.finding import Finding
from pipeline.model.pages import Fate, Pages
from pipeline.model.sides import SIDELESS

BRACKET = "("  # of either side, and of either width
WHOLE = frozenset({"json"})


@dataclass(frozen=True)
class Printed:
    """What the source shows, as characters: its text, and what only JSON keeps; `glyphs` are those of the text."""

    text: Counter[str]
    furniture: Counter[str]
    glyphs: int
    furniture_glyphs: int
    marks: int


def printed(pages: Pages, fates: Mapping[int, Fate]) -> Printed:
    """Return what the pages show, by what became of each glyph; `fates` are those of inked glyphs by index."""
    by_fate: dict[Fate, list[str]] = {fate: [] for fate in Fate}
    for glyph in pages.glyphs():
        if glyph.index in fates:
            by_fate[fates[glyph.index]].append(glyph.text)
    text = [*by_fate[Fate.BODY], *by_fate[Fate.NOTE], *by_fate[Fate.MASTHEAD]]
    marks, furniture = by_fate[Fate.MARK], by_fate[Fate.FURNITURE]
    return Printed(
        text=characters("".join(text)) + _without_brackets(characters("".join(marks))),
        furniture=characters("".join(furniture)),
        glyphs=len(text) + len(marks),
        furniture_glyphs=len(furniture),
        marks=len(marks),
    )


def characters(text: str) -> Counter[str]:
    """Return the characters of a text that leave ink, in compatibility form and without their side."""
    counts = Counter(unicodedata.normalize("NFKD", text).translate(SIDELESS))
    return Counter({character: count for character, count in counts.items() if _leaves_ink(character)})


def _leaves_ink(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) != "Cf"


def _without_brackets(marks: Counter[str]) -> Counter[str]:
    """Leave out the brackets of marks: whether they are printed is a habit of the language, in source and output."""
    return Counter({character: count for character, count in marks.items() if character != BRACKET})


@dataclass(frozen=True)
class Counted:
    """How many glyphs of the source an output shows, and what is wrong with that."""

    found: int
    findings: tuple[Finding, ...]


def count(printed: Printed, name: str, text: str) -> Counted:
    """Return how many glyphs of the source an output shows; a finding where it shows fewer, or anything besides.

    Args:
        printed: what the source shows.
        name: the format; one of `WHOLE` keeps the furniture of the source, as running heads, too.
        text: what the output shows.
    """
    whole = name in WHOLE
    wanted = printed.text + printed.furniture if whole else printed.text
    found = characters(text)
    lost, invented = wanted - found, found - wanted
    invented -= Counter({BRACKET: min(invented[BRACKET], 2 * printed.marks)})
    findings = (
        *([LOST.at(block=name, expected=_shown(lost))] if lost else []),
        *([INVENTED.at(block=name, found=_shown(invented))] if invented else []),
    )
    return Counted(printed.glyphs + whole * printed.furniture_glyphs - lost.total(), findings)


def _shown(characters: Counter[str]) -> str:
    return "".join(sorted(characters.elements()))[:80]
