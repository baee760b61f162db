"""Read back what a DOCX says: lines with text, marks, links, appearance, bookmarks; tables; notes. Own reader."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.render.docx.package import DOCUMENT, Node, Package, R, W, number_of, switched_on, value

Span = tuple[int, int, Any]
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\r", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_SEEN_THROUGH = frozenset({"smartTag", "sdt", "sdtContent", "ins", "fldSimple"})
_REFERENCE_STYLE = "FootnoteReference"


@dataclass(frozen=True)
class Mark:
    """A note mark: its place in the line's text, what it shows, the footnote it leads to, and whether it repeats."""

    at: int
    marker: str
    note: int | None = None
    repeats: str | None = None


@dataclass(frozen=True)
class Line:
    """A paragraph as read: marks and field codes are not in `text`; `looks` are (start, end, (styles, language))."""

    style: str
    text: str
    marks: tuple[Mark, ...]
    links: tuple[Span, ...]
    looks: tuple[Span, ...]
    bookmarks: tuple[str, ...]
    level: int | None
    node: Node = field(compare=False, repr=False)


@dataclass(frozen=True)
class ReadCell:
    """A cell as read."""

    header: bool
    colspan: int
    rowspan: int
    line: Line


@dataclass(frozen=True)
class ReadTable:
    """A table as read, with the number of rows that repeat on each page."""

    rows: tuple[tuple[ReadCell, ...], ...]
    repeated: int
    node: Node = field(compare=False, repr=False)


@dataclass(frozen=True)
class Story:
    """The body, in order, and the notes by number.

    `marked` are the notes by the bookmarks of their references.
    """

    items: tuple[Line | ReadTable, ...]
    notes: dict[int, Line]
    marked: dict[str, int]

    def lines(self) -> Iterator[Line]:
        """Yield every line of the body, those in cells included."""
        for item in self.items:
            if isinstance(item, Line):
                yield item
            else:
                yield from (cell.line for row in item.rows for cell in row)


def read_story(package: Package) -> Story:
    """Return the body and the notes of a package."""
    context = _Context(package)
    body = package.trees[DOCUMENT].find(f"{W}body")
    items = tuple(_items(body, context)) if body is not None else ()
    notes: dict[int, Line] = {}
    for note in package.trees["word/footnotes.xml"].iter(f"{W}footnote"):
        number = note.get(f"{W}id", "")
        if note.get(f"{W}type") is None and number.isdecimal():
            lines = [LineReader("word/footnotes.xml", context, int(number)).read(node) for node in note.iter(f"{W}p")]
            notes[int(number)] = lines[0] if len(lines) == 1 else _several(lines, note)
    return Story(items, notes, context.by_bookmark)


def _several(lines: list[Line], node: Node) -> Line:
    return Line("", "\f".join(line.text for line in lines), (), (), (), (), None, node)


class _Context:
    """What reading one story shares: the package, outline levels, and footnote references counted as Word does.

    References with custom marks do not count; where the section says so, the count starts above 1.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.levels = outline_levels(package)
        start = next(package.trees[DOCUMENT].iter(f"{W}numStart"), None)
        self.count = int(start.get(f"{W}val", "1")) - 1 if start is not None else 0
        self.by_note: dict[int, int] = {}
        self.by_bookmark: dict[str, int] = {}

    def next(self, note: int) -> str:
        self.count += 1
        self.by_note[note] = self.count
        return str(self.count)


def _items(parent: Node, context: _Context) -> Iterator[Line | ReadTable]:
    for node in parent:
        if node.tag == f"{W}p":
            yield LineReader(DOCUMENT, context).read(node)
        elif node.tag == f"{W}tbl":
            yield _table(node, context)
        elif isinstance(node.tag, str) and node.tag.removeprefix(W) in _SEEN_THROUGH:
            yield from _items(node, context)


def _table(node: Node, context: _Context) -> ReadTable:
    placed = [_placed(row) for row in node.findall(f"{W}tr")]
    rows = []
    for number, cells in enumerate(placed):
        read = []
        for column, (cell, width, merge) in cells.items():
            if merge == "continue":
                continue
            down = 1
            while merge == "restart" and _goes_on(placed, number + down, column):
                down += 1
            line = _cell_line(cell, context)
            if line.style == "TableBreak" and not line.text:
                continue
            read.append(ReadCell(line.style == "TableHeading", width, down, line))
        rows.append(tuple(read))
    repeated = sum(1 for row in node.findall(f"{W}tr") if switched_on(row.find(f"{W}trPr"), "tblHeader"))
    return ReadTable(tuple(rows), repeated, node)


def _goes_on(placed: list[dict[int, tuple[Node, int, str]]], number: int, column: int) -> bool:
    return number < len(placed) and placed[number].get(column, (None, 0, ""))[2] == "continue"


def _placed(row: Node) -> dict[int, tuple[Node, int, str]]:
    column = number_of(row.find(f"{W}trPr"), "gridBefore") or 0
    cells: dict[int, tuple[Node, int, str]] = {}
    for cell in row.findall(f"{W}tc"):
        look = cell.find(f"{W}tcPr")
        width = number_of(look, "gridSpan") or 1
        merged = None if look is None else look.find(f"{W}vMerge")
        cells[column] = (cell, width, "" if merged is None else merged.get(f"{W}val", "continue"))
        column += width
    return cells


def _cell_line(cell: Node, context: _Context) -> Line:
    lines = [LineReader(DOCUMENT, context).read(node) for node in cell.iter(f"{W}p")]
    return lines[0] if len(lines) == 1 else _several(lines, cell)


def outline_levels(package: Package) -> dict[str, int]:
    """Return the outline level from 1 of each style that has one, its own or of what it is based on."""
    styles = {node.get(f"{W}styleId"): node for node in package.trees["word/styles.xml"].iter(f"{W}style")}
    levels: dict[str, int] = {}
    for name in styles:
        current, seen = name, set()
        while current in styles and current not in seen:
            seen.add(current)
            level = number_of(styles[current].find(f"{W}pPr"), "outlineLvl")
            if level is not None:
                levels[name] = level + 1
                break
            current = value(styles[current], "basedOn")
    return levels


class LineReader:
    """Reads one paragraph of one part."""

    def __init__(self, part: str, context: _Context, note: int = 0) -> None:
        self._part = part
        self._note = note
        self._context = context
        self._text = ""
        self._marks: list[Mark] = []
        self._links: list[Span] = []
        self._looks: list[Span] = []
        self._bookmarks: list[str] = []
        self._group = "head" if note else None
        self._marked_in: str | None = None
        self._link: str | None = None
        self._code: str | None = None
        self._field: str | None = None

    def read(self, node: Node) -> Line:
        """Return a paragraph as a line."""
        self._children(node)
        look = node.find(f"{W}pPr")
        style, direct = value(look, "pStyle") or "Normal", number_of(look, "outlineLvl")
        level = self._context.levels.get(style) if direct is None else direct + 1
        spans = (tuple(self._marks), tuple(self._links), tuple(self._looks))
        return Line(style, self._text, *spans, tuple(self._bookmarks), level, node)

    def _children(self, parent: Node) -> None:
        for node in parent:
            name = node.tag.removeprefix(W) if isinstance(node.tag, str) else ""
            if name == "r":
                self._run(node)
            elif name == "hyperlink":
                self._link = self._address(node)
                self._children(node)
                self._link = None
            elif name == "bookmarkStart":
                self._bookmarks.append(node.get(f"{W}name", ""))
                self._group = self._bookmarks[-1] if self._bookmarks[-1].startswith("_") else None
            elif name == "bookmarkEnd":
                self._group = None
            elif name in _SEEN_THROUGH:
                self._children(node)

    def _address(self, node: Node) -> str:
        anchor = node.get(f"{W}anchor")
        if anchor is not None:
            return f"#{anchor}"
        relationship = self._context.package.target(self._part, node.get(f"{R}id"))
        return relationship.target if relationship else ""

    def _run(self, run: Node) -> None:
        look = run.find(f"{W}rPr")
        reference = run.find(f"{W}footnoteReference")
        self._field_part(run)
        if self._code is not None:
            return
        text = _run_text(run)
        code = (self._field or "").split()
        target = code[1] if code[:1] == ["NOTEREF"] and len(code) > 1 else None
        if reference is not None:
            self._reference(run, reference)
        elif target is not None or value(look, "rStyle") == _REFERENCE_STYLE:
            if text or run.find(f"{W}footnoteRef") is not None:
                shown = _run_text(run, str(self._context.by_note.get(self._note)))
                self._mark(Mark(len(self._text), shown, None, target))
        else:
            self._append(text, look)

    def _reference(self, run: Node, reference: Node) -> None:
        """Read a reference: its own number, or nothing before a custom mark, with the text of the run around it."""
        identifier = reference.get(f"{W}id", "")
        note = int(identifier) if identifier.isdecimal() else -1
        custom = reference.get(f"{W}customMarkFollows", "0") not in {"0", "false", "off"}
        number = "" if custom else self._context.next(note)
        self._mark(Mark(len(self._text), _run_text(run, number), note))
        if self._bookmarks:
            self._context.by_bookmark.setdefault(self._bookmarks[-1], note)

    def _mark(self, mark: Mark) -> None:
        """Keep a mark; one that is written in several runs, in one bookmark or at the head of a note, is one mark."""
        last = self._marks[-1] if self._marks else None
        if last and self._group is not None and self._group == self._marked_in:
            self._marks[-1] = Mark(last.at, last.marker + mark.marker, mark.note if last.note is None else last.note)
        else:
            self._marks.append(mark)
        self._marked_in = self._group

    def _field_part(self, run: Node) -> None:
        """Follow a complex field through its code and result."""
        for character in run.findall(f"{W}fldChar"):
            kind = character.get(f"{W}fldCharType")
            if kind == "begin":
                self._code = ""
            elif kind == "separate":
                self._field, self._code = (self._code or "").strip(), None
            else:
                self._field = self._code = None
        if self._code is not None:
            self._code += "".join(code.text or "" for code in run.findall(f"{W}instrText"))

    def _append(self, text: str, look: Node | None) -> None:
        if not text:
            return
        self._group = None
        start, end = len(self._text), len(self._text) + len(text)
        self._text += text
        if self._link is not None:
            _extend(self._links, start, end, self._link)
        appearance = (_styles(look), _language(look))
        if appearance != (frozenset(), None):
            _extend(self._looks, start, end, appearance)


def _extend(spans: list[Span], start: int, end: int, what: Any) -> None:
    if spans and spans[-1][1] == start and spans[-1][2] == what:
        start = spans.pop()[0]
    spans.append((start, end, what))


def _run_text(run: Node, number: str = "") -> str:
    """Return the text of a run; `number` is what its footnote reference or footnote mark shows."""
    found = ""
    for node in run:
        name = node.tag.removeprefix(W) if isinstance(node.tag, str) else ""
        if name == "t":
            found += node.text or ""
        elif name in {"footnoteReference", "footnoteRef"}:
            found += number
        else:
            found += _CHARACTERS.get(name, "")
    return found


def _styles(look: Node | None) -> frozenset[str]:
    found = set()
    if switched_on(look, "b"):
        found.add("bold")
    if switched_on(look, "i") or switched_on(look, "iCs"):
        found.add("italic")
    if value(look, "u") not in {None, "none"}:
        found.add("underline")
    found.add(value(look, "vertAlign") or "baseline")
    return frozenset(found - {"baseline"})


def _language(look: Node | None) -> str | None:
    found = None if look is None else look.find(f"{W}lang")
    return None if found is None else found.get(f"{W}val")
