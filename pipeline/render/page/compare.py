"""Compare the units that were found with those expected: lost, invented, changed, moved, and each property of each."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.finding import Finding, Kind
from pipeline.model.sides import SIDELESS
from pipeline.render.page.units import Span, Unit

CELLS = ("TH", "TD")


@dataclass(frozen=True)
class Kinds:
    """The findings of a format, by what may differ in a unit."""

    lost: Kind
    invented: Kind
    changed: Kind
    moved: Kind
    role: Kind
    label: Kind
    table: Kind
    marks: Kind
    note_link: Kind
    links: Kind
    language: Kind


def compare(expected: list[Unit], found: list[Unit], kinds: Kinds, *, turned: bool = False) -> Iterator[Finding]:
    """Yield a finding for each difference, of the format's own kinds; units are matched by their keys.

    `turned` text runs from right to left and was read from how it looks: see `same_by_line`.
    """
    wanted = {unit.key: unit for unit in expected if _says(unit)}
    actual: dict[str, Unit] = {}
    for unit in found:
        if unit.key in actual or unit.key not in wanted:
            if unit.text or unit.label:
                yield kinds.invented.at(block=unit.key, found=f"{unit.role}: {unit.text}")
            continue
        actual[unit.key] = unit
    for key, unit in wanted.items():
        if key not in actual:
            yield kinds.lost.at(block=key, expected=unit.text)
        else:
            yield from _unit(unit, actual[key], kinds, turned)
    yield from _order([key for key in wanted if key in actual], list(actual), kinds)


def _says(unit: Unit) -> bool:
    """Return whether a unit must be found: all but empty paragraphs, for which there is nothing to draw."""
    return bool(unit.text or unit.marks or unit.label or unit.role in CELLS)


def _order(wanted: list[str], actual: list[str], kinds: Kinds) -> Iterator[Finding]:
    for key, other in zip(wanted, actual, strict=True):
        if key != other:
            yield kinds.moved.at(block=other, expected=key, found=other)
            return


def _unit(wanted: Unit, actual: Unit, kinds: Kinds, turned: bool) -> Iterator[Finding]:
    key = wanted.key
    if wanted.role != actual.role:
        yield kinds.role.at(block=key, expected=wanted.role, found=actual.role)
    if wanted.text != actual.text and not (turned and same_by_line(wanted.text, actual)):
        start = _difference(wanted.text, actual.text)
        yield kinds.changed.at(
            block=key, expected=wanted.text[start : start + 80], found=actual.text[start : start + 80]
        )
    if (wanted.label or "") != (actual.label or ""):
        yield kinds.label.at(block=key, expected=wanted.label, found=actual.label)
    if wanted.within != actual.within:
        yield kinds.moved.at(block=key, expected=f"within {wanted.within}", found=f"within {actual.within}")
    if wanted.shape != actual.shape:
        yield kinds.table.at(block=key, expected=wanted.shape, found=actual.shape)
    yield from _linked(wanted, actual, kinds)


def same_by_line(text: str, actual: Unit) -> bool:
    """Return whether right-to-left text is the same but for the order of words within a line.

    How a line with numbers and left-to-right phrases is read cannot always be told from how it looks: two different
    texts can look the same (UAX #9). So there each line must hold the same words and signs, in whatever order.
    """
    if len(text) != len(actual.text):
        return False
    whole = "".join(actual.pieces)
    place = len(whole.lstrip(" ")) - len(whole)
    for piece in actual.pieces:
        other = text[max(0, place) : max(0, place + len(piece))]
        if not same_words(other, piece):
            return False
        place += len(piece)
    return True


def same_words(text: str, other: str) -> bool:
    """Return whether two texts hold the same words, numbers and signs, in whatever order, brackets of either side."""
    return _words(text) == _words(other)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+|[^\W\d]+|[^\w ]", text.translate(SIDELESS)))


def _linked(wanted: Unit, actual: Unit, kinds: Kinds) -> Iterator[Finding]:
    key = wanted.key
    marks, others = [mark[:2] for mark in wanted.marks], [mark[:2] for mark in actual.marks]
    if marks != others:
        yield kinds.marks.at(block=key, expected=marks, found=others)
    notes, targets = [mark[2] for mark in wanted.marks], [mark[2] for mark in actual.marks]
    if notes != targets or wanted.back != actual.back:
        yield kinds.note_link.at(block=key, expected=[*notes, wanted.back], found=[*targets, actual.back])
    if wanted.links != actual.links:
        yield kinds.links.at(block=key, expected=_spans(wanted.links), found=_spans(actual.links))
    if wanted.langs != actual.langs:
        yield kinds.language.at(block=key, expected=_spans(wanted.langs), found=_spans(actual.langs))


def _spans(spans: tuple[Span, ...]) -> str:
    return ", ".join(f"{span.start}-{span.end} {span.value}" for span in spans)


def _difference(wanted: str, actual: str) -> int:
    """Return the place shortly before the first difference."""
    pairs = enumerate(zip(wanted, actual, strict=False))
    return max(0, next((i for i, (a, b) in pairs if a != b), min(len(wanted), len(actual))) - 20)
