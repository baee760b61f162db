"""One input of a run, from its path to its record: what every engine hands to its workers."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.model.canonical import printable
from pipeline.model.inline import Frozen
from pipeline.model.record import Record, State, record_of
from pipeline.publish.names import REPORT, stem
from pipeline.run import convert_timed, earlier_report
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
    """Convert an input unless it was converted before, and return its record. Every outcome is one.

    Args:
        task: the input.
        worker: converts it in a process of its own.
        progress: called with the name of each stage as it begins.
    """
    state = State.UNCHANGED
    timings: Mapping[str, float] = {}
    report = None if task.again else earlier_report(task.path, task.output, task.settings)
    if report is None:
        state = State.CONVERTED
        report, timings = convert_timed(task.path, task.output, task.settings, progress, worker.convert)
    folder = stem(task.path) if (task.output / stem(task.path) / REPORT).exists() else None
    return record_of(printable(str(task.path)), state, report).model_copy(
        update={"folder": folder, "timings": dict(timings), "shard": task.shard}
    )
