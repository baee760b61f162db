"""What any reader has to find, worked out from the model alone: lines with labels and note marks, and the notes."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.languages.loader import languages
from pipeline.model.resolution import Annex, Block, Content, Link, Note, NoteMark, Part, Resolution, Text

MARK = "\ue000"
"""Stands in a text for a note mark."""

_IGNORED = re.compile("[\\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True)
class Line:
    """A paragraph, heading, title or cell: its text with label, squeezed, `MARK` at each note mark; and its label."""

    text: str
    label: str = ""


def squeeze(text: str) -> str:
    """Return a text without white space and controls of direction, which no comparison looks at."""
    return _IGNORED.sub("", text)


def visible(text: str) -> str:
    """Return a text without the controls that readers drop: of direction, and what joins letters of a script."""
    return "".join(character for character in text if unicodedata.category(character) != "Cf")


def inline(content: Content, marked: bool = True) -> str:
    """Return inline content as text, at each note mark `MARK`, or else the mark as printed."""
    parts = []
    for item in content:
        match item:
            case Text():
                parts.append(item.text)
            case NoteMark():
                parts.append(MARK if marked else item.marker)
            case Link():
                parts.append(inline(item.content, marked))
    return "".join(parts)


def direction(resolution: Resolution) -> str:
    """Return the direction of the resolution's language, `ltr` or `rtl`."""
    return languages()[resolution.language].direction


def printed(resolution: Resolution) -> str:
    """Return all text of the body and of the notes as printed, with the marks, for counting words."""
    texts = [f"{label} {inline(content, marked=False)}" for content, label in _texts(resolution)]
    texts += [f"{note.marker} {inline(note.content, marked=False)}" for note in resolution.notes]
    return "\n".join([inline(resolution.title, marked=False), *texts])


def head(resolution: Resolution) -> list[str]:
    """Return the texts that stand before the first line of the body, in no order, squeezed."""
    masthead, adoption = resolution.masthead, resolution.adoption
    session = masthead.session
    texts = [
        masthead.publisher, resolution.symbol, masthead.distribution, masthead.issued_text, masthead.language_text,
        masthead.original_text, masthead.parent_organ, masthead.organ, session.text if session else None,
        session.dates if session else None, masthead.committee, masthead.agenda_item,
        *(masthead.agenda_titles or (masthead.agenda_title,)),
        adoption.statement, inline(adoption.source_content) or adoption.source,
        resolution.title_label or resolution.number,
        inline(resolution.title),
    ]  # fmt: skip
    return [squeeze(text) for text in texts if text]


def body(resolution: Resolution) -> list[Line]:
    """Return the lines from the first after the title to the last annex, in reading order."""
    return [line for line in _body(resolution) if line.text]


def notes(resolution: Resolution) -> list[str]:
    """Return the texts of the notes in order, squeezed, without their markers."""
    return [squeeze(inline(note.content)) for note in resolution.notes]


def markers(resolution: Resolution) -> frozenset[str]:
    """Return the printed marks of notes."""
    return frozenset(note.marker for note in resolution.notes) | frozenset(_cited(resolution))


def uncited(resolution: Resolution) -> list[Note]:
    """Return the notes whose marker no text cites: papers have them, and readers find them outside the notes."""
    cited = frozenset(_cited(resolution))
    return [note for note in resolution.notes if note.marker not in cited]


def _cited(resolution: Resolution) -> Iterator[str]:
    yield from _marks(resolution.title)
    yield from _marks(resolution.adoption.source_content)
    for content in _contents(resolution):
        yield from _marks(content)


def _marks(content: Content) -> Iterator[str]:
    for item in content:
        if isinstance(item, NoteMark):
            yield item.marker
        elif isinstance(item, Link):
            yield from _marks(item.content)


def _contents(resolution: Resolution) -> Iterator[Content]:
    for content, _ in _texts(resolution):
        yield content


def _body(resolution: Resolution) -> Iterator[Line]:
    for content, label in _texts(resolution):
        yield Line(squeeze(f"{label} {inline(content)}"), label)


def _texts(resolution: Resolution) -> Iterator[tuple[Content, str]]:
    yield from _blocks((*resolution.preamble, *resolution.operative))
    for part in resolution.parts:
        yield from _part(part)
    yield from ((closing.content, "") for closing in resolution.closing)
    for annex in resolution.annexes:
        yield from _annex(annex)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[tuple[Content, str]]:
    for block in blocks:
        if block.type == "table":
            yield block.caption, ""
            yield from ((cell.content, "") for row in block.rows for cell in row.cells)
        elif block.type == "formula":
            yield block.content, ""
        else:
            yield block.content, block.label or ""
            yield from _blocks(block.children if block.type == "paragraph" else ())


def _part(part: Part) -> Iterator[tuple[Content, str]]:
    yield part.title, part.label
    yield (Text(text=part.adoption.statement),) if part.adoption.statement else (), ""
    source = part.adoption.source
    yield part.adoption.source_content or ((Text(text=source),) if source else ()), ""
    yield from _blocks((*part.preamble, *part.operative))
    yield from ((closing.content, "") for closing in part.closing)
    for annex in part.annexes:
        yield from _annex(annex)


def _annex(annex: Annex) -> Iterator[tuple[Content, str]]:
    yield annex.title, annex.label or ""
    yield from _blocks(annex.content)
