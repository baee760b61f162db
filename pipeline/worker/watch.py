"""Watches a child from outside: memory, processor time, and whether it sleeps for good.

Processor time is counted, not time: a machine that is busy takes nothing from a paper.
"""

import time

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.settings import Settings
from pipeline.worker.limits import seconds
from pipeline.worker.proc import usage_of

WAITS = frozenset("RD")  # for a processor, or for a disk


class Watch:
    """Looks at one child again and again."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._seconds = -1.0
        self._since = time.monotonic()

    def look(self, child: int) -> Stop | None:
        """Return why a child must be killed, or None."""
        usage = usage_of(child)
        if usage is None:
            return None
        settings = self._settings
        if usage.memory > settings.max_memory:
            return Stop(Outcome.MEMORY, f"more than max_memory = {settings.max_memory >> 20} MiB")
        if usage.seconds > seconds(settings, settings.max_pages):
            return Stop(Outcome.TIME, f"{usage.seconds:.0f} seconds of processor time")
        if usage.seconds > self._seconds or usage.state in WAITS:
            self._seconds, self._since = usage.seconds, time.monotonic()
        elif time.monotonic() - self._since > settings.asleep:
            return Stop(Outcome.TIME, f"it did nothing for {settings.asleep:g} seconds")
        return None
