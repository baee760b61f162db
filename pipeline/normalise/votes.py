"""How the organ voted, as the bracket under the text says: counts and States, verbatim and in printed order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.languages.loader import Language, Votes
from pipeline.languages.matching import aligned, comparable, expression, matches
from pipeline.model.number import whole
from pipeline.model.resolution import Counts, Vote
from pipeline.normalise.atoms import SPACE, text_of
from pipeline.normalise.items import Item, begins_list

SIDES = ("in_favour", "against", "abstaining")
AROUND = " .;,،；，。"  # what may stand around a list of States


@dataclass(frozen=True)
class _Printed:
    """The bracket as printed, its comparable copy, and the place in print of each of the copy's characters."""

    text: str
    copy: str
    places: tuple[int, ...]

    def cut(self, start: int, end: int) -> str:
        """Return what is printed where a range of the copy stands."""
        return self.text[self.places[start] : self.places[end]]


def with_whole_brackets(items: Sequence[Item], language: Language) -> list[Item]:
    """Return the items of a text, the paragraphs of a bracket that goes on below its first all as closing lines.

    A recorded vote runs over several paragraphs: one for the counts, one or two for each list of States.
    """
    found: list[Item] = []
    at = 0
    while at < len(items):
        end = at + 1
        if items[at].kind == "closing" and matches(language, "closing_bracket", items[at].text):
            end = _bracket_end(items, at, language)
        found += [items[at], *(_closing(item, language) for item in items[at + 1 : end])]
        at = end
    return found


def _bracket_end(items: Sequence[Item], start: int, language: Language) -> int:
    """Return where a bracket ends: behind the item that closes it, or, where none does, behind the lists it opens."""
    depth = 0
    for at in range(start, len(items)):
        if items[at].kind in ("annex", "table"):
            break
        depth += items[at].text.count("[") - items[at].text.count("]")
        if depth <= 0:
            return at + 1
    end = start + 1
    while end < len(items) and begins_list(items[end].text, language):
        end += 1
    return end


def _closing(item: Item, language: Language) -> Item:
    between = (SPACE,) if item.label_atoms and language.joining.spaces else ()
    atoms = (*item.label_atoms, *between, *item.atoms)
    return replace(item, kind="closing", level=0, label=None, label_atoms=(), atoms=atoms)


def vote_of(closing: Iterable[Item], language: Language) -> Vote:
    """Return how the organ voted, from the closing lines; `unknown` where they do not say."""
    texts = (text_of([atom for atom in item.atoms if not atom.raised]) for item in closing)
    return read_vote(" ".join(texts), language)


def read_vote(text: str, language: Language) -> Vote:
    """Return the vote that a text tells of. Counts are None where not all three are printed in known words.

    Args:
        text: the closing lines, note marks left out.
        language: the language of the text.
    """
    words = language.votes
    printed = _Printed(text, *aligned(text))
    if expression(words.without).search(printed.copy):
        return Vote(type="without_vote")
    counted = expression(words.recorded).search(printed.copy)
    lists = _lists(printed, counted.end() if counted else 0, words)
    if counted is None and len(lists) < len(SIDES):
        return Vote()
    return Vote(type="recorded", counts=_counts(counted, words) if counted else None, **lists)


def _counts(match: re.Match[str], words: Votes) -> Counts | None:
    figures = [_figure(match[side], words) for side in SIDES]
    in_favour, against, abstaining = figures
    if in_favour is None or against is None or abstaining is None:
        return None
    return Counts(in_favour=in_favour, against=against, abstaining=abstaining)


def _figure(text: str | None, words: Votes) -> int | None:
    if text is None:
        return None
    return whole(text) if text.isdecimal() else words.numbers.get(text)


def _lists(printed: _Printed, start: int, words: Votes) -> dict[str, tuple[str, ...]]:
    """Return the States behind each of the words for and against that stand behind the counts."""
    heads = [(side, expression(getattr(words, side)).search(printed.copy, start)) for side in SIDES]
    found = sorted(((match.start(), match.end(), side) for side, match in heads if match), key=lambda head: head[0])
    stop = printed.copy.find("]", start)
    last = stop if stop >= 0 else len(printed.copy)
    ends = (*(before for before, _, _ in found), last)[1:]
    return {
        side: _states(printed, (behind, max(behind, end)), words)
        for (_, behind, side), end in zip(found, ends, strict=False)
    }


def _states(printed: _Printed, within: tuple[int, int], words: Votes) -> tuple[str, ...]:
    """Return the States that a range of the copy names, each as printed."""
    start, end = within
    joints = [match.span() for match in _names_and_joints(words).finditer(printed.copy, start, end) if match["joint"]]
    starts = (start, *(behind for _, behind in joints))
    ends = (*(before for before, _ in joints), end)
    names = (printed.cut(first, last).strip(AROUND + "\u00a0") for first, last in zip(starts, ends, strict=True))
    return tuple(name for name in names if name and not expression(words.nobody).fullmatch(comparable(name)))


@cache
def _names_and_joints(words: Votes) -> re.Pattern[str]:
    """Return the expression of a name that holds what looks like a joint, or else of a joint, in the group `joint`."""
    whole = "|".join(re.escape(comparable(name)) for name in words.whole)
    return re.compile(rf"{whole}|(?P<joint>{expression(words.joints).pattern})")
