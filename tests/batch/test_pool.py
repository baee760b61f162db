"""The window: few tasks under way, none waits for a slow one, memory does not grow with the tasks."""

import threading
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from pipeline.batch.pool import in_window


def nothing() -> None:
    """Do nothing."""


def test_tasks_are_taken_no_earlier_than_needed() -> None:
    taken, ended = 0, 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(100):
            taken += 1
            assert taken - ended <= 5, "four under way, and the one that is taken"
            yield number

    with ThreadPoolExecutor(2) as executor:
        for _task, future in in_window(lambda number: executor.submit(int, number), tasks(), 4, nothing, {}):
            future.result()
            ended += 1
    assert ended == 100


def test_a_slow_task_holds_up_nobody() -> None:
    slow = threading.Event()

    def work(number: int) -> int:
        if number == 0:
            slow.wait(20)
        return number

    seen = []
    with ThreadPoolExecutor(2) as executor:
        for task, _future in in_window(lambda number: executor.submit(work, number), range(20), 4, nothing, {}):
            seen.append(task)
            if len(seen) == 19:
                slow.set()
    assert seen[-1] == 0


def test_ticks_go_on_while_nothing_ends() -> None:
    done = threading.Event()
    ticks = 0

    def tick() -> None:
        nonlocal ticks
        ticks += 1
        if ticks == 3:
            done.set()

    with ThreadPoolExecutor(1) as executor:
        assert len(list(in_window(lambda _: executor.submit(done.wait, 20), [1], 1, tick, {}))) == 1
    assert ticks >= 3


def test_memory_stays_flat_over_many_tasks() -> None:
    with ThreadPoolExecutor(1) as executor:
        tracemalloc.start()
        for count, _ in enumerate(
            in_window(lambda data: executor.submit(len, data), (bytes(1000) for _ in range(4000)), 4, nothing, {})
        ):
            if count == 500:
                early = tracemalloc.get_traced_memory()[0]
        late = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
    assert late - early < 100_000


def test_tasks_that_come_slowly_hold_up_nothing_that_has_ended() -> None:
    told = threading.Event()

    def tasks() -> Iterator[int]:
        yield 0
        assert told.wait(20), "the first is told of before there is a second"
        yield 1

    seen = []
    with ThreadPoolExecutor(1) as executor:
        for task, _future in in_window(lambda number: executor.submit(int, number), tasks(), 4, nothing, {}):
            seen.append(task)
            told.set()
    assert seen == [0, 1]


def test_what_goes_wrong_while_tasks_are_read_is_raised() -> None:
    def tasks() -> Iterator[int]:
        yield 0
        raise OSError("the disk is gone")

    with ThreadPoolExecutor(1) as executor, pytest.raises(OSError, match="the disk is gone"):
        list(in_window(lambda number: executor.submit(int, number), tasks(), 4, nothing, {}))


def test_an_interruption_leaves_what_was_under_way_and_takes_no_more() -> None:
    taken: list[int] = []
    under_way: dict[Future[int], int] = {}

    def tasks() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    def interrupted() -> None:
        if len(under_way) == 4:
            raise KeyboardInterrupt

    hold = threading.Event()
    with ThreadPoolExecutor(1) as executor:
        with pytest.raises(KeyboardInterrupt):
            list(in_window(lambda _: executor.submit(lambda: int(hold.wait(20))), tasks(), 4, interrupted, under_way))
        hold.set()
    assert (sorted(under_way.values()), taken) == ([0, 1, 2, 3], [0, 1, 2, 3])
    assert [future.cancelled() for future in under_way] == [False, True, True, True]
