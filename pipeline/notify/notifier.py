"""Events on their way: one thread delivers them in order, and nothing that it meets holds up a conversion."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from pipeline.notify.attempt import Attempt, Failure
from pipeline.notify.command import run
from pipeline.notify.event import Event, body_of
from pipeline.notify.target import Target, Webhook
from pipeline.notify.webhook import post

PARTING = 1.0  # seconds for what is being tried when the notifier is closed: a command is killed in them


@dataclass(frozen=True)
class Undelivered:
    """An event that nobody was told, and why."""

    id: str
    input: str
    reason: str


@dataclass(frozen=True)
class Limits:
    """How often and how long an event is tried, and how many may wait."""

    tries: int = 5
    first_wait: float = 1.0
    longest_wait: float = 30.0
    seconds: float = 30.0
    waiting: int = 10_000

    def wait_after(self, tries: int) -> float:
        """Return the seconds to wait after so many tries: twice as long each time."""
        return float(min(self.longest_wait, self.first_wait * 2.0 ** (tries - 1)))


DEFAULT = Limits()


class Notifier:
    """Tells a target of events, from a thread of its own, between the beginning and the end of a `with`."""

    def __init__(self, target: Target, told: Callable[[str], None] | None = None, limits: Limits = DEFAULT) -> None:
        """Take whom to tell.

        Args:
            target: whom to tell.
            told: called with the id of each event that was delivered, from the notifier's thread.
            limits: how often and how long to try.
        """
        self._target = target
        self._told = told
        self._limits = limits
        self._events: deque[Event] = deque()
        self._delivered = 0
        self._tried = ""  # why the last try of the first event failed
        self._lost: list[Undelivered] = []
        self._changed = threading.Condition()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._deliver, name="notifier", daemon=True)

    def __enter__(self) -> "Notifier":
        """Begin to deliver."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End at once: a command is killed, and what waits is not delivered. `drain` is there to wait for it."""
        self._stop.set()
        with self._changed:
            self._changed.notify_all()
        self._thread.join(PARTING)

    def tell(self, event: Event) -> None:
        """Let an event be delivered; never wait. Where too many wait, `drain` will name it."""
        with self._changed:
            if self._stop.is_set():
                self._lost.append(_undelivered(event, "the notifier was closed before"))
            elif len(self._events) >= self._limits.waiting:
                self._lost.append(_undelivered(event, f"{self._limits.waiting} events were waiting already"))
            else:
                self._events.append(event)
                self._changed.notify_all()

    def drain(self, seconds: float) -> tuple[Undelivered, ...]:
        """Wait until nothing waits, or nothing was delivered for so long; return what was not delivered.

        What was given up is returned once. What still waits is returned too, and goes on being tried until the notifier
        is closed.
        """
        with self._changed:
            end, delivered = time.monotonic() + seconds, self._delivered
            while self._events and not self._stop.is_set() and (left := end - time.monotonic()) > 0:
                self._changed.wait(left)
                if self._delivered > delivered:
                    end, delivered = time.monotonic() + seconds, self._delivered
            lost, self._lost = self._lost, []
            return (*lost, *self._unfinished())

    def _unfinished(self) -> tuple[Undelivered, ...]:
        if not self._events:
            return ()
        first, *rest = self._events
        tried = f"not delivered yet: {self._tried or 'it is being tried'}"
        return (_undelivered(first, tried), *(_undelivered(event, "not tried yet") for event in rest))

    def _deliver(self) -> None:
        while (event := self._next()) is not None:
            failure = self._settled(event)
            with self._changed:
                if failure is None or not self._stop.is_set():
                    self._events.popleft()
                    self._lost += [_undelivered(event, failure)] if failure else []
                    self._delivered += failure is None
                    self._tried = ""
                self._changed.notify_all()

    def _next(self) -> Event | None:
        with self._changed:
            self._changed.wait_for(lambda: self._events or self._stop.is_set())
            return None if self._stop.is_set() else self._events[0]

    def _settled(self, event: Event) -> str | None:
        """Deliver an event, and say so; return why it was given up, or could not be noted, or nothing."""
        done = "not delivered"
        try:
            failure = self._tries(event)
            if failure is not None:
                return failure.reason
            done = "delivered, but that could not be noted"
            if self._told is not None:
                self._told(event.id)
        except Exception as error:  # noqa: BLE001 - the outermost boundary of the thread: the next event is to be told
            return f"{done}: {type(error).__name__}: {error}"
        return None

    def _tries(self, event: Event) -> Failure | None:
        body = body_of(event)
        for number in range(1, self._limits.tries + 1):
            failure = self._once(Attempt(event.id, body, time.monotonic() + self._limits.seconds, self._stop))
            if failure is None or failure.permanent:
                return failure
            self._tried = failure.reason
            last = Failure(f"{failure.reason}, after {number} tries")
            if number == self._limits.tries or self._stop.wait(self._limits.wait_after(number)):
                break
        return last

    def _once(self, attempt: Attempt) -> Failure | None:
        return post(self._target, attempt) if isinstance(self._target, Webhook) else run(self._target, attempt)


def _undelivered(event: Event, reason: str) -> Undelivered:
    return Undelivered(event.id, event.input, reason)
