"""Text-showing operations made short: WeasyPrint writes every glyph as a string of its own, with a move of nothing."""

import re

_TWO_MOVES = re.compile(rb"(-?\d+(?:\.\d+)?)<>(-?\d+(?:\.\d+)?)")
_LONG = re.compile(rb"-?\d+\.\d\d+")


def terse(operation: bytes) -> bytes:
    """Return an operation with its strings joined where nothing stands between them; any but a `TJ` as it is.

    Moves are kept to a tenth of a thousandth of the type size, what no printer and no reader can tell.
    """
    if not operation.endswith(b"] TJ"):
        return operation
    joined = _TWO_MOVES.sub(_sum, operation.replace(b">0<", b"").replace(b">0]", b">]"))
    return _LONG.sub(_short, joined)


def _sum(match: re.Match[bytes]) -> bytes:
    return b"%.2f" % (float(match[1]) + float(match[2]))


def _short(match: re.Match[bytes]) -> bytes:
    return (b"%.1f" % float(match[0])).removesuffix(b".0")
