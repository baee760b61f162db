"""Which footnote a mark leads to.

The model ties marks to notes by the printed marker alone, and a marker may be cited again or may start again from 1.
The rule: where a marker has as many notes as citations, they pair in order; otherwise the first citation in each scope
(the main text, each part, each annex) takes the marker's next note, and further citations repeat the note last taken.
A mark without any note stays as printed text; a note that is never cited is kept at the end of the document.
"""

import re
from collections import Counter, deque
from dataclasses import dataclass, replace

from pipeline.model.introduction import introduction
from pipeline.model.resolution import Note, Resolution
from pipeline.model.walk import document_leaves, marks

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True)
class Citation:
    """A mark to be written: `number` is its footnote's place from 1, or None where the document holds no such note.

    `affixes` stand around Word's own number where that prints the marker, as the brackets of an Arabic mark; without
    them the marker is written as a custom mark.
    """

    marker: str
    number: int | None = None
    repeated: bool = False
    affixes: tuple[str, str] | None = None


class Notebook:
    """Hands out footnotes as marks come by, in reading order; `first` is the number that Word is to count from."""

    def __init__(self, resolution: Resolution) -> None:
        self._notes = resolution.notes
        self._waiting: dict[str, deque[int]] = {}
        for place, note in enumerate(resolution.notes):
            self._waiting.setdefault(note.marker, deque()).append(place)
        cited = Counter(marker for leaf in document_leaves(resolution) for _, marker in leaf.marks)
        cited.update(marker for _, marker in marks(introduction(resolution)))
        for adoption in (resolution.adoption, *(part.adoption for part in resolution.parts)):
            cited.update(marker for _, marker in marks(adoption.source_content))
        self._paired = {marker for marker, notes in self._waiting.items() if cited[marker] <= len(notes)}
        self._last: dict[str, Citation] = {}
        self._seen: set[str] = set()
        number = _NUMBER.search(resolution.notes[0].marker) if resolution.notes else None
        self.first = int(number[0]) if number else 1
        self._next = self.first
        self.taken: list[tuple[Citation, Note]] = []

    def enter_scope(self) -> None:
        """Begin a part or an annex, where marks may start again."""
        self._seen.clear()

    def cite(self, marker: str) -> Citation:
        """Return what to write for the next mark in reading order."""
        waiting = self._waiting.get(marker)
        first_here = marker not in self._seen
        self._seen.add(marker)
        if waiting and (marker in self._paired or first_here):
            return self._take(marker, self._notes[waiting.popleft()])
        last = self._last.get(marker)
        return replace(last, repeated=True) if last else Citation(marker)

    def _take(self, marker: str, note: Note) -> Citation:
        before, number, after = marker.partition(str(self._next))
        automatic = bool(number) and not _DIGIT.search(before + after)
        self._next += automatic
        citation = Citation(marker, len(self.taken) + 1, False, (before, after) if automatic else None)
        self._last[marker] = citation
        self.taken.append((citation, note))
        return citation

    def uncited(self) -> list[Note]:
        """Return the notes that no mark has led to, in the model's order."""
        return [
            self._notes[place] for place in sorted(place for waiting in self._waiting.values() for place in waiting)
        ]
