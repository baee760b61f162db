"""Walking a resolution in reading order: what renderers write and what checks compare with."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from pipeline.model.resolution import Annex, Block, Content, Link, Masthead, NoteMark, Part, Resolution, Text


@dataclass(frozen=True)
class Leaf:
    """One printed unit of text in reading order: a paragraph, heading, cell, title or closing line.

    `text` is the content's characters without note marks; `marks` are (offset in `text`, marker).
    """

    kind: str
    id: str
    label: str | None
    text: str
    marks: tuple[tuple[int, str], ...]
    depth: int = 0


def plain_text(content: Content) -> str:
    """Return the characters of inline content, note marks left out."""
    return "".join(run.text for run in runs(content))


def runs(content: Content) -> Iterator[Text]:
    """Yield the text runs of inline content, those inside links included."""
    for item in content:
        match item:
            case Text():
                yield item
            case Link():
                yield from runs(item.content)
            case NoteMark():
                pass
            case _:
                assert_never(item)


def marks(content: Content) -> tuple[tuple[int, str], ...]:
    """Return (offset in `plain_text(content)`, marker) of each note mark, in order."""
    return tuple(_marks(content, 0)[0])


def _marks(content: Content, start: int) -> tuple[list[tuple[int, str]], int]:
    found: list[tuple[int, str]] = []
    for item in content:
        match item:
            case Text():
                start += len(item.text)
            case Link():
                inner, start = _marks(item.content, start)
                found += inner
            case NoteMark():
                found.append((start, item.marker))
            case _:
                assert_never(item)
    return found, start


def hrefs(content: Content) -> Iterator[str]:
    """Yield the targets of the links in inline content, in order."""
    for item in content:
        if isinstance(item, Link):
            yield item.href
            yield from hrefs(item.content)


def leaves(blocks: tuple[Block, ...], depth: int = 0) -> Iterator[Leaf]:
    """Yield the leaves of blocks in reading order; `depth` counts the paragraphs around a leaf."""
    for block in blocks:
        match block.type:
            case "formula" | "heading" | "paragraph":
                label = None if block.type == "formula" else block.label
                yield leaf(block.type, block.id, label, block.content, depth)
                if block.type == "paragraph":
                    yield from leaves(block.children, depth + 1)
            case "table":
                if block.caption:
                    yield leaf("caption", block.id, None, block.caption, depth)
                for row in block.rows:
                    for cell in row.cells:
                        yield leaf("cell", block.id, None, cell.content, depth)
            case _:
                assert_never(block.type)


def leaf(kind: str, identifier: str, label: str | None, content: Content, depth: int = 0) -> Leaf:
    """Return the leaf of some content."""
    return Leaf(kind, identifier, label, plain_text(content), marks(content), depth)


def masthead_lines(head: Masthead) -> tuple[tuple[str, str], ...]:
    """Return (name, text) of the lines below the masthead's rule, in printed order.

    Where a parent organ stands large above the rule, the organ's own name is the first line below it.
    """
    lines = [
        ("organ", head.organ if head.parent_organ else None),
        ("session", head.session.text if head.session else None),
        ("session_dates", head.session.dates if head.session else None),
        ("committee", head.committee),
        ("agenda_item", head.agenda_item),
        *(("agenda_title", title) for title in head.agenda_titles or (head.agenda_title,)),
    ]
    return tuple((name, text) for name, text in lines if text)


def document_leaves(resolution: Resolution) -> Iterator[Leaf]:
    """Yield every leaf from the title to the last annex, in reading order; notes and masthead apart."""
    if resolution.title:
        yield leaf("title", "title", None, resolution.title)
    yield from leaves(resolution.preamble)
    yield from leaves(resolution.operative)
    for part in resolution.parts:
        yield from _part_leaves(part)
    for closing in resolution.closing:
        yield leaf("closing", closing.id, None, closing.content)
    for annex in resolution.annexes:
        yield from _annex_leaves(annex)


def _part_leaves(part: Part) -> Iterator[Leaf]:
    yield leaf("part", part.id, part.label, part.title)
    yield from leaves(part.preamble)
    yield from leaves(part.operative)
    for closing in part.closing:
        yield leaf("closing", closing.id, None, closing.content)
    for annex in part.annexes:
        yield from _annex_leaves(annex)


def _annex_leaves(annex: Annex) -> Iterator[Leaf]:
    yield leaf("annex", annex.id, annex.label, annex.title)
    yield from leaves(annex.content)
