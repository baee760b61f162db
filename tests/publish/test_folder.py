"""Publishing: all or nothing, whatever the disk does, and never over what others put there."""

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.publish import folder as publishing
from pipeline.publish.check import check_staged
from pipeline.publish.folder import publish

OLD = {"report.json": b"{}", "A.json": b"old", "A.pdf": b"old pdf"}
NEW = {"report.json": b"{ }", "A.json": b"new", "A.docx": b"new docx"}


def held(destination: Path) -> dict[str, bytes] | None:
    """Return what a folder holds, or None where there is none."""
    if not destination.exists():
        return None
    return {entry.name: entry.read_bytes() for entry in destination.iterdir()}


def beside(destination: Path) -> list[str]:
    """Return what stands beside a folder."""
    return sorted(entry.name for entry in destination.parent.iterdir() if entry != destination)


def test_files_appear_together_and_nothing_else_does(tmp_path: Path) -> None:
    publish(tmp_path / "out" / "A", OLD)
    assert held(tmp_path / "out" / "A") == OLD
    assert beside(tmp_path / "out" / "A") == []


@pytest.mark.parametrize("exchanges", [True, False], ids=["exchange", "two renames"])
def test_an_earlier_result_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool) -> None:
    if not exchanges:
        monkeypatch.setattr(publishing, "_exchange", lambda *_: False)
    publish(tmp_path / "A", OLD)
    publish(tmp_path / "A", NEW)
    assert held(tmp_path / "A") == NEW
    assert beside(tmp_path / "A") == []


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".A.staging").mkdir()
    (tmp_path / ".A.staging" / "A.json").write_bytes(b"half")
    publish(tmp_path / "A", NEW)
    assert held(tmp_path / "A") == NEW
    assert beside(tmp_path / "A") == []


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "A").mkdir()
    publish(tmp_path / "A", NEW)
    assert held(tmp_path / "A") == NEW


def make_file(destination: Path) -> None:
    destination.write_bytes(b"mine")


def make_link(destination: Path) -> None:
    (destination.parent / "elsewhere").mkdir()
    destination.symlink_to(destination.parent / "elsewhere")


def make_folder_of_others(destination: Path) -> None:
    destination.mkdir()
    (destination / "letter.txt").write_bytes(b"mine")


def make_result_with_a_file_of_others(destination: Path) -> None:
    publish(destination, OLD)
    (destination / "letter.txt").write_bytes(b"mine")


@pytest.mark.parametrize(
    "make",
    [make_file, make_link, make_folder_of_others, make_result_with_a_file_of_others],
    ids=lambda make: make.__name__,
)
def test_what_others_put_there_is_left_alone(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "A")
    before = [(path, path.read_bytes() if path.is_file() else None) for path in sorted(tmp_path.rglob("*"))]
    with pytest.raises(Stop) as stopped:
        publish(tmp_path / "A", NEW)
    assert stopped.value.outcome is Outcome.DESTINATION
    assert str(tmp_path / "A") in stopped.value.detail
    after = [(path, path.read_bytes() if path.is_file() else None) for path in sorted(tmp_path.rglob("*"))]
    assert after == before


class Failing:
    """Lets the n-th of some calls fail as a disk does, and counts them all."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, error: int) -> None:
        self.calls = 0
        self._number = number
        self._error = error
        for owner, name in ((os, "fsync"), (os, "open"), (Path, "mkdir"), (Path, "open"), (Path, "rename")):
            monkeypatch.setattr(owner, name, self._wrapped(getattr(owner, name)))
        monkeypatch.setattr(Path, "read_bytes", self._wrapped(Path.read_bytes))
        monkeypatch.setattr(publishing, "_exchange", self._wrapped(publishing._exchange))

    def _wrapped(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            if self.calls == self._number:
                raise OSError(self._error, os.strerror(self._error))
            return function(*args, **kwargs)

        return call


def count_of_calls(tmp_path: Path, earlier: bool, exchanges: bool) -> int:
    """Return how many calls a publication makes that may fail."""
    with pytest.MonkeyPatch.context() as patch:
        destination = tmp_path / "counted" / "A"
        if earlier:
            publish(destination, OLD)
        if not exchanges:
            patch.setattr(publishing, "_exchange", lambda *_: False)
        counted = Failing(patch, 0, errno.EIO)
        publish(destination, NEW)
        return counted.calls


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize(
    ("earlier", "exchanges"), [(False, True), (True, True), (True, False)], ids=["new", "exchange", "two renames"]
)
def test_a_disk_that_fails_leaves_the_old_result_or_the_new(
    tmp_path: Path, earlier: bool, exchanges: bool, error: int
) -> None:
    calls = count_of_calls(tmp_path, earlier, exchanges)
    assert calls > len(NEW) * 3, "opened, written and read back, at the least"
    for number in range(1, calls + 1):
        destination = tmp_path / str(number) / "A"
        before = OLD if earlier else None
        if earlier:
            publish(destination, OLD)
        with pytest.MonkeyPatch.context() as patch:
            if not exchanges:
                patch.setattr(publishing, "_exchange", lambda *_: False)
            Failing(patch, number, error)
            stopped = _stopped(destination)
        if stopped is None:  # what failed was the removal of the earlier result; the next run clears it away
            assert held(destination) == NEW, f"call {number}"
            publish(destination, NEW)
        else:
            assert (stopped.outcome, os.strerror(error) in stopped.detail) == (Outcome.IO, True), f"call {number}"
            assert held(destination) in (before, NEW), f"call {number}"
        assert not destination.parent.exists() or beside(destination) == [], f"call {number}"


def _stopped(destination: Path) -> Stop | None:
    try:
        publish(destination, NEW)
    except Stop as stop:
        return stop
    return None


def test_files_that_read_back_differently_are_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path / "A", OLD)
    whole = publishing._write
    monkeypatch.setattr(publishing, "_write", lambda path, data: whole(path, data[:-1]))
    with pytest.raises(Stop) as stopped:
        publish(tmp_path / "A", NEW)
    assert stopped.value.outcome is Outcome.IO
    assert {finding.code for finding in stopped.value.findings} == {"P501"}
    assert held(tmp_path / "A") == OLD
    assert beside(tmp_path / "A") == []


def test_the_check_names_each_file_that_is_not_as_written(tmp_path: Path) -> None:
    (tmp_path / "A.json").write_bytes(b"new")
    (tmp_path / "A.docx").write_bytes(b"nwe docx")
    assert [finding.expected for finding in check_staged(tmp_path, NEW)] == ["report.json", "A.docx"]


def test_two_at_a_time_end_with_the_whole_result_of_one(tmp_path: Path) -> None:
    results = [{"report.json": b"{}", **{f"A.{number}": bytes([number]) * 1000}} for number in range(8)]
    failed: list[BaseException] = []

    def run(files: dict[str, bytes]) -> None:
        try:
            publish(tmp_path / "A", files)
        except Stop as stop:
            failed.append(stop)

    threads = [threading.Thread(target=run, args=(files,)) for files in results]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert held(tmp_path / "A") in results
    assert beside(tmp_path / "A") == []
