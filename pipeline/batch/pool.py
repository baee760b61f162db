"""Work handed out through a window: few tasks are under way at a time, however many there are."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

TICK = 0.1  # seconds between two looks at what else there is to tell


def in_window(
    submit: Callable[[T], Future[R]], tasks: Iterable[T], window: int, tick: Callable[[], None]
) -> Iterator[tuple[T, Future[R]]]:
    """Yield each task with its future as soon as it has ended, whatever the order; take tasks no earlier than needed.

    Args:
        submit: hands a task to whoever works on it.
        tasks: read lazily: never more than `window` are taken and not yielded.
        window: how many tasks may be under way.
        tick: called ten times a second while nothing ends.
    """
    under_way: dict[Future[R], T] = {}
    rest = iter(tasks)
    try:
        while True:
            for task in rest:
                under_way[submit(task)] = task
                if len(under_way) >= window:
                    break
            if not under_way:
                return
            ended, _ = wait(under_way, timeout=TICK, return_when=FIRST_COMPLETED)
            tick()
            for future in sorted(ended, key=list(under_way).index):
                yield under_way.pop(future), future
    finally:
        for future in under_way:
            future.cancel()
