"""Which note a mark belongs to: marks in reading order, notes in printed order, numbering that may start again."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.introduction import introduction
from pipeline.model.resolution import Resolution
from pipeline.model.walk import document_leaves, marks

SCOPES = ("part", "annex")


@dataclass(frozen=True)
class Citation:
    """One mark in the text: its note (0-based place in `Resolution.notes`) or None, and how often it came before."""

    marker: str
    note: int | None
    earlier: int = 0

    @property
    def identifier(self) -> str:
        """Return the id of the mark, to which its note leads back."""
        return mark_id(self.note or 0, self.earlier)


def note_id(position: int) -> str:
    """Return the id of a note by its 0-based place in `Resolution.notes`."""
    return f"note_{position + 1}"


def note_place(identifier: str) -> int:
    """Return the 0-based place in `Resolution.notes` of the note with an id.

    Raises:
        ValueError: where it is no note's id.
    """
    return int(identifier.removeprefix("note_")) - 1


def mark_id(position: int, earlier: int = 0) -> str:
    """Return the id of the mark that cites a note for the (`earlier` + 1)th time."""
    return f"{note_id(position)}__mark_{earlier + 1}"


def citations(resolution: Resolution) -> tuple[Citation, ...]:
    """Return the citation of every mark in reading order, the report line first.

    Inside one scope (the resolution, a part, an annex) a marker that was used means the same note again; else it means
    the next unused note with that marker; else an earlier one. A mark without a note is an error of the paper: kept.
    """
    markers = [note.marker for note in resolution.notes]
    found: list[Citation] = []
    used: dict[int, int] = {}
    seen: dict[str, int] = {}
    for opens, marker in _marks(resolution):
        if opens:
            seen = {}
        if marker is None:
            continue
        note = seen.get(marker, _next(marker, markers, used))
        if note is None:
            found.append(Citation(marker, None))
            continue
        found.append(Citation(marker, note, used.get(note, 0)))
        used[note] = used.get(note, 0) + 1
        seen[marker] = note
    return tuple(found)


def _next(marker: str, markers: list[str], used: dict[int, int]) -> int | None:
    places = [place for place, other in enumerate(markers) if other == marker]
    last = max(used, default=-1)
    fresh = [place for place in places if place not in used]
    later = [place for place in fresh if place > last]
    return next(iter(later + fresh + places[::-1]), None)


def _marks(resolution: Resolution) -> Iterator[tuple[bool, str | None]]:
    yield True, None
    for _, marker in marks(resolution.adoption.source_content):
        yield False, marker
    for _, marker in marks(introduction(resolution)):
        yield False, marker
    for leaf in document_leaves(resolution):
        yield leaf.kind in SCOPES, None
        for _, marker in leaf.marks:
            yield False, marker
