"""Take a file in: a private copy, made while hashing, of a regular file within limits."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.settings import Settings

CHUNK = 1 << 20
HEADER = b"%PDF-"
HEADER_WITHIN = 1024  # bytes: readers accept a header that far into the file (ISO 32000-1, annex H)


@dataclass(frozen=True)
class Source:
    """A file that was taken in: its name, the private copy, its SHA-256 and its size in bytes."""

    name: str
    path: Path
    sha256: str
    size: int


def take_copy(path: Path, spool: Path, settings: Settings) -> Source:
    """Copy a file into a private folder while hashing it.

    Links are not followed, and only a regular file is read. Later stages work on the copy alone.

    Args:
        path: the file as the user named it.
        spool: a private folder.
        settings: the limit on size.

    Raises:
        Stop: IO where it cannot be read or is no regular file; LIMIT over the size; NOT_PDF where it does not
            begin like a PDF; DAMAGED where it changes while it is copied.
    """
    copy = spool / "source.pdf"
    with _opened(path, settings) as stream, copy.open("xb") as target:
        before = os.fstat(stream.fileno())
        digest, size = hashlib.sha256(), 0
        for chunk in _chunks(stream, settings):
            size += len(chunk)
            digest.update(chunk)
            target.write(chunk)
        after = os.fstat(stream.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or size != before.st_size:
        raise Stop(Outcome.DAMAGED, f"{path.name} changed while it was read; wait until it is whole")
    _require_header(copy, path.name, size)
    return Source(path.name, copy, digest.hexdigest(), size)


def digest_of(path: Path, settings: Settings) -> str:
    """Return the SHA-256 of a file, read under the same rules as a copy is made, but not copied.

    Raises:
        Stop: IO where it cannot be read or is no regular file; LIMIT over the size.
    """
    digest = hashlib.sha256()
    with _opened(path, settings) as stream:
        for chunk in _chunks(stream, settings):
            digest.update(chunk)
    return digest.hexdigest()


def _opened(path: Path, settings: Settings) -> BinaryIO:
    """Open a regular file within the limit on size, without following a link or waiting for a writer."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        raise Stop(Outcome.IO, f"{path.name} cannot be opened: {_reason(path, error)}") from error
    except ValueError as error:  # a name that no system can have
        raise Stop(Outcome.IO, f"{str(path)!r} cannot be opened: {error}") from error
    try:
        _require_regular(os.fstat(descriptor), path.name, settings)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _require_regular(status: os.stat_result, name: str, settings: Settings) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Stop(Outcome.IO, f"{name} is no regular file; name a PDF file")
    if status.st_size > settings.max_bytes:
        raise Stop(Outcome.LIMIT, f"{status.st_size} bytes, more than max_bytes = {settings.max_bytes}")


def _reason(path: Path, error: OSError) -> str:
    if error.errno == errno.ELOOP and path.is_symlink():
        return "it is a symbolic link; name the file that it leads to"
    return error.strerror or str(error)


def _chunks(stream: BinaryIO, settings: Settings) -> Iterator[bytes]:
    """Yield the bytes of a file; one that grows over the limit while it is read is refused."""
    size = 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > settings.max_bytes:
            raise Stop(Outcome.LIMIT, f"more than max_bytes = {settings.max_bytes}")
        yield chunk


def _require_header(copy: Path, name: str, size: int) -> None:
    if size == 0:
        raise Stop(Outcome.NOT_PDF, f"{name} is empty")
    with copy.open("rb") as stream:
        head = stream.read(HEADER_WITHIN)
    if HEADER not in head:
        raise Stop(Outcome.NOT_PDF, f"{name} begins with {head[:12]!r}, not with %PDF-")
