"""Labels: the printed numbers of paragraphs and points, and how they count."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.languages.loader import Language
from pipeline.languages.matching import QUOTES
from pipeline.model.number import whole
from pipeline.model.pages import apart
from pipeline.normalise.atoms import Atom

TATWEEL = "\u0640"
TAB = 0.45  # parts of the size: white space behind a label without a space glyph; a word space is 0.25
NARROW_TAB = 0.2  # the same where words have no spaces: a tab behind a wide label (十一) may leave but 0.3
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True)
class Count:
    """One way to count a label: in which kind of sequence, and how far along."""

    kind: str
    ordinal: int


@dataclass(frozen=True)
class Label:
    """A printed label: its characters, how many atoms it takes, and the ways it may count."""

    text: str
    atoms: int
    counts: tuple[Count, ...]


def label_of(atoms: Sequence[Atom], language: Language, spaced: bool = True) -> Label | None:
    """Return the label that a paragraph begins with, or None.

    A label is followed by white space, drawn or left; a number inside a sentence's first word is none.

    Args:
        atoms: the paragraph, or its first line.
        language: the language.
        spaced: whether white space must follow.
    """
    start = next((position for position, atom in enumerate(atoms) if not atom.blank), None)
    if start is None:
        return None
    head = "".join("\ufffc" if atom.raised else atom.text for atom in atoms[start : start + 14])
    for kind, pattern in label_patterns(language):
        match = pattern.match(head)
        if match is None:
            continue
        end = _atom_at(atoms, start, match.end("mark"))
        tab = TAB if language.joining.spaces else NARROW_TAB
        if end is not None and (not spaced or _set_apart(atoms, end, tab)):
            text = match["mark"]
            return Label(text, end, _counts(kind, text, language))
    return None


def counts_of(text: str, language: Language) -> tuple[Count, ...]:
    """Return every way in which a printed label may count, a quotation mark before it aside."""
    text = text.lstrip("".join(QUOTES) + " \u00a0")
    for kind, pattern in label_patterns(language):
        match = pattern.match(f"{text} ")
        if match and match["mark"] == text:
            return _counts(kind, text, language)
    return ()


def follows(before: str, text: str, language: Language) -> bool:
    """Return whether a label can be the next after another: `I.` after `H.`, and after none where it is the number."""
    earlier = _counts("heading", before, language)
    return any(Count(count.kind, count.ordinal - 1) in earlier for count in _counts("heading", text, language))


@cache
def label_patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns of labels of a language with the kind of each: `number`, then `level_1` and deeper."""
    sources = (language.patterns.operative_number, *language.lists.levels)
    kinds = ("number", *(f"level_{depth}" for depth in range(1, len(sources))))
    return tuple((kind, re.compile(source)) for kind, source in zip(kinds, sources, strict=True))


def _atom_at(atoms: Sequence[Atom], start: int, characters: int) -> int | None:
    """Return the position behind a number of characters, or None where it falls inside an atom."""
    position = start
    while characters > 0 and position < len(atoms):
        characters -= len(atoms[position].text)
        position += 1
    return position if characters == 0 else None


def _set_apart(atoms: Sequence[Atom], end: int, tab: float) -> bool:
    if end >= len(atoms) or atoms[end].blank:
        return True
    before, after = atoms[end - 1].glyph, atoms[end].glyph
    return before is not None and after is not None and apart(before, after) > tab * before.size


def _counts(kind: str, text: str, language: Language) -> tuple[Count, ...]:
    """Return every way a label may count, the likelier first."""
    if kind == "number":
        digits = re.findall(r"\d+", text)
        return (Count("number", whole(digits[-1])),)
    bare = re.sub(r"[^\w ]", "", unicodedata.normalize("NFKC", text)).replace(TATWEEL, "").strip().lower()
    ways = [
        Count(sequence.partition("_")[0], members.index(bare) + 1)
        for sequence, members in language.lists.sequences.items()
        if bare in members
    ]
    bare = "".join(language.lists.lookalikes.get(letter, letter) for letter in bare)
    style = "bracket" if re.search(r"[)）]", text) else "stop"
    if re.fullmatch("[a-z]", bare):
        ways.append(Count(f"alpha_{style}", ord(bare) - 96))
    elif re.fullmatch(r"([a-z])\1", bare):
        ways.append(Count(f"alpha_{style}", ord(bare[0]) - 96 + 26))
    if roman(bare) is not None:
        ways.append(Count(f"roman_{style}", roman(bare) or 0))
    return tuple(dict.fromkeys(ways))


def roman(text: str) -> int | None:
    """Return the value of a well-formed Roman numeral in small letters, or None."""
    if not re.fullmatch(r"(?=[ivxlc])c{0,3}(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", text):
        return None
    values = [ROMAN[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
