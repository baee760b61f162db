"""Part the text by where it stands: preamble, operative part, closing lines, annexes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipeline.languages.loader import Language
from pipeline.normalise.atoms import text_of
from pipeline.normalise.items import Item

COLONS = (":", "：")


@dataclass(frozen=True)
class Regions:
    """The items of a document by where they stand."""

    preamble: list[Item]
    operative: list[Item]
    closing: list[Item]
    annexes: list[list[Item]]


def split_regions(items: list[Item], language: Language) -> Regions:
    """Part the items of a document, in reading order, by where they stand."""
    main, annexes = _split_annexes(items)
    end = len(main)
    while end and main[end - 1].kind == "closing":
        end -= 1
    body = [_as_paragraph(item) for item in main[:end]]
    start = operative_start(body, language)
    return Regions(body[:start], body[start:], main[end:], annexes)


def _split_annexes(items: list[Item]) -> tuple[list[Item], list[list[Item]]]:
    """Part the annexes from the main text; an annex begins behind the closing lines."""
    main: list[Item] = []
    annexes: list[list[Item]] = []
    closed = False
    for item in items:
        closed = closed or item.kind == "closing"
        if item.kind == "annex" and closed:
            annexes.append([item])
        elif annexes:
            annexes[-1].append(_as_paragraph(item))
        else:
            main.append(item)
    return main, annexes


def _as_paragraph(item: Item) -> Item:
    if item.kind not in ("closing", "annex"):
        return item
    kind = "heading" if item.kind == "annex" else "paragraph"
    return Item(kind, item.atoms, indent=item.indent, margin=item.margin, size=item.size)


def operative_start(items: Sequence[Item], language: Language) -> int:
    """Return where the operative part begins: at the first number, heading or draft, with the words that lead in the
    numbers; without any, at the first paragraph that does not end like a preambular one.
    """
    for position, item in enumerate(items):
        if item.number is not None:
            leads_in = position > 0 and _is_plain(items[position - 1]) and _ends_in(items[position - 1], COLONS)
            return position - 1 if leads_in else position
        if item.kind == "heading" or item.draft:
            return position
    for position, item in enumerate(items):
        if item.kind == "table" or (_is_plain(item) and _is_operative(items, position, language)):
            return position
    return len(items)


def _is_plain(item: Item) -> bool:
    return item.kind == "paragraph" and item.label is None


def _ends_in(item: Item, characters: Sequence[str]) -> bool:
    """Say whether the text of an item ends in one of some characters, note marks apart."""
    text = text_of([atom for atom in item.atoms if not atom.raised])
    return text.rstrip().endswith(tuple(characters))


def _is_operative(items: Sequence[Item], position: int, language: Language) -> bool:
    """Say whether a paragraph ends like no preambular one; of one that leads in a list or a table, the end counts."""
    if not position:
        return False
    if not _ends_in(items[position], language.joining.preambular):
        return True
    if not _ends_in(items[position], COLONS):
        return False
    points = list(takewhile(lambda item: item.label is not None, items[position + 1 :]))
    if points and not _ends_in(points[-1], COLONS):
        return not _ends_in(points[-1], language.joining.preambular)
    behind = position + 1 + len(points)
    return behind < len(items) and items[behind].kind == "table"
