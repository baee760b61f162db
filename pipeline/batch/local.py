"""The engine of one machine."""

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

from pipeline.batch.task import Task, done
from pipeline.model.record import Record
from pipeline.worker.pool import WorkerPool


class LocalEngine:
    """So many documents at a time on this machine; a context manager, at whose end no process is left."""

    lost: tuple[type[Exception], ...] = ()
    """What tells that a task was lost; here none is, since every end of a worker is an outcome."""

    def __init__(self, jobs: int, environment: Mapping[str, str], staged: Callable[[Task, str], None]) -> None:
        """Take how many at a time, where libraries and fonts lie, and what to call, from any thread, at each stage."""
        self.slots = jobs
        self._pool = WorkerPool(jobs, environment)
        self.executor = self._pool.executor
        self._staged = staged

    def work(self, task: Task) -> Record:
        """Convert an input, and return its record."""
        return done(task, self._pool.worker(), lambda stage: self._staged(task, stage))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End; where the run is interrupted, every document that is under way is given up at once."""
        self._pool.close(give_up=kind is not None)
