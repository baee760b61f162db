"""The watcher: looks, claims, lets work be done, and goes on whatever happens.

Looking is the truth: what lies in the folder is to be converted. Events of the system only make it look sooner.
"""

import sqlite3
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO

from pipeline.model.canonical import printable
from pipeline.model.outcome import Outcome, Report
from pipeline.notify.event import Event, EventFile
from pipeline.notify.notifier import Notifier
from pipeline.watch import site as places
from pipeline.watch.ask import report_of
from pipeline.watch.claim import claim, give_back, recover, resume
from pipeline.watch.journal import ENDED, OPEN, Entry, State, stored
from pipeline.watch.keep import end, finish
from pipeline.watch.scan import Seen, scan
from pipeline.watch.site import Alive, Site
from pipeline.watch.tell import Vitals, few, heartbeat, metrics
from pipeline.watch.whole import Patience, Waiting, Wholeness
from pipeline.watch.work import Pause, can_write, work
from pipeline.worker.pool import WorkerPool

ALONE = 3  # interruptions, after which a document is converted with no other beside it
LOOK_AFTER = 30.0  # seconds between two looks for what dead watchers left
LONGEST_PAUSE = 30.0
LEFT_AFTER = 4  # troubles with a document, after which a watcher that ends by itself leaves it to the next
NEVER = -1.0e9  # a time before every other
TICK, IDLE = 0.05, 0.2  # seconds between two steps, while something is in hand and while nothing is
TRANSIENT = (OSError, sqlite3.Error, Pause)
STAYS = ("waiting", "left")
HEARTBEAT, METRICS = "heartbeat.json", "metrics.prom"


@dataclass(frozen=True)
class Ways:
    """How a watcher works: how many documents at a time, how long it waits, how often it looks, in seconds."""

    patience: Patience
    jobs: int
    every: float
    once: bool = False
    """Whether it ends when nothing is left to do."""


@dataclass
class Watcher:
    """Watches one folder, until it is told to end."""

    site: Site
    ways: Ways
    environment: Mapping[str, str]
    tell: Callable[[str, Entry | None, str], None]
    """Called with the name of an event, its document, and a sentence; from one thread."""
    notifier: Notifier | None = None
    """Tells somebody else of each document that ends."""
    ending: threading.Event = field(default_factory=threading.Event)
    """Set, it lets the watcher finish what is in hand, and end."""
    awake: threading.Event = field(default_factory=threading.Event)
    """Set, it lets the watcher look at once."""
    worst: int = Outcome.OK.code
    """The worst code of the documents that ended."""

    def __post_init__(self) -> None:
        self._alive = Alive(self.site.state)
        self._waiting = Waiting(self.site.inbox, self.ways.patience)
        self._ready: deque[Seen] = deque()
        self._in_hand: dict[Future[Entry], Entry] = {}
        self._not_before: dict[str, float] = {}
        self._troubles: Counter[str] = Counter()
        self._vitals = Vitals(time.time())
        self._woken = False
        self._looked = self._recovered = self._shown = NEVER
        self._pause, self._paused_until = 0.0, 0.0
        self._said: set[tuple[str, str]] = set()
        self._given_up: set[str] = set()
        self._seen: frozenset[str] = frozenset()
        self._lock: IO[str] | None = None
        self._marked: set[tuple[str, str]] = set()

    def run(self) -> int:
        """Watch; return the worst code of the documents that ended.

        Raises:
            KeyboardInterrupt: where it is interrupted: what is in hand is given up, and taken up again by the next.
        """
        pool = WorkerPool(self.ways.jobs, self.environment)
        done = False
        try:
            self.tell("watching", None, printable(f"{self.site.inbox}; results go to {self.site.output}"))
            for entry in self.site.journal.untold():
                self._notify(entry)
            while not (done := self._finished()):
                self._step(pool)
                self._rest()
        finally:
            pool.close(give_up=not done)
            self._alive.close()
            if self._lock is not None:
                self._lock.close()
        self._say_what_stays()
        self.tell("ended", None, printable(f"{self.site.inbox} is no longer watched"))
        return self.worst

    def _step(self, pool: WorkerPool) -> None:
        """Do what can be done now; what the machine does not allow is told, and tried again later."""
        try:
            self._reap()
            self._show()
            if time.monotonic() < self._paused_until:
                return
            if self._vitals.paused and not can_write(self.site):
                raise Pause(self._vitals.paused)
            self.site.inbox.stat()
            if self._holds():
                self._recover()
                self._begin(pool)
                self._well()
        except TRANSIENT as error:
            self._suspend(error)

    def _holds(self) -> bool:
        """Return whether no watcher of another journal can take our claims for abandoned; nothing is claimed before."""
        if self._lock is None and not self.site.in_place:
            self._lock = places.hold(self.site.claims)
        return self.site.in_place or self._lock is not None

    def _recover(self) -> None:
        now = time.monotonic()
        if now - self._recovered < LOOK_AFTER:
            return
        if not self.site.in_place:
            give_back(self.site)
        recover(self.site, self._alive, self.ways.patience.done_file)
        self._marked = self.site.journal.marked() if self.site.in_place else set()
        self._recovered = now

    def _begin(self, pool: WorkerPool) -> None:
        """Give work to whoever is free: what is claimed already first, then what lies in the folder."""
        if self.ending.is_set():
            return
        mine = self._mine()
        alone = next((entry for entry in mine if entry.interruptions >= ALONE), None)
        if self._one_alone() or (alone is not None and self._in_hand):
            return
        for entry in mine if alone is None else [alone]:
            if len(self._in_hand) < self.ways.jobs:
                self._submit(pool, entry)
        self._look()
        while self._ready and len(self._in_hand) < self.ways.jobs and not self._one_alone():
            claimed = self._claimed(self._ready.popleft())
            if claimed is not None:
                self.tell("claimed", claimed, f"{claimed.input}: claimed as {claimed.id}")
                self._submit(pool, claimed)

    def _mine(self) -> list[Entry]:
        """Return the claimed documents of this watcher that nobody works on, and whose time has come."""
        held = {entry.id for entry in self._in_hand.values()} | self._given_up
        now, found = time.monotonic(), []
        for entry in self.site.journal.among(OPEN):
            if entry.owner != self._alive.name or entry.id in held or self._not_before.get(entry.id, 0.0) > now:
                continue
            try:
                ready = resume(self.site, entry, self.ways.patience.done_file, interrupted=False)
                if ready is not None and ready.state is State.KEEPING:
                    self._ended(finish(self.site, ready))
                elif ready is not None and ready.state is State.CLAIMED:
                    found.append(ready)
            except TRANSIENT as error:
                self._trouble(entry, error)
        return found

    def _submit(self, pool: WorkerPool, entry: Entry) -> None:
        self._in_hand[pool.executor.submit(self._work, pool, entry)] = entry

    def _one_alone(self) -> bool:
        """Return whether a document is converted that was interrupted again and again: none goes beside it."""
        return any(entry.interruptions >= ALONE for entry in self._in_hand.values())

    def _work(self, pool: WorkerPool, entry: Entry) -> Entry:
        def staged(stage: str) -> None:
            self._vitals.stages[entry.id] = stage

        try:
            return work(self.site, entry, pool.worker(), staged)
        except TRANSIENT:
            raise
        except Exception as error:  # noqa: BLE001 - the boundary of a document: no fault of ours may stop the others
            sentence = f"{Outcome.INTERNAL.meaning}: {type(error).__name__}: {error}"[:300]
            code, advice = Outcome.INTERNAL.code, Outcome.INTERNAL.instruction
            return end(self.site, entry, State.FAILED, code, printable(f"{sentence}. {advice}"))
        finally:
            self._vitals.stages.pop(entry.id, None)

    def _look(self) -> None:
        """Look at the folder, unless that was a moment ago."""
        now = time.monotonic()
        if now - self._looked < self.ways.every and not self._woken:
            return
        self._looked, self._woken = now, False
        seen = list(scan(self.site.inbox))
        if self.site.in_place:
            seen = [item for item in seen if (item.input, item.mark) not in self._marked]
        self._ready = deque(self._waiting.look(seen, now))
        self._seen = frozenset(item.input for item in seen)
        self._vitals.scans += 1
        self._vitals.waiting = len(seen)

    def _claimed(self, seen: Seen) -> Entry | None:
        """Claim a file that is whole, or cut for good."""
        wholeness = self._waiting.wholeness(seen, time.monotonic())
        if wholeness is Wholeness.GROWING:
            self._say_once("waiting", seen.input, self._lack())
            return None
        try:
            entry = claim(self.site, seen, self._alive.name, self.ways.patience.done_file)
        except OSError as error:
            self._say_once("left", seen.input, f"it cannot be moved, and stays: {error.strerror or error}")
            return None
        self._waiting.forget(seen.input)
        self._said -= {("waiting", seen.input), ("left", seen.input)}
        if self.site.in_place:
            self._marked.add((seen.input, seen.mark))
        return entry

    def _say_once(self, event: str, place: str, said: str) -> None:
        if (event, place) not in self._said:
            self._said.add((event, place))
            self.tell(event, None, f"{stored(place)}: {said}")

    def _lack(self) -> str:
        patience = self.ways.patience
        if patience.done_file is not None:
            return f"no {patience.done_file} yet, which says that it is whole"
        return f"no end of a PDF yet; waits {patience.grace:g} s at most"

    def _say_what_stays(self) -> None:
        """Say at the end what a watcher that ends by itself leaves in the folder."""
        if not self.ways.once:
            return
        waits, left = (sorted(self._seen & {place for said, place in self._said if said == event}) for event in STAYS)
        if waits:
            self.tell("waiting", None, f"{few(waits)}: {self._lack()}; left to a later run")
        if left:
            self.worst = max(self.worst, Outcome.IO.code)

    def _reap(self) -> None:
        """Take what has ended."""
        for future in [future for future in self._in_hand if future.done()]:
            entry = self._in_hand.pop(future)
            try:
                ended = future.result()
            except TRANSIENT as error:
                self._trouble(entry, error)
                continue
            if ended.state in ENDED:
                self._ended(ended)
            else:
                self._later(ended)

    def _trouble(self, entry: Entry, error: Exception) -> None:
        """Try a document again later; where the machine is to blame, let everything wait."""
        self._troubles[entry.id] += 1
        self._later(entry)
        if isinstance(error, OSError) and self.site.inbox.is_dir() and can_write(self.site):
            self._say_once("held", entry.path, f"it is tried again: {error.strerror or error}")
            self._give_up(entry, error)
        else:
            self._suspend(error)

    def _give_up(self, entry: Entry, error: OSError) -> None:
        """Leave a document to the next watcher, where this one ends by itself and tried often enough."""
        if self.ways.once and self._troubles[entry.id] >= LEFT_AFTER:
            self._given_up.add(entry.id)
            self.worst = max(self.worst, Outcome.IO.code)
            self.tell("left", entry, f"{entry.input}: left to the next watcher: {error.strerror or error}")

    def _ended(self, entry: Entry) -> None:
        self._not_before.pop(entry.id, None)
        self._troubles.pop(entry.id, None)
        self.worst = max(self.worst, entry.code or 0)
        self.tell(entry.state.value, entry, f"{entry.input}: {entry.sentence}")
        self._notify(entry)

    def _notify(self, entry: Entry) -> None:
        if self.notifier is None:
            self.site.journal.alter(entry, None, told=True)
        else:
            self.notifier.tell(event_of(entry, report_of(self.site.output, entry)))

    def _later(self, entry: Entry) -> None:
        """Let a document wait a little before it is tried again, the longer the more often it was tried."""
        often = min(10, entry.tries + entry.deaths + self._troubles[entry.id])
        self._not_before[entry.id] = time.monotonic() + min(LONGEST_PAUSE, 2.0**often / 2)

    def _suspend(self, error: Exception) -> None:
        """Wait, longer each time, for a machine that cannot go on; say why once."""
        reason = f"{getattr(error, 'strerror', None) or error}"
        if self._vitals.paused is None:
            self.tell("paused", None, f"waiting: {reason}")
        self._vitals.paused = reason
        self._pause = min(LONGEST_PAUSE, max(self.ways.every, self._pause * 2))
        self._paused_until = time.monotonic() + self._pause
        self._looked = NEVER

    def _well(self) -> None:
        if self._vitals.paused is not None:
            self.tell("resumed", None, "going on")
        self._vitals.paused, self._pause = None, 0.0

    def _show(self) -> None:
        """Write heartbeat and counters, once for each look."""
        self._vitals.in_hand = len(self._in_hand)
        now = time.monotonic()
        if now - self._shown < self.ways.every:
            return
        self._shown = now
        with suppress(OSError):  # a disk that is full is told of elsewhere
            heartbeat(self.site.state / HEARTBEAT, self._vitals, time.time())
            metrics(self.site.state / METRICS, self._vitals, self.site.journal, time.time())

    def _finished(self) -> bool:
        if self._in_hand:
            return False
        if self.ending.is_set():
            return True
        if not self.ways.once or self._vitals.paused or not self._vitals.scans:
            return False
        return not self._ready and not self._still_waiting() and not self._mine_open()

    def _still_waiting(self) -> bool:
        """Return whether a file may be whole soon: it changed a moment ago."""
        return self._waiting.changed_since(time.monotonic() - self.ways.patience.quiet - 2 * self.ways.every)

    def _mine_open(self) -> bool:
        mine = (entry for entry in self.site.journal.among(OPEN) if entry.owner == self._alive.name)
        return any(entry.id not in self._given_up for entry in mine)

    def _rest(self) -> None:
        """Wait a moment, or until something happens."""
        if self._in_hand:
            wait(self._in_hand, TICK, FIRST_COMPLETED)
        else:
            self._woken |= self.awake.wait(min(self.ways.every, IDLE))
            self.awake.clear()


def event_of(entry: Entry, report: Report | None) -> Event:
    """Return what is told of a document that ended."""
    outcome = Outcome.INTERNAL if entry.code is None else Outcome.of(entry.code)
    return Event(
        id=entry.id,
        input=printable(entry.input),
        folder=entry.folder,
        status=outcome.status,
        code=outcome.code,
        detail=entry.sentence,
        sha256=entry.sha256,
        symbol=report.symbol if report else None,
        language=report.language if report else None,
        outputs=tuple(EventFile(file=item.file, sha256=item.sha256) for item in (report.outputs if report else ())),
    )
