"""Publishing: all or nothing, and never over what others put there."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.publish import disk
from pipeline.publish import folder as publishing
from pipeline.publish.check import check_staged
from pipeline.publish.folder import publish
from pipeline.publish.names import earlier, hidden
from tests.publish.results import NEW, OLD, beside, held, unsupported

LEFT = hidden("A", 0)
both_ways = pytest.mark.parametrize("exchanges", [True, False], ids=["exchange", "two renames"])


@pytest.fixture
def _exchanging(exchanges: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not exchanges:
        monkeypatch.setattr(disk, "_rename", unsupported)


def refused(destination: Path) -> Stop:
    with pytest.raises(Stop) as stopped:
        publish(destination, NEW)
    return stopped.value


def test_files_appear_together_and_nothing_else_does(tmp_path: Path) -> None:
    publish(tmp_path / "out" / "A", OLD)
    assert held(tmp_path / "out" / "A") == OLD
    assert beside(tmp_path / "out" / "A") == []


@both_ways
@pytest.mark.usefixtures("_exchanging")
def test_an_earlier_result_is_replaced_whole(tmp_path: Path) -> None:
    publish(tmp_path / "A", OLD)
    publish(tmp_path / "A", NEW)
    assert held(tmp_path / "A") == NEW
    assert beside(tmp_path / "A") == []


def test_a_result_that_is_protected_from_writing_is_replaced(tmp_path: Path) -> None:
    publish(tmp_path / "A", OLD)
    (tmp_path / "A").chmod(0o555)
    publish(tmp_path / "A", NEW)
    assert held(tmp_path / "A") == NEW
    assert beside(tmp_path / "A") == []


def test_what_killed_runs_left_is_cleared_away(tmp_path: Path) -> None:
    for slot in (0, 3):
        (tmp_path / hidden("A", slot)).mkdir()
        (tmp_path / hidden("A", slot) / "A.json").write_bytes(b"half")
    publish(tmp_path / "A", NEW)
    assert held(tmp_path / "A") == NEW
    assert beside(tmp_path / "A") == []


def test_an_earlier_result_that_a_killed_run_hid_returns_if_the_next_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path / "A", OLD)
    (tmp_path / LEFT).mkdir()
    (tmp_path / "A").rename(tmp_path / earlier(LEFT))
    with monkeypatch.context() as patch:
        patch.setattr(disk, "write", _full)
        assert refused(tmp_path / "A").outcome is Outcome.IO
    assert held(tmp_path / "A") == OLD
    assert beside(tmp_path / "A") == []


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_what_a_living_process_stages_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / LEFT).mkdir()
    (tmp_path / LEFT / "A.json").write_bytes(b"half")
    with disk.folder(tmp_path / LEFT) as other:
        assert disk.lock(other) is disk.Lock.HELD
        publish(tmp_path / "A", NEW)
        assert held(tmp_path / LEFT) == {"A.json": b"half"}
    publish(tmp_path / "A", NEW)
    assert beside(tmp_path / "A") == []


def test_where_no_folder_can_be_locked_what_others_stage_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "lock", lambda _: disk.Lock.UNKNOWN)
    (tmp_path / LEFT).mkdir()
    for files in (OLD, NEW):
        publish(tmp_path / "A", files)
        assert held(tmp_path / "A") == files
        assert beside(tmp_path / "A") == [LEFT]


def test_a_process_that_holds_the_result_for_ever_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "PATIENCE", 0.1)
    publish(tmp_path / "A", OLD)
    with disk.folder(tmp_path / "A") as other:
        disk.lock(other)
        assert refused(tmp_path / "A").outcome is Outcome.DESTINATION
    assert (held(tmp_path / "A"), beside(tmp_path / "A")) == (OLD, [])


@pytest.mark.parametrize("kind", ["link", "file", "dangling link"])
def test_a_hidden_name_that_somebody_took_leads_nowhere(kind: str, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "A.json").write_bytes(b"mine")
    if kind == "file":
        (tmp_path / LEFT).write_bytes(b"")
    else:
        (tmp_path / LEFT).symlink_to("elsewhere" if kind == "link" else "nowhere")
    publish(tmp_path / "A", NEW)
    assert held(tmp_path / "A") == NEW
    assert held(tmp_path / "elsewhere") == {"A.json": b"mine"}
    assert beside(tmp_path / "A") == ["elsewhere"]


def test_a_hidden_folder_that_holds_the_files_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / LEFT / "deep").mkdir(parents=True)
    publish(tmp_path / "A", NEW)
    assert held(tmp_path / "A") == NEW
    assert beside(tmp_path / "A") == [LEFT]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "A").mkdir()
    publish(tmp_path / "A", NEW)
    assert held(tmp_path / "A") == NEW


def test_files_and_folders_have_the_rights_that_the_user_gives_to_new_ones(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        publish(tmp_path / "A", NEW)
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "A", *(tmp_path / "A").iterdir())}
    assert modes == {"A": 0o750, **dict.fromkeys(NEW, 0o640)}


def test_an_output_folder_that_is_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to("disk")
    publish(tmp_path / "out" / "A", NEW)
    assert held(tmp_path / "disk" / "A") == NEW


def test_an_output_folder_exchanged_for_a_link_meanwhile_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    write = disk.write

    def exchanged(parent: int, name: str, data: bytes) -> None:
        if not (tmp_path / "moved").exists():
            (tmp_path / "out").rename(tmp_path / "moved")
            (tmp_path / "out").symlink_to("elsewhere")
        write(parent, name, data)

    monkeypatch.setattr(disk, "write", exchanged)
    publish(tmp_path / "out" / "A", NEW)
    assert held(tmp_path / "elsewhere") == {}
    assert held(tmp_path / "moved" / "A") == NEW


def make_file(destination: Path) -> None:
    destination.write_bytes(b"mine")


def make_link(destination: Path) -> None:
    (destination.parent / "elsewhere").mkdir()
    destination.symlink_to(destination.parent / "elsewhere")


def make_dangling_link(destination: Path) -> None:
    destination.symlink_to("nowhere")


def make_pipe(destination: Path) -> None:
    os.mkfifo(destination)


def make_socket(destination: Path) -> None:
    here = Path.cwd()
    os.chdir(destination.parent)  # the name of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(destination.name)
    finally:
        os.chdir(here)


def make_folder_of_others(destination: Path) -> None:
    destination.mkdir()
    (destination / "letter.txt").write_bytes(b"mine")


def make_result_with_a_file_of_others(destination: Path) -> None:
    publish(destination, OLD)
    (destination / "letter.txt").write_bytes(b"mine")


def make_result_with_a_file_of_like_name(destination: Path) -> None:
    publish(destination, OLD)
    (destination / "A.odt").write_bytes(b"mine")


def make_result_with_a_folder(destination: Path) -> None:
    publish(destination, OLD)
    (destination / "A.docx").mkdir()


def make_result_with_a_link(destination: Path) -> None:
    publish(destination, OLD)
    (destination / "A.pdf").unlink()
    (destination / "A.pdf").symlink_to("A.json")


def make_report_that_is_a_pipe(destination: Path) -> None:
    destination.mkdir()
    os.mkfifo(destination / "report.json")


@pytest.mark.parametrize(
    "make",
    [
        make_file,
        make_link,
        make_dangling_link,
        make_pipe,
        make_socket,
        make_folder_of_others,
        make_result_with_a_file_of_others,
        make_result_with_a_file_of_like_name,
        make_result_with_a_folder,
        make_result_with_a_link,
        make_report_that_is_a_pipe,
    ],
    ids=lambda make: make.__name__,
)
def test_what_others_put_there_is_left_alone(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "A")
    before = [(path, path.read_bytes() if path.is_file() else None) for path in sorted(tmp_path.rglob("*"))]
    stop = refused(tmp_path / "A")
    assert stop.outcome is Outcome.DESTINATION
    assert str(tmp_path / "A") in stop.detail
    after = [(path, path.read_bytes() if path.is_file() else None) for path in sorted(tmp_path.rglob("*"))]
    assert after == before


@both_ways
@pytest.mark.usefixtures("_exchanging")
def test_what_others_put_there_at_the_last_moment_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool
) -> None:
    publish(tmp_path / "A", OLD)
    name = "exchange" if exchanges else "move"
    rename = getattr(disk, name)
    done: list[str] = []

    def late(parent: int, source: str, target: str) -> bool:
        if {source, target} & {"A"} and (tmp_path / "A").exists() and not done and (exchanges or source == "A"):
            done.append(target)
            (tmp_path / "A" / "letter.txt").write_bytes(b"mine")
        return bool(rename(parent, source, target))

    monkeypatch.setattr(disk, name, late)
    assert refused(tmp_path / "A").outcome is Outcome.DESTINATION
    assert held(tmp_path / "A") == {**OLD, "letter.txt": b"mine"}
    assert beside(tmp_path / "A") == []


def test_where_two_names_are_one_folder_the_result_of_the_other_is_left_alone(tmp_path: Path) -> None:
    theirs = {"report.json": b'{"input": "A.pdf", "outputs": [{"file": "A.json"}]}', "A.json": b"theirs"}
    for files in (theirs, {"report.json": b'{"input": "A.pdf"}'}):
        publish(tmp_path / "A", files)
        (tmp_path / "A").rename(tmp_path / "a")  # as if "a" led to it
        with pytest.raises(Stop) as stopped:
            publish(tmp_path / "a", {"report.json": b'{"input": "a.pdf"}'})
        assert (stopped.value.outcome, "A.pdf" in stopped.value.detail) == (Outcome.DESTINATION, True)
        assert held(tmp_path / "a") == files
        (tmp_path / "a").rename(tmp_path / "A")


def test_files_that_read_back_differently_are_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path / "A", OLD)
    whole = disk.write
    monkeypatch.setattr(disk, "write", lambda parent, name, data: whole(parent, name, data[:-1]))
    stop = refused(tmp_path / "A")
    assert stop.outcome is Outcome.IO
    assert {finding.code for finding in stop.findings} == {"P501"}
    assert held(tmp_path / "A") == OLD
    assert beside(tmp_path / "A") == []


def test_the_check_names_each_file_that_is_not_as_written(tmp_path: Path) -> None:
    for name, data in {"A.json": b"new", "A.docx": b"nwe docx", "letter.txt": b""}.items():
        (tmp_path / name).write_bytes(data)
    with disk.folder(tmp_path) as folder:
        found = [(finding.expected, finding.found) for finding in check_staged(folder, NEW)]
    assert found == [("A.docx", None), (None, "letter.txt"), ("report.json", None)]


@pytest.mark.parametrize("output", ["a\0b", "\ud800"])
def test_an_output_folder_that_no_system_can_name_is_a_named_outcome(output: str, tmp_path: Path) -> None:
    assert refused(tmp_path / output / "A").outcome is Outcome.IO


@both_ways
@pytest.mark.usefixtures("_exchanging")
def test_many_at_a_time_end_with_the_whole_result_of_one(tmp_path: Path) -> None:
    results = [{"report.json": b"{}", **{f"A.{number}": bytes([number]) * 1000}} for number in range(8)]
    outputs = ", ".join(f'{{"file": "A.{number}"}}' for number in range(8))
    results = [{**files, "report.json": f'{{"outputs": [{outputs}]}}'.encode()} for files in results]
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


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    """A process that is killed while it publishes leaves nothing that the next run does not clear away."""
    code = (
        "import os, sys; from pathlib import Path; from pipeline.publish import disk, folder\n"
        "disk.sync = lambda _: os.kill(os.getpid(), 9)\n"
        "folder.publish(Path(sys.argv[1]), {'report.json': b'half'})"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "A")], cwd=root, check=False)
    assert done.returncode == -signal.SIGKILL
    assert beside(tmp_path / "A") == [LEFT]
    publish(tmp_path / "A", NEW)
    assert (held(tmp_path / "A"), beside(tmp_path / "A")) == (NEW, [])
