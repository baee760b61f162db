"""Find the documents that a resolution cites: symbols in the text, and the targets of its links."""

import re
from collections.abc import Iterator

from pipeline.languages.loader import Language
from pipeline.model.resolution import Block, Content, Link, Note, Reference, Resolution
from pipeline.model.walk import plain_text

# A/75/399, A/RES/74/50, S/RES/2379 (2017), CD/1299, NPT/CONF.2000/28 (Part I), E/2024/15, ST/SGB/2019/8.
SYMBOL = re.compile(
    r"(?<![A-Za-z0-9/])[A-Z]{1,6}(?:/[A-Z0-9][A-Za-z0-9.\-]*)+"
    r"(?: ?\((?:\d{4}|[XVIL]+|Part [IVX]+|Vol\. ?[IVX]+)\))*"
)
HOST = re.compile(r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/+(?:(?:ar|zh|ch|en|fr|ru|es|sp)/)?(.+)")
CANONICAL = "https://docs.un.org/{language}/{symbol}"


def references_of(resolution: Resolution, language: Language) -> tuple[Reference, ...]:
    """Return every document cited in the text or notes, in order, once a block."""
    found: dict[tuple[str, str], Reference] = {}
    for block, content in _contents(resolution):
        for symbol, text in _cited(content):
            uri = CANONICAL.format(language=language.tag, symbol=symbol.replace(" ", ""))
            found.setdefault((block, symbol), Reference(symbol=symbol, text=text, uri=uri, in_=block))
    return tuple(found.values())


def _contents(resolution: Resolution) -> Iterator[tuple[str, Content]]:
    yield "adoption", resolution.adoption.source_content
    yield from _block_contents(resolution.preamble)
    yield from _block_contents(resolution.operative)
    for annex in resolution.annexes:
        yield annex.id, annex.title
        yield from _block_contents(annex.content)
    for note in resolution.notes:
        yield _note_id(note), note.content


def _note_id(note: Note) -> str:
    return f"note_{note.marker}"


def _block_contents(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Content]]:
    for block in blocks:
        if block.type == "table":
            for row in block.rows:
                for cell in row.cells:
                    yield block.id, cell.content
        else:
            yield block.id, block.content
            if block.type == "paragraph":
                yield from _block_contents(block.children)


def _cited(content: Content) -> Iterator[tuple[str, str]]:
    for item in content:
        if isinstance(item, Link):
            match = HOST.fullmatch(item.href)
            if match:
                yield _tidy(match[1]), plain_text(item.content)
    for match in SYMBOL.finditer(plain_text(content)):
        if any(character.isdigit() for character in match[0]):
            yield match[0].rstrip(".-"), match[0].rstrip(".-")


def _tidy(path: str) -> str:
    return path.replace("%20", " ").strip()
