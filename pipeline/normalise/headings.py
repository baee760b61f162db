"""Headings that the page does not set apart, and the level of each heading under the others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.languages.loader import Language
from pipeline.normalise.atoms import text_of
from pipeline.normalise.items import Item, is_bold, is_italic
from pipeline.normalise.labels import follows

LONGEST = 200  # characters
TOGETHER = 3  # headings
SAME_SIZE = 0.5  # points


@dataclass(frozen=True)
class _Rank:
    """How a heading is labelled and set: the kind of its label, 0 for none; its size in half points, bold, italic."""

    label: int
    size: int
    bold: bool
    italic: bool

    def is_beside(self, other: "_Rank") -> bool:
        """Say whether two headings are of one rank: labelled alike, or without label and set alike."""
        return self.label == other.label if self.label or other.label else self == other

    def is_stronger(self, other: "_Rank") -> bool:
        """Say whether a heading is set stronger than another: larger, or bold where the other is not."""
        if self.size != other.size:
            return self.size > other.size
        return not self.label and not other.label and self.bold > other.bold


def with_headings(items: Sequence[Item], language: Language) -> list[Item]:
    """Return the items of a text with the headings that are set like it by their kind.

    A heading may be set like the text: a short paragraph without label that ends like no sentence, stands behind a
    whole sentence and before a number. (A/HRC/RES/55/29 in Chinese.)
    """
    found: list[Item] = []
    for is_open, run in groupby(items, lambda item: _could_be_heading(item, language)):
        group = list(run)
        below = items[len(found) + len(group)] if len(found) + len(group) < len(items) else None
        stand_apart = is_open and len(group) <= TOGETHER and _stand_between(found, below, language)
        found += [replace(item, kind="heading") for item in group] if stand_apart else group
    return found


def _could_be_heading(item: Item, language: Language) -> bool:
    return item.kind == "paragraph" and item.label is None and len(item.text) < LONGEST and _ends_open(item, language)


def _stand_between(above: Sequence[Item], below: Item | None, language: Language) -> bool:
    """Say whether what stands between is behind a heading or a whole sentence, and before a heading or a number."""
    if not above or below is None or above[-1].kind == "formula":
        return False
    behind = above[-1].kind == "heading" or not _ends_open(above[-1], language)
    return behind and (below.kind == "heading" or (below.kind == "paragraph" and below.number is not None))


def _ends_open(item: Item, language: Language) -> bool:
    """Say whether a text ends without the stop of a sentence or of a part of it, note marks apart."""
    text = text_of([atom for atom in item.atoms if not atom.raised])
    return text.rstrip(language.joining.closers + " \u00a0")[-1:].isalnum()


def with_levels(items: Sequence[Item], language: Language) -> list[Item]:
    """Return the items of a text, each heading with its level: what is labelled or set like an open heading stands
    beside it, what is not stands below. A title under a number on a line of its own stands beside its number. Where the
    tags grade the headings, they say what stands beside what.
    """
    ranks: list[_Rank] = []
    levelled: list[Item] = []
    tagged = _are_graded([item for item in items if item.kind == "heading"])
    for item in _in_sequence(items, language):
        if item.kind == "heading":
            if item.label is not None or not (levelled and _is_number_alone(levelled[-1])):
                ranks = _opened(ranks, _Rank(0, -_tagged(item), False, False) if tagged else _rank(item))
            levelled.append(replace(item, level=len(ranks)))
        else:
            levelled.append(item)
    return levelled


def _in_sequence(items: Sequence[Item], language: Language) -> Iterator[Item]:
    """Yield items, the label of a heading taken for that whose sequence it continues: `I.` behind `H.` is a letter."""
    open_labels: dict[int, str] = {}
    for item in items:
        if item.kind == "heading" and item.label is not None:
            text = item.label.text
            level = next(
                (level for level, label in open_labels.items() if _goes_on(text, level, label, language)), item.level
            )
            open_labels = {above: label for above, label in open_labels.items() if above < level} | {level: text}
            yield replace(item, level=level)
        else:
            yield item


def _goes_on(text: str, level: int, label: str, language: Language) -> bool:
    """Say whether a label is one of a level, and the next after another of it."""
    match = re.match(language.patterns.heading_labels[level - 1], f"{text} ")
    return match is not None and match["mark"].rstrip() == text and follows(label, text, language)


def _are_graded(headings: Sequence[Item]) -> bool:
    """Say whether the tags grade headings: every one has a level, what is labelled alike has the same, and what is not
    has another. Word tags them all alike, which says nothing.
    """
    levels = {_tagged(item) for item in headings}
    labelled = {(item.level, _tagged(item)) for item in headings if item.label is not None}
    alike = len(labelled) == len({label for label, _ in labelled}) == len({level for _, level in labelled})
    return len(levels) > 1 and 0 not in levels and alike


def _tagged(item: Item) -> int:
    """Return the level that a heading is tagged with (ISO 32000-1, 14.8.4.3.2); 0 where its tag says none."""
    match = re.fullmatch(r"H([1-6])", item.tag or "")
    return int(match[1]) if match else 0


def _is_number_alone(item: Item) -> bool:
    return item.kind == "heading" and item.label is not None and not item.atoms


def _opened(ranks: list[_Rank], rank: _Rank) -> list[_Rank]:
    """Return the ranks of the open headings once a heading is opened: below the others, unless it is of the rank of
    one of them, or set stronger.
    """
    for depth, outer in enumerate(ranks):
        if rank.is_beside(outer):
            return [*ranks[:depth], rank]
    return [outer for outer in ranks if not rank.is_stronger(outer)] + [rank]


def _rank(item: Item) -> _Rank:
    return _Rank(
        item.level if item.label else 0, round(item.size / SAME_SIZE), is_bold(item.atoms), is_italic(item.atoms)
    )
