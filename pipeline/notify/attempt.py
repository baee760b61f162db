"""One try to deliver an event: what bounds it, and how it fails."""

import threading
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """Why a try failed, and whether another would fail too."""

    reason: str
    permanent: bool = False


@dataclass(frozen=True)
class Attempt:
    """What is delivered in one try, until when, and what ends it early."""

    id: str
    body: bytes
    deadline: float
    stop: threading.Event

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            TimeoutError: where none are, or the notifier was closed.
        """
        seconds = self.deadline - time.monotonic()
        if seconds <= 0 or self.stop.is_set():
            raise TimeoutError("no answer in time")
        return seconds
