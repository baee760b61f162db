"""How much an attack tries."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")
Found = TypeVar("Found")
PROCESSES = 2


@dataclass(frozen=True)
class Scale:
    """How much an attack tries: the seed of its chances, how many mutations, and what it takes besides what we made.

    `papers` are good papers, `hostile` a folder of further hostile files.
    """

    seed: int = 1
    mutations: int = 5000
    moments: int = 200
    papers: tuple[Path, ...] = ()
    hostile: Path | None = None

    @property
    def share(self) -> float:
        """How much of what can be counted out is tried: all of it, where 200 moments are."""
        return min(1.0, self.moments / Scale.moments)


def in_two(work: Callable[[tuple[Item, ...]], list[Found]], items: Sequence[Item]) -> list[Found]:
    """Return what some work finds in items, which two processes share."""
    shares = [tuple(items[number::PROCESSES]) for number in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        return [found for part in pool.map(work, shares) for found in part]
