"""What a block says in no language: its kind, its notes, numbers, dates, symbols and links.

A note counts where it is first cited, so that two notes that change places within a sentence make no difference.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.languages.loader import Language
from pipeline.languages.matching import comparable, date_places, months
from pipeline.model.contents import contents, note_id
from pipeline.model.marker import bare
from pipeline.model.resolution import Annex, Block, Content, Reference, Resolution
from pipeline.model.walk import hrefs, marks, plain_text
from pipeline.normalise.references import target


@dataclass(frozen=True)
class Facts:
    """What one block says, gathered from all its pieces.

    `marks` are the places where notes are cited; `numbers` are runs of digits, and months as "month 12", outside of
    whole dates.
    """

    kind: str
    marks: list[int] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    symbols: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)


def facts_of(resolution: Resolution, language: Language) -> dict[str, Facts]:
    """Return the facts of each block by its identifier, in reading order."""
    found = {identifier: Facts(kind) for identifier, kind in kinds(resolution)}
    pieces = list(contents(resolution))
    cited_in = _citing(pieces, resolution)
    for identifier, content in pieces:
        facts = found.setdefault(cited_in.get(identifier, identifier), Facts("other"))
        facts.marks.extend(place for place, _ in marks(content))
        facts.links.update(_neutral(href) for href in hrefs(content))
        _count(plain_text(content), language, facts)
    for reference in resolution.references:
        facts = found.setdefault(cited_in.get(reference.in_, reference.in_), Facts("other"))
        facts.symbols[_cited(reference)] += 1
    return found


def kinds(resolution: Resolution) -> Iterator[tuple[str, str]]:
    """Yield each block's identifier with its kind, in reading order."""
    if resolution.title:
        yield "title", "title"
    yield from _block_kinds(resolution.preamble, "preambular paragraph")
    yield from _block_kinds(resolution.operative, "operative paragraph")
    for part in resolution.parts:
        yield part.id, "part"
        yield from _block_kinds(part.preamble, "preambular paragraph")
        yield from _block_kinds(part.operative, "operative paragraph")
        yield from _annex_kinds(part.annexes)
    yield from _annex_kinds(resolution.annexes)


def _annex_kinds(annexes: tuple[Annex, ...]) -> Iterator[tuple[str, str]]:
    for annex in annexes:
        yield annex.id, "annex"
        yield from _block_kinds(annex.content, "paragraph of an annex")


def _block_kinds(blocks: tuple[Block, ...], paragraph: str) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if block.type == "paragraph":
            yield block.id, paragraph
            yield from _block_kinds(block.children, "point")
        else:
            yield block.id, block.type


def _citing(pieces: list[tuple[str, Content]], resolution: Resolution) -> dict[str, str]:
    """Return the block in which each note is first cited, by the note's identifier."""
    notes = {bare(note.marker): note_id(note.marker) for note in resolution.notes}
    found: dict[str, str] = {}
    for identifier, content in pieces:
        for _, marker in marks(content):
            note = notes.get(bare(marker))
            if note and note != identifier:
                found.setdefault(note, identifier)
    return found


def _count(text: str, language: Language, facts: Facts) -> None:
    copy = _without_old_sessions(comparable(text), language)
    whole = list(date_places(language, copy))
    facts.dates.update(iso for iso, _ in whole)
    copy = _blank(copy, [place for _, place in whole])
    named = list(months(language, copy))
    facts.numbers.update(f"month {number}" for number, _ in named)
    copy = _blank(copy, [match.span() for _, match in named])
    facts.numbers.update(str(int(digits)) for digits in re.findall(r"\d+", copy))


def _without_old_sessions(copy: str, language: Language) -> str:
    """Return a copy without old sessions in figures, which other languages print in Roman numerals."""
    sessions = "|".join(language.references.sessions)
    return re.sub(rf"\((?:{sessions}) ?- ?\d+\)", "()", copy) if sessions else copy


def _blank(copy: str, places: list[tuple[int, int]]) -> str:
    for start, end in places:
        copy = copy[:start] + " " * (end - start) + copy[end:]
    return copy


def _neutral(href: str) -> str:
    symbol = target(href)
    return str(symbol) if symbol else href


def _cited(reference: Reference) -> str:
    if reference.symbol:
        return reference.symbol
    volume = f", volume {reference.volume}" if reference.volume else ""
    return f"{reference.type} {reference.number}{volume}"
