"""The inputs of a run, found lazily: files, folders, patterns, and lists of files."""

import glob
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import Stop
from pipeline.model.canonical import printable
from pipeline.model.outcome import Outcome
from pipeline.publish.names import ENDING, REPORT
from pipeline.store.names import is_document

LIST = "@"
SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
CHUNK = 1 << 16
LONGEST = 1 << 16  # bytes: no system takes a path as long

Lists = Callable[[str], BinaryIO]
"""Opens the list of a name; `-` is what the command was given on its standard input."""


@dataclass(frozen=True)
class Input:
    """A file to convert: its path, or its name in a store."""

    path: Path
    store: str | None = None
    """Where the store is; None for a file of this machine."""

    def __str__(self) -> str:
        return str(self.path) if self.store is None else f"{self.store.rstrip('/')}/{self.path}"


Found = Input | Stop
"""An input, or why a name gives none."""


def inputs(named: Iterable[str], lists: Lists, output: Path | None = None) -> Iterator[Found]:
    """Yield the files to convert in order, and why a name gives none.

    Args:
        named: a file; a folder, for the PDFs in it; a pattern as `papers/**/*.pdf`, for the PDFs that match it;
            `@LIST` for the names that stand in a file, a line each, or set apart by zero bytes; a place in a store of
            objects, as `s3://bucket/folder`, for the PDFs in it.
        lists: opens a list.
        output: where results go; what an earlier run published there is no match of a pattern.
    """
    for name in named:
        yield from _listed(name.removeprefix(LIST), lists, output) if _is_list(name) else _found(name, output)


def is_many(named: Iterable[str]) -> bool:
    """Return whether a run is over more than one file that is named itself."""
    names = list(named)
    return len(names) != 1 or is_search(names[0])


def is_search(name: str) -> bool:
    """Return whether a name stands for the files that are found by it: a folder, a pattern, a list."""
    return _is_list(name) or is_store(name) or _is_pattern(name) or is_folder(Path(name))


def is_store(name: str) -> bool:
    """Return whether a name is a place in a store of objects."""
    return SCHEME.match(name) is not None


def is_folder(path: Path) -> bool:
    """Return whether a path is a folder that can be reached."""
    try:
        return path.is_dir()
    except (OSError, ValueError):  # that it cannot be reached is said where it is opened
        return False


def count(named: Iterable[str], output: Path | None = None) -> int | None:
    """Return how many files will be found; None where a list or a store is among the names, which is read but once."""
    names = list(named)
    if any(_is_list(name) or is_store(name) for name in names):
        return None
    return sum(1 for name in names for _ in _found(name, output))


def _found(name: str, output: Path | None) -> Iterator[Found]:
    path = Path(name)
    if is_store(name):
        yield from _in_store(name)
    elif is_folder(path):
        yield from _in_folder(path)
    elif _is_pattern(name):
        yield from _matching(name, output)
    else:
        yield Input(path)


def _in_store(place: str) -> Iterator[Found]:
    from pipeline.store.store import open_store

    try:
        for name in open_store(place).names(""):
            yield Input(Path(name), place)
    except Stop as stop:
        yield stop


def _in_folder(folder: Path) -> Iterator[Found]:
    """Yield the PDFs of a folder by name; the names alone are held, not what belongs to them."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if is_document(entry.name))
    except OSError as error:
        yield Stop(Outcome.IO, f"{printable(str(folder))}: {error.strerror or error}")
        return
    for name in names:
        yield Input(folder / name)


def _matching(pattern: str, output: Path | None) -> Iterator[Found]:
    found, written = False, None if output is None else os.path.realpath(output)
    for path in map(Path, glob.iglob(pattern, recursive=True)):  # noqa: PTH207 - Path.glob knows no absolute pattern
        if is_document(path.name) and not is_folder(path) and not _is_published(path, written):
            found = True
            yield Input(path)
    if not found:
        yield Stop(Outcome.IO, f"{printable(pattern)} matches no PDF")


def _is_published(path: Path, written: str | None) -> bool:
    """Return whether a file is what a run published into the output folder, whose real path is given."""
    folder = path.parent
    if path.name != f"{folder.name}{ENDING}" or os.path.realpath(folder.parent) != written:
        return False
    return os.path.exists(folder / REPORT)  # noqa: PTH110 - no error where it may not be entered


def _is_list(name: str) -> bool:
    """Return whether a name stands for a list; a file that bears the very name is itself meant."""
    return name.startswith(LIST) and len(name) > len(LIST) and "\0" not in name and not os.path.lexists(name)


def _is_pattern(name: str) -> bool:
    return "\0" not in name and glob.has_magic(name) and not os.path.lexists(name)


def _listed(name: str, lists: Lists, output: Path | None) -> Iterator[Found]:
    """Yield the files that a list names: folders and patterns in it stand for what is found by them."""
    try:
        with lists(name) as stream:
            for entry in _entries(stream):
                yield from _found(os.fsdecode(entry), output)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        yield Stop(Outcome.IO, f"list {printable(name)}: {reason}")


def _entries(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the names of a list as they come; the first end that is met, of a line or a zero byte, is the end of all.

    Raises:
        ValueError: where a name is longer than a path can be.
    """
    end, rest = b"", b""
    while chunk := os.read(stream.fileno(), CHUNK):
        rest += chunk
        end = end or (b"\0" if b"\0" in rest else b"\n" if b"\n" in rest else b"")
        *names, rest = rest.split(end) if end else (rest,)
        yield from (entry for name in names if (entry := _stripped(name, end)))
        if len(rest) > LONGEST:
            raise ValueError("a name in it is longer than any path; it is no list of files")
    if entry := _stripped(rest, end):
        yield entry


def _stripped(name: bytes, end: bytes) -> bytes:
    return name if end == b"\0" else name.removesuffix(b"\r")
