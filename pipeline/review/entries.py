"""What was read and where it is printed: one entry for each piece of a resolution that has a place of its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from typing import assert_never

from pipeline.model.contents import note_id
from pipeline.model.resolution import Annex, Block, Content, Front, Part, Place, Resolution, Row, Source, Text
from pipeline.review.words import seen

CONTENTS = {"title": "title", "adoption.source": "adoption.source_content"}
IDS = {"title": "title", "adoption.source": "adoption"}


class Kind(Enum):
    """What an entry is: the word for it, the letter that its box and its text bear, the heading that it stands under.

    The headings of a page come in this order.
    """

    MASTHEAD = ("masthead", "M", "Masthead")
    HEADING = ("heading", "H", "Text")
    PARAGRAPH = ("paragraph", "P", "Text")
    TABLE = ("table", "T", "Text")
    CLOSING = ("closing", "C", "Text")
    NOTE = ("note", "N", "Notes")
    FURNITURE = ("furniture", "F", "Around the text")

    def __init__(self, word: str, letter: str, group: str) -> None:
        self.word = word
        self.letter = letter
        self.group = group


GROUPS = tuple(dict.fromkeys(kind.group for kind in Kind))


@dataclass(frozen=True)
class Entry:
    """A piece of a resolution: what it is, its words, and where they are printed.

    `name` says more closely what it is. `id` is the identifier of its block, as findings name it, or None.
    """

    kind: Kind
    name: str
    id: str | None
    content: Content
    source: Source
    label: str | None = None
    rows: tuple[Row, ...] = ()
    depth: int = 0

    def on(self, page: int) -> Place | None:
        """Return where the entry stands on a page."""
        return next((place for place in self.source if place.page == page), None)

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages on which the entry stands."""
        return tuple(place.page for place in self.source)


def entries(resolution: Resolution) -> Iterator[Entry]:
    """Yield every entry: the first page, the text in reading order, notes, and what is printed around them."""
    for front in resolution.front:
        yield _front(resolution, front)
    yield from _blocks((*resolution.preamble, *resolution.operative))
    for part in resolution.parts:
        yield from _part(part)
    for line in resolution.closing:
        yield Entry(Kind.CLOSING, "closing line", line.id, line.content, line.source)
    for annex in resolution.annexes:
        yield from _annex(annex)
    for note in resolution.notes:
        yield Entry(Kind.NOTE, "note", note_id(note.marker), note.content, note.source, note.marker)
    for piece in resolution.furniture:
        kind = Kind.MASTHEAD if piece.kind == "masthead" else Kind.FURNITURE
        source = (Place(page=piece.page, box=piece.box),) if piece.box else ()
        yield Entry(kind, piece.kind.replace("_", " "), None, _plain(piece.text), source)


def _front(resolution: Resolution, front: Front) -> Entry:
    value: object = attrgetter(CONTENTS.get(front.field, front.field))(resolution)
    if isinstance(value, tuple) and front.position is not None:
        value = value[front.position]
    content = _plain(value) if isinstance(value, str) else value
    is_title = front.field in ("title", "title_label")
    apart = any(each.field == "title_label" for each in resolution.front)
    return Entry(
        kind=Kind.HEADING if is_title else Kind.MASTHEAD,
        name=re.sub(r"[._]", " ", re.sub(r"^masthead\.|[._]text$", "", front.field)),
        id=IDS.get(front.field),
        content=content if isinstance(content, tuple) else (),
        source=front.source,
        label=resolution.title_label if front.field == "title" and not apart else None,
    )


def _plain(text: str) -> Content:
    return (Text(text=seen(text)),) if text else ()


def _part(part: Part) -> Iterator[Entry]:
    yield Entry(Kind.HEADING, "part", part.id, part.title, part.source, part.label)
    yield from _blocks((*part.preamble, *part.operative))
    for line in part.closing:
        yield Entry(Kind.CLOSING, "closing line", line.id, line.content, line.source)
    for annex in part.annexes:
        yield from _annex(annex)


def _annex(annex: Annex) -> Iterator[Entry]:
    yield Entry(Kind.HEADING, "annex", annex.id, annex.title, annex.source, annex.label)
    yield from _blocks(annex.content)


def _blocks(blocks: tuple[Block, ...], depth: int = 0) -> Iterator[Entry]:
    for block in blocks:
        match block.type:
            case "formula":
                yield Entry(Kind.PARAGRAPH, "formula", block.id, block.content, block.source, depth=depth)
            case "heading":
                name = f"heading, level {block.level}"
                yield Entry(Kind.HEADING, name, block.id, block.content, block.source, block.label, depth=depth)
            case "paragraph":
                name = "paragraph" if depth == 0 else "point" if block.label else "text under a paragraph"
                yield Entry(Kind.PARAGRAPH, name, block.id, block.content, block.source, block.label, depth=depth)
                yield from _blocks(block.children, depth + 1)
            case "table":
                yield Entry(Kind.TABLE, "table", block.id, block.caption, block.source, rows=block.rows, depth=depth)
            case _:
                assert_never(block.type)
