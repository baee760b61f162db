"""The line above a draft's title as inline content: asterisks in it that a note answers are that note's mark."""

import re

from pipeline.model.inline import Content, Inline, Link, NoteMark, Text
from pipeline.model.resolution import Resolution


def introduction(resolution: Resolution) -> Content:
    """Return the line above a draft's title, as "Springland:* draft resolution", its marks apart; empty without one."""
    if resolution.draft is None:
        return ()
    markers = {re.escape(note.marker) for note in resolution.notes if set(note.marker) == {"*"}}
    pieces = re.split(rf"(?<!\*)({'|'.join(sorted(markers))})(?!\*)", resolution.draft.statement) if markers else []
    runs: list[Inline] = [
        NoteMark(marker=piece) if place % 2 else Text(text=piece) for place, piece in enumerate(pieces) if piece
    ]
    return tuple(runs) or (Text(text=resolution.draft.statement),)


def as_printed(content: Content) -> str:
    """Return the characters of inline content with the markers of its marks, as the line was printed."""
    return "".join(_printed(item) for item in content)


def _printed(item: Inline) -> str:
    match item:
        case Text():
            return item.text
        case NoteMark():
            return item.marker
        case Link():
            return as_printed(item.content)
