"""What lies in a watched folder: found by looking, which misses nothing, and never by following a link."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.publish.names import ENDING

DONE, FAILED = "done", "failed"  # where inputs are kept
HIDDEN = (".", "~$")
DEEPEST = 64  # folders inside folders


@dataclass(frozen=True)
class Seen:
    """A file as a look at the folder found it."""

    input: str
    """Its place below the folder."""
    size: int
    modified: int
    """In nanoseconds, by the clock of the file's disk: only whether it changes is asked."""
    number: int
    """The file's own, which another file of the same name has not."""

    @property
    def mark(self) -> str:
        """What changes where the file does."""
        return f"{self.size}-{self.modified}-{self.number}"


def scan(folder: Path) -> Iterator[Seen]:
    """Yield the PDFs of a folder and of the folders in it, by name; not what this program keeps there.

    A folder inside that vanishes meanwhile, or may not be entered, holds nothing.

    Raises:
        OSError: where the folder itself cannot be read.
    """
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.name not in (DONE, FAILED):
            yield from _seen(entry, entry.name, DEEPEST)


def _seen(entry: "os.DirEntry[str]", place: str, depth: int) -> Iterator[Seen]:
    try:
        if entry.name.startswith(HIDDEN):
            return
        if entry.is_dir(follow_symlinks=False):
            if depth:
                with os.scandir(entry.path) as entries:
                    found = sorted(entries, key=lambda item: item.name)
                for item in found:
                    yield from _seen(item, f"{place}/{item.name}", depth - 1)
            return
        if not entry.name.lower().endswith(ENDING):
            return
        status = os.stat(entry.path, follow_symlinks=False)  # noqa: PTH116 - of an entry, which holds a text
    except OSError:
        return
    if stat.S_ISREG(status.st_mode):
        yield Seen(place, status.st_size, status.st_mtime_ns, status.st_ino)
