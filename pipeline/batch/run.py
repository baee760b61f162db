"""A run over many documents: each input becomes a task, each task a record, and none waits for a bad one."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

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

    slots: int
    lost: tuple[type[Exception], ...]
    executor: Executor

    def work(self, task: Task) -> Record:
        """Convert an input, and return its record."""


@dataclass(frozen=True)
class Plan:
    """What all documents of a run have in common."""

    output: Path
    settings: Settings
    again: bool = False
    shard: Shard | None = None


def _nothing() -> None:
    """Do nothing."""


def records(
    plan: Plan, found: Iterable[Path | Stop], engine: Engine, tick: Callable[[], None] = _nothing
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

    def of(self, found: Iterable[Path | Stop]) -> Iterator[Task]:
        """Yield the tasks of inputs."""
        for path in found:
            if isinstance(path, Stop):
                self._aside.append(self._without_report(State.UNREADABLE, None, path.outcome, path.detail))
            elif (self.plan.shard is None or self.plan.shard.takes(path)) and self._is_new(path):
                yield Task(
                    path=path,
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

    def _is_new(self, path: Path) -> bool:
        """Return whether no input before had this name; the same file named again is passed over in silence."""
        name, place = _digest(twin(path)), _digest(str(path.absolute()))
        first = self._taken.setdefault(name, place)
        if first is place:
            return True
        if first != place:
            self._aside.append(self._without_report(State.SKIPPED, path, Outcome.DESTINATION, TWIN))
        return False

    def _without_report(self, state: State, path: Path | None, outcome: Outcome, detail: str) -> Record:
        return Record(
            input=printable(str(path)) if path else printable(detail),
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
            input=printable(str(task.path)),
            state=State.CONVERTED,
            status=Outcome.WORKER.status,
            code=Outcome.WORKER.code,
            detail=printable(f"the cluster lost it: {error}")[:500],
            shard=task.shard,
        )


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:12]
