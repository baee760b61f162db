"""Work on one claimed document: which bytes it holds, where its result goes, how it ends."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import Stop
from pipeline.intake.copy import Source, digest_of
from pipeline.intake.spool import private_spool
from pipeline.job import Converted
from pipeline.model.canonical import printable
from pipeline.model.outcome import DELIVERED, Outcome, Report
from pipeline.publish import disk
from pipeline.publish.names import ENDING, LONGEST, place_of, require_own_name, stem, twin
from pipeline.publish.standing import standing_report
from pipeline.run import earlier_report
from pipeline.settings import Settings
from pipeline.watch import site as places
from pipeline.watch.deliver import deliver
from pipeline.watch.journal import Entry, State
from pipeline.watch.keep import end, sentence_of
from pipeline.watch.site import Site
from pipeline.worker.parent import Worker

DEATHS = 2  # of its worker, after which a document is quarantined
TRIES = 5  # of a document that fails for a reason that may pass
TWICE = "The same bytes were converted before"
SHORT = 8  # characters of a digest that tell two documents of one name apart


class Pause(Exception):
    """The machine cannot go on: no document is to blame, and none is counted."""


def work(site: Site, entry: Entry, worker: Worker, staged: Callable[[str], None]) -> Entry:
    """Convert a claimed document; return it as it is now: ended, or claimed still where it must be tried again.

    Args:
        site: the watched folder.
        entry: the document.
        worker: converts it, in a process of its own.
        staged: called with the name of each stage as it begins.

    Raises:
        Pause: where the disk, or a place that is needed, cannot be written.
        OSError, sqlite3.Error: where a file cannot be moved, or the journal not be written; the journal says what is
            left to do.
    """
    path = site.inbox / entry.path if site.in_place else places.held(site, entry.id)
    if path is None:
        raise FileNotFoundError(2, "the claimed file is gone", str(site.claim(entry.id)))
    before = _mark(path)
    try:
        sha256 = digest_of(path, site.settings)
    except Stop as stop:
        return _not_read(site, entry, stop)
    begun = site.journal.start(entry, sha256)
    if begun is None:
        return entry  # the same bytes are being converted
    folder = site.journal.folder_of(sha256) or _new_folder(site, path, sha256)
    begun = site.journal.alter(begun, f"its result goes to {folder}", folder=folder)
    with _named(site, path, folder) as named:
        earlier = earlier_report(named, site.output, site.settings)
        if earlier is not None:
            sentence = f"{TWICE}; their result is {folder}."
            return end(site, begun, State.DUPLICATE, earlier.code, sentence)
        settled = _Settled(path if site.in_place else named, before, worker)
        report, timings = deliver(site, named, sha256, staged, settled.convert)
    site.journal.time(dict(timings))
    hindrance = "It was still being written." if settled.changed else _taken(site, report, folder, sha256)
    if hindrance is not None and entry.tries + 1 < TRIES:
        site.journal.release_folder(sha256)
        return _again(site, begun, f"{hindrance} It is tried again.", tries=entry.tries + 1)
    return _ended(site, begun, report, folder)


def _taken(site: Site, report: Report, folder: str, sha256: str) -> str | None:
    """Return a sentence where the name of the result was free, and became another's meanwhile; else None."""
    if report.code != Outcome.DESTINATION.code or _is_free(site.output / folder, sha256):
        return None
    return f"{folder} in the output became another's meanwhile; another name is taken."


@dataclass
class _Settled:
    """Converts a file, and refuses the result where the file changed meanwhile: whoever wrote it had it open still."""

    path: Path
    before: tuple[int, int]
    worker: Worker
    changed: bool = False

    def convert(self, source: Source, settings: Settings, progress: Callable[[str], None]) -> Converted:
        converted = self.worker.convert(source, settings, progress)
        self.changed = self.before != _mark(self.path)
        if self.changed:
            raise Stop(Outcome.DAMAGED, f"{source.name} changed while it was converted")
        return converted


def _ended(site: Site, entry: Entry, report: Report, folder: str) -> Entry:
    """Decide what a report means for a document."""
    sentence = sentence_of(report, folder)
    if report.code in DELIVERED:
        return end(site, entry, State.DONE, report.code, sentence)
    if report.code == Outcome.WORKER.code:
        deaths = entry.deaths + 1
        if deaths < DEATHS:
            return _again(site, entry, f"{sentence} It is tried once more.", deaths=deaths)
        entry = site.journal.alter(entry, None, deaths=deaths)
        sentence = f"It killed its worker {deaths} times, and is not tried again by itself. {sentence}"
        return end(site, entry, State.QUARANTINED, report.code, sentence)
    if report.code in (Outcome.IO.code, Outcome.DESTINATION.code):
        if report.code == Outcome.IO.code and not can_write(site):
            raise Pause(sentence)
        if entry.tries + 1 < TRIES:
            return _again(site, entry, f"{sentence} It is tried again.", tries=entry.tries + 1)
    if entry.sha256 is not None:
        site.journal.release_folder(entry.sha256)  # for the file of this name that comes in its place
    return end(site, entry, State.FAILED, report.code, sentence)


def _again(site: Site, entry: Entry, said: str, **counted: int) -> Entry:
    return site.journal.alter(entry, said, state=State.CLAIMED, **counted)


def _not_read(site: Site, entry: Entry, stop: Stop) -> Entry:
    """End, or try again, a document whose bytes cannot be read."""
    detail = printable(stop.detail)
    sentence = f"{stop.outcome.status} ({stop.outcome.code}), {detail}. {stop.outcome.instruction}"
    if stop.outcome is Outcome.IO:
        if not can_write(site):
            raise Pause(sentence)
        if entry.tries + 1 < TRIES:
            return _again(site, entry, f"{sentence} It is tried again.", tries=entry.tries + 1)
    return end(site, entry, State.FAILED, stop.outcome.code, sentence)


def can_write(site: Site) -> bool:
    """Return whether a megabyte can be written where results, and private copies, go."""
    try:
        with private_spool() as spool:
            (spool / "probe").write_bytes(bytes(1 << 20))
        site.output.mkdir(parents=True, exist_ok=True)
        probe = f".resolution-probe-{secrets.token_hex(6)}"
        with disk.folder(site.output) as output:
            try:
                disk.write(output, probe, bytes(1 << 20))
            finally:
                os.unlink(probe, dir_fd=output)
    except OSError:
        return False
    return True


def _mark(path: Path) -> tuple[int, int]:
    status = path.lstat()
    return status.st_size, status.st_mtime_ns


def _new_folder(site: Site, path: Path, sha256: str) -> str:
    """Return the folder in the output for bytes that are new: the file's name, and a digest where others have it."""
    name = stem(path)
    cut = name.encode("utf-8")[: LONGEST - SHORT - 1].decode("utf-8", "ignore")
    for candidate in (name, f"{cut}~{sha256[:SHORT]}"):
        if (
            _may_be(candidate, site.output)
            and _is_free(site.output / candidate, sha256)
            and site.journal.take_folder(twin(Path(f"{candidate}{ENDING}")), candidate, sha256)
        ):
            return candidate
    candidate = f"{cut[: LONGEST - 65]}~{sha256}"
    site.journal.take_folder(twin(Path(f"{candidate}{ENDING}")), candidate, sha256)
    return candidate


def _may_be(folder: str, output: Path) -> bool:
    """Return whether a folder may have this name, and its files theirs."""
    try:
        path = Path(f"{folder}{ENDING}")
        require_own_name(path)
        place_of(path, output)
    except Stop:
        return False
    return True


def _is_free(folder: Path, sha256: str) -> bool:
    """Return whether nothing stands there, or the result of these bytes, or the report of a failure alone."""
    if not os.path.lexists(folder):
        return True
    try:
        report = standing_report(folder)
    except (OSError, ValueError):
        return False
    return report.sha256 == sha256 or report.code not in DELIVERED


@contextmanager
def _named(site: Site, path: Path, folder: str) -> Iterator[Path]:
    """Yield the document under the name that its folder will have, since the one follows from the other."""
    name = f"{folder}{ENDING}"
    if path.name == name:
        yield path
    elif site.in_place:
        with private_spool() as spool:
            shutil.copyfile(path, spool / name, follow_symlinks=False)
            yield spool / name
    else:
        path.rename(path.with_name(name))
        yield path.with_name(name)
