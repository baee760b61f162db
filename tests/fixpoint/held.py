"""What a published page holds of a resolution, and where two resolutions differ in it.

All of the model but what belongs to the file that was read: `source` of the resolution (name, digest, producer, number
of pages) and of each block (page and box), `front` (places of the first page), `furniture` (running heads and the job
number stand where each layout puts them) and `conservation` (the glyphs of the file, counted). What else no page can
hold is in docs/decisions/0022-what-a-page-can-hold.md.
"""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from pipeline.model.resolution import Resolution
from pipeline.model.walk import document_leaves, plain_text

OF_THE_FILE = frozenset({"front", "furniture", "conservation"})


def differences(first: Resolution, second: Resolution) -> list[str]:
    """Return where two resolutions differ in what a page holds: the place, what the first says, what the second."""
    return list(_differences("", held(first), held(second)))


def held(resolution: Resolution) -> Any:
    """Return the dump of a resolution without what belongs to the file."""
    dump = resolution.model_dump(mode="json", by_alias=True)
    return _without_places({name: value for name, value in dump.items() if name not in OF_THE_FILE})


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_places(item) for name, item in value.items() if not _is_place(name, item)}
    return [_without_places(item) for item in value] if isinstance(value, list) else value


def _is_place(name: str, value: Any) -> bool:
    """Say whether a field is a source in the file; an adoption's `source` is the line that names the report."""
    return name == "source" and isinstance(value, dict | list)


def _differences(path: str, first: Any, second: Any) -> Iterator[str]:
    if isinstance(first, dict) and isinstance(second, dict) and first.keys() == second.keys():
        for name in first:
            yield from _differences(f"{path}/{name}", first[name], second[name])
    elif isinstance(first, list) and isinstance(second, list) and first and second:
        for place, (one, other) in enumerate(zip_longest(first, second)):
            yield from _differences(f"{path}/{place}", one, other)
    elif first != second:
        yield f"{path}: {first!r} -> {second!r}"


def read_aloud(resolution: Resolution) -> list[tuple[object, ...]]:
    """Return what a reader meets: label, text and marks of every block in reading order, then the notes."""
    blocks = [(leaf.label, leaf.text, leaf.marks) for leaf in document_leaves(resolution)]
    return [*blocks, *((note.marker, plain_text(note.content)) for note in resolution.notes)]
