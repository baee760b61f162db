"""The line above a draft's title as inline content: asterisks in it that a note answers are that note's mark."""

import re

from pipeline.model.resolution import Content, NoteMark, Resolution, Text


def introduction(resolution: Resolution) -> Content:
    """Return the line above a draft's title, as "Springland:* draft resolution", its marks apart; empty without one."""
    if resolution.draft is None:
        return ()
    markers = {note.marker for note in resolution.notes}
    pieces = (piece for piece in re.split(r"(\*+)", resolution.draft.statement) if piece)
    return tuple(
        NoteMark(marker=piece) if piece.startswith("*") and piece in markers else Text(text=piece) for piece in pieces
    )
