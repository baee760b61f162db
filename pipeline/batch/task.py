"""One input of a run, from its path to its record: what every engine hands to its workers."""

from collections.abc import Callable
from pathlib import Path

from pipeline.model.canonical import printable
from pipeline.model.inline import Frozen
from pipeline.model.record import Record, State, record_of
from pipeline.publish.names import stem
from pipeline.run import convert_file, earlier_report
from pipeline.settings import Settings
from pipeline.worker.parent import Worker


class Task(Frozen):
    """An input, where its result goes, and how it is made."""

    path: Path
    output: Path
    settings: Settings
    again: bool = False
    """Whether what is unchanged is converted all the same."""
    shard: str | None = None


def done(task: Task, worker: Worker, progress: Callable[[str], None]) -> Record:
    """Convert an input unless it was converted before, and return its record. Every outcome is one; none is an exception.

    Args:
        task: the input.
        worker: converts it in a process of its own.
        progress: called with the name of each stage as it begins.
    """
    state, report = State.UNCHANGED, None
    if not task.again:
        report = earlier_report(task.path, task.output, task.settings)
    if report is None:
        state, report = State.CONVERTED, convert_file(task.path, task.output, task.settings, progress, worker.convert)
    unwritten = report.stage == "publish"
    return record_of(printable(str(task.path)), None if unwritten else stem(task.path), state, report, task.shard)
