"""What the machine lacks is told as that, and not as the fault of a document or of the worker."""

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import Stop
from pipeline.intake.copy import Source
from pipeline.model.outcome import Outcome
from pipeline.settings import Settings
from pipeline.worker import judge, parent
from pipeline.worker.judge import converted
from pipeline.worker.order import RECORD, Ended


def test_a_result_that_a_child_could_not_write_is_a_full_disk(tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        converted(tmp_path, Ended(status=Outcome.IO.code << 8, peak=0, seconds=0), Settings())
    assert (stopped.value.outcome, "temporary files" in stopped.value.detail) == (Outcome.IO, True)


@pytest.mark.parametrize("error", [errno.EMFILE, errno.EAGAIN, errno.ENOMEM])
def test_a_process_that_cannot_be_started_is_told(error: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(parent, "Popen", failing)
    source = Source("a.pdf", tmp_path / "source.pdf", "0" * 64, 1)
    with parent.Worker() as worker, pytest.raises(Stop) as stopped:
        worker.convert(source, Settings(), lambda _: None)
    assert (stopped.value.outcome, os.strerror(error) in stopped.value.detail) == (Outcome.IO, True)


def test_a_record_that_the_machine_cannot_read_now_is_no_lie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / RECORD).write_bytes(b"{}")

    def failing(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(os, "open", failing)
    with pytest.raises(Stop) as stopped:
        converted(tmp_path, Ended(status=0, peak=0, seconds=0), Settings())
    assert stopped.value.outcome is Outcome.IO


class Unreadable(io.FileIO):
    """An open file that gives nothing."""

    def read(self, _size: int | None = -1) -> bytes:
        """Fail, as a disk may."""
        raise OSError(errno.EACCES, "Permission denied")


def test_an_open_record_that_cannot_be_read_is_no_lie_of_the_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / RECORD).write_bytes(b"{}")
    monkeypatch.setattr(judge, "open", lambda path, *_, **__: Unreadable(path), raising=False)
    with pytest.raises(Stop) as stopped:
        converted(tmp_path, Ended(status=0, peak=0, seconds=0), Settings())
    assert (stopped.value.outcome, "Permission denied" in stopped.value.detail) == (Outcome.IO, True)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/etc/hostname")])
def test_what_is_no_file_in_the_place_of_a_record_is_one(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / RECORD)
    with pytest.raises(Stop) as stopped:
        converted(tmp_path, Ended(status=0, peak=0, seconds=0), Settings())
    assert stopped.value.outcome is Outcome.WORKER
