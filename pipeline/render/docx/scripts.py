"""Which part of a text runs which way, and whether it is wide: by the characters alone (UAX 9 and 11)."""

import unicodedata

_RIGHT = frozenset({"R", "AL"})
_WIDE = frozenset({"W", "F"})


def direction_spans(text: str, right_to_left: bool) -> list[tuple[str, bool]]:
    """Split text of a paragraph into (piece, runs right to left); the pieces joined are the text.

    A piece against the paragraph's direction begins and ends with a strong character of its own (digits may end a
    left-to-right piece, as in a document's symbol); neutral characters around it belong to the paragraph.
    """
    spans: list[tuple[str, bool]] = []
    position = 0
    for start, end in _foreign(text, right_to_left):
        if start > position:
            spans.append((text[position:start], right_to_left))
        spans.append((text[start:end], not right_to_left))
        position = end
    if position < len(text):
        spans.append((text[position:], right_to_left))
    return spans


def _foreign(text: str, right_to_left: bool) -> list[tuple[int, int]]:
    opening = frozenset({"L"}) if right_to_left else _RIGHT
    closing = _RIGHT if right_to_left else frozenset({"L"})
    extending = opening | ({"EN"} if right_to_left else frozenset())
    found: list[tuple[int, int]] = []
    start = end = -1
    for index, kind in enumerate(map(unicodedata.bidirectional, text)):
        if start >= 0 and kind in closing:
            found.append((start, end))
            start = -1
        if start < 0 and kind in opening:
            start = index
        if start >= 0 and kind in extending:
            end = index + 1
    return [*found, (start, end)] if start >= 0 else found


def has_right_to_left(text: str) -> bool:
    """Say whether text holds a letter that runs from right to left."""
    return any(unicodedata.bidirectional(character) in _RIGHT for character in text)


def is_foreign_to_right_to_left(text: str) -> bool:
    """Say whether text has left-to-right letters alone, so that no part of it, stops and digits included, runs back."""
    return any(unicodedata.bidirectional(character) == "L" for character in text) and not has_right_to_left(text)


def is_wide(text: str) -> bool:
    """Say whether text holds a wide character, as Chinese does (UAX 11)."""
    return any(unicodedata.east_asian_width(character) in _WIDE for character in text)
