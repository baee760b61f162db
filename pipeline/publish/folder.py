"""Stage 5: the files of one document appear together in the output folder, or not at all.

They are written into a hidden sibling on the same file system, synced, read back, and put in place by one rename. Where
an earlier result stands, the two folders change places in one step (Linux, renameat2), and the earlier one is removed.
"""

import errno
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import BaseModel, ValidationError

from pipeline.errors import Stop
from pipeline.model.outcome import DELIVERED, Outcome
from pipeline.publish import disk
from pipeline.publish.check import check_staged
from pipeline.publish.disk import Lock
from pipeline.publish.names import REPORT, REVIEW, earlier, stem
from pipeline.publish.staging import Target, clear_left_over, settle, staging

REPORT_BYTES = 64 << 20
PATIENCE, PAUSE = 10.0, 0.01  # seconds, while others write the same document
CANNOT_BE_REPLACED = (errno.EBUSY, errno.EXDEV)  # a mount point, a folder of a lower layer


class _File(BaseModel):
    file: str


class _Listing(BaseModel):
    """What a report says of files, whatever its version."""

    input: str = ""
    sha256: str | None = None
    code: int | None = None
    outputs: tuple[_File, ...] = ()


def publish(destination: Path, files: Mapping[str, bytes], sha256: str | None = None) -> None:
    """Make `destination` a folder that holds exactly these files.

    Args:
        destination: the document's output folder; an earlier result there is replaced.
        files: names and contents; `report.json` is among them. Where the folder holds them already it is not touched.
        sha256: the document's; where it is given, a result that was delivered for another document is not replaced,
            whoever put it there, and whenever.

    Raises:
        Stop: DESTINATION where something stands there that is no result of this program, is one that is not to be
            replaced, or cannot be; IO on any failure of the disk. Nothing half-written is ever left in view.
    """
    try:
        disk.make_folder(destination.parent)
        with disk.folder(destination.parent) as parent:
            _publish(Target(parent, destination, files, sha256))
    except OSError as error:
        said = f"{destination}: {error.strerror or error}"
        if error.errno in CANNOT_BE_REPLACED:
            raise Stop(Outcome.DESTINATION, f"{said}; nothing can be put in its place") from error
        raise Stop(Outcome.IO, said) from error
    except ValueError as error:  # a name that no system can have
        raise Stop(Outcome.IO, f"{str(destination)!r}: {error}") from error


def _publish(target: Target) -> None:
    _refuse_early(target)
    if _stands(target):
        clear_left_over(target)
        return
    with staging(target) as (place, descriptor):
        for name, data in target.files.items():
            disk.write(descriptor, name, data)
        disk.sync(descriptor)
        damaged = tuple(check_staged(descriptor, target.files))
        if damaged:
            raise Stop(Outcome.IO, f"{target.name}: files read back differ from those written", damaged)
        _put_in_place(target, place)
        disk.sync(target.parent)


def _refuse_early(target: Target) -> None:
    """Refuse what cannot be replaced before anything is written; whether it can is looked at again in the end."""
    with suppress(FileNotFoundError), _standing(target) as folder:
        try:
            _refuse_foreign(target, folder)
        except Stop:  # unless it is an earlier result that another process replaced meanwhile, and removes
            if disk.is_named(target.parent, target.name, folder):
                raise


def _stands(target: Target) -> bool:
    """Return whether these very files stand there already: then nothing is touched, and their times stay."""
    try:
        with _standing(target) as folder:
            return not tuple(check_staged(folder, target.files))
    except OSError:  # what cannot be read is not what was to be written
        return False


@contextmanager
def _standing(target: Target) -> Iterator[int]:
    """Open what stands at the destination.

    Raises:
        Stop: DESTINATION where it is no folder.
        OSError: FileNotFoundError where nothing does.
    """
    try:
        descriptor = disk.open_folder(target.name, target.parent)
    except OSError as error:
        if error.errno in disk.NO_FOLDER:
            raise Stop(Outcome.DESTINATION, f"{target.path} exists and is no folder") from error
        raise
    try:
        yield descriptor
    finally:
        disk.close(descriptor)


def _refuse_foreign(target: Target, folder: int) -> None:
    """Refuse an open folder that holds anything that this program did not put there: it would be removed."""
    found = disk.entries(folder)
    if found and REPORT not in found and not _without_report(target, folder, found):
        raise Stop(Outcome.DESTINATION, f"{target.path} holds other files, and no {REPORT}")
    listing = _reported(folder) if found.get(REPORT) else _Listing()
    if listing.input and stem(Path(listing.input)) != target.name:  # the file system takes two names for one
        raise Stop(Outcome.DESTINATION, f"{target.path} holds the result of {listing.input}")
    if found.get(REPORT) and _of_another(target, listing):
        raise Stop(Outcome.DESTINATION, f"{target.path} holds the result of another file of this name")
    known = {REPORT, REVIEW, *target.files, *(item.file for item in listing.outputs)}
    foreign = [entry for entry, regular in found.items() if entry not in known or not regular]
    if foreign:
        raise Stop(Outcome.DESTINATION, f"{target.path} holds other files besides a result: {', '.join(foreign[:3])}")


def _of_another(target: Target, listing: _Listing) -> bool:
    """Return whether a result was delivered for another document, and is to stay; one that cannot be read may be."""
    if target.sha256 is None or listing.sha256 == target.sha256:
        return False
    return listing.code is None or listing.code in DELIVERED


def _without_report(target: Target, folder: int, found: Mapping[str, bool]) -> bool:
    """Return whether a folder holds what is to be published but for the report, which make, for one, may remove."""
    for name, regular in found.items():
        data = target.files.get(name)
        if not regular or data is None:
            return False
        try:
            if disk.read(folder, name, len(data)) != data:
                return False
        except OSError:
            return False
    return True


def _reported(folder: int) -> _Listing:
    """Return what the report in a folder says; nothing where it is none."""
    try:
        return _Listing.model_validate_json(disk.read(folder, REPORT, REPORT_BYTES))
    except (ValidationError, FileNotFoundError):
        return _Listing()


def _put_in_place(target: Target, place: str) -> None:
    """Let a finished folder be the destination, whatever other processes do there meanwhile."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if disk.move(target.parent, place, target.name):
            return
        with suppress(FileNotFoundError):  # another process took it away
            if _replace(target, place):
                return
        settle(target, place)
        time.sleep(PAUSE)
    raise Stop(Outcome.DESTINATION, f"{target.path} is held by another process")


def _replace(target: Target, place: str) -> bool:
    """Replace the folder that stands there; return False where another process holds it, or was faster.

    While it is locked nobody else moves or removes it, so that it can return if it turns out to hold other files.
    """
    with _standing(target) as old:
        if disk.lock(old) is Lock.OTHERS or not disk.is_named(target.parent, target.name, old):
            return False
        _refuse_foreign(target, old)
        if disk.exchange(target.parent, place, target.name):
            try:
                _refuse_foreign(target, old)  # what was put there between our look and the exchange
            except Stop:
                disk.exchange(target.parent, place, target.name)
                raise
            return True
        if not disk.move(target.parent, target.name, earlier(place)):
            return False
        _refuse_foreign(target, old)
        return disk.move(target.parent, place, target.name)
