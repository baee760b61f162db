"""Putting into a store of objects: a reader that follows the rule sees the old result, the new one or none."""

from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any, cast

import pytest

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.store.objects import Objects
from tests.store.results import NEW, OLD, Bucket, Interrupted, published, trusted

CALLS = 6  # of a put over an earlier result: the report, three files, the report, the file that is no more


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return published(tmp_path / "old" / "A", OLD)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return published(tmp_path / "new" / "A", NEW)


def store(bucket: Bucket) -> Objects:
    return Objects("memory://", cast("Any", bucket))


def named(folder: Path) -> dict[str, bytes]:
    return {f"A/{file.name}": file.read_bytes() for file in folder.iterdir()}


def test_a_result_is_put_whole_and_replaces_an_earlier_one(old: Path, new: Path) -> None:
    bucket = Bucket()
    store(bucket).put(old, "A")
    assert bucket.held() == named(old)
    bucket.writes = 0
    store(bucket).put(new, "A")
    assert (bucket.held(), bucket.writes) == (named(new), CALLS)


def test_the_same_result_is_not_written_again(new: Path) -> None:
    bucket = Bucket()
    store(bucket).put(new, "A")
    writes = bucket.writes
    store(bucket).put(new, "A")
    assert bucket.writes == writes


@pytest.mark.parametrize("file", ["A.json", "report.json"])
def test_what_was_damaged_since_is_put_again(file: str, new: Path) -> None:
    bucket = Bucket()
    store(bucket).put(new, "A")
    bucket.inner.put(f"A/{file}", b"x" * len(named(new)[f"A/{file}"]))
    store(bucket).put(new, "A")
    assert bucket.held() == named(new)


@pytest.mark.parametrize("done", [False, True], ids=["before the call", "after it"])
@pytest.mark.parametrize("last", range(1, CALLS + 1))
def test_an_interruption_at_any_call_shows_no_mix_and_the_next_put_mends_it(
    last: int, done: bool, old: Path, new: Path
) -> None:
    bucket = Bucket()
    store(bucket).put(old, "A")
    bucket.writes = 0

    def interrupt(step: int) -> None:
        if step == last:
            raise Interrupted

    setattr(bucket, "after" if done else "before", interrupt)
    with pytest.raises(Interrupted):
        store(bucket).put(new, "A")
    held = bucket.held()
    assert trusted(held, held) in (None, OLD, NEW)
    again = Bucket(bucket.inner)
    store(again).put(new, "A")
    assert again.held() == named(new)


def test_a_reader_at_work_meanwhile_sees_no_mix(old: Path, new: Path) -> None:
    bucket = Bucket()
    store(bucket).put(old, "A")
    moments = [bucket.held()]
    bucket.after = lambda _: moments.append(bucket.held())
    store(bucket).put(new, "A")
    seen = [trusted(report, files) for report, files in combinations_with_replacement(moments, 2)]
    assert len(moments) == CALLS + 1
    assert [item for item in seen if item not in (None, OLD, NEW)] == []
    assert [trusted(moment, moment) for moment in (moments[0], moments[1], moments[-1])] == [OLD, None, NEW]


def test_the_report_goes_first_and_comes_last(old: Path, new: Path) -> None:
    bucket = Bucket()
    store(bucket).put(old, "A")
    reports = []
    bucket.after = lambda _: reports.append("A/report.json" in bucket.held())
    store(bucket).put(new, "A")
    assert reports == [False, False, False, False, True, True]


@pytest.mark.parametrize("other", ["A/mine.txt", "A/A.notes.txt", "A/B.json", "A/deeper/A.json"])
def test_what_others_put_there_is_left_alone(other: str, new: Path) -> None:
    bucket = Bucket()
    bucket.inner.put(other, b"mine")
    with pytest.raises(Stop) as stopped:
        store(bucket).put(new, "A")
    assert stopped.value.outcome is Outcome.DESTINATION
    assert bucket.held() == {other: b"mine"}


def test_what_stands_beside_is_not_touched(new: Path) -> None:
    bucket = Bucket()
    bucket.inner.put("AB/report.json", b"{}")
    bucket.inner.put("A.pdf", b"%PDF-")
    store(bucket).put(new, "A")
    assert bucket.held() == {**named(new), "AB/report.json": b"{}", "A.pdf": b"%PDF-"}


def test_a_failure_of_the_store_is_told_without_what_may_be_a_key(new: Path) -> None:
    def fail(_step: int) -> None:
        raise OSError("PUT https://store.example/A?sig=KEY failed\nmore")

    with pytest.raises(Stop) as stopped:
        store(Bucket(before=fail)).put(new, "A")
    assert (stopped.value.outcome, stopped.value.detail) == (
        Outcome.IO,
        "memory://A: PUT https://store.example/A?… failed",
    )
