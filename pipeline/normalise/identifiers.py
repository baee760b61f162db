"""Language-neutral identifiers, built from printed labels: the same provision has the same id in every language."""

import re
from collections.abc import Sequence

from pipeline.languages.loader import Language
from pipeline.normalise.labels import Count

NUMERALS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def point_name(count: Count | None, label: str, language: Language) -> str:
    """Return a point's name in an identifier: "a", "ii"; from the printed label where it counts in no known way."""
    if count is None:
        return re.sub(r"\W", "", label).lower() or "x"
    style = language.lists.neutral.get(count.kind, count.kind.split("_")[0])
    if style == "alpha":
        return alphabetic(count.ordinal)
    if style == "roman":
        return roman_text(count.ordinal)
    return str(count.ordinal)


def section_name(label: str, language: Language) -> str:
    """Return a heading's name in an identifier: "I", "A"; a numeral of another script as its Latin equal."""
    bare = re.sub(r"^\W+|\W+$", "", label)
    for sequence, members in language.lists.sequences.items():
        if bare in members:
            count = Count(sequence.partition("_")[0], members.index(bare) + 1)
            return point_name(count, label, language).upper()
    return bare


def alphabetic(ordinal: int) -> str:
    """Return a, b … z, aa, bb … for 1, 2 …, as points are lettered."""
    turns, letter = divmod(ordinal - 1, 26)
    return chr(97 + letter) * (turns + 1)


LARGEST = 3999


def roman_text(ordinal: int) -> str:
    """Return a number as a Roman numeral in small letters; in digits where it is larger than they are written."""
    if ordinal > LARGEST:
        return str(ordinal)
    text = ""
    for value, numeral in NUMERALS:
        while ordinal >= value:
            text, ordinal = text + numeral, ordinal - value
    return text


class Register:
    """Hands out identifiers, each once: a second use of a name gets a number behind it."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def take(self, name: str) -> str:
        """Return a name, made unique."""
        count = self._used.get(name, 0) + 1
        self._used[name] = count
        return name if count == 1 else self.take(f"{name}__{count}")


def repeat(values: Sequence[int]) -> bool:
    """Say whether a number comes twice."""
    return len(set(values)) < len(values)
