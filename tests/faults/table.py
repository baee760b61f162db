"""What a fault is, and the bench on which a format's faults are declared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Generic, TypeVar

Item = TypeVar("Item")
Opened = TypeVar("Opened")


class NothingToDamage(Exception):
    """The file has nothing of the kind that the fault damages."""


class Kind(StrEnum):
    """Who else could notice: a validator of the format, or nobody, since the damaged file conforms to it."""

    FORMAL = "formal"
    SEMANTIC = "semantic"


@dataclass(frozen=True)
class Fault:
    """A fault of a format; a `mild` one is caught by a finding for review also."""

    format: str
    name: str
    suffers: str
    kind: Kind
    mild: bool
    damage: Callable[[bytes], bytes | None]
    leave: Callable[[bytes], bytes]  # what `damage` does, but for the damage

    @property
    def key(self) -> str:
        """The fault's name with its format."""
        return f"{self.format}-{self.name}"


class Bench(Generic[Opened]):
    """Opens the files of a format for faults, closes them again, and keeps the table of the faults."""

    def __init__(self, format: str, opened: Callable[[bytes], Opened], closed: Callable[[Opened], bytes]) -> None:  # noqa: A002
        self.format = format
        self.faults: list[Fault] = []
        self._opened = opened
        self._closed = closed

    def fault(
        self, kind: Kind, *, mild: bool = False
    ) -> Callable[[Callable[[Opened], None]], Callable[[Opened], None]]:
        """Declare the decorated function a fault: its docstring is what a user suffers."""

        def declare(damage: Callable[[Opened], None]) -> Callable[[Opened], None]:
            def damaged(data: bytes) -> bytes | None:
                return self._damaged(damage, data)

            suffers = " ".join((damage.__doc__ or "").split())
            self.faults.append(Fault(self.format, damage.__name__, suffers, kind, mild, damaged, self.leave))
            return damage

        return declare

    def leave(self, data: bytes) -> bytes:
        """Return a file opened and closed, with nothing damaged in it."""
        return self._closed(self._opened(data))

    def _damaged(self, damage: Callable[[Opened], None], data: bytes) -> bytes | None:
        opened = self._opened(data)
        try:
            damage(opened)
        except NothingToDamage:
            return None
        return self._closed(opened)


def nth(found: Iterable[Item], number: int = 0) -> Item:
    """Return an item, the first if not told otherwise.

    Raises:
        NothingToDamage: where there are fewer.
    """
    for item in islice(found, number, None):
        return item
    raise NothingToDamage


def last(found: Iterable[Item]) -> Item:
    """Return the last item, as `nth` does."""
    return nth(list(found)[::-1])


def pair(found: Iterable[Item]) -> tuple[Item, Item]:
    """Return the first two items, as `nth` does."""
    items = list(found)
    return nth(items), nth(items, 1)
