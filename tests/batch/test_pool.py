"""The window: few tasks under way, none waits for a slow one, memory does not grow with the tasks."""

import threading
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

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
        for _task, future in in_window(lambda number: executor.submit(int, number), tasks(), 4, nothing):
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
        for task, _future in in_window(lambda number: executor.submit(work, number), range(20), 4, nothing):
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
        assert len(list(in_window(lambda _: executor.submit(done.wait, 20), [1], 1, tick))) == 1
    assert ticks >= 3


def test_memory_stays_flat_over_many_tasks() -> None:
    with ThreadPoolExecutor(1) as executor:
        tracemalloc.start()
        for count, _ in enumerate(
            in_window(lambda data: executor.submit(len, data), (bytes(1000) for _ in range(4000)), 4, nothing)
        ):
            if count == 500:
                early = tracemalloc.get_traced_memory()[0]
        late = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
    assert late - early < 100_000
