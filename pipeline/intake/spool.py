"""A private folder for one document, among the temporary files; those that killed runs left are cleared away."""

import fcntl
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

PREFIX = "resolution-spool-"
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
NAME = re.compile(re.escape(PREFIX) + r"[a-z0-9_]{8}")  # as tempfile.mkdtemp gives it


@contextmanager
def private_spool() -> Iterator[Path]:
    """Yield a new folder that this user alone can enter; at the end it is gone.

    The process holds a lock on it, which the kernel gives free however the process ends: a spool of this user without a
    lock is left over, and is removed.

    Raises:
        OSError: where no folder can be made.
    """
    parent = Path(tempfile.gettempdir())
    _clear_left_over(parent)
    spool, descriptor = _locked_new(parent)
    try:
        yield spool
    finally:
        with suppress(OSError):  # some it raises all the same
            rmtree(spool, ignore_errors=True)
        with suppress(OSError):
            os.close(descriptor)


def _locked_new(parent: Path) -> tuple[Path, int]:
    while True:
        spool = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        try:
            descriptor = os.open(spool, FOLDER)
        except FileNotFoundError:  # another process took it for left over
            continue
        except OSError:
            spool.rmdir()
            raise
        try:
            if _is_ours(descriptor) and spool.exists():
                return spool, descriptor
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _is_ours(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:  # another process took it for left over
        return False
    except OSError:  # where folders cannot be locked none is ever taken for left over
        return True
    return True


def _clear_left_over(parent: Path) -> None:
    with suppress(OSError), os.scandir(parent) as entries:
        for entry in entries:
            if NAME.fullmatch(entry.name):
                with suppress(OSError):
                    _clear(Path(entry.path))


def _clear(spool: Path) -> None:
    descriptor = os.open(spool, FOLDER)
    try:
        status = os.fstat(descriptor)
        if status.st_uid != os.geteuid() or stat.S_IMODE(status.st_mode) != stat.S_IRWXU:
            return
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        rmtree(spool, ignore_errors=True)
    finally:
        os.close(descriptor)
