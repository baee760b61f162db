"""Judge what a file says of its glyphs by what its font programs say: the codes of one font, each by itself.

A font program is believed where it agrees with the text layer on most of the other codes that are shown: a program
whose own tables were scrambled when it was cut down agrees on few. What it proves is another character, and not only
another form of the same.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from pipeline.extract.characters import UNMAPPED
from pipeline.extract.direction import SIDELESS
from pipeline.extract.fonts import Font
from pipeline.extract.letters import letters
from pipeline.extract.shapes import proven

AGREES = 0.5  # of the codes a program speaks of; measured 1.0 on 238 UN papers, 0.65 in a layer that is corrupt
TAINTED = 0.1  # of those codes: from there on, what the program is silent of is not trusted either
FEWEST = 3  # codes: fewer prove nothing of a whole font
CROWD = 6  # glyphs of one font, unlike each other, that all claim to be one character of no joining script
NO_CHARACTER = "\ufffd"
SOFT_HYPHEN = "\u00ad"
JOINED = frozenset({"AL", "R", "NSM"})
LONGEST = 4  # characters that a glyph of no joining script stands for; "ffi" is three
# Characters that fonts draw with one glyph, where Unicode has no compatibility mapping.
ALIKE = str.maketrans("\u2010\u2012\u00ad\u2212\u2219\u22c5\u2215\u2044\u2206\u2126", "----··//\u0394\u03a9")


class Truth(Enum):
    """What is known of a code.

    The layer stands; the font proves another character; it is wrong or empty and nobody can say what is right; or the
    two contradict each other, and neither can be believed.
    """

    STANDS = "stands"
    PROVEN = "proven"
    UNPROVEN = "unproven"
    DISPUTED = "disputed"


@dataclass(frozen=True)
class Verdict:
    """What is known of a code: the text to go on with, what the font says, and why the layer is doubted."""

    truth: Truth
    text: str = ""
    said: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Shown:
    """What the text layer says of one code of a font; `mapped` says that its ToUnicode does."""

    code: int
    text: str
    mapped: bool


@dataclass(frozen=True)
class _Case:
    """What is known of a font as a whole: whether it is believed, whether its layer is tainted, crowded characters."""

    believed: bool
    tainted: bool
    crowded: frozenset[str]


def judge(font: Font, shown: Iterable[Shown]) -> dict[int, Verdict]:
    """Return the verdict on each code of a font that is shown."""
    items = tuple(shown)
    said = {item.code: font.says(item.code) for item in items}
    spoken = [item for item in items if said[item.code]]
    wrong = sum(not same(item.text, said[item.code]) for item in spoken)
    believed = len(spoken) >= FEWEST and len(spoken) - wrong > AGREES * len(spoken)
    case = _Case(
        believed=believed,
        tainted=believed and wrong >= max(FEWEST, TAINTED * len(spoken)),
        crowded=_crowded([item for item in items if not said[item.code]]),
    )
    verdicts = {item.code: _verdict(font, item, said[item.code], case) for item in items}
    drawn = _by_shape(font, [item for item in items if not said[item.code]]) if believed and not wrong else {}
    return {**verdicts, **drawn}


def _by_shape(font: Font, items: list[Shown]) -> dict[int, Verdict]:
    """Return the verdicts that the drawings of a font give on codes that it does not name.

    They are told from the layer's other letters, so that of each code that the font names the two must say the same.
    """
    if not any(unicodedata.bidirectional(item.text[:1] or " ") in {"AL", "R"} for item in items):
        return {}
    shapes = {item.code: shape for item in items if (shape := font.shape(item.code)) is not None}
    texts = {item.code: "" if inkless(item.text) else item.text for item in items}
    return {
        code: Verdict(Truth.PROVEN if text != texts[code] else Truth.STANDS, text, text, "as the font draws it")
        for code, text in proven(shapes, texts).items()
    }


def same(text: str, characters: frozenset[str]) -> bool:
    """Say whether a text is one of some characters, or a form of it, or holds it as part of a cluster.

    A letter may carry the marks that are drawn beside it; a mark carries no letter.
    """
    own = folded(text)
    others = {folded(character) for character in characters}
    return own in others or any(_carries(own, other) for other in others)


def _carries(own: str, other: str) -> bool:
    """Say whether a cluster is a letter with marks, or one of the letters that a joining script draws together."""
    if not other or other not in own or _only_marks(other):
        return False
    return all(
        unicodedata.combining(each) or unicodedata.bidirectional(each) in JOINED for each in own.replace(other, "", 1)
    )


def _only_marks(text: str) -> bool:
    return all(unicodedata.combining(character) for character in text)


def folded(text: str) -> str:
    """Return a text without what makes a form of a character: case, width, joining, side, surrounding space."""
    plain = unicodedata.normalize("NFKC", letters(text)).translate(ALIKE).translate(SIDELESS)
    return "" if inkless(plain) else plain.casefold().strip()


def _crowded(items: list[Shown]) -> frozenset[str]:
    counts = Counter(folded(item.text) for item in items)
    return frozenset(
        text
        for text, count in counts.items()
        if text and count >= CROWD and unicodedata.bidirectional(text[0]) not in {"AL", "R", "NSM"}
    )


def _verdict(font: Font, item: Shown, said: frozenset[str], case: _Case) -> Verdict:
    empty = _empty(font, item)
    if said and (empty or not same(item.text, said)):
        return _contradicted(item, said, case, empty)
    if empty:
        return _unsaid(font, item)
    if len(item.text) > LONGEST and unicodedata.bidirectional(item.text[0]) not in JOINED:
        return Verdict(Truth.DISPUTED, item.text, reason="more characters than one glyph stands for")
    if any(unicodedata.category(character) == "Co" for character in item.text):
        return Verdict(Truth.DISPUTED, item.text, reason="a private character")
    if not said and (case.tainted or folded(item.text) in case.crowded) and font.inks(item.code) is not False:
        reason = "other glyphs of the font are wrong" if case.tainted else "many glyphs have this character"
        return Verdict(Truth.UNPROVEN, item.text, reason=reason)
    return Verdict(Truth.STANDS, item.text)


def _empty(font: Font, item: Shown) -> bool:
    """Say whether the layer gives a code no character, or white space, or one that a reader had to invent."""
    return inkless(item.text) or bool(UNMAPPED.search(item.text)) or (font.invents and not item.mapped)


def inkless(text: str) -> bool:
    """Say whether a text leaves no ink: white space, or characters that only direct others, or nothing."""
    return all(each.isspace() or (unicodedata.category(each) == "Cf" and each != SOFT_HYPHEN) for each in text)


def _is_unseen(text: str) -> bool:
    """Say whether a text is only characters that are never drawn: no glyph is drawn for nothing but white space."""
    return bool(text) and not any(character.isspace() for character in text)


def _contradicted(item: Shown, said: frozenset[str], case: _Case, empty: bool) -> Verdict:
    proven = {folded(character): letters(character) for character in sorted(said, reverse=True)}
    names = " or ".join(sorted(proven.values()))
    if inkless(item.text) and "" in proven:
        return Verdict(Truth.STANDS, item.text)
    if len(proven) == 1 and (case.believed or (empty and not inkless(item.text))):
        return Verdict(Truth.PROVEN, names, names)
    if case.believed:
        return Verdict(Truth.UNPROVEN, item.text, names)
    return Verdict(Truth.DISPUTED, NO_CHARACTER if empty and not inkless(item.text) else item.text, names)


def _unsaid(font: Font, item: Shown) -> Verdict:
    """Judge a code without a character whose font is silent: by the ink that it leaves."""
    ink = font.inks(item.code)
    if inkless(item.text):
        if ink or (ink is None and _is_unseen(item.text)):
            return Verdict(Truth.UNPROVEN, item.text, reason="ink without a character")
        return Verdict(Truth.STANDS, item.text)
    if ink is False:
        return Verdict(Truth.PROVEN, " ", " ", "a glyph without ink")
    return Verdict(Truth.UNPROVEN, NO_CHARACTER, reason="no character")
