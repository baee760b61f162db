"""What a file says that several glyphs stand for together: replacement text (/ActualText, ISO 32000-1, 14.9.4).

Typesetters draw one letter with several glyphs, lengthen a line with strokes that are no letters, or stack marks into
one glyph, and say so by replacement text. It is followed where it only explains what the glyphs leave open. Where it
says other letters than they do it is left alone: the two readers then disagree, and that is reported.
"""

from collections import Counter
from collections.abc import Sequence

STROKE = "\u0640"


def spread(texts: Sequence[str], mute: Sequence[bool], actual: str) -> list[str] | None:
    """Return the text of each glyph of a sequence so that together they say its replacement text.

    Letters stay where they are. What they leave over goes to the first glyph that has none of its own; strokes that
    the replacement text does not hold stand for nothing.

    Args:
        texts: what the text layer says of each glyph.
        mute: whether that glyph has no character of its own.
        actual: the replacement text.

    Returns:
        None where nothing is to be changed, or where the two do not fit.
    """
    own = ["" if silent else text for text, silent in zip(texts, mute, strict=True)]
    left = Counter(actual)
    strokes = left[STROKE] < sum(text.count(STROKE) for text in own)
    if strokes:
        own = ["" if set(text) == {STROKE} else text for text in own]
    left.subtract("".join(own))
    if min(left.values(), default=0) < 0:
        return None
    rest = "".join(character for character in actual if _take(left, character))
    places = [at for at, text in enumerate(own) if not text]
    if (rest and not places) or (not rest and list(texts) == own):
        return None
    if rest:
        own[places[0]] = rest
    return own


def _take(left: Counter[str], character: str) -> bool:
    left[character] -= 1
    return left[character] >= 0
