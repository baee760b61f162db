"""A run over many documents: each input becomes a task, each task a record, and none waits for a bad one."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.batch.inputs import Found, Input
from pipeline.batch.pool import in_window
from pipeline.batch.shard import Shard
from pipeline.batch.task import Task
from pipeline.errors import Stop
from pipeline.model.canonical import printable
from pipeline.model.outcome import Outcome
from pipeline.model.record import Record, State, record_without_report
from pipeline.publish.names import twin
from pipeline.settings import Settings

AHEAD = 2  # tasks under way or waiting for each that is worked on, so that no worker waits for us
TWIN = "another input has the same name, or one that some file systems take for the same"


class Engine(Protocol):
    """What does the work: threads of this machine, or a cluster."""

    @property
    def slots(self) -> int:
        """How many tasks it works on at a time."""

    @property
    def lost(self) -> tuple[type[Exception], ...]:
        """What tells that a task was lost, and not that it went wrong."""

    @property
    def executor(self) -> Executor:
        """What carries tasks to those who work on them."""

    @property
    def work(self) -> Callable[[Task], Record]:
        """The work on one task."""


@dataclass(frozen=True)
class Plan:
    """What all documents of a run have in common."""

    output: str
    """A folder, or a place in a store of objects."""
    settings: Settings
    again: bool = False
    shard: Shard | None = None


def _nothing() -> None:
    """Do nothing."""


UnderWay = dict[Future[Record], Task | Record]
"""What was begun, and of which nothing was told yet."""


def records(
    plan: Plan,
    found: Iterable[Found],
    engine: Engine,
    tick: Callable[[], None] = _nothing,
    under_way: UnderWay | None = None,
) -> Iterator[Record]:
    """Convert inputs, and yield the record of each as it ends, whatever the order.

    Args:
        plan: what they have in common.
        found: the inputs, read lazily, and why a name gives none.
        engine: does the work.
        tick: called several times a second.
        under_way: holds at an interruption what was begun; `late` yields what of it ended all the same.
    """

    def submit(item: Task | Record) -> Future[Record]:
        return engine.executor.submit(engine.work, item) if isinstance(item, Task) else _ended(item)

    begun: UnderWay = {} if under_way is None else under_way
    for item, future in in_window(submit, _Tasks(plan).of(found), engine.slots * AHEAD, tick, begun):
        yield _record(item, future, engine) if isinstance(item, Task) else item


def late(under_way: UnderWay) -> Iterator[Record]:
    """Yield the records of what ended well while a run was interrupted, once its engine has ended."""
    for future in under_way:
        if future.done() and not future.cancelled() and future.exception() is None:
            yield future.result()


@dataclass
class _Tasks:
    """Makes tasks of inputs, and records of those that become none."""

    plan: Plan
    _taken: dict[bytes, bytes] = field(default_factory=dict)
    """Digests of names, and of the path that had it first: short, since there may be many."""

    def of(self, found: Iterable[Found]) -> Iterator[Task | Record]:
        """Yield the task of each input, or the record of one that becomes none."""
        for item in found:
            if isinstance(item, Stop):
                detail = printable(item.detail)
                yield record_without_report(detail, State.UNREADABLE, item.outcome, detail, self._shard)
            elif self.plan.shard is None or self.plan.shard.takes(item.path):
                yield from self._once(item)

    @property
    def _shard(self) -> str | None:
        return str(self.plan.shard) if self.plan.shard else None

    def _once(self, item: Input) -> Iterator[Task | Record]:
        """Yield the task of an input whose name no other had before; the same file named again is passed over."""
        name, place = _digest(twin(item.path)), _digest(str(item if item.store else item.path.absolute()))
        first = self._taken.setdefault(name, place)
        if first is place:
            yield Task(
                path=item.path,
                store=item.store,
                output=self.plan.output,
                settings=self.plan.settings,
                again=self.plan.again,
                shard=self._shard,
            )
        elif first != place:
            yield record_without_report(printable(str(item)), State.SKIPPED, Outcome.DESTINATION, TWIN, self._shard)


def _ended(record: Record) -> Future[Record]:
    future: Future[Record] = Future()
    future.set_result(record)
    return future


def _record(task: Task, future: Future[Record], engine: Engine) -> Record:
    try:
        return future.result()
    except engine.lost as error:
        detail = f"the cluster lost it: {error}"[:500]
        return record_without_report(printable(str(task)), State.CONVERTED, Outcome.WORKER, detail, task.shard)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:12]
