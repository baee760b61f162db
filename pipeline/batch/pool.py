"""Work handed out through a window: few tasks are under way at a time, however many there are."""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

TICK = 0.1  # seconds between two looks at what else there is to tell


@dataclass(frozen=True)
class _Taken(Generic[T]):
    """A task that was read."""

    task: T


@dataclass(frozen=True)
class _NoMore:
    """The end of the tasks, or what went wrong while they were read."""

    error: BaseException | None = None


def in_window(
    submit: Callable[[T], Future[R]],
    tasks: Iterable[T],
    window: int,
    tick: Callable[[], None],
    under_way: dict[Future[R], T],
) -> Iterator[tuple[T, Future[R]]]:
    """Yield each task with its future as soon as it has ended, whatever the order; take tasks no earlier than needed.

    Args:
        submit: hands a task to whoever works on it; called in the caller's thread.
        tasks: read lazily, in a thread of their own, so that slow ones hold up nothing that has ended: never more than
            `window` are taken and not yielded.
        window: how many tasks may be under way.
        tick: called ten times a second while nothing ends.
        under_way: filled with the tasks that were submitted and not yielded: where a run is interrupted, they are left.
    """
    news: SimpleQueue[_Taken[T] | _NoMore | Future[R]] = SimpleQueue()
    free, given_up = threading.Semaphore(window), threading.Event()

    def allowed() -> bool:
        free.acquire()
        return not given_up.is_set()

    # A daemon: one that waits for a list on standard input is not to hold up an interruption.
    threading.Thread(target=_read, args=(tasks, allowed, news.put), name="inputs", daemon=True).start()
    more = True
    try:
        while more or under_way:
            item = _next(news)
            tick()
            match item:
                case None:
                    continue
                case _Taken(task):
                    future = submit(task)
                    under_way[future] = task
                    future.add_done_callback(news.put)
                case _NoMore(error):
                    more = False
                    if error is not None:
                        raise error
                case future:
                    yield under_way.pop(future), future
                    free.release()
    finally:
        given_up.set()
        free.release()
        for future in under_way:
            future.cancel()


def _next(news: SimpleQueue[R]) -> R | None:
    try:
        return news.get(timeout=TICK)
    except Empty:
        return None


def _read(tasks: Iterable[T], allowed: Callable[[], bool], tell: Callable[[_Taken[T] | _NoMore], None]) -> None:
    rest = iter(tasks)
    try:
        while allowed():
            tell(_Taken(next(rest)))
    except StopIteration:
        tell(_NoMore())
    except BaseException as error:  # noqa: BLE001 - the boundary of the thread: it is raised where tasks are awaited
        tell(_NoMore(error))
