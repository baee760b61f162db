"""How far a run is, told from counts and a clock."""

import pytest

from pipeline.batch.progress import Progress, duration, speed
from pipeline.model.record import Record, State


def record(code: int, status: str, state: State = State.CONVERTED) -> Record:
    return Record(input="a.pdf", state=state, status=status, code=code)


def test_rate_failures_and_time_left_are_told() -> None:
    progress = Progress(total=20, begun=100.0)
    for code, status in ((0, "ok"), (3, "review"), (11, "damaged"), (0, "ok")):
        progress.count(record(code, status))
    assert progress.words(102.0) == "4/20, 2.0 a second, 1 failed, 8 s left"
    assert progress.statuses == {"ok": 2, "review": 1, "damaged": 1}


def test_where_nobody_knows_how_many_there_are_no_end_is_told() -> None:
    progress = Progress(total=None, begun=0.0)
    for _ in range(3):
        progress.count(record(0, "ok"))
    assert progress.words(1.0) == "3, 3.0 a second"


def test_what_was_unchanged_says_nothing_of_the_rate() -> None:
    progress = Progress(total=9, begun=0.0)
    for _ in range(5):
        progress.count(record(0, "ok", State.UNCHANGED))
    assert (progress.words(1.0), progress.statuses) == ("5/9", {"unchanged": 5})


@pytest.mark.parametrize(("seconds", "said"), [(59.4, "59 s"), (185, "3 min 5 s"), (7800, "2 h 10 min")])
def test_a_time_is_said_as_a_person_does(seconds: float, said: str) -> None:
    assert duration(seconds) == said


@pytest.mark.parametrize(
    ("rate", "said"),
    [(2.04, "2.0 a second"), (0.05, "0.1 a second"), (0.049, "20 s a document"), (0.005, "3 min 20 s a document")],
)
def test_a_run_that_is_slow_is_told_by_the_time_of_a_document(rate: float, said: str) -> None:
    assert speed(rate) == said
    progress = Progress(total=None, begun=0.0)
    for _ in range(3):
        progress.count(record(0, "ok"))
    assert progress.words(3 / rate) == f"3, {said}"
