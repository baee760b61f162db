"""Stage 5: the files of one document appear together in the output folder, or not at all.

They are written into a hidden sibling on the same file system, synced, read back, and put in place by one rename. Where
an earlier result stands, the two folders change places in one step (Linux, renameat2), and the earlier one is removed.
"""

import ctypes
import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import Stop
from pipeline.model.canonical import printable
from pipeline.model.outcome import Outcome
from pipeline.publish.check import check_staged

REPORT = "report.json"
REVIEW = "report.html"
AT_FDCWD = -100
RENAME_EXCHANGE = 2


def stem(path: Path) -> str:
    """Return the name of a document's folder: the file's name without `.pdf`."""
    name = printable(path.name)
    return name[:-4] if name.lower().endswith(".pdf") and len(name) > len(".pdf") else name


def publish(destination: Path, files: Mapping[str, bytes]) -> None:
    """Make `destination` a folder that holds exactly these files.

    Args:
        destination: the document's output folder; an earlier result there is replaced.
        files: names and contents; `report.json` is among them.

    Raises:
        Stop: DESTINATION where something stands there that is no result of this program; IO on any failure of the
            disk, after which nothing half-written is left.
    """
    try:
        _refuse_foreign(destination)
        destination.parent.mkdir(parents=True, exist_ok=True)
        with _alone_in(destination.parent), _staging(destination) as staging:
            for name, data in files.items():
                _write(staging / name, data)
            _sync(staging)
            damaged = tuple(check_staged(staging, files))
            if damaged:
                raise Stop(Outcome.IO, f"{destination.name}: files read back differ from those written", damaged)
            _put_in_place(staging, destination)
            _sync(destination.parent)
    except OSError as error:
        raise Stop(Outcome.IO, f"{destination}: {error.strerror or error}") from error


def _refuse_foreign(destination: Path) -> None:
    """Refuse a destination that holds anything that this program did not put there: it would be removed."""
    if destination.is_symlink() or (destination.exists() and not destination.is_dir()):
        raise Stop(Outcome.DESTINATION, f"{destination} exists and is no folder")
    names = {entry.name for entry in destination.iterdir()} if destination.is_dir() else set()
    if names and REPORT not in names:
        raise Stop(Outcome.DESTINATION, f"{destination} holds other files, and no {REPORT}")
    foreign = sorted(
        name for name in names if name not in (REPORT, REVIEW) and not name.startswith(f"{destination.name}.")
    )
    if foreign:
        raise Stop(Outcome.DESTINATION, f"{destination} holds other files besides a result: {', '.join(foreign[:3])}")


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Let one process at a time publish into an output folder, so that none writes into another's hidden sibling."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # some network file systems lock no folders
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _staging(destination: Path) -> Iterator[Path]:
    """Yield an empty hidden sibling of the destination; at the end nothing but the destination is left."""
    staging = destination.parent / f".{destination.name}.staging"
    shutil.rmtree(staging, ignore_errors=True)
    try:
        staging.mkdir()
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if destination.exists():
            shutil.rmtree(_earlier(destination), ignore_errors=True)


def _earlier(destination: Path) -> Path:
    """Return where an earlier result stands between two renames."""
    return destination.parent / f".{destination.name}.earlier"


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _put_in_place(staging: Path, destination: Path) -> None:
    if not destination.exists():
        staging.rename(destination)
    elif not _exchange(staging, destination):
        _replace(staging, destination)


def _replace(staging: Path, destination: Path) -> None:
    """Replace a folder by two renames, where the system cannot exchange them; the earlier one returns if it fails."""
    earlier = _earlier(destination)
    shutil.rmtree(earlier, ignore_errors=True)
    destination.rename(earlier)
    try:
        staging.rename(destination)
    except OSError:
        earlier.rename(destination)
        raise


def _exchange(first: Path, second: Path) -> bool:
    """Let two paths change places in one step; return False where the system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    code: int = rename(AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), RENAME_EXCHANGE)
    return code == 0
