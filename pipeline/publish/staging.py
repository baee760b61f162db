"""A hidden folder beside the destination, for one process: in it a result is made, and an earlier one is taken away.

Its name is one of a few for each destination, and the process that works in it holds a lock on it; the kernel gives the
lock free when a process ends, however it ends. So what a killed run left is known, and the next run clears it away.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.publish import disk
from pipeline.publish.disk import Lock
from pipeline.publish.names import REPORT, REVIEW, SLOTS, earlier, hidden


@dataclass(frozen=True)
class Target:
    """What is to be published where: the open output folder, the path of the destination in it, and the files."""

    parent: int
    path: Path
    files: Mapping[str, bytes]
    sha256: str | None = None
    """Of the document, where no delivered result of another is to be replaced."""

    @property
    def name(self) -> str:
        """The destination's name in the output folder."""
        return self.path.name

    def ours(self, file: str) -> bool:
        """Return whether a file in a hidden folder of this destination is ours; no other is ever removed."""
        return file in self.files or file in (REPORT, REVIEW) or file.startswith(f"{self.name}.")


@contextmanager
def staging(target: Target) -> Iterator[tuple[str, int]]:
    """Yield name and descriptor of an empty hidden folder; at the end nothing hidden is left.

    Raises:
        Stop: DESTINATION where others hold every name that the folder may have.
    """
    clear_left_over(target)
    place, descriptor = _taken(target)
    try:
        yield place, descriptor
    finally:
        disk.close(descriptor)
        with suppress(OSError):
            settle(target, place)
        with suppress(OSError):
            _discard(target, place, alone=True)


def clear_left_over(target: Target) -> None:
    """Clear away what processes left that were killed; an earlier result returns where none stands."""
    for slot in range(SLOTS):
        place = hidden(target.name, slot)
        with suppress(OSError):
            if _discard(target, place, alone=False):
                settle(target, place)


def settle(target: Target, place: str) -> None:
    """Let an earlier result that waits beside a hidden folder return, or remove it where a result stands."""
    waits = earlier(place)
    if disk.exists(target.parent, waits) and not disk.move(target.parent, waits, target.name):
        _discard(target, waits, alone=True)


def _taken(target: Target) -> tuple[str, int]:
    for slot in range(SLOTS):
        place = hidden(target.name, slot)
        try:
            os.mkdir(place, dir_fd=target.parent)
        except FileExistsError:  # another process works there
            continue
        try:
            descriptor = disk.open_folder(place, target.parent)
        except (FileNotFoundError, NotADirectoryError):  # another process took it for left over
            continue
        except OSError:
            with suppress(OSError):
                os.rmdir(place, dir_fd=target.parent)
            raise
        try:
            if disk.lock(descriptor) is not Lock.OTHERS and disk.is_named(target.parent, place, descriptor):
                return place, descriptor
        except OSError:
            disk.close(descriptor)
            raise
        disk.close(descriptor)
    raise Stop(Outcome.DESTINATION, f"hidden folders {hidden(target.name, 0)} and on are in use, or in the way")


def _discard(target: Target, place: str, alone: bool) -> bool:
    """Remove a hidden folder, unless another process works in it; return whether none is left.

    Args:
        target: whose folder it is.
        place: the folder's name.
        alone: whether nobody else can work in it where folders cannot be locked.
    """
    try:
        descriptor = disk.open_folder(place, target.parent)
    except FileNotFoundError:
        return True
    except OSError as error:
        if error.errno not in disk.NO_FOLDER:
            raise
        os.unlink(place, dir_fd=target.parent)
        return True
    try:
        state = disk.lock(descriptor)
        if state is Lock.OTHERS or (state is Lock.UNKNOWN and not alone):
            return False
        if disk.is_named(target.parent, place, descriptor):
            _empty(target, descriptor)
            os.rmdir(place, dir_fd=target.parent)
        return True
    finally:
        disk.close(descriptor)


def _empty(target: Target, descriptor: int) -> None:
    with suppress(OSError):
        os.fchmod(descriptor, 0o700)  # an earlier result may be protected from writing
    for entry, regular in disk.entries(descriptor).items():
        if regular and target.ours(entry):
            os.unlink(entry, dir_fd=descriptor)
