"""`manifest.jsonl`: a line for each input of a run, written as it ends, and put in place when the run does."""

import glob
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import ValidationError

from pipeline.batch.shard import Shard
from pipeline.errors import Stop
from pipeline.model.canonical import printable
from pipeline.model.outcome import Outcome
from pipeline.model.record import Record
from pipeline.publish import disk
from pipeline.publish.disk import Lock

NAME = "manifest.jsonl"
FEW_NAMED = 20
PART = re.compile(r"manifest-([1-9]\d*)-of-([1-9]\d*)\.jsonl")


def name_of(shard: Shard | None) -> str:
    """Return the name of a run's manifest; parts of a run have one each."""
    return NAME if shard is None else f"manifest-{shard.number}-of-{shard.count}.jsonl"


class Manifest:
    """Writes records, a line each, into a file beside the manifest, which it becomes at the end; a context manager.

    A run that is killed leaves the manifest of the run before, and a hidden file beside it with what it had done, which
    the next run removes.
    """

    def __init__(self, path: Path) -> None:
        """Raises OSError where no file can be made there."""
        self.path = path
        self._part = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}.part")
        path.parent.mkdir(parents=True, exist_ok=True)
        self._stream = self._part.open("xb", buffering=0)
        if disk.lock(self._stream.fileno()) is Lock.HELD:  # where files cannot be locked nothing is taken for left over
            self._clear_left_over()
        self._waiting = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the manifest in place, of a run that was interrupted too: it says what was done."""
        with self._stream:
            self._write_waiting()
            os.fsync(self._stream.fileno())
            if kind is None or not issubclass(kind, Exception):
                self._part.replace(self.path)
            else:
                self._part.unlink(missing_ok=True)

    def write(self, record: Record) -> None:
        """Write a record; on a disk that is full it waits until there is space, or the run ends."""
        self._waiting += line(record)
        with suppress(OSError):
            self._write_waiting()

    def _write_waiting(self) -> None:
        while self._waiting:
            self._waiting = self._waiting[self._stream.write(self._waiting) :]

    def _clear_left_over(self) -> None:
        """Remove what killed runs left beside the manifest: what no process holds a lock on."""
        for left in self.path.parent.glob(f".{glob.escape(self.path.name[:200])}.*.part"):
            with suppress(OSError), left.open("rb") as stream:
                if disk.lock(stream.fileno()) is Lock.HELD:
                    left.unlink()


def line(record: Record) -> bytes:
    """Return a record as a line: UTF-8, fields in the order of the schema."""
    return record.model_dump_json(by_alias=True).encode("utf-8") + b"\n"


def records_of(path: Path) -> Iterator[Record]:
    """Yield the records of a manifest lazily.

    Raises:
        Stop: IO where it cannot be read; MODEL where a line is no record.
    """
    try:
        with path.open("rb") as stream:
            for number, text in enumerate(stream, start=1):
                yield _record(text, path, number)
    except OSError as error:
        raise Stop(Outcome.IO, f"{printable(str(path))}: {error.strerror or error}") from error


def _record(text: bytes, path: Path, number: int) -> Record:
    try:
        return Record.model_validate_json(text)
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise Stop(Outcome.MODEL, f"{printable(str(path))}, line {number}: no record: {reason}") from error


def parts_of(places: Iterable[Path]) -> tuple[Path, ...]:
    """Return the manifests of a run's parts, in the order of the parts.

    Args:
        places: manifests, and folders that hold some.

    Raises:
        Stop: USAGE where there is none, one is missing or there twice, or they are of different divisions.
        OSError: where a folder cannot be read.
    """
    paths = [path for place in places for path in (sorted(place.iterdir()) if place.is_dir() else [place])]
    found: dict[tuple[int, int], Path] = {}
    for path in paths:
        name = PART.fullmatch(path.name)
        if name and found.setdefault((int(name[2]), int(name[1])), path) is not path:
            raise Stop(Outcome.USAGE, f"{printable(str(path))} is there twice; name one of them")
    counts = sorted({count for count, _ in found})
    if len(counts) != 1:
        divisions = f"of {' and of '.join(map(str, counts))} parts" if counts else "of no run in parts"
        raise Stop(Outcome.USAGE, f"there are manifests {divisions}; name those of one run")
    missing = (str(number) for number in range(1, counts[0] + 1) if (counts[0], number) not in found)
    named = list(islice(missing, FEW_NAMED))
    if named:
        further = f" and {counts[0] - len(found) - len(named)} more" if next(missing, None) else ""
        raise Stop(Outcome.USAGE, f"of {counts[0]} parts {', '.join(named)}{further} are missing; run them first")
    return tuple(path for _, path in sorted(found.items()))
