"""Text-showing operations made short: WeasyPrint writes every glyph as a string of its own, with a move of nothing."""

import re

_MOVE = rb"(-?\d+(?:\.\d+)?)"
_TWO_MOVES = re.compile(rb">" + _MOVE + rb"<>" + _MOVE)
_LONG_MOVE = re.compile(rb">(-?\d+\.\d\d+)")


def terse(operation: bytes) -> bytes:
    """Return an operation with its strings joined where nothing stands between them; any but a `TJ` as it is.

    Moves are kept to a tenth of a thousandth of the type size, which no printer and no reader can tell.
    """
    if not operation.endswith(b"] TJ"):
        return operation
    joined = operation.replace(b">0<", b"").replace(b">0]", b">]")
    return _LONG_MOVE.sub(_rounded, _TWO_MOVES.sub(_rounded, joined))


def _rounded(moves: re.Match[bytes]) -> bytes:
    return (b">%.1f" % sum(map(float, moves.groups()))).removesuffix(b".0")
