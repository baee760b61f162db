"""The engine of several machines: the workers of a Dask cluster, each of which converts in processes of its own.

A cluster's own answers to a document that hangs, dies or eats memory are slow, or take others with it; here the worker
that is used everywhere else answers, inside the cluster's, and the cluster sees only tasks that end well.
"""

import atexit
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from pipeline.batch.task import Task, done
from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.model.record import Record
from pipeline.worker.parent import Worker

RETRIES = 3  # of a task whose cluster worker died: nothing that a document does can kill one
_OWN = threading.local()


def done_there(task: Task) -> Record:
    """Convert an input in this thread's own worker, which is started with the first and kept."""
    worker: Worker | None = getattr(_OWN, "worker", None)
    if worker is None:
        worker = _OWN.worker = Worker(os.environ)
        atexit.register(worker.close)
    return done(task, worker, lambda _stage: None)


@dataclass(frozen=True)
class DaskEngine:
    """A cluster that works on tasks."""

    executor: Executor
    slots: int
    lost: tuple[type[Exception], ...]
    work: Callable[[Task], Record] = done_there
    """A function, and no method: it is sent to the cluster, and nothing of this process with it."""


@contextmanager
def dask_engine(scheduler: str | None, workers: int) -> Iterator[DaskEngine]:
    """Yield the engine of a running cluster, or of one that is started on this machine and ends with the run.

    Args:
        scheduler: the address of a scheduler, as `tcp://host:8786`.
        workers: how many workers are started where no scheduler is named.

    Raises:
        Stop: USAGE where Dask is not installed, or nothing answers at the address.
    """
    try:
        from distributed import Client, LocalCluster
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise Stop(Outcome.USAGE, "--engine dask needs Dask: install resolution-pipeline[dask]") from error
    with ExitStack() as stack:
        try:
            place = scheduler or stack.enter_context(
                LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
            )
            client = stack.enter_context(Client(place))
        except (OSError, ValueError) as error:
            raise Stop(Outcome.USAGE, f"no scheduler answers at {scheduler}: {error}") from error
        slots = sum(client.nthreads().values()) or workers
        yield DaskEngine(client.get_executor(pure=False, retries=RETRIES), slots, (KilledWorker, CancelledError))
