"""Files and folders at the door: odd names, twins, links, an output in the way of the input, disks that fail."""

import errno
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline import job, run
from pipeline.batch.manifest import NAME as MANIFEST
from pipeline.cli import main
from pipeline.cli.ends import shown
from pipeline.cli.talk import Talk
from pipeline.model.outcome import Outcome, Report
from pipeline.model.record import State, record_of
from pipeline.publish import disk
from pipeline.publish.names import LONGEST, hidden
from pipeline.run import convert_file, earlier_report
from pipeline.settings import Settings
from tests.reading import pdf

JSON = Settings(to=("json",))
ROOT = Path(__file__).parents[1]
SECONDS = 60


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(name: str | bytes, fixture: str = "en_masthead") -> Path:
    path = Path(os.fsdecode(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdf(fixture))
    return path


def beside_the_manifest(output: str) -> list[str]:
    """Return all that lies in an output folder, hidden or not, but for the manifest of a run over many."""
    return sorted(path.name for path in Path(output).iterdir() if path.name != MANIFEST)


def call(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["convert", "--to", "json", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def started(*arguments: str, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "pipeline", "convert", "--to", "json", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=environment, check=False, timeout=SECONDS, **options)


NAMES = [
    b".pdf",
    b"..pdf",
    b"...pdf",
    b"-rf.pdf",
    b"two\nlines.pdf",
    b"\x1b[31mred.pdf",
    b"no\xff\xfetext.pdf",
    "\u202efdp.pdf".encode(),
    "决议".encode() * 41 + b".pdf",
    b"a" * 251 + b".pdf",
    b"\xff" * 251 + b".pdf",
    b" .pdf",
    b"'\"$(touch x)`.pdf",
]


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name[:12]))
def test_whatever_a_file_is_called_it_has_a_result_and_a_report_that_names_it(name: bytes) -> None:
    paper = put(b"papers/" + name)
    report = convert_file(paper, Path("out"), JSON)
    (folder,) = Path("out").iterdir()
    assert report.code == 0
    assert report == Report.model_validate_json((folder / "report.json").read_bytes())
    assert report.input.encode() == name.decode("utf-8", "backslashreplace").encode() or b"\xff" in name
    assert sorted(entry.name for entry in folder.iterdir()) == sorted(["report.json", f"{folder.name}.json"])
    assert earlier_report(paper, Path("out"), JSON) == report
    assert sorted(entry.name for entry in Path().iterdir()) == ["out", "papers"]


@pytest.mark.parametrize("name", ["", "..", "/", "a\0b.pdf", "\ud800.pdf", f"{hidden('A', 0)}.pdf", "absent/../.."])
def test_a_path_that_names_no_file_is_a_report_and_touches_nothing(name: str) -> None:
    report = convert_file(Path(name), Path("out/deep"), JSON)
    assert report.code in (Outcome.IO.code, Outcome.DESTINATION.code)
    assert report.detail
    held = sorted(str(path) for path in Path("out").rglob("*")) if Path("out").exists() else []
    assert [path for path in held if not path.startswith(r"out/deep")] == []
    assert not Path("out/deep/report.json").exists()


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_folder(path: Path) -> None:
    path.mkdir()


def make_link(path: Path) -> None:
    path.symlink_to(put("elsewhere/x.pdf").absolute())


def make_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere")


def make_loop(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize("make", [make_pipe, make_folder, make_link, make_dangling_link, make_loop])
def test_what_is_no_file_is_told_and_the_next_is_converted(make: Any) -> None:
    Path("papers").mkdir()
    make(Path("papers/a.pdf"))
    put("papers/b.pdf")
    result = call("papers", "-o", "out")
    assert result.exit_code == Outcome.IO.code
    assert [path.name for path in Path("out/a").iterdir()] == ["report.json"]
    assert Path("out/b/b.json").exists()


@pytest.mark.parametrize(("first", "second"), [("A", "a"), ("x", "x"), ("R\u00e9s", "Re\u0301s")])
def test_of_twins_one_is_converted_and_the_other_told(first: str, second: str) -> None:
    put(f"one/{first}.pdf")
    put(f"two/{second}.PDF", "en_points")
    result = call("one", "two", "-o", "out")
    assert result.exit_code == Outcome.DESTINATION.code
    assert "skipped" in result.stderr
    assert beside_the_manifest("out") == [first]
    assert json.loads(Path(f"out/{first}/report.json").read_bytes())["input"] == f"{first}.pdf"


def test_a_twin_skipped_is_an_event_with_its_code() -> None:
    put("one/A.pdf")
    put("two/a.pdf", "en_points")
    told = [json.loads(line) for line in call("one", "two", "-o", "out", "--json").stdout.splitlines()]
    assert [event["code"] for event in told if event["event"] == "skipped"] == [Outcome.DESTINATION.code]


@pytest.mark.parametrize("output", ["papers", "papers/.", "link", "."])
def test_an_output_folder_that_is_read_as_input_is_a_wrong_call(output: str) -> None:
    put("papers/a.pdf")
    Path("link").symlink_to("papers")
    before = sorted(Path().rglob("*"))
    result = call("papers", "-o", output)
    assert (result.exit_code, "name another" in result.stderr) == (2, True)
    assert sorted(Path().rglob("*")) == before


def test_an_output_folder_inside_the_input_is_never_read() -> None:
    put("papers/a.pdf")
    (Path("papers/out.pdf")).mkdir()
    codes = [call("papers", "-o", "papers/results").exit_code for _ in range(2)]
    assert codes == [30, 30], "the folder out.pdf is no PDF"
    assert beside_the_manifest("papers/results") == ["a", "out"]


def test_a_result_is_not_replaced_by_its_own_conversion() -> None:
    put("a.pdf")
    run_to_pdf = Settings(to=("pdf",))
    convert_file(Path("a.pdf"), Path("out"), run_to_pdf)
    before = Path("out/a/a.pdf").read_bytes()
    result = call("out/a/a.pdf", "-o", "out")
    assert (result.exit_code, "its own result would replace" in result.stderr) == (31, True)
    assert Path("out/a/a.pdf").read_bytes() == before
    assert call("out/a/a.pdf", "-o", "other").exit_code == 0


def test_a_folder_that_cannot_be_listed_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    put("papers/a.pdf")
    Path("closed").mkdir()
    listed = os.scandir

    def forbidden(path: str | Path | int = ".") -> Any:
        if not isinstance(path, int) and Path(path).name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr("os.scandir", forbidden)
    result = call("closed", "papers", "-o", "out", "--json")
    assert (result.exit_code, "closed: Permission denied" in result.stderr) == (30, True)
    assert Path("out/a/a.json").exists()
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [event["code"] for event in told if event["event"] == "unreadable"] == [30]
    assert told[-1]["counts"] == {"io": 1, "ok": 1}


def test_a_report_that_cannot_be_written_is_told_and_the_next_document_is_converted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put("a.pdf")
    put("b.pdf", "en_points")
    write, full = disk.write, [True]

    def limited(parent: int, name: str, data: bytes) -> None:
        if full[0] and name.startswith("a."):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(parent, name, data)

    monkeypatch.setattr(disk, "write", limited)
    for form in ((), ("--quiet",), ("--json",)):
        result = call("a.pdf", "b.pdf", "-o", "out", *form)
        assert result.exit_code == Outcome.IO.code
        assert "No space left on device" in result.stderr
        assert beside_the_manifest("out") == ["b"]
    full[0] = False
    assert call("a.pdf", "b.pdf", "-o", "out").exit_code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["a", "b", "manifest.jsonl"]


def test_no_folder_for_temporary_files_is_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(Path("gone").absolute()))
    report = convert_file(put("a.pdf"), Path("out"), JSON)
    assert (report.code, report.stage) == (Outcome.IO.code, "intake")
    assert report == Report.model_validate_json(Path("out/a/report.json").read_bytes())


def test_a_report_is_made_while_no_version_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable() -> dict[str, str]:
        raise PackageNotFoundError("resolution-pipeline")

    monkeypatch.setattr(job, "_versions", unreadable)
    report = convert_file(Path("absent.pdf"), Path("out"), JSON)
    assert (report.code, report.versions) == (Outcome.IO.code, {})


@pytest.mark.parametrize("spoiled", ["report.json", "a.json"])
def test_an_earlier_result_in_which_something_waits_for_ever_is_no_result(spoiled: str) -> None:
    paper = put("a.pdf")
    convert_file(paper, Path("out"), JSON)
    (Path("out/a") / spoiled).unlink()
    os.mkfifo(Path("out/a") / spoiled)
    assert earlier_report(paper, Path("out"), JSON) is None
    assert convert_file(paper, Path("out"), JSON).code == Outcome.DESTINATION.code


def test_what_a_killed_run_left_is_cleared_away_where_nothing_is_converted_again() -> None:
    put("a.pdf")
    call("a.pdf", "-o", "out")
    (Path("out") / hidden("a", 0)).mkdir()
    assert "unchanged" in call("a.pdf", "-o", "out").stdout
    assert [path.name for path in Path("out").iterdir()] == ["a"]


def test_a_reader_who_goes_away_spoils_no_document() -> None:
    """The run ends with the document that it had begun; what was published is whole and no failure."""
    put("a.pdf")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = started("a.pdf", "-o", "out", stdout=pipe, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (30, b"")
    assert json.loads(Path("out/a/report.json").read_bytes())["code"] == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("form", [(), ("--json",)])
@pytest.mark.parametrize("streams", [("stdout",), ("stdout", "stderr")])
def test_output_that_cannot_be_written_ends_with_its_code(form: tuple[str, ...], streams: tuple[str, ...]) -> None:
    put("a.pdf")
    with Path("/dev/full").open("wb") as full:
        given = {stream: full if stream in streams else subprocess.PIPE for stream in ("stdout", "stderr")}
        done = started("a.pdf", "-o", "out", *form, **given)
    assert done.returncode == Outcome.IO.code
    if "stderr" not in streams:
        assert b"No space left on device" in done.stderr


def test_a_stage_that_cannot_be_told_does_not_stop_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    talk = Talk(quiet=False, as_json=True, total=1)
    report = convert_file(put("a.pdf"), Path("out"), JSON)
    monkeypatch.setattr("click.echo", broken)
    talk.stage(Path("a.pdf"), "extract")
    with pytest.raises(OSError, match="full"):
        talk.record(record_of("a.pdf", State.CONVERTED, report))


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_who_ends_a_run_by_a_signal_gets_its_code_and_nothing_is_left(number: int, tmp_path: Path) -> None:
    put("a.pdf")
    (tmp_path / "spools").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RESOLUTION_MOCK": "hang", "TMPDIR": str(tmp_path / "spools")}
    command = [sys.executable, "-m", "pipeline", "convert", "a.pdf", "-o", "out", "--json"]
    before = signal.signal(number, signal.SIG_DFL)  # what this process ignores, as under nohup, its children ignore too
    try:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    finally:
        signal.signal(number, before)
    with process:
        assert process.stdout is not None
        while b'"stage": "intake"' not in process.stdout.readline():
            pass
        time.sleep(0.2)
        process.send_signal(number)
        _, told = process.communicate(timeout=SECONDS)
    assert (process.returncode, b"interrupted" in told) == (Outcome.INTERRUPTED.code, True)
    assert list((tmp_path / "spools").iterdir()) == []
    assert not Path("out/a").exists()


def test_a_terminal_is_not_steered_by_a_name() -> None:
    put(b"\x1b[2Jx\n.pdf")
    result = call("-o", "out", "--", "\x1b[2Jx\n.pdf")
    assert result.exit_code == 0
    assert "\x1b" not in result.output
    assert r"\x1b[2Jx\n.pdf: ok" in result.stdout
    assert shown("决议 \u202ea\u2066 é\udcff") == r"决议 \u202ea\u2066 é\udcff"


def test_a_process_with_few_files_left_ends_every_document_by_name() -> None:
    paper = put("a.pdf")
    wanted = convert_file(paper, Path("wanted"), JSON)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    used = {int(entry.name) for entry in Path("/proc/self/fd").iterdir()}
    first = next(number for number in count() if number not in used)
    codes = []
    for free in range(16):
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (first + free, hard))
            codes.append(convert_file(paper, Path("out"), JSON).code)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        shutil.rmtree("out", ignore_errors=True)
    assert (set(codes), codes[0], codes[-1]) == ({0, 30}, 30, 0)
    assert convert_file(paper, Path("out"), JSON) == wanted


def test_long_names_are_cut_as_the_guide_says() -> None:
    paper = put("papers/" + "a" * 251 + ".pdf")
    convert_file(paper, Path("out"), JSON)
    (folder,) = Path("out").iterdir()
    assert (len(folder.name), folder.name[-17]) == (LONGEST, "~")
    assert run.earlier_report(paper, Path("out"), JSON) is not None
