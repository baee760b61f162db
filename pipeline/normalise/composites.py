"""Composite resolutions: several in one paper, A, B …, each with a title, an enacting formula and closing lines.

A section of a resolution may be lettered too. What tells a part is the formula under its letter.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.languages.loader import Language
from pipeline.languages.matching import comparable, matches
from pipeline.model.pages import Line
from pipeline.model.symbol import LOOKALIKES
from pipeline.normalise.items import Item
from pipeline.normalise.regions import Regions, split_regions

TITLE_LINES = 6  # lines at most between a part's letter and its formula
TITLE_ITEMS = 3


@dataclass(frozen=True)
class PartItems:
    """The items of one resolution of a composite: its letter, its title, and the text from the formula on."""

    letter: str
    label: Item
    title: tuple[Item, ...]
    regions: Regions

    @property
    def scope(self) -> str:
        """What every identifier in the part begins with."""
        return f"part_{self.letter.lower()}__"


def letter_of(text: str, language: Language) -> str | None:
    """Return the Latin letter that a text is alone, in whatever script it is printed; None where it is none."""
    bare = re.sub(r"^\W+|\W+$", "", comparable(text))
    letter = language.references.suffixes.get(bare, bare.translate(LOOKALIKES))
    return letter if re.fullmatch("[A-Z]", letter) else None


def first_part(lines: Sequence[Line], formula: int, language: Language, organ: str) -> int:
    """Return the line at which the text begins: the letter of a composite's first part, else the formula.

    Args:
        lines: the lines of the paper, notes and furniture left out.
        formula: the position of the first enacting formula.
        language: the language of the paper.
        organ: the organ whose paper it is.
    """
    letters = [letter_of(line.text, language) for line in lines]
    formulas = [bool(matches(language, "formula", line.text, organ)) for line in lines]
    starts = _starts(letters, formulas, TITLE_LINES)
    return starts[0] if starts and starts[0] < formula else formula


def split_parts(items: Sequence[Item], language: Language, organ: str) -> tuple[list[Item], list[PartItems]]:
    """Part the items of a composite: return those before the first part, all where it is none, and the parts."""
    letters = [_letter(item, language) for item in items]
    formulas = [bool(matches(language, "formula", item.text, organ)) for item in items]
    starts = _starts(letters, formulas, TITLE_ITEMS)
    if not starts:
        return list(items), []
    ends = (*starts[1:], len(items))
    parts = [_part(items[start:end], language, organ) for start, end in zip(starts, ends, strict=True)]
    return list(items[: starts[0]]), parts


def _letter(item: Item, language: Language) -> str | None:
    """Return the letter that an item is, or that labels a heading."""
    if item.kind not in ("heading", "paragraph"):
        return None
    if item.label is None:
        return letter_of(item.text, language)
    return letter_of(item.label.text, language) if item.kind == "heading" else None


def _starts(letters: Sequence[str | None], formulas: Sequence[bool], near: int) -> list[int]:
    """Return where parts begin: at letters that follow each other, each with a formula near below; none where there
    are fewer than two.
    """
    starts: list[int] = []
    for at, letter in enumerate(letters):
        if letter is None or not any(formulas[at + 1 : at + 2 + near]):
            continue
        before = letters[starts[-1]] if starts else None
        if before is None or ord(letter) == ord(before) + 1:
            starts.append(at)
    return starts if len(starts) > 1 else []


def _part(items: Sequence[Item], language: Language, organ: str) -> PartItems:
    head = items[0]
    at = next(at for at, item in enumerate(items) if at and matches(language, "formula", item.text, organ))
    own = (replace(head, label=None, label_atoms=()),) if head.label is not None and head.atoms else ()
    text = [replace(items[at], kind="formula"), *items[at + 1 :]]
    letter = _letter(head, language) or ""
    return PartItems(letter, _label(head), (*own, *items[1:at]), split_regions(text, language))


def _label(head: Item) -> Item:
    """Return the letter of a part as an item whose text it is."""
    return head if head.label is None else replace(head, atoms=head.label_atoms, label=None, label_atoms=())
