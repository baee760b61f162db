"""One input of a run, from its path to its record: what every engine hands to its workers."""

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from pydantic import ValidationError

from pipeline.batch.inputs import Input, is_store
from pipeline.errors import Stop
from pipeline.intake.copy import digest_of
from pipeline.job import versions_with
from pipeline.model.canonical import printable
from pipeline.model.inline import Frozen
from pipeline.model.outcome import DELIVERED, Outcome, Report
from pipeline.model.record import Record, State, record_of, record_without_report
from pipeline.publish.names import REPORT, stem
from pipeline.run import convert_timed, earlier_report
from pipeline.settings import Settings
from pipeline.store.store import Store, open_store
from pipeline.worker.parent import Worker

Progress = Callable[[str], None]


class Task(Frozen):
    """An input, where its result goes, and how it is made."""

    path: Path
    store: str | None = None
    """The store of objects that holds the input; None for a file."""
    output: str
    """The folder, or the store of objects, that gets the result."""
    settings: Settings
    again: bool = False
    """Whether what is unchanged is converted all the same."""
    shard: str | None = None

    def __str__(self) -> str:
        return str(Input(self.path, self.store))


def done(task: Task, worker: Worker, progress: Progress) -> Record:
    """Convert an input unless it was converted before, and return its record. Every outcome is one.

    Args:
        task: the input.
        worker: converts it in a process of its own.
        progress: called with the name of each stage as it begins.
    """
    if task.store is None and not is_store(task.output):
        return _between_folders(task, task.path, Path(task.output), worker, progress)
    try:
        with tempfile.TemporaryDirectory(prefix="resolution-") as folder:
            return _between_stores(task, Path(folder), worker, progress)
    except Stop as stop:
        return _stopped(task, stop)
    except OSError as error:  # no place for what is fetched
        return _stopped(task, Stop(Outcome.IO, f"{error.filename or ''} {error.strerror or error}".strip()))


def _between_folders(task: Task, path: Path, output: Path, worker: Worker, progress: Progress) -> Record:
    state, timings = State.UNCHANGED, dict[str, float]()
    report = None if task.again else earlier_report(path, output, task.settings)
    if report is None:
        state = State.CONVERTED
        report, seconds = convert_timed(path, output, task.settings, progress, worker.convert)
        timings = dict(seconds)
    stands = os.path.exists(output / stem(path) / REPORT)  # noqa: PTH110 - no error where it may not be entered
    folder = stem(path) if stands and report.is_written else None
    return _record(task, state, report, timings).model_copy(update={"folder": folder})


def _between_stores(task: Task, folder: Path, worker: Worker, progress: Progress) -> Record:
    """Convert in a local folder what is fetched from one store, and put the result into another.

    Raises:
        Stop: where a store cannot be read or written.
    """
    path = task.path
    if task.store is not None:
        path = open_store(task.store).fetch(str(task.path), folder, task.settings.max_bytes)
    if not is_store(task.output):
        return _between_folders(task, path, Path(task.output), worker, progress)
    target, name = open_store(task.output), stem(path)
    earlier = None if task.again else _standing(target, name, path, task.settings)
    if earlier is not None:
        return _record(task, State.UNCHANGED, earlier, {}).model_copy(update={"folder": name})
    record = _between_folders(task, path, folder / "output", worker, progress)
    if record.folder is not None:
        target.put(folder / "output" / record.folder, record.folder)
    return record


def _standing(target: Store, name: str, path: Path, settings: Settings) -> Report | None:
    """Return the report that stands in a store, where a conversion would give the same again."""
    try:
        found = Report.model_validate_json(target.report(name) or b"")
    except ValidationError:
        return None
    same = (found.versions, found.formats) == (versions_with(settings), settings.to) and not settings.review
    if not same or found.code not in DELIVERED or found.sha256 != digest_of(path, settings):
        return None
    return found if target.stands(name, found.outputs) else None


def _stopped(task: Task, stop: Stop) -> Record:
    return record_without_report(printable(str(task)), State.CONVERTED, stop.outcome, stop.detail, task.shard)


def _record(task: Task, state: State, report: Report, timings: Mapping[str, float]) -> Record:
    changes = {"timings": dict(timings), "shard": task.shard}
    return record_of(printable(str(task)), state, report).model_copy(update=changes)
