"""Files and folders by descriptor: who exchanges a folder on the way for a link leads nobody elsewhere."""

import ctypes
import errno
import fcntl
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from pathlib import Path
from typing import IO

CHUNK = 1 << 20
NO_REPLACE, EXCHANGE = 1, 2  # renameat2(2)
UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM)  # the last by filters of containers
NO_FOLDER = (errno.ENOTDIR, errno.ELOOP)  # the latter of a link that is not followed
TAKEN = (errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR)


class Lock(Enum):
    """Whether a folder, or a file, is ours alone now."""

    HELD = auto()
    OTHERS = auto()
    UNKNOWN = auto()  # the file system locks none


@contextmanager
def folder(name: str | Path, parent: int | None = None) -> Iterator[int]:
    """Open a folder; inside another, no link is followed."""
    descriptor = open_folder(name, parent)
    try:
        yield descriptor
    finally:
        close(descriptor)


def open_folder(name: str | Path, parent: int | None = None) -> int:
    """Return the descriptor of a folder; inside another, no link is followed."""
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
    return os.open(name, flags if parent is None else flags | os.O_NOFOLLOW, dir_fd=parent)


def close(descriptor: int) -> None:
    """Close what was only read."""
    with suppress(OSError):
        os.close(descriptor)


def write(parent: int, name: str, data: bytes) -> None:
    """Write a new file, and wait until the disk has it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(name, flags, 0o666, dir_fd=parent)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    except BaseException:
        close(descriptor)
        raise
    os.close(descriptor)  # a network file system may say only now that a disk is full


def read(parent: int, name: str, most: int) -> bytes:
    """Return the bytes of a regular file, at most so many.

    Raises:
        OSError: where it is a link, no regular file, or larger.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    descriptor = os.open(name, flags, dir_fd=parent)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no regular file", name)
        parts, size = [], 0
        while chunk := os.read(descriptor, CHUNK):
            parts.append(chunk)
            size += len(chunk)
            if size > most:
                raise OSError(errno.EFBIG, f"larger than {most} bytes", name)
        return b"".join(parts)
    finally:
        close(descriptor)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a new file, which bears its name only when all was written; one of that name is replaced."""
    part = path.with_name(f".{secrets.token_hex(8)}.part")  # not of its name, which may be as long as a name can be
    try:
        with part.open("xb") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def entries(descriptor: int) -> dict[str, bool]:
    """Return the names in a folder, each with whether it is a regular file."""
    return {name: _is_file(descriptor, name) for name in sorted(os.listdir(descriptor))}


def _is_file(parent: int, name: str) -> bool:
    try:
        return stat.S_ISREG(os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode)
    except FileNotFoundError:
        return False


def exists(parent: int, name: str) -> bool:
    """Return whether something bears a name, a link that leads nowhere too."""
    try:
        os.stat(name, dir_fd=parent, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def sync(descriptor: int) -> None:
    """Wait until the disk has a folder's names; some file systems take no such wish."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in UNSUPPORTED:
            raise


def make_folder(path: Path) -> None:
    """Make a folder and those above it, as far as they are missing, and wait until the disk has them."""
    missing = [item for item in (path, *path.parents) if not item.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for item in missing:
        with folder(item.parent) as parent:
            sync(parent)


def lock(descriptor: int) -> Lock:
    """Take a folder, or a file, for this process, for as long as the descriptor is open; never wait."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return Lock.OTHERS
    except OSError:
        return Lock.UNKNOWN
    return Lock.HELD


def is_named(parent: int, name: str, descriptor: int) -> bool:
    """Return whether a folder that is open still bears a name."""
    try:
        found, opened = os.stat(name, dir_fd=parent, follow_symlinks=False), os.fstat(descriptor)
    except FileNotFoundError:
        return False
    return (found.st_dev, found.st_ino) == (opened.st_dev, opened.st_ino)


def move(parent: int, source: str, target: str) -> bool:
    """Rename inside a folder; return False where something bears the new name already."""
    error = _rename(parent, source, target, NO_REPLACE)
    if error in UNSUPPORTED:
        return _move_by_plain_rename(parent, source, target)
    if error == errno.EEXIST:
        return False
    if error:
        raise OSError(error, os.strerror(error), target)
    return True


def _move_by_plain_rename(parent: int, source: str, target: str) -> bool:
    """Rename where the system cannot promise not to replace; at the worst, an empty folder is replaced."""
    if exists(parent, target):
        return False
    try:
        os.rename(source, target, src_dir_fd=parent, dst_dir_fd=parent)
    except OSError as error:
        if error.errno in TAKEN:
            return False
        raise
    return True


def move_across(source: int, name: str, target: int, new: str) -> bool:
    """Rename from one folder into another; return False where something bears the new name already."""
    error = _rename(source, name, new, NO_REPLACE, target)
    if error in UNSUPPORTED:
        return _link_across(source, name, target, new)
    if error == errno.EEXIST:
        return False
    if error:
        raise OSError(error, os.strerror(error), new)
    return True


def _link_across(source: int, name: str, target: int, new: str) -> bool:
    """Move by a second name, which no system gives twice."""
    try:
        os.link(name, new, src_dir_fd=source, dst_dir_fd=target, follow_symlinks=False)
    except FileExistsError:
        return False
    os.unlink(name, dir_fd=source)
    return True


def exchange(parent: int, first: str, second: str) -> bool:
    """Let two names change places in one step; return False where the system cannot."""
    error = _rename(parent, first, second, EXCHANGE)
    if error and error not in UNSUPPORTED:
        raise OSError(error, os.strerror(error), second)
    return not error


def _rename(parent: int, old: str, new: str, flags: int, other: int | None = None) -> int:
    """Call renameat2(2), into another folder where one is given; return its error, 0 where it went well."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return errno.ENOSYS
    target = parent if other is None else other
    return 0 if call(parent, os.fsencode(old), target, os.fsencode(new), flags) == 0 else ctypes.get_errno()
