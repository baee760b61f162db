"""Keeping: a document has ended, and its input goes to where it is kept, with the report and a sentence."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from pipeline.model.canonical import printable
from pipeline.model.outcome import DELIVERED, Outcome, Report
from pipeline.publish import disk
from pipeline.publish.folder import REPORT_BYTES
from pipeline.publish.names import REPORT
from pipeline.watch import site as places
from pipeline.watch.journal import Entry, State, restored, stored
from pipeline.watch.scan import DONE, FAILED
from pipeline.watch.site import Site

LONGEST_NAME = 255  # bytes that file systems take


def end(site: Site, entry: Entry, state: State, code: int, sentence: str) -> Entry:
    """End a document: its input is moved to `done/` or `failed/`, unless inputs stay where they are.

    Args:
        site: the watched folder.
        entry: the document.
        state: how it ends.
        code: its outcome.
        sentence: what became of it, and what to do.

    Raises:
        OSError: where it cannot be moved; the journal then says what is left to do.
    """
    if site.in_place:
        return site.journal.alter(entry, sentence, state=state, code=code, sentence=sentence)
    place = f"{DONE if state in (State.DONE, State.DUPLICATE) else FAILED}/{entry.path}"
    changes = {"state": State.KEEPING, "ending": state, "code": code, "sentence": sentence, "kept": stored(place)}
    return finish(site, site.journal.alter(entry, sentence, **changes))


def finish(site: Site, entry: Entry) -> Entry:
    """Move the input of a document that has ended, however far that was done before."""
    claim, state = site.claim(entry.id), entry.ending or State.FAILED
    place = restored(entry.kept or stored(f"{FAILED}/{entry.path}"))
    file, own = places.held(site, entry.id), _own(place, entry.id)
    others = (own, f"{place.split('/')[0]}/{Path(own).name}")
    if file is not None:
        kept = _put(site, file, (place, *others))
    else:
        kept = next((item for item in others if places.lies(site.inbox, item)), place)
    entry = site.journal.alter(entry, None, kept=stored(kept))
    _tell(site, entry)
    places.discard(claim)
    return site.journal.alter(entry, f"{state.value}; kept as {entry.kept}", state=state)


def _put(site: Site, file: Path, candidates: tuple[str, ...]) -> str:
    """Move an input to the first place where nothing stands, or stands in the way; return the place.

    Raises:
        OSError: where it cannot be moved to any.
    """
    for place in candidates:
        try:
            if places.put(file.parent, file.name, site.inbox, place):
                return place
        except OSError as error:
            if error.errno not in disk.NO_FOLDER:
                raise
    raise FileExistsError(errno.EEXIST, f"something stands in the way of {printable(candidates[0])}, move it away")


def sentence_of(report: Report, folder: str) -> str:
    """Return what became of a document, and what to do, as a sentence."""
    where = f" Its result is {folder}." if report.code in DELIVERED else ""
    detail = f": {report.detail}" if report.detail else ""
    advice = f" {report.instruction}" if report.code != Outcome.OK.code else ""
    return f"{report.status} ({report.code}), {report.meaning}{detail}.{where}{advice}"


def _own(place: str, id: str) -> str:  # noqa: A002 - the field's name
    """Return a place that no other document has; a name that would be too long for it is cut."""
    path = Path(place)
    ending = f"~{id}{path.suffix}"
    name, room = os.fsencode(path.stem), LONGEST_NAME - len(ending)
    start = path.stem if len(name) <= room else name[:room].decode("utf-8", "ignore")
    return path.with_name(f"{start}{ending}").as_posix()


def _tell(site: Site, entry: Entry) -> None:
    """Write sentence and report beside what is kept; where a name is too long, or a folder has it, there is none."""
    kept = restored(entry.kept or "")
    if len(Path(kept).name.encode("utf-8", "surrogateescape")) > 200:
        return
    sentence, report = f"{entry.id}: {entry.sentence}\n".encode("utf-8", "backslashreplace"), _report(site, entry)
    with suppress(IsADirectoryError):
        places.write(site.inbox, f"{kept}.txt", sentence)
    with suppress(IsADirectoryError):
        if report is not None:
            places.write(site.inbox, f"{kept}.{REPORT}", report)


def _report(site: Site, entry: Entry) -> bytes | None:
    """Return the report of a document as it was published; None where there is none, or it is another's."""
    if entry.folder is None:
        return None
    try:
        with disk.folder(site.output / entry.folder) as folder:
            data = disk.read(folder, REPORT, REPORT_BYTES)
        return data if Report.model_validate_json(data).sha256 == entry.sha256 else None
    except (FileNotFoundError, ValueError):
        return None
