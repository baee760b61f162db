"""Part the text by where it stands: preamble, operative part, closing lines, annexes."""

from dataclasses import dataclass

from pipeline.languages.loader import Language
from pipeline.normalise.items import Item


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
    start = _operative_start(body, language.joining.preambular)
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


def _operative_start(items: list[Item], preambular: str) -> int:
    """Return where the operative part begins: at the first number or heading; without any, at the first paragraph
    that does not end like a preambular one.
    """
    for position, item in enumerate(items):
        numbered = item.label is not None and item.label.counts and item.label.counts[0].kind == "number"
        if numbered or item.kind in ("heading", "table"):
            return position
    for position, item in enumerate(items):
        if position and not item.label and item.text.rstrip()[-1:] not in preambular:
            return position
    return len(items)
