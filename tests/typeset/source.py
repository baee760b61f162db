"""What is typeset: a short resolution as frozen dataclasses, read from a plain-text file.

The file opens with `key: value` lines (the fields of `Header`), then come sections under `[preamble]`, `[operative]`,
`[closing]`, `[annex LABEL | TITLE]` (as many as wanted) and `[notes]`. Under `[part LABEL | TITLE]`, the first three
are those of a resolution of a composite. A block is one line:

    @ *The General Assembly*,        enacting formula
    *Recalling* its resolution,      paragraph without label; the opening words between asterisks
    1. | *Requests* that:            paragraph with its label
      (a) | To count;                two spaces a level of points
      + and to report;               text that goes on after the points of that level
    # I. | Wells                     heading; `## A. | North` one level down; `# | Wells` without label
    > “1. | *Decides* that:          any of these, in a draft that the paragraph before it leads in
    ---                              what follows begins a page
    % Wells by district              caption of the table that follows
    |= District | Wells              header row of a table
    || North | 12                    row of a table
    1: See A/70/1.                   note, in `[notes]`; `‖` is where it is broken to go on overleaf

Inside a line `[^1]` is the mark of note 1, `[text]<address>` a link and `*words*` are distinguished: opening words in
the text, italics in a note. `‖` in a paragraph is a place on whose page a broken note goes on. Lines that begin with
`;` are remarks.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

Style = Literal["plain", "distinguished"]


@dataclass(frozen=True)
class Text:
    """A run of characters in one style."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True)
class Link:
    """Words that lead to an address."""

    text: str
    address: str


@dataclass(frozen=True)
class Mark:
    """The mark of a note."""

    marker: str


@dataclass(frozen=True)
class Overleaf:
    """A place known to be overleaf: what is left of a note that is broken is printed on its page."""


Run = Text | Link | Mark | Overleaf
Content = tuple[Run, ...]


@dataclass(frozen=True)
class Formula:
    """The enacting formula."""

    content: Content


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or point; depth 0 is a paragraph. `resumes` when it goes on after points."""

    content: Content
    label: str | None = None
    depth: int = 0
    resumes: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading inside the text."""

    content: Content
    level: int
    label: str | None = None


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    cells: tuple[Content, ...]
    header: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption."""

    caption: Content
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class NewPage:
    """What follows begins a page."""


@dataclass(frozen=True)
class Drafted:
    """A block of a draft that the paragraph above leads in."""

    block: Formula | Paragraph | Heading


Block = Formula | Paragraph | Heading | Table | NewPage | Drafted


@dataclass(frozen=True)
class Annex:
    """An annex with its own blocks."""

    label: str
    title: Content
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Part:
    """A resolution of a composite with its own blocks and closing lines."""

    label: str
    title: Content
    preamble: tuple[Block, ...] = ()
    operative: tuple[Block, ...] = ()
    closing: tuple[Content, ...] = ()


@dataclass(frozen=True)
class Note:
    """A note; more than one piece when it is printed on more than one page."""

    marker: str
    pieces: tuple[Content, ...]


@dataclass(frozen=True)
class Header:
    """What stands above the text and at the edges of the pages. Empty fields are not printed.

    Where an organ has a `parent`, that one is printed large, and the organ below the masthead. A paper without a title
    has its number for a heading above the adoption line.
    """

    language: str
    symbol: str
    number: str = ""
    title: str = ""
    publisher: str = ""
    parent: str = ""
    organ: str = ""
    distribution: str = ""
    issued: str = ""
    language_text: str = ""
    original: str = ""
    session: str = ""
    session_dates: str = ""
    agenda_item: str = ""
    agenda_title: str = ""
    adoption: str = ""
    report: str = ""
    running_title: str = ""
    job_number: str = ""

    @property
    def title_line(self) -> Content:
        """The title with its links and marks."""
        return content(self.title)

    @property
    def report_line(self) -> Content:
        """The line that names the report, with its links."""
        return content(self.report)


@dataclass(frozen=True)
class Source:
    """A resolution to be typeset."""

    header: Header
    preamble: tuple[Block, ...] = ()
    operative: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    closing: tuple[Content, ...] = ()
    annexes: tuple[Annex, ...] = ()
    notes: tuple[Note, ...] = ()


_INLINE = re.compile(r"\[\^(?P<marker>[^\]]+)\]|\[(?P<text>[^\[\]]+)\]<(?P<address>[^<>]+)>|\*(?P<words>[^*]+)\*|‖")
_HEADING = re.compile(r"(?P<hashes>#+) (?:(?P<label>[^|]+) )?\| (?P<text>.+)")
_PARAGRAPH = re.compile(r"(?P<indent> *)(?:(?P<label>[^|]{1,8}?) \| |(?P<resumes>\+ ))?(?P<text>.+)")
_NOTE = re.compile(r"(?P<marker>\S+): (?P<text>.+)")
_SECTION = re.compile(
    r"\[(?P<name>preamble|operative|closing|part|annex|notes)(?: (?P<label>[^|\]]+) \| (?P<title>.+))?\]"
)


def content(line: str) -> Content:
    """Read the marks, links and distinguished words of a line."""
    return tuple(_inlines(line))


def _inlines(line: str) -> Iterator[Run]:
    place = 0
    for match in _INLINE.finditer(line):
        if match.start() > place:
            yield Text(line[place : match.start()])
        if match["marker"]:
            yield Mark(match["marker"])
        elif match["address"]:
            yield Link(match["text"], match["address"])
        elif match["words"]:
            yield Text(match["words"], "distinguished")
        else:
            yield Overleaf()
        place = match.end()
    if line[place:]:
        yield Text(line[place:])


def parse(text: str) -> Source:
    """Read a source file; ValueError when it holds what is not known."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith(";")]
    starts = [place for place, line in enumerate(lines) if _SECTION.fullmatch(line)]
    source = Source(_header(lines[: starts[0]] if starts else lines))
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        source = _with_section(source, lines[start], lines[start + 1 : end])
    return source


def _header(lines: Iterable[str]) -> Header:
    values: dict[str, str] = {}
    for line in lines:
        key, colon, value = line.partition(": ")
        if not colon or key in values or key not in {field.name for field in fields(Header)}:
            raise ValueError(f"not a line of the header: {line!r}")
        values[key] = value
    return Header(**values)


def _with_section(source: Source, title: str, lines: list[str]) -> Source:
    match = _SECTION.fullmatch(title)
    if match is None:
        raise ValueError(f"not a section: {title!r}")
    match match["name"]:
        case "preamble" | "operative":
            return _with_text(source, {match["name"]: tuple(_blocks(lines))})
        case "closing":
            return _with_text(source, {"closing": tuple(content(line) for line in lines)})
        case "part":
            return replace(source, parts=(*source.parts, Part(match["label"], content(match["title"]))))
        case "notes":
            return replace(source, notes=tuple(_note(line) for line in lines))
        case _:
            annex = Annex(match["label"], content(match["title"]), tuple(_blocks(lines)))
            return replace(source, annexes=(*source.annexes, annex))


def _with_text(source: Source, text: dict[str, Any]) -> Source:
    """Return the source with a section of its last part, or of its own where it has none."""
    if not source.parts:
        return replace(source, **text)
    return replace(source, parts=(*source.parts[:-1], replace(source.parts[-1], **text)))


def _note(line: str) -> Note:
    match = _NOTE.fullmatch(line)
    if match is None:
        raise ValueError(f"not a note: {line!r}")
    return Note(match["marker"], tuple(content(piece) for piece in match["text"].split("‖")))


def _blocks(lines: list[str]) -> Iterator[Block]:
    table: list[str] = []
    for line in lines:
        if line.startswith(("% ", "|= ", "|| ")):
            table.append(line)
            continue
        if table:
            yield _table(table)
            table = []
        yield _block(line)
    if table:
        yield _table(table)


def _table(lines: list[str]) -> Table:
    caption = content(lines[0][2:]) if lines[0].startswith("% ") else ()
    rows = (line for line in lines if not line.startswith("% "))
    return Table(caption, tuple(Row(_cells(row[3:]), row.startswith("|= ")) for row in rows))


def _cells(row: str) -> tuple[Content, ...]:
    return tuple(content(cell.strip()) for cell in row.split("|"))


def _block(line: str) -> Block:
    if line == "---":
        return NewPage()
    if line.startswith("> "):
        inner = _block(line[2:])
        if not isinstance(inner, Formula | Paragraph | Heading):
            raise ValueError(f"not in a draft: {line!r}")
        return Drafted(inner)
    if line.startswith("@ "):
        return Formula(content(line[2:]))
    if match := _HEADING.fullmatch(line):
        return Heading(content(match["text"]), len(match["hashes"]), match["label"])
    match = _PARAGRAPH.fullmatch(line)
    if match is None:
        raise ValueError(f"not a block: {line!r}")
    return Paragraph(content(match["text"]), match["label"], len(match["indent"]) // 2, match["resumes"] is not None)
