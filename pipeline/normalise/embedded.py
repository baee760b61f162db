"""Drafts inside a paragraph: the text that an organ recommends another to adopt, with a formula of its own.

"Recommends to the General Assembly the adoption of the following draft resolution:", then formula, preambular
paragraphs and numbers that begin at one; each paragraph may open with a quotation mark, or none.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.languages.loader import Language
from pipeline.languages.matching import QUOTES, is_formula
from pipeline.normalise.atoms import strip, text_of
from pipeline.normalise.items import Item
from pipeline.normalise.labels import Label, label_of
from pipeline.normalise.regions import COLONS

TITLES = 3  # headings at most between the words that lead in a draft and its formula


def with_drafts(items: Sequence[Item], language: Language) -> list[Item]:
    """Return the items of a text, each draft inside it taken into the paragraph that leads it in."""
    found: list[Item] = []
    at = 0
    while at < len(items):
        formula = _formula_behind(items, at, language)
        if formula is None:
            found.append(items[at])
            at += 1
            continue
        end = _draft_end(items, at, formula, language)
        draft = [_labelled(item, language) for item in items[at + 1 : end]]
        draft[formula - at - 1] = replace(items[formula], kind="formula")
        found.append(replace(items[at], draft=tuple(draft)))
        at = end
    return found


def _formula_behind(items: Sequence[Item], at: int, language: Language) -> int | None:
    """Return the place of the formula of the draft that a paragraph leads in, or None where it leads in none."""
    if items[at].kind != "paragraph" or not items[at].text.rstrip().endswith(COLONS):
        return None
    for place in range(at + 1, min(at + 2 + TITLES, len(items))):
        if is_formula(language, items[place].text):
            return place
        if items[place].kind != "heading":
            return None
    return None


def _draft_end(items: Sequence[Item], at: int, formula: int, language: Language) -> int:
    """Return where a draft ends: behind its closing quotation mark, at the next number of the outer text, or at the
    lines that close the paper.
    """
    quoted = items[formula].text.startswith(QUOTES)
    closed = _closing_mark(items[formula + 1 :], language) if quoted else None
    if closed is not None:
        return formula + 1 + closed
    outer, inner = items[at].number, 0
    for place in range(formula + 1, len(items)):
        if items[place].kind in ("closing", "annex"):
            return place
        number = items[place].number
        if number and outer and number == outer + 1 != inner + 1:
            return place
        inner = number or inner
    return len(items)


def _closing_mark(items: Sequence[Item], language: Language) -> int | None:
    """Return how many items behind its formula a quoted draft takes, or None where no mark closes it.

    Where each paragraph opens with a mark, the last is the first whose marks are even in number, and a number without
    a mark is the outer text's. Where only the first opens with one, the last is the first whose marks are odd.
    """
    text = list(takewhile(lambda item: item.kind not in ("closing", "annex"), items))
    repeated = any(_opens_marked(item, place, language) for place, item in enumerate(text))
    for place, item in enumerate(text):
        if repeated and item.number:
            return place
        marks = _quotes(item) if item.kind == "paragraph" else 0
        if marks and (marks % 2 == 0) == repeated:
            return place + 1
    return None


def _opens_marked(item: Item, place: int, language: Language) -> bool:
    """Say whether a paragraph opens with the mark that a draft repeats, and not with words that are quoted in it: the
    first behind the formula does, and one that has its number behind the mark.
    """
    if item.kind != "paragraph" or not item.text.startswith(QUOTES):
        return False
    return place == 0 or (item.label is None and _labelled(item, language).label is not None)


def _quotes(item: Item) -> int:
    """Return how many quotation marks stand in an item, its label included."""
    return sum((text_of(item.label_atoms) + item.text).count(quote) for quote in QUOTES)


def _labelled(item: Item, language: Language) -> Item:
    """Return a paragraph of a draft with its label apart, the quotation mark before it included."""
    atoms = item.atoms
    if item.kind != "paragraph" or item.label is not None or not atoms or atoms[0].text not in QUOTES:
        return item
    label = label_of(atoms[1:], language)
    if label is None:
        return item
    end = label.atoms + 1
    whole = Label(text_of(atoms[:end]).strip(), end, label.counts)
    return replace(item, label=whole, label_atoms=strip(atoms[:end]), atoms=strip(atoms[end:]))
