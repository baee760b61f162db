"""What stands around the text: head, languages, directions, identifiers, headings, landmarks, contents, own links."""

import itertools
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pipeline.languages.loader import Language, languages
from pipeline.model.finding import Finding
from pipeline.model.linked import linked_data, source_address
from pipeline.model.resolution import Resolution
from pipeline.render.html import kinds
from pipeline.render.html.found import HEADINGS, Seen
from pipeline.render.page.document import document_title
from pipeline.render.page.inline import drawn
from pipeline.render.page.notes import citations
from pipeline.render.page.units import Unit

LANDMARKS = ["header", "nav", "main", "footer"]


def head_findings(head: Any, resolution: Resolution, language: Language) -> Iterator[Finding]:
    """Yield a finding where title, description, address of the source, or data are not those of the resolution."""
    title = [element.text for element in head.iter("title")]
    if title != [document_title(resolution)]:
        yield kinds.TITLE.at(expected=document_title(resolution), found=title)
    said = " ".join(filter(None, (drawn(resolution.adoption.statement or ""), language.output.unofficial)))
    described = [meta.get("content") for meta in head.iter("meta") if meta.get("name") == "description"]
    if described != [said]:
        yield kinds.TITLE.at(expected=said, found=described)
    address = source_address(resolution)
    canonical = [link.get("href") for link in head.iter("link")]
    if canonical != ([] if address is None else [address]):
        yield kinds.SOURCE.at(expected=address, found=canonical)
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
    if ["".join(notice.itertext()) for notice in notices] != [said]:
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
    for name in sorted(blocks | marks | {"text"}):
        if counts[name] != 1:
            yield kinds.IDENTIFIER.at(block=name, expected="once", found=counts[name])
    for name in sorted(counts.keys() - blocks - marks - own):
        yield kinds.IDENTIFIER.at(block=name, found=f"{name} is none of the resolution's")
    for name in sorted(own & counts.keys()):
        if counts[name] > 1:
            yield kinds.IDENTIFIER.at(block=name, expected="once", found=counts[name])


def _sections(resolution: Resolution) -> Iterator[str]:
    for before in ("", *(f"{part.id}__" for part in resolution.parts)):
        yield f"{before}preamble"
        yield f"{before}operative"


def heading_findings(body: Any) -> Iterator[Finding]:
    """Yield a finding where there is not one first heading, or a level is left out on the way down."""
    levels = [int(element.tag[1]) for element in body.iter(*HEADINGS)]
    if levels.count(1) != 1 or levels[0] != 1:
        yield kinds.HEADINGS.at(expected="one h1, first", found=levels[:20])
    for above, level in itertools.pairwise(levels):
        if level > above + 1:
            yield kinds.HEADINGS.at(expected=f"at most h{above + 1}", found=f"h{level}")


def navigation_findings(body: Any, blocks: list[Seen], language: Language) -> Iterator[Finding]:
    """Yield a finding where landmarks, the link past the head, the contents or a block's link to itself are wrong."""
    landmarks = [kid.tag for kid in body if kid.tag in LANDMARKS]
    required = [name for name in LANDMARKS if name in landmarks or name in ("header", "main")]
    if landmarks != required:
        yield kinds.NAVIGATION.at(expected=required, found=landmarks)
    skip = body[0] if len(body) else None
    main = body.find("main")
    skips = [link for link in body.iter("a") if link.get("class") == "skip"]
    right = main is not None and skips == [skip] and skips[0].get("href") == f"#{main.get('id')}"
    if not right or skips[0].text != language.output.skip or len(skips[0]):
        yield kinds.NAVIGATION.at(expected=language.output.skip, found=[link.text for link in skips])
    wanted = [(seen.unit.key, _name(seen)) for seen in blocks if seen.element.tag in HEADINGS[1:] and _name(seen)]
    listed = [
        ((link.get("href") or "")[1:], _bare(link.text or "")) for nav in body.iter("nav") for link in nav.iter("a")
    ]
    said = _bare("".join("".join(nav.itertext()) for nav in body.iter("nav")))
    whole = _bare(language.output.contents) + "".join(name for _, name in wanted) if wanted else ""
    if (wanted, whole) != (listed, said):
        yield kinds.NAVIGATION.at(expected=wanted, found=listed)
    yield from _own_links(body)


def _own_links(body: Any) -> Iterator[Finding]:
    """Yield a finding for each link of a block to itself that leads elsewhere, has no name, or says something."""
    for link in body.iter("a"):
        if link.get("class") not in ("permalink", "again"):
            continue
        right = link.get("class") == "again" or link.get("href") == f"#{_block_of(link)}"
        if not right or not link.get("aria-label") or "".join(link.itertext()):
            yield kinds.NAVIGATION.at(found=f"{link.get('href')} {link.get('aria-label')} {link.text}")


def _block_of(link: Any) -> str | None:
    """Return the id of the block that a link stands in: the table beside it, or the nearest element around it."""
    table = link.getparent().find("table")
    nearest = next((element for element in link.iterancestors("*") if element.get("id")), None)
    block = nearest if table is None else table
    return None if block is None else str(block.get("id"))


def back_findings(body: Any) -> Iterator[Finding]:
    """Yield a finding for each note that does not lead back to every mark that leads to it, in order."""
    marks: dict[str, list[str]] = {}
    for link in body.iter("a"):
        if link.get("role") == "doc-noteref":
            marks.setdefault((link.get("href") or "")[1:], []).append(f"#{link.get('id')}")
    for note in body.iter("li"):
        if note.get("class") == "note":
            back = [link.get("href") for link in note.iter("a") if link.get("role") == "doc-backlink"]
            wanted = marks.get(note.get("id"), [])
            if back != wanted:
                yield kinds.NOTE_LINK.at(block=note.get("id"), expected=wanted, found=back)


def _name(seen: Seen) -> str:
    """Return what a heading says, note marks left out, as it is compared with its entry in the contents."""
    labels = [kid for kid in seen.element if kid.get("class") == "label"]
    return _bare("".join("".join(label.itertext()) for label in labels) + seen.exact)


def _bare(text: str) -> str:
    return "".join(text.split())
