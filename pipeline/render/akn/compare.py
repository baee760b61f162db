"""Compare the resolution that was read back with the one that was written, each difference at its block."""

from collections.abc import Iterator
from typing import Any

from pipeline.model.citations import note_id
from pipeline.model.contents import links
from pipeline.model.finding import Finding, Kind
from pipeline.model.inline import Content, Frozen
from pipeline.model.resolution import Note, Resolution
from pipeline.model.walk import marks, plain_text
from pipeline.render.akn.kinds import BLOCK, FRONT, IDENTITY, KEPT, LABEL, LINK, LOOK, MARK, NOTE, SHAPE, TEXT

_INLINE = frozenset({"content", "title", "caption", "source_content"})
_KINDS = {
    **dict.fromkeys(("masthead", "adoption", "draft", "title_label"), FRONT),
    **dict.fromkeys(("furniture", "front", "references", "source", "conservation", "schema_version"), KEPT),
    **dict.fromkeys(("iri", "kind", "symbol", "number", "language", "organ"), IDENTITY),
    **{"label": LABEL, "opening": LOOK, "type": BLOCK},
}


def compare(expected: Resolution, found: Resolution) -> Iterator[Finding]:
    """Yield what differs, in the order of the fields; nothing where the two are equal."""
    for field in Resolution.model_fields:
        values = getattr(expected, field), getattr(found, field)
        if field == "notes":
            yield from _notes(*values)
        else:
            yield from _field("title" if field == "title" else None, field, values, SHAPE)


def _notes(expected: tuple[Note, ...], found: tuple[Note, ...]) -> Iterator[Finding]:
    if len(expected) != len(found):
        yield NOTE.at(expected=f"{len(expected)} notes", found=f"{len(found)} notes")
    for place, (note, other) in enumerate(zip(expected, found, strict=False)):
        yield from _fields(note_id(place), (note, other), NOTE)


def _field(block: str | None, field: str, values: tuple[Any, Any], kind: Kind) -> Iterator[Finding]:
    """Yield what differs between two values of a field; `kind` is that of the fields around it."""
    expected, found = values
    if expected == found:
        return
    kind = _KINDS.get(field, kind) if kind is SHAPE else kind
    both = (*expected, *found) if isinstance(expected, tuple) and isinstance(found, tuple) else ()
    if isinstance(expected, Frozen) and type(expected) is type(found):
        yield from _fields(block, values, kind)
    elif both and all(hasattr(item, "id") for item in both):
        yield from _blocks(block, *values)
    elif both and field in _INLINE:
        yield _content(block, expected, found, NOTE if kind is NOTE else TEXT)
    elif both and len(expected) == len(found) and all(isinstance(item, Frozen) for item in both):
        for pair in zip(expected, found, strict=True):
            yield from _field(block, field, pair, kind)
    else:
        yield kind.at(block=block, expected=f"{field}: {expected}", found=f"{field}: {found}")


def _fields(block: str | None, values: tuple[Frozen, Frozen], kind: Kind) -> Iterator[Finding]:
    block = getattr(values[0], "id", block)
    for name in type(values[0]).model_fields:
        yield from _field(block, name, (getattr(values[0], name), getattr(values[1], name)), kind)


def _blocks(parent: str | None, expected: tuple[Any, ...], found: tuple[Any, ...]) -> Iterator[Finding]:
    """Compare blocks by their ids; a block that moved is missing at one place, and is too much at another."""
    wanted, there = {block.id: block for block in expected}, {block.id: block for block in found}
    if list(wanted) != list(there):
        for identifier in dict.fromkeys((*wanted, *there)):
            if identifier not in there:
                yield BLOCK.at(block=identifier, expected=f"{identifier} under {parent or 'the text'}", found="nothing")
            elif identifier not in wanted:
                yield BLOCK.at(block=identifier, expected="nothing", found=f"{identifier} under {parent or 'the text'}")
        common = [[name for name in names if name in wanted and name in there] for names in (wanted, there)]
        if common[0] != common[1]:
            yield BLOCK.at(block=parent, expected=", ".join(common[0]), found=", ".join(common[1]))
    for identifier, block in wanted.items():
        if identifier in there:
            yield from _field(identifier, "block", (block, there[identifier]), SHAPE)


def _content(block: str | None, expected: Content, found: Content, text: Kind) -> Finding:
    """Return the first thing that differs in inline content: text, marks, links, or what they look like."""
    views = (
        (text, plain_text),
        (MARK, marks),
        (LINK, lambda content: [(link.href, link.start, link.end) for link in links(content)]),
    )
    for kind, view in views:
        if view(expected) != view(found):
            return kind.at(block=block, expected=view(expected), found=view(found))
    return LOOK.at(block=block, expected=expected, found=found)
