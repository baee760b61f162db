"""Manifests: whole lines while a run goes on, in place at its end, joined where a run had parts."""

import errno
import os
from pathlib import Path

import pytest

from pipeline.batch.manifest import Manifest, line, name_of, parts_of, records_of
from pipeline.batch.shard import Shard
from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.model.record import Record, State

RECORD = Record(input="a\n.pdf", state=State.CONVERTED, status="ok", code=0)


def test_records_are_read_as_they_were_written(tmp_path: Path) -> None:
    with Manifest(tmp_path / "out" / "manifest.jsonl") as manifest:
        for _ in range(3):
            manifest.write(RECORD)
        assert not manifest.path.exists(), "it is in place when the run is over"
    assert list(records_of(manifest.path)) == [RECORD] * 3
    assert manifest.path.read_bytes().count(b"\n") == 3
    assert [path.name for path in manifest.path.parent.iterdir()] == ["manifest.jsonl"]


def test_a_run_that_is_interrupted_says_what_was_done(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Manifest(tmp_path / "m") as manifest:
        manifest.write(RECORD)
        raise KeyboardInterrupt
    assert list(records_of(tmp_path / "m")) == [RECORD]


def test_a_run_that_fails_leaves_the_manifest_of_the_run_before(tmp_path: Path) -> None:
    (tmp_path / "m").write_bytes(line(RECORD) * 2)
    with pytest.raises(ZeroDivisionError), Manifest(tmp_path / "m"):
        raise ZeroDivisionError
    assert len(list(records_of(tmp_path / "m"))) == 2


def test_what_killed_runs_left_is_cleared_away_and_a_run_that_goes_on_is_not(tmp_path: Path) -> None:
    (tmp_path / ".m.12345678.part").write_bytes(b"left")
    with Manifest(tmp_path / "m") as first:
        first.write(RECORD)
        with Manifest(tmp_path / "m"):
            assert len(list(tmp_path.iterdir())) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["m"]
    assert list(records_of(tmp_path / "m")) == [RECORD]


def test_a_full_disk_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        """A file that takes a few bytes, then none, then all."""

        def __init__(self, stream: object) -> None:
            self.stream, self.answers = stream, iter([5, None, None])

        def write(self, data: bytes) -> int:
            most = next(self.answers, len(data))
            if most is None:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return self.stream.write(data[:most])  # type: ignore[attr-defined, no-any-return]

        def __getattr__(self, name: str) -> object:
            return getattr(self.stream, name)

        def __enter__(self) -> object:
            return self

        def __exit__(self, *_: object) -> None:
            self.stream.close()  # type: ignore[attr-defined]

    with Manifest(tmp_path / "m") as manifest:
        monkeypatch.setattr(manifest, "_stream", Full(manifest._stream))
        for _ in range(3):
            manifest.write(RECORD)
    assert list(records_of(tmp_path / "m")) == [RECORD] * 3


def test_what_is_no_record_is_named_by_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "m").write_bytes(line(RECORD) + b"{}\n")
    with pytest.raises(Stop, match="m, line 2: no record") as stop:
        list(records_of(tmp_path / "m"))
    assert stop.value.outcome is Outcome.MODEL


def parts(folder: Path, *numbers: int, count: int = 3) -> None:
    for number in numbers:
        (folder / name_of(Shard(number, count))).write_bytes(line(RECORD))


def test_parts_are_found_in_their_order(tmp_path: Path) -> None:
    parts(tmp_path, 3, 1, 2)
    (tmp_path / "manifest.jsonl").touch()
    assert [path.name for path in parts_of([tmp_path])] == [f"manifest-{number}-of-3.jsonl" for number in (1, 2, 3)]


def test_a_part_that_is_missing_is_named(tmp_path: Path) -> None:
    parts(tmp_path, 1, 3)
    with pytest.raises(Stop, match="of 3 parts 2 are missing"):
        parts_of([tmp_path])


def test_parts_may_lie_in_several_folders_and_none_is_there_twice(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / str(number)).mkdir()
        parts(tmp_path / str(number), number, count=2)
    assert len(parts_of([tmp_path / "1" / "manifest-1-of-2.jsonl", tmp_path / "2"])) == 2
    parts(tmp_path, 1, count=2)
    with pytest.raises(Stop, match="there twice"):
        parts_of([tmp_path, tmp_path / "1", tmp_path / "2"])


def test_parts_of_two_divisions_are_not_joined(tmp_path: Path) -> None:
    parts(tmp_path, 1, 2, 3)
    parts(tmp_path, 1, 2, count=2)
    with pytest.raises(Stop, match="of 2 and of 3 parts"):
        parts_of([tmp_path])


def test_of_many_parts_that_are_missing_a_few_are_named(tmp_path: Path) -> None:
    (tmp_path / "manifest-1-of-999999999.jsonl").write_bytes(b"")
    with pytest.raises(Stop, match="20, 21 and 999999978 more are missing"):
        parts_of([tmp_path])
