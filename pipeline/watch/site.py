"""The places of a watched folder, and moving a file between them without following a link or replacing anything."""

import errno
import fcntl
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

from pipeline.publish import disk
from pipeline.publish.disk import Lock
from pipeline.publish.names import ENDING, digest
from pipeline.settings import Settings
from pipeline.watch.journal import Journal

OWN = ".resolution"
LOCK = "lock"


@dataclass(frozen=True)
class Site:
    """A watched folder, where its results go, and where its journal lies."""

    inbox: Path
    output: Path
    state: Path
    settings: Settings
    journal: Journal
    in_place: bool = False
    """Whether inputs stay where they are, as in a folder that may not be written."""

    @cached_property
    def claims(self) -> Path:
        """The folder of what is claimed: inside the watched one, so that a rename claims, and ours alone."""
        return self.inbox / OWN / identity(self.state)

    def claim(self, id: str) -> Path:  # noqa: A002 - the field's name
        """Return the folder that holds a claimed file, and nothing else."""
        return self.claims / id


def identity(state: Path) -> str:
    """Return the name of a journal among those that may watch the same folder: made once, and kept beside it."""
    file = state / "identity"
    with suppress(FileNotFoundError):
        return file.read_text("ascii").strip()
    state.mkdir(parents=True, exist_ok=True)
    half = state / f".identity-{secrets.token_hex(4)}"
    with half.open("w", encoding="ascii") as stream:
        stream.write(secrets.token_hex(6))
        stream.flush()
        os.fsync(stream.fileno())
    with suppress(FileExistsError):
        os.link(half, file)
    half.unlink()
    return file.read_text("ascii").strip()


class Alive:
    """A lock that says that a watcher is alive: the kernel lets it go, however the watcher ends."""

    def __init__(self, state: Path) -> None:
        """Take the lock of a new watcher."""
        self._folder = state / "watchers"
        self._folder.mkdir(parents=True, exist_ok=True)
        self.name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        while True:
            self._file = (self._folder / self.name).open("w")
            fcntl.flock(self._file, fcntl.LOCK_EX)
            if (self._folder / self.name).exists():
                break
            self._file.close()  # another watcher looked before we held the lock, and took it for left over

    def has(self, owner: str) -> bool:
        """Return whether a watcher of this journal is alive."""
        if owner == self.name:
            return True
        path = self._folder / owner
        try:
            with path.open("r") as file:
                if disk.lock(file.fileno()) is not Lock.HELD:  # of a living one, or nobody can tell
                    return True
                path.unlink(missing_ok=True)
        except FileNotFoundError:
            return False
        return False

    def bury(self) -> None:
        """Remove what watchers left that were killed."""
        for left in list(self._folder.iterdir()):
            self.has(left.name)

    def close(self) -> None:
        """Let the lock go."""
        (self._folder / self.name).unlink(missing_ok=True)
        self._file.close()


def hold(claims: Path) -> IO[str] | None:
    """Return a lock that says that a watcher of this journal is alive, to those of others.

    None while one of another journal, which took these claims for abandoned, gives back what they hold: nothing is to
    be claimed before the lock is there.

    Raises:
        OSError: where the folder cannot be made.
    """
    claims.mkdir(parents=True, exist_ok=True)
    lock = (claims / LOCK).open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    except OSError:  # where files cannot be locked, nobody takes any for abandoned
        return lock
    return lock


def abandoned(claims: Path) -> IO[str] | None:
    """Return the lock of claims whose watchers are not alive; None where one is, or nobody can tell."""
    try:
        lock = (claims / LOCK).open("r+")
    except OSError:
        return None
    if disk.lock(lock.fileno()) is Lock.HELD:
        return lock
    lock.close()
    return None


def take(inbox: Path, place: str, claim: Path) -> bool:
    """Move a file of the watched folder into an empty folder; return False where it is no longer there.

    Raises:
        OSError: where it cannot be moved.
    """
    *folders, name = place.split("/")
    try:
        with below(inbox, folders) as source, disk.folder(claim) as target:
            os.rename(name, name, src_dir_fd=source, dst_dir_fd=target)
            disk.sync(target)
            disk.sync(source)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def put(claim: Path, name: str, inbox: Path, place: str) -> bool:
    """Move a claimed file to a place below the watched folder; return False where something is there already.

    Raises:
        OSError: where it cannot be moved.
    """
    *folders, new = place.split("/")
    with disk.folder(claim) as source, below(inbox, folders, make=True) as target:
        moved = disk.move_across(source, name, target, new)
        disk.sync(target)
        disk.sync(source)
    return moved


def write(inbox: Path, place: str, data: bytes) -> None:
    """Write a file below the watched folder, all or nothing; one of that name is replaced.

    Raises:
        OSError: where it cannot be written; IsADirectoryError where a folder has its name.
    """
    *folders, name = place.split("/")
    half = f".{digest(name)}.half"
    with below(inbox, folders, make=True) as target:
        with suppress(FileNotFoundError):
            os.unlink(half, dir_fd=target)  # of a watcher that was killed
        disk.write(target, half, data)
        try:
            os.rename(half, name, src_dir_fd=target, dst_dir_fd=target)
        except IsADirectoryError:
            os.unlink(half, dir_fd=target)
            raise


def lies(inbox: Path, place: str) -> bool:
    """Return whether something lies at a place below the watched folder.

    Raises:
        OSError: where the watched folder itself cannot be opened.
    """
    *folders, name = place.split("/")
    with disk.folder(inbox), suppress(FileNotFoundError, NotADirectoryError), below(inbox, folders) as target:
        return disk.exists(target, name)
    return False


def remove(inbox: Path, place: str) -> None:
    """Remove a file below the watched folder, where it is there."""
    *folders, name = place.split("/")
    with suppress(FileNotFoundError), below(inbox, folders) as target:
        os.unlink(name, dir_fd=target)


@contextmanager
def below(inbox: Path, folders: list[str], make: bool = False) -> Iterator[int]:
    """Yield the descriptor of a folder below another; what is a link on the way is not followed."""
    with ExitStack() as stack:
        parent = stack.enter_context(disk.folder(inbox))
        for name in folders:
            if make:
                with suppress(FileExistsError):
                    os.mkdir(name, dir_fd=parent)
            parent = stack.enter_context(disk.folder(name, parent))
        yield parent


def claimed_file(claim: Path) -> Path | None:
    """Return the file that a claim holds; None where it holds none."""
    try:
        names = sorted(entry.name for entry in os.scandir(claim) if entry.name.lower().endswith(ENDING))
    except FileNotFoundError:
        return None
    return claim / names[0] if names else None


def held(site: Site, id: str) -> Path | None:  # noqa: A002 - the field's name
    """Return the file that a document's claim holds; None where it holds none.

    Raises:
        FileNotFoundError: where the claims themselves are gone, as on a share that is away: then nobody can tell.
    """
    file = claimed_file(site.claim(id))
    if file is None and not site.claims.is_dir():
        raise FileNotFoundError(errno.ENOENT, "the claims are gone, as on a share that is away", str(site.claims))
    return file


def discard(claim: Path) -> None:
    """Remove the folder of a claim that has ended."""
    with suppress(OSError):
        claim.rmdir()
