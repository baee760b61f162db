"""Check an HTML page against the resolution: everything is there, once, in order, as a reader of HTML sees it.

The page is read with libxml2, never with what wrote it. What it ought to say comes from the model.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipeline.languages.loader import Language, languages
from pipeline.model.citations import note_place
from pipeline.model.finding import Finding
from pipeline.model.resolution import Resolution
from pipeline.render.html import kinds
from pipeline.render.html.form import form_findings
from pipeline.render.html.found import found
from pipeline.render.html.frame import (
    head_findings,
    heading_findings,
    identifier_findings,
    language_findings,
    source_findings,
)
from pipeline.render.html.navigation import back_findings, described_findings, navigation_findings, own_name_findings
from pipeline.render.html.reading import Unreadable, difference, read
from pipeline.render.html.safety import address_findings, safety_findings
from pipeline.render.html.verbatim import opening_findings, style_findings, verbatim_findings
from pipeline.render.page.compare import compare
from pipeline.render.page.expected import expected
from pipeline.render.page.units import Unit
from pipeline.render.page.values import withheld


def check(data: bytes, resolution: Resolution) -> list[Finding]:
    """Return every difference between a page and the resolution that it was made from; none is the passing answer."""
    language = languages()[resolution.language]
    try:
        root = read(data)
    except Unreadable as error:
        return [kinds.UNREADABLE.at(found=error)]
    other = difference(data, root)
    readers = [] if other is None else [kinds.READERS.at(found=other)]
    return [*readers, *_findings(root, resolution, language)]


def _findings(root: Any, resolution: Resolution, language: Language) -> Iterator[Finding]:
    head, body = root
    yield from safety_findings(root)
    yield from language_findings(root, language)
    yield from head_findings(head, resolution, language)
    yield from source_findings(body, resolution, language)
    units = on_screen(expected(resolution, language))
    seen = found(body)
    yield from compare(units, [block.unit for block in seen.blocks], kinds.UNITS)
    for text in seen.stray:
        yield kinds.INVENTED.at(found=text)
    yield from verbatim_findings(seen.blocks, resolution)
    yield from style_findings(seen.blocks, resolution)
    yield from opening_findings(seen.blocks, resolution)
    yield from identifier_findings(body, units, resolution)
    yield from form_findings(body, resolution)
    yield from heading_findings(body)
    yield from address_findings(body)
    yield from back_findings(body)
    yield from described_findings(body, language)
    yield from own_name_findings(body, seen.blocks, language)
    yield from navigation_findings(body, seen.blocks, language)
    for href in withheld(resolution):
        yield kinds.LINK_WITHHELD.at(found=href)


def on_screen(units: list[Unit]) -> list[Unit]:
    """Return the units as a screen has them: the notes at the end, in printed order; an empty header heads nothing."""
    notes = sorted((unit for unit in units if unit.role == "Note"), key=lambda unit: note_place(unit.key))
    text = [_cell(unit) for unit in units if unit.role != "Note"]
    return [*text, *(replace(note, within=None) for note in notes)]


def _cell(unit: Unit) -> Unit:
    if unit.role != "TH" or unit.shape is None or unit.text or unit.marks:
        return unit
    return replace(unit, role="TD", shape=("", *unit.shape[1:]))
