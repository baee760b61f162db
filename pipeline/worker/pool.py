"""Several documents at a time on this machine: threads, each with a worker of its own."""

import threading
from collections.abc import Mapping
from concurrent.futures import Executor, ThreadPoolExecutor

from pipeline.worker.parent import Worker


class WorkerPool:
    """Threads that wait, while processes of their workers convert."""

    def __init__(self, jobs: int, environment: Mapping[str, str]) -> None:
        """Take how many at a time, and where libraries and fonts lie."""
        self.executor: Executor = ThreadPoolExecutor(jobs, thread_name_prefix="resolution")
        self._environment = environment
        self._own = threading.local()
        self._workers: list[Worker] = []
        self._given_up = False

    def worker(self) -> Worker:
        """Return the worker of the thread that asks, which is started with its first document."""
        worker: Worker | None = getattr(self._own, "worker", None)
        if self._given_up:
            raise KeyboardInterrupt
        if worker is None:
            worker = self._own.worker = Worker(self._environment)
            self._workers.append(worker)
        return worker

    def close(self, give_up: bool) -> None:
        """End all threads and processes.

        Args:
            give_up: whether documents that are under way end at once, with KeyboardInterrupt, and not when they are
                done.
        """
        self._given_up = give_up
        if give_up:
            for worker in self._workers:
                worker.give_up()
        self.executor.shutdown(wait=True, cancel_futures=True)
        for worker in self._workers:
            worker.close()
