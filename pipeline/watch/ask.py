"""What people ask a journal, and tell it: how documents stand, why one failed, that it be tried again."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import Stop
from pipeline.model.canonical import printable
from pipeline.model.outcome import Outcome, Report
from pipeline.publish.names import REPORT
from pipeline.publish.standing import standing_report
from pipeline.watch import site as places
from pipeline.watch.journal import Entry, Journal, State, restored, stored
from pipeline.watch.scan import scan
from pipeline.watch.site import Site

JOURNAL = "journal.sqlite"
STATE = ".resolution-watch"
BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
REMEDY = ". End the watchers of the folder and move the file away: a new one is made, and what waits is converted"
IDS = "for ids see resolution status, or the sentence (.txt) beside a file in done or failed"
RETRIED = (State.FAILED, State.QUARANTINED)


@contextmanager
def opened(state: Path, *, new: bool = False) -> Iterator[Journal]:
    """Open the journal in a folder; what goes wrong with it is told as a failure of the disk.

    Args:
        state: the folder.
        new: whether it is made where it is missing.

    Raises:
        Stop: IO.
    """
    path = state / JOURNAL
    if not new and not path.exists():
        raise Stop(Outcome.IO, f"{printable(str(path))} is not there; name the output folder, or --state")
    try:
        journal = Journal(path)
        try:
            yield journal
        finally:
            journal.close()
    except sqlite3.Error as error:
        broken = getattr(error, "sqlite_errorcode", None) in BROKEN
        raise Stop(Outcome.IO, f"the journal {printable(str(path))}: {error}{REMEDY if broken else ''}") from error


def bind(journal: Journal, inbox: Path) -> None:
    """Let a journal be that of a folder; one that has moved since takes its journal along.

    Raises:
        Stop: USAGE where it is the journal of another folder, which is still there.
    """
    here, known = inbox.resolve(), journal.inbox()
    if known is not None and known != here and known.is_dir():
        said = f"the journal {printable(str(journal.path))} is that of {printable(str(known))}"
        raise Stop(Outcome.USAGE, f"{said}; to watch a second folder, give it a journal of its own with --state")
    journal.belongs_to(here)


def waiting(journal: Journal) -> list[str] | None:
    """Return the places of the files that lie in the watched folder, and that no watcher has claimed so far.

    None where the folder cannot be read.
    """
    inbox = journal.inbox()
    if inbox is None:
        return []
    known = journal.marked()
    try:
        return [seen.input for seen in scan(inbox) if (seen.input, seen.mark) not in known]
    except OSError:
        return None


def found(journal: Journal, name: str) -> Entry:
    """Return a document by its id, or the beginning of it; or the newest that was found under a name.

    Raises:
        Stop: USAGE where none has it, or several have the beginning of an id.
    """
    entry = journal.get(stored(name)) or (journal.named(name) if name else None)
    if entry is None:
        said = f"no document has the name {printable(name)!r}, and none, or more than one, an id that begins so"
        raise Stop(Outcome.USAGE, f"{said}; {IDS}")
    return entry


def retry(site: Site, entry: Entry) -> None:
    """Put the input of a document that failed back into the watched folder, where it is found as a new one.

    Raises:
        Stop: USAGE where it did not fail; IO where its input is not where it was kept.
    """
    if entry.state not in RETRIED:
        raise Stop(Outcome.USAGE, f"{entry.id} is {entry.state.value}; only what failed is tried again")
    if entry.kept is not None:
        place, name = restored(entry.kept), Path(entry.path)
        kept, own = site.inbox / place, f"{name.stem}~{entry.id}{name.suffix}"
        if not kept.is_file() or kept.is_symlink():
            raise Stop(Outcome.IO, f"{printable(entry.kept)} is no longer there; put the file into the folder again")
        if not places.put(kept.parent, kept.name, site.inbox, entry.path):
            places.put(kept.parent, kept.name, site.inbox, own)
        for ending in (".txt", f".{REPORT}"):
            places.remove(site.inbox, f"{place}{ending}")
    site.journal.alter(entry, "put back to be tried again", state=State.RETRIED, mark=None)


def report_of(output: Path, entry: Entry) -> Report | None:
    """Return the report of a document; None where there is none, or it is another's."""
    if entry.folder is None:
        return None
    try:
        report = standing_report(output / entry.folder)
    except (OSError, ValueError):
        return None
    return report if report.sha256 == entry.sha256 else None
