"""Lets the n-th call of the operating system fail, as SQLite's tests do: from Python, so that every system can."""

import errno
import fcntl
import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from pipeline.publish import disk

ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EROFS, errno.EMFILE, errno.ESTALE)
CALLS = (
    "open",
    "read",
    "write",
    "fsync",
    "close",
    "mkdir",
    "rmdir",
    "unlink",
    "rename",
    "stat",
    "lstat",
    "fstat",
    "listdir",
    "scandir",
    "fchmod",
)
_close = os.close
STREAM = ("read", "write", "flush", "close")


class Way(Enum):
    """How a call fails."""

    INSTEAD = "is not done"
    AFTER = "is done all the same"  # as when the answer of a server is lost
    ONWARD = "is not done, nor any after it"  # as when a disk is full, and stays full
    KILLED = "is done, and the process killed"


FAILS = (Way.INSTEAD, Way.AFTER, Way.ONWARD)


@dataclass
class Shim:
    """Counts calls, and lets one of them fail, or all from it on; none where the number is 0."""

    number: int = 0
    error: int = errno.EIO
    way: Way = Way.INSTEAD
    calls: int = 0
    failed: list[str] = field(default_factory=list)

    def due(self, name: str) -> bool:
        """Count a call, and return whether it fails."""
        self.calls += 1
        fails = self.calls == self.number or (self.way is Way.ONWARD and 0 < self.number < self.calls)
        if fails:
            self.failed.append(name)
        return fails

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that fails when it is due."""

        def call(*args: Any, **kwargs: Any) -> Any:
            if not self.due(name):
                return function(*args, **kwargs)
            if self.way is Way.KILLED:
                try:
                    function(*args, **kwargs)
                finally:
                    os.kill(os.getpid(), signal.SIGKILL)
            if self.way is Way.AFTER or name.endswith("close"):  # what fails to close is closed
                _let_go(name, function(*args, **kwargs))
            raise OSError(self.error, os.strerror(self.error))

        return call

    def around_rename(self, function: Callable[..., int]) -> Callable[..., int]:
        """Return a rename of two names that gives its error back, as the system call does."""

        def call(*args: Any) -> int:
            if not self.due("renameat2"):
                return function(*args)
            if self.way in (Way.AFTER, Way.KILLED):
                function(*args)
            if self.way is Way.KILLED:
                os.kill(os.getpid(), signal.SIGKILL)
            return self.error

        return call


class _Stream:
    """A stream whose reads, writes and end are counted."""

    def __init__(self, stream: Any, shim: Shim) -> None:
        self._stream = stream
        for name in STREAM:
            setattr(self, name, shim.around(f"stream {name}", getattr(stream, name)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __enter__(self) -> "_Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _let_go(name: str, made: Any) -> None:
    """Close what a call opened, since nobody will be told of it."""
    if name == "open":
        _close(made)
    elif name in ("stream open", "scandir"):
        made.close()


@contextmanager
def failing(shim: Shim) -> Iterator[Shim]:
    """Put a shim between this process and the operating system."""
    opened = shim.around("stream open", io.open)

    def stream(*args: Any, **kwargs: Any) -> Any:
        return _Stream(opened(*args, **kwargs), shim)

    patches: list[tuple[Any, str, Any]] = [(os, name, shim.around(name, getattr(os, name))) for name in CALLS]
    patches += [(fcntl, "flock", shim.around("flock", fcntl.flock)), (io, "open", stream)]
    patches += [(disk, "_rename", shim.around_rename(disk._rename))]
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in patches]
    for owner, name, value in patches:
        setattr(owner, name, value)
    try:
        yield shim
    finally:
        for owner, name, value in before:
            setattr(owner, name, value)
