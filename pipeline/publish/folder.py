"""Stage 5: the files of one document appear together in the output folder, or not at all.

They are written into a hidden sibling on the same file system, synced, read back, and put in place by one rename. Where
an earlier result stands, the two folders change places in one step (Linux, renameat2), and the earlier one is removed.
"""

import ctypes
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.publish.check import check_staged

REPORT = "report.json"
AT_FDCWD = -100
RENAME_EXCHANGE = 2


def publish(destination: Path, files: Mapping[str, bytes]) -> None:
    """Make `destination` a folder that holds exactly these files.

    Args:
        destination: the document's output folder; an earlier result there is replaced.
        files: names and contents; `report.json` is among them.

    Raises:
        Stop: DESTINATION where something stands there that is no result of this program; IO on any failure of the
            disk, after which nothing half-written is left.
    """
    _refuse_foreign(destination)
    staging = destination.parent / f".{destination.name}.staging"
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
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
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _refuse_foreign(destination: Path) -> None:
    if destination.is_symlink() or (destination.exists() and not destination.is_dir()):
        raise Stop(Outcome.DESTINATION, f"{destination} exists and is no folder")
    if destination.is_dir() and any(destination.iterdir()) and not (destination / REPORT).is_file():
        raise Stop(Outcome.DESTINATION, f"{destination} holds other files, and no {REPORT}")


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
        earlier = destination.parent / f".{destination.name}.earlier"
        shutil.rmtree(earlier, ignore_errors=True)
        destination.rename(earlier)
        staging.rename(destination)
        shutil.rmtree(earlier, ignore_errors=True)


def _exchange(first: Path, second: Path) -> bool:
    """Let two paths change places in one step; return False where the system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    code: int = rename(AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), RENAME_EXCHANGE)
    return code == 0
