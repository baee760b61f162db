"""How far a run is: how many of how many, how fast, how long it will still take."""

from dataclasses import dataclass, field

from pipeline.model.outcome import DELIVERED
from pipeline.model.record import Record, State

SLOW = 0.05  # documents a second, below which the seconds of one say more
FEW = 3  # documents, before which a rate says nothing


@dataclass
class Progress:
    """Counts the records of a run. Times are in seconds, of a clock that only goes forward."""

    total: int | None
    """How many inputs there are; None where nobody knows."""
    begun: float
    statuses: dict[str, int] = field(default_factory=dict)
    done: int = 0
    converted: int = 0
    failed: int = 0

    def count(self, record: Record) -> None:
        """Count a record."""
        by_state = record.state in (State.UNCHANGED, State.SKIPPED)
        status = record.state.value if by_state else record.status
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.done += 1
        self.converted += record.state is State.CONVERTED
        self.failed += record.code not in DELIVERED

    def rate(self, now: float) -> float | None:
        """Return documents a second; None as long as there were too few, or all were converted before."""
        if self.converted < FEW or now <= self.begun:
            return None
        return self.done / (now - self.begun)

    def left(self, now: float) -> float | None:
        """Return the seconds that the rest will take; None where it cannot be told."""
        rate = self.rate(now)
        if rate is None or self.total is None:
            return None
        return max(0.0, (self.total - self.done) / rate)

    def words(self, now: float) -> str:
        """Return all that as one line."""
        parts = [f"{self.done}/{self.total}" if self.total is not None else f"{self.done}"]
        rate, left = self.rate(now), self.left(now)
        if rate is not None:
            parts.append(speed(rate))
        if self.failed:
            parts.append(f"{self.failed} failed")
        if left is not None:
            parts.append(f"{duration(left)} left")
        return ", ".join(parts)


def speed(rate: float) -> str:
    """Return documents a second as a person says it: 2.5 a second, 40 s a document."""
    return f"{rate:.1f} a second" if rate >= SLOW else f"{duration(1 / rate)} a document"


def duration(seconds: float) -> str:
    """Return a time as a person says it: 42 s, 3 min 5 s, 2 h 10 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
