"""A source as the HTML page that WeasyPrint sets.

Elements stand for what they become in the tag tree, which `tags` puts right: `div` for a paragraph, `blockquote` for a
note, `article` for what is an artifact and `section` for what is not tagged at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import groupby

from tests.typeset.barcode import barcode
from tests.typeset.source import (
    Annex,
    Block,
    Content,
    Drafted,
    Formula,
    Header,
    Heading,
    Link,
    Mark,
    NewPage,
    Note,
    Overleaf,
    Paragraph,
    Run,
    Source,
    Table,
    Text,
)

NOTE_RULE = "_" * 18
SHORT_CLOSING = 3  # lines: meeting, date and a bracket stay together
_LAST = re.compile(r"(?:\d+|.|)$")
_HAN_QUOTES = re.compile(r"[“”‘’…—]+")


@dataclass(frozen=True)
class Setting:
    """What the text is set with: the notes of the source, and which of them come first on their page."""

    notes: dict[str, Note]
    first_pieces: frozenset[str]
    chinese: bool


@dataclass(frozen=True)
class Body:
    """The body of the page, and the names of the pieces of notes in it in the order in which they are printed."""

    html: str
    pieces: tuple[str, ...]


def piece_name(note: Note, piece: int) -> str:
    """Return the name of a piece of a note in the page."""
    return f"note-{note.marker}-{piece}"


def first_piece(name: str) -> str:
    """Return the name of the first piece of the note that a piece belongs to."""
    return f"{name.rpartition('-')[0]}-0"


def body(source: Source, first_pieces: frozenset[str]) -> Body:
    """Return the body of the page; `first_pieces` names the pieces of notes that stand first on their page."""
    setting = Setting({note.marker: note for note in source.notes}, first_pieces, source.header.language == "zh")
    writer = _Writer(setting)
    return Body("".join(writer.document(source)), tuple(writer.pieces))


class _Writer:
    """Writes a document from top to bottom; remembers which pieces of notes are printed, and which are left."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._left: list[tuple[Note, int]] = []
        self.pieces: list[str] = []

    def document(self, source: Source) -> Iterator[str]:
        yield from _masthead(source)
        yield from self._top(source)
        yield self._blocks((*source.preamble, *source.operative))
        for part in source.parts:
            yield f'<h2 class="part">{escape(part.label)}</h2><h2 class="part">{self._inline(part.title)}</h2>'
            yield self._blocks((*part.preamble, *part.operative))
            yield self._closing(part.closing)
        yield self._closing(source.closing)
        for annex in source.annexes:
            yield self._annex(annex)

    def _closing(self, lines: tuple[Content, ...]) -> str:
        closing = "".join(f'<div class="closing">{self._inline(line)}</div>' for line in lines)
        kind = "closing long" if len(lines) > SHORT_CLOSING else "closing"
        return f'<main class="{kind}">{closing}</main>' if closing else ""

    def _top(self, source: Source) -> Iterator[str]:
        header = source.header
        lines = (
            ("h2", "council", header.organ if header.parent else ""),
            ("h2", "session", header.session),
            ("div", "dates", header.session_dates),
            ("div", "agenda-item", header.agenda_item),
            ("h2", "agenda-title", header.agenda_title),
        )
        printed = "".join(f'<{tag} class="{name}">{escape(text)}</{tag}>' for tag, name, text in lines if text)
        yield f'<main class="agenda">{printed}</main>'
        if not header.title:
            yield f'<h1 class="heading">{escape(header.number)}</h1>'
        if header.adoption:
            yield f'<h1 class="adoption">{escape(header.adoption)}</h1>'
        if header.report:
            yield f'<h4 class="report">{self._inline(header.report_line)}</h4>'
        if header.title:
            yield self._title(header)

    def _title(self, header: Header) -> str:
        number = f'<span class="number">{escape(header.number)} </span>' if header.number else ""
        return f'<h1 class="title">{number}{self._inline(header.title_line)}</h1>'

    def _annex(self, annex: Annex) -> str:
        heading = (
            f'<h2 class="annex">{escape(annex.label)}</h2><h2 class="annex-title">{self._inline(annex.title)}</h2>'
        )
        return f'<main class="annex">{heading}{self._blocks(annex.blocks)}</main>'

    def _blocks(self, blocks: tuple[Block, ...]) -> str:
        return "".join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:
        match block:
            case Formula():
                words = tuple(
                    Text(run.text, "distinguished") if isinstance(run, Text) else run for run in block.content
                )
                return f'<div class="formula">{self._inline(words)}</div>'
            case Paragraph():
                return self._paragraph(block)
            case Heading():
                return self._heading(block)
            case Table():
                return self._table(block)
            case Drafted():
                return self._block(block.block)
            case NewPage():
                return '<main class="new-page"></main>'

    def _paragraph(self, block: Paragraph) -> str:
        kind = "resumes" if block.resumes else f"depth-{block.depth}"
        label = f'<span class="label">{escape(block.label)} </span>' if block.label else ""
        return f'<div class="paragraph {kind}">{label}{self._inline(block.content)}</div>'

    def _heading(self, block: Heading) -> str:
        label = f'<span class="number">{escape(block.label)} </span>' if block.label else ""
        tag = f"h{block.level + 1}"
        return f'<{tag} class="heading-{block.level}">{label}{self._inline(block.content)}</{tag}>'

    def _table(self, block: Table) -> str:
        caption = f'<div class="caption">{self._inline(block.caption)}</div>' if block.caption else ""
        rows = groupby(block.rows, key=lambda row: row.header)
        groups = "".join(
            f"<{tag}>{''.join(self._row(row.cells) for row in group)}</{tag}>"
            for tag, group in (("thead" if header else "tbody", tuple(group)) for header, group in rows)
        )
        return f"{caption}<table>{groups}</table>"

    def _row(self, cells: tuple[Content, ...]) -> str:
        return f"<tr>{''.join(f'<td>{self._inline(cell)}</td>' for cell in cells)}</tr>"

    def _inline(self, runs: Content) -> str:
        neighbours = zip((None, *runs), runs, (*runs[1:], None), strict=False)
        return "".join(self._run(before, run, after) for before, run, after in neighbours)

    def _run(self, before: Run | None, run: Run, after: Run | None) -> str:
        match run:
            case Text() if isinstance(after, Mark):
                # No line ends between a mark and the character, or the whole number, that it follows.
                place = _LAST.search(run.text).start()  # type: ignore[union-attr]
                return f'{self._text(run, 0, place)}<span class="tied">{self._text(run, place, None)}'
            case Text():
                return self._text(run, 0, None)
            case Link():
                return f'<a href="{escape(run.address)}">{self._words(run.text)}</a>'
            case Mark():
                return self._call(run.marker) + ("</span>" if isinstance(before, Text) else "") + self._note(run.marker)
            case Overleaf():
                return self._rest()

    def _text(self, run: Text, start: int, end: int | None) -> str:
        words = self._words(run.text[start:end])
        return f"<em>{words}</em>" if words and run.style == "distinguished" else words

    def _words(self, text: str) -> str:
        words = escape(text, quote=False)
        return _HAN_QUOTES.sub(r'<span class="han">\g<0></span>', words) if self._setting.chinese else words

    def _call(self, marker: str) -> str:
        return f'<a class="call" href="#{piece_name(self._setting.notes[marker], 0)}">{escape(marker)}</a>'

    def _note(self, marker: str) -> str:
        note = self._setting.notes[marker]
        if piece_name(note, 0) in self.pieces:
            return ""
        self._left += ((note, piece) for piece in range(1, len(note.pieces)))
        return self._piece(note, 0)

    def _rest(self) -> str:
        left, self._left = self._left, []
        return "".join(self._piece(note, piece) for note, piece in left)

    def _piece(self, note: Note, piece: int) -> str:
        name = piece_name(note, piece)
        self.pieces.append(name)
        rule = f'<article class="rule">{NOTE_RULE}</article>' if name in self._setting.first_pieces else ""
        marker = f'<span class="marker">{escape(note.marker)} </span>' if piece == 0 else ""
        words = self._inline(note.pieces[piece]).strip()
        return f'<blockquote id="{name}">{rule}<div>{marker}{words}</div></blockquote>'


def _masthead(source: Source) -> Iterator[str]:
    header = source.header
    job = header.job_number
    if job:
        yield f'<article class="job">{escape(job)}<br><span class="barcode">{escape(barcode(job))}</span></article>'
    issue = (header.distribution, header.issued, header.language_text, header.original)
    lines = "".join(f"<div>{escape(line)}</div>" for line in issue if line)
    yield (
        '<section class="masthead">'
        f'<article class="publisher">{escape(header.publisher)}</article>'
        f'<article class="symbol"><span class="initial">{escape(header.symbol[:1])}</span>{escape(header.symbol[1:])}'
        f'</article><div class="organ">{escape(header.parent or header.organ)}</div>'
        f'<div class="issue">{lines}</div></section>'
    )
