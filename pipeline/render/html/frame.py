"""What stands around the text: head, source, languages and directions, identifiers, levels of headings."""

import itertools
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pipeline.languages.loader import Language, languages
from pipeline.model.citations import citations
from pipeline.model.finding import Finding
from pipeline.model.linked import linked_data, source_address
from pipeline.model.resolution import Part, Resolution
from pipeline.render.html import kinds
from pipeline.render.html.found import HEADINGS
from pipeline.render.html.sheet import stylesheet
from pipeline.render.page.document import document_title
from pipeline.render.page.inline import drawn
from pipeline.render.page.units import Unit

# The policy stands before what it speaks of, the characters before all.
LINES = ["utf-8", "meta", "Content-Security-Policy", "meta", "title", "meta", "style", "script"]
NAMED = [("viewport", "width=device-width, initial-scale=1"), ("color-scheme", "light dark")]


def head_findings(head: Any, resolution: Resolution, language: Language) -> Iterator[Finding]:
    """Yield a finding where title, description, address of the source, or data are not those of the resolution."""
    title = [element.text for element in head.iter("title")]
    if title != [document_title(resolution)]:
        yield kinds.TITLE.at(expected=document_title(resolution), found=title)
    said = " ".join(filter(None, (drawn(resolution.adoption.statement or ""), language.output.unofficial)))
    described = [(meta.get("name"), meta.get("content")) for meta in head.iter("meta") if meta.get("name")]
    wanted = [*NAMED, ("description", said)]
    lines = [element.get("charset") or element.get("http-equiv") or element.tag for element in head]
    if described != wanted or [line for line in lines if line != "link"] != LINES:
        yield kinds.TITLE.at(expected=[wanted, LINES], found=[described, lines])
    address = source_address(resolution)
    canonical = [link.get("href") for link in head.iter("link")]
    if canonical != ([] if address is None else [address]):
        yield kinds.SOURCE.at(expected=address, found=canonical)
    if [style.text for style in head.iter("style")] != [stylesheet(language)]:
        yield kinds.SHEET.at()
    yield from _data(head, resolution)


def _data(head: Any, resolution: Resolution) -> Iterator[Finding]:
    wanted = linked_data(resolution)
    for script in head.iter("script"):
        try:
            data = json.loads(script.text or "")
        except ValueError as error:
            data = error
        if data != wanted:
            yield kinds.DATA.at(expected=wanted, found=data)


def source_findings(body: Any, resolution: Resolution, language: Language) -> Iterator[Finding]:
    """Yield a finding where the page does not say what it is, or leaves out the number at the foot of the paper."""
    address = source_address(resolution)
    said = language.output.unofficial if address is None else f"{language.output.unofficial} {resolution.symbol}"
    notices = [element for element in body.iter("p") if element.get("class") == "notice"]
    first = [header[0] for header in body.iter("header") if len(header)]
    if ["".join(notice.itertext()) for notice in notices] != [said] or first != notices:
        yield kinds.SOURCE.at(expected=said, found=["".join(notice.itertext()) for notice in notices])
    leads = [link.get("href") for notice in notices for link in notice.iter("a")]
    if leads != ([] if address is None else [address]):
        yield kinds.SOURCE.at(expected=address, found=leads)
    number = drawn(resolution.masthead.job_number or "")
    foot = ["".join(footer.itertext()).strip("\n") for footer in body.iter("footer")]
    if foot != ([number] if number else []):
        yield kinds.SOURCE.at(expected=number, found=foot)


def language_findings(root: Any, language: Language) -> Iterator[Finding]:
    """Yield a finding where language or direction of the page, or the direction of a run, is not what it should be."""
    if root.get("lang") != language.tag:
        yield kinds.LANGUAGE.at(expected=language.tag, found=root.get("lang"))
    if root.get("dir") != language.direction:
        yield kinds.DIRECTION.at(expected=language.direction, found=root.get("dir"))
    known = languages()
    for element in root.iter():
        tag = element.get("lang")
        if tag is None:
            continue
        own = known.get(tag) or known.get(tag.partition("-")[0])
        wanted = own.direction if own else "ltr"
        actual = element.get("dir") or next(
            (above.get("dir") for above in element.iterancestors("*") if above.get("dir")), "ltr"
        )
        if actual != wanted:
            yield kinds.DIRECTION.at(block=element.get("id"), expected=f"{tag} {wanted}", found=actual)


def identifier_findings(body: Any, units: list[Unit], resolution: Resolution) -> Iterator[Finding]:
    """Yield a finding for each identifier that is not there exactly once, or is none of the resolution's."""
    blocks = {unit.key.partition("/")[0] for unit in units}
    marks = {citation.identifier for citation in citations(resolution) if citation.note is not None}
    own = {"text"} | set(_sections(resolution))
    counts = Counter(element.get("id") for element in body.iter() if element.get("id") is not None)
    for name in sorted(blocks | marks | own):
        if counts[name] != 1:
            yield kinds.IDENTIFIER.at(block=name, expected="once", found=counts[name])
    for name in sorted(counts.keys() - blocks - marks - own):
        yield kinds.IDENTIFIER.at(block=name, found=f"{name} is none of the resolution's")


def _sections(resolution: Resolution) -> Iterator[str]:
    """Yield the identifiers of preambles and operative texts, as far as there are any."""
    holders: list[tuple[str, Resolution | Part]] = [("", resolution)]
    holders += [(f"{part.id}__", part) for part in resolution.parts]
    for before, holder in holders:
        for name, blocks in (("preamble", holder.preamble), ("operative", holder.operative)):
            if blocks:
                yield f"{before}{name}"


def heading_findings(body: Any) -> Iterator[Finding]:
    """Yield a finding where there is not one first heading, or a level is left out on the way down."""
    levels = [int(element.tag[1]) for element in body.iter(*HEADINGS)]
    if levels.count(1) != 1 or levels[0] != 1:
        yield kinds.HEADINGS.at(expected="one h1, first", found=levels[:20])
    for above, level in itertools.pairwise(levels):
        if level > above + 1:
            yield kinds.HEADINGS.at(expected=f"at most h{above + 1}", found=f"h{level}")
