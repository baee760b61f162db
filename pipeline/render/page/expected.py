"""What must be found in the file: the units of a resolution in reading order, from the model."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never

from pipeline.languages.loader import Language
from pipeline.model.citations import Citation, citations, mark_id, note_id
from pipeline.model.introduction import introduction
from pipeline.model.resolution import (
    Adoption,
    Annex,
    Block,
    Closing,
    Content,
    Formula,
    Heading,
    Link,
    NoteMark,
    Paragraph,
    Part,
    Resolution,
    Table,
)
from pipeline.model.resolution import (
    Text as Run,
)
from pipeline.model.walk import masthead_lines
from pipeline.render.page.document import printed_number
from pipeline.render.page.inline import target
from pipeline.render.page.levels import heading_levels
from pipeline.render.page.masthead import foreign, issue_lines
from pipeline.render.page.tables import table_cells
from pipeline.render.page.units import Text, Unit, comparable


@dataclass
class _State:
    """What the walk through the model remembers: citations to come, levels, notes already printed."""

    resolution: Resolution
    language: Language
    citations: Iterator[Citation]
    levels: dict[str, int]
    printed: set[int] = field(default_factory=set)


def expected(resolution: Resolution, language: Language) -> list[Unit]:
    """Return the units that a reader must find, each once, in this order: each note after the unit that cites it."""
    cited = citations(resolution)
    state = _State(resolution, language, iter(cited), heading_levels(resolution))
    found = list(_masthead(resolution, language))
    if resolution.title:
        found += _adoption(state, resolution.adoption, "adoption", linked=True)
        found += _introduction(state)
        found += _title(state)
    else:
        found += _title(state)
        found += _adoption(state, resolution.adoption, "adoption", linked=True)
        found += _introduction(state)
    found += _blocks(state, resolution.preamble + resolution.operative, None)
    for part in resolution.parts:
        found += _part(state, part)
    found += _closings(state, resolution.closing)
    for annex in resolution.annexes:
        found += _annex(state, annex)
    for position in range(len(resolution.notes)):
        if position not in state.printed:
            found.append(_note(state, position, cited=False))
    return found


def _masthead(resolution: Resolution, language: Language) -> Iterator[Unit]:
    head = resolution.masthead
    symbol = head.symbol_text or resolution.symbol
    before = (head.publisher, symbol, head.parent_organ or head.organ)
    after = tuple(text for _, text in masthead_lines(head))
    lines = [line for line in (*before, *issue_lines(head), *after) if line]
    for place, line in enumerate(lines):
        text = Text()
        text.add(line, lang=None if line == symbol else foreign(line, language))
        yield text.unit(f"masthead/{place + 1}", "P")


def _adoption(state: _State, adoption: Adoption, identifier: str, *, linked: bool) -> Iterator[Unit]:
    if adoption.statement:
        text = Text()
        text.add(adoption.statement)
        yield text.unit(identifier, "P")
    if adoption.source_content:
        base = Unit(f"{identifier}__report", "P", "")
        yield from _unit(state, adoption.source_content, base, linked=linked)


def _introduction(state: _State) -> Iterator[Unit]:
    if state.resolution.draft is not None:
        yield from _unit(state, introduction(state.resolution), Unit("draft", "P", ""))


def _title(state: _State) -> Iterator[Unit]:
    number = printed_number(state.resolution)
    if number is not None or state.resolution.title:
        yield from _unit(state, state.resolution.title, Unit("title", "H1", ""), lead=number)


def _part(state: _State, part: Part) -> Iterator[Unit]:
    yield from _heading(state, part.id, part.label, part.title)
    yield from _adoption(state, part.adoption, f"{part.id}__adoption", linked=False)
    yield from _blocks(state, part.preamble + part.operative, None)
    yield from _closings(state, part.closing)
    for annex in part.annexes:
        yield from _annex(state, annex)


def _annex(state: _State, annex: Annex) -> Iterator[Unit]:
    yield from _heading(state, annex.id, annex.label, annex.title)
    yield from _blocks(state, annex.content, None)


def _closings(state: _State, closings: tuple[Closing, ...]) -> Iterator[Unit]:
    for closing in closings:
        yield from _unit(state, closing.content, Unit(closing.id, "P", ""))


def _heading(
    state: _State, identifier: str, label: str | None, content: Content, within: str | None = None
) -> Iterator[Unit]:
    base = Unit(identifier, f"H{state.levels[identifier]}", "", within=within)
    yield from _unit(state, content, base, lead=label)


def _blocks(state: _State, blocks: tuple[Block, ...], within: str | None) -> Iterator[Unit]:
    for block in blocks:
        match block:
            case Formula():
                yield from _unit(state, block.content, Unit(block.id, "P", "", within=within))
            case Paragraph():
                label = None if block.label is None else comparable(block.label).strip(" ")
                yield from _unit(state, block.content, Unit(block.id, "P", "", label=label, within=within))
                yield from _blocks(state, block.children, within if block.label is None else block.id)
            case Heading():
                yield from _heading(state, block.id, block.label, block.content, within)
            case Table():
                yield from _table(state, block, within)
            case _:
                assert_never(block)


def _table(state: _State, block: Table, within: str | None) -> Iterator[Unit]:
    if block.caption:
        yield from _unit(state, block.caption, Unit(f"{block.id}/caption", "Caption", "", within=within))
    for place, cell, scope in table_cells(block):
        shape = (scope, cell.colspan, cell.rowspan)
        base = Unit(f"{block.id}/{place}", "TH" if cell.header else "TD", "", within=within, shape=shape)
        yield from _unit(state, cell.content, base)


def _unit(
    state: _State, content: Content, base: Unit, lead: str | None = None, *, linked: bool = True
) -> Iterator[Unit]:
    """Yield the unit of some content, and after it the notes that it is the first to cite."""
    text = Text()
    if lead:
        text.add(f"{lead} ")
    fresh: list[int] = []
    _fill(text, content, state.citations if linked else None, fresh)
    yield text.unit(base.key, base.role, base)
    for position in fresh:
        if position not in state.printed:
            state.printed.add(position)
            note = _note(state, position, cited=True)
            yield replace(note, within=_inside(base))


def _inside(base: Unit) -> str | None:
    """Return the list item in which a note stands: that of the paragraph that cites it."""
    return base.within if base.label is None else base.key


def _fill(
    text: Text, content: Content, cited: Iterator[Citation] | None, fresh: list[int], href: str | None = None
) -> None:
    for item in content:
        match item:
            case Run():
                text.add(item.text, href, item.lang)
            case Link():
                _fill(text, item.content, cited, fresh, target(item.href) or href)
            case NoteMark():
                _mark(text, item.marker, None if cited is None else next(cited).note, fresh)
            case _:
                assert_never(item)


def _mark(text: Text, marker: str, note: int | None, fresh: list[int]) -> None:
    """Add a mark; one that belongs to no note is printed as text."""
    if note is None:
        text.add(marker)
        return
    text.marks.append((len(text.text), comparable(marker).strip(" "), note_id(note)))
    fresh.append(note)


def _note(state: _State, position: int, *, cited: bool) -> Unit:
    note = state.resolution.notes[position]
    text = Text()
    _fill(text, note.content, None, [])
    label = comparable(note.marker).strip(" ")
    base = Unit(note_id(position), "Note", "", label=label, back=mark_id(position) if cited else None)
    return text.unit(base.key, base.role, base)
