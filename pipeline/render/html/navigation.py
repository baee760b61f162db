"""How one finds one's way in the page: landmarks, contents, own links, ways back from the notes, and their names."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from pipeline.languages.loader import Language
from pipeline.model.finding import Finding
from pipeline.render.html import kinds
from pipeline.render.html.found import HEADINGS, Seen

ROLES = frozenset({"P", "H2", "H3", "H4", "H5", "H6"})
UNLINKED = frozenset({"adoption", "report"})
LANDMARKS = ["header", "nav", "main", "footer"]


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
    leads = [(link.get("href") or "")[1:] for link in body.iter("a") if link.get("class") == "permalink"]
    if leads != (linked := list(dict.fromkeys(_linked(blocks)))):
        yield kinds.NAVIGATION.at(expected=linked, found=leads)


def _linked(blocks: list[Seen]) -> Iterator[str]:
    """Yield the identifiers of the blocks that lead to themselves, a table's behind the blocks in it."""
    table: str | None = None
    for seen in blocks:
        key, of_table, _ = seen.unit.key.partition("/")
        above = key if of_table and key != "masthead" else None
        if table is not None and above != table:
            yield table
        table = above
        linked = seen.unit.role in ROLES and seen.element.get("class") not in UNLINKED and key != "title"
        if linked and not of_table:
            yield key
    if table is not None:
        yield table


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


def own_name_findings(body: Any, blocks: list[Seen], language: Language) -> Iterator[Finding]:
    """Yield a finding for each link of a block to itself that is not named by how the block begins."""
    begins = {seen.unit.key: _name(seen) for seen in blocks}
    before, _, after = language.output.permalink.partition("{name}")
    for link in body.iter("a"):
        if link.get("class") != "permalink":
            continue
        key, said = (link.get("href") or "")[1:], link.get("aria-label") or ""
        box = link.getparent()
        wanted = begins.get(key, "") if box.find("table") is None else _bare(box.get("aria-label") or "")
        name = _bare(said.removeprefix(before).removesuffix(after))
        cut = name.endswith("…") and wanted.startswith(name.removesuffix("…"))
        if not said.startswith(before) or not said.endswith(after) or not (cut or name == wanted):
            yield kinds.DESCRIPTION.at(block=key, expected=wanted, found=said)


def described_findings(body: Any, language: Language) -> Iterator[Finding]:
    """Yield a finding where what only a screen reader says is not said in the words for it."""
    words = language.output
    for element in body.iter("a", "section", "nav", "div"):
        said = element.get("aria-label")
        wanted: str | None = None
        if element.get("role") == "doc-noteref":
            wanted = words.note.format(marker=element.text)
        elif element.get("role") == "doc-backlink" and element.get("class") is None:
            wanted = words.back.format(marker=(element.text or "").strip())
        elif element.get("role") == "doc-endnotes":
            wanted = words.notes
        elif element.tag == "nav":
            wanted = words.contents
        if wanted is not None and said != wanted:
            yield kinds.DESCRIPTION.at(block=element.get("id"), expected=wanted, found=said)
    for table in body.iter("table"):
        yield from _table(table, language)


def _table(table: Any, language: Language) -> Iterator[Finding]:
    """Yield a finding where a table does not stand in a box of its name that a keyboard can scroll."""
    caption = table.find("caption")
    name = language.output.table if caption is None else _bare("".join(_unmarked(caption)))
    box = table.getparent()
    said = (box.get("role"), box.get("tabindex"), _bare(box.get("aria-label") or ""))
    if said != ("group", "0", _bare(name)):
        yield kinds.DESCRIPTION.at(block=table.get("id"), expected=name, found=said)


def _unmarked(element: Any) -> Iterator[str]:
    yield element.text or ""
    for kid in element:
        if kid.get("class") != "mark":
            yield from _unmarked(kid)
        yield kid.tail or ""


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
    return "".join(unicodedata.normalize("NFC", text).split())
