"""The engine of one machine: threads, each with a worker of its own that converts in processes of their own."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from pipeline.batch.task import Task, done
from pipeline.model.record import Record
from pipeline.worker.parent import Worker


class LocalEngine:
    """So many documents at a time on this machine; a context manager, at whose end no process is left."""

    lost: tuple[type[Exception], ...] = ()
    """What tells that a task was lost; here none is, since every end of a worker is an outcome."""

    def __init__(self, jobs: int, environment: Mapping[str, str], staged: Callable[[Task, str], None]) -> None:
        """Take how many at a time, where libraries and fonts lie, and what to call, from any thread, at each stage."""
        self.slots = jobs
        self.executor: Executor = ThreadPoolExecutor(jobs, thread_name_prefix="resolution")
        self._environment = environment
        self._staged = staged
        self._own = threading.local()
        self._workers: list[Worker] = []

    def work(self, task: Task) -> Record:
        """Convert an input, and return its record."""
        worker: Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = Worker(self._environment)
            self._workers.append(worker)
        return done(task, worker, lambda stage: self._staged(task, stage))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End; where the run is interrupted, every document that is under way is given up at once."""
        if kind is not None:
            for worker in self._workers:
                worker.give_up()
        self.executor.shutdown(wait=True, cancel_futures=True)
        for worker in self._workers:
            worker.close()
