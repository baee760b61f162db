"""A run over many documents: each input becomes a task, each task a record, and none waits for a bad one."""

import hashlib
from collections import deque
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
from pipeline.model.record import Record, State
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


def records(
    plan: Plan, found: Iterable[Found], engine: Engine, tick: Callable[[], None] = _nothing
) -> Iterator[Record]:
    """Convert inputs, and yield the record of each as it ends, whatever the order.

    Args:
        plan: what they have in common.
        found: the inputs, read lazily, and why a name gives none.
        engine: does the work.
        tick: called several times a second.
    """
    tasks = _Tasks(plan)
    for task, future in in_window(engine.executor, engine.work, tasks.of(found), engine.slots * AHEAD, tick):
        yield from tasks.told()
        yield _record(task, future, engine)
    yield from tasks.told()


@dataclass
class _Tasks:
    """Makes tasks of inputs, and holds the records of those that become none."""

    plan: Plan
    _aside: deque[Record] = field(default_factory=deque)
    _taken: dict[bytes, bytes] = field(default_factory=dict)
    """Digests of names, and of the path that had it first: short, since there may be many."""

    def of(self, found: Iterable[Found]) -> Iterator[Task]:
        """Yield the tasks of inputs."""
        for item in found:
            if isinstance(item, Stop):
                self._aside.append(self._without_report(State.UNREADABLE, None, item.outcome, item.detail))
            elif (self.plan.shard is None or self.plan.shard.takes(item.path)) and self._is_new(item):
                yield Task(
                    path=item.path,
                    store=item.store,
                    output=self.plan.output,
                    settings=self.plan.settings,
                    again=self.plan.again,
                    shard=self._shard,
                )

    def told(self) -> Iterator[Record]:
        """Yield the records put aside since."""
        while self._aside:
            yield self._aside.popleft()

    @property
    def _shard(self) -> str | None:
        return str(self.plan.shard) if self.plan.shard else None

    def _is_new(self, item: Input) -> bool:
        """Return whether no input before had this name; the same file named again is passed over in silence."""
        name, place = _digest(twin(item.path)), _digest(str(item if item.store else item.path.absolute()))
        first = self._taken.setdefault(name, place)
        if first is place:
            return True
        if first != place:
            self._aside.append(self._without_report(State.SKIPPED, item, Outcome.DESTINATION, TWIN))
        return False

    def _without_report(self, state: State, item: Input | None, outcome: Outcome, detail: str) -> Record:
        return Record(
            input=printable(str(item) if item else detail),
            state=state,
            status=outcome.status,
            code=outcome.code,
            detail=printable(detail),
            shard=self._shard,
        )


def _record(task: Task, future: Future[Record], engine: Engine) -> Record:
    try:
        return future.result()
    except engine.lost as error:
        return Record(
            input=printable(str(task)),
            state=State.CONVERTED,
            status=Outcome.WORKER.status,
            code=Outcome.WORKER.code,
            detail=printable(f"the cluster lost it: {error}")[:500],
            shard=task.shard,
        )


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:12]
