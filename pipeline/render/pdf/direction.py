"""Right-to-left text read back: from the order in which glyphs stand on the line to the order in which they are read.

A file shows a line from left to right. Turning it round, with left-to-right phrases and numbers turned back, undoes the
rules of the Unicode bidirectional algorithm (UAX #9) for a paragraph that runs from right to left.
"""

import unicodedata
from collections.abc import Iterator

MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
CLOSING = frozenset(")]}>")
RIGHT = frozenset({"R", "AL"})


def logical(glyphs: list[str]) -> str:
    """Return the text of a line of a right-to-left paragraph from the texts of its glyphs, left to right."""
    items = glyphs[::-1]
    kinds = [_kind(item) for item in items]
    parts: list[str] = []
    place = 0
    for start, end in _runs(items, kinds):
        parts += [MIRRORED.get(item, item) for item in items[place:start]]
        parts += items[start:end][::-1]
        place = end
    parts += [MIRRORED.get(item, item) for item in items[place:]]
    return "".join(parts)


def _kind(item: str) -> str:
    """Return the bidirectional class of a glyph's text; a ligature has that of its first character."""
    return unicodedata.bidirectional(item[0]) if item else "BN"


def _runs(items: list[str], kinds: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of left-to-right phrases and of numbers, in reading order."""
    place = 0
    after_arabic = False
    while place < len(items):
        kind = kinds[place]
        closed = _bracketed_end(items, kinds, place)
        if closed is not None:
            yield place, closed
            place = closed
        elif kind in ("L", "EN", "AN"):
            end = _phrase_end(kinds, place) or _number_end(kinds, place, after_arabic)
            yield place, end
            place = end
        else:
            after_arabic = kind == "AL" or (after_arabic and kind != "R")
            place += 1


def _bracketed_end(items: list[str], kinds: list[str], start: int) -> int | None:
    """Return the end of a phrase that begins, turned round, with the bracket that closes one inside it (rule N0)."""
    opening = MIRRORED.get(items[start], "") if items[start] in CLOSING else ""
    inside = kinds[start + 1 : start + 2] == ["L"] or kinds[start + 1 : start + 2] == ["EN"]
    end = _phrase_end(kinds, start + 1) if opening and inside else None
    phrase = items[start:end] if end is not None else []
    return end if phrase.count(opening) == phrase.count(items[start]) else None


def _phrase_end(kinds: list[str], start: int) -> int | None:
    """Return the end of a phrase that is still turned round: its first letter, the last before right-to-left text.

    A number at the phrase's end belongs to it (rules W7 and N1); one before it looks the same, and is taken so too.
    """
    end = None
    for place in range(start, len(kinds)):
        if kinds[place] in RIGHT or kinds[place] == "AN":
            break
        if kinds[place] == "L":
            end = place + 1
    return end


def _number_end(kinds: list[str], start: int, after_arabic: bool) -> int:
    """Return the end of a number; one separator joins two (rule W4), a dash only where no Arabic letter came before."""
    joining = {"CS"} if after_arabic else {"CS", "ES"}
    place = start
    while place < len(kinds):
        if kinds[place] in ("EN", "AN", "NSM"):
            place += 1
        elif kinds[place] in joining and place + 1 < len(kinds) and kinds[place + 1] == kinds[start]:
            place += 2
        elif kinds[place] == "ET" and not after_arabic:
            place += 1
        else:
            break
    return place
