"""A run: whatever single documents do, each input has a record, and the others are as they would be alone."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch.inputs import Found
from pipeline.batch.local import LocalEngine
from pipeline.batch.run import Plan, late, records
from pipeline.batch.task import Task, done
from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.model.record import Record, State
from pipeline.settings import Settings
from pipeline.worker.parent import Worker
from tests.reading import pdf

ROOT = Path(__file__).parents[2]
SMALL = "en_masthead"
LIMITS = {"RESOLUTION_ASLEEP": "2", "RESOLUTION_SECONDS": "6", "RESOLUTION_MAX_MEMORY": str(2**28)}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("RESOLUTION_", "SLURM_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("RESOLUTION_TO", "json")


def papers(count: int) -> None:
    """Write so many good papers, all different."""
    Path("papers").mkdir()
    for number in range(count):
        Path(f"papers/{number:02}.pdf").write_bytes(pdf(SMALL) + b"\n" * number)


def convert(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "convert", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=False,
        capture_output=True,
        text=True,
    )


def manifest(path: str = "out/manifest.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]


def published(output: str) -> dict[str, bytes]:
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in Path(output).glob("*/*")
        if path.parent.name[0] != "."
    }


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["local", "dask"])
def test_bad_documents_cost_only_themselves(engine: str) -> None:
    papers(20)
    mock = "crash@03.pdf,hang@07.pdf,memory@11.pdf"
    done = convert("papers", "-o", "out", "-j", "2", "--engine", engine, RESOLUTION_MOCK=mock, **LIMITS)
    codes = {Path(record["input"]).name: record["code"] for record in manifest()}
    bad = {"03.pdf": Outcome.WORKER.code, "07.pdf": Outcome.TIME.code, "11.pdf": Outcome.MEMORY.code}
    assert codes == {f"{number:02}.pdf": 0 for number in range(20)} | bad
    assert done.returncode == Outcome.WORKER.code, "the worst"
    assert len([name for name in published("out") if name.endswith("report.json")]) == 20


@pytest.mark.slow
def test_both_engines_and_any_number_of_jobs_give_the_same_bytes() -> None:
    papers(6)
    for output, options in {"one": ["-j", "1"], "three": ["-j", "3"], "dask": ["-j", "2", "--engine", "dask"]}.items():
        assert convert("papers", "-o", output, *options).returncode == 0
    assert published("one") == published("three") == published("dask")


@pytest.mark.slow
def test_parts_together_are_the_whole_and_merge_to_one_manifest() -> None:
    papers(6)
    convert("papers", "-o", "whole")
    for number in (1, 2, 3):
        convert("papers", "-o", "out", "--shard", f"{number}/3")
    merged = subprocess.run(
        [sys.executable, "-m", "pipeline", "merge", "out"], env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert merged.returncode == 0
    assert published("out") == published("whole")
    assert sorted(record["input"] for record in manifest()) == sorted(
        record["input"] for record in manifest("whole/manifest.jsonl")
    )
    assert {record["shard"] for record in manifest()} <= {"1/3", "2/3", "3/3"}


def test_a_service_divides_what_is_searched_and_never_a_file_that_is_named() -> None:
    papers(2)
    array = {"SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_COUNT": "1000000"}
    searched = convert("papers", "-o", "out", **array)
    assert (searched.returncode, "part 2/1000000" in searched.stderr) == (0, True)
    assert manifest("out/manifest-2-of-1000000.jsonl") == []
    assert convert("papers/00.pdf", "-o", "out", **array).returncode == 0
    assert Path("out/00/00.json").is_file()


def test_a_service_that_tells_half_is_a_wrong_call() -> None:
    papers(1)
    done = convert("papers", "-o", "out", JOB_COMPLETION_INDEX="3")
    assert (done.returncode, "RESOLUTION_SHARDS" in done.stderr) == (2, True)
    assert convert("papers", "-o", "out", "--shard", "none", JOB_COMPLETION_INDEX="3").returncode == 0


def test_an_interrupted_run_says_what_was_done_and_goes_on_where_it_was() -> None:
    papers(4)
    command = [sys.executable, "-m", "pipeline", "convert", "papers", "-o", "out", "-j", "1", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RESOLUTION_MOCK": "hang@02.pdf"}
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)  # what is ignored here is ignored by children too
    try:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            if json.loads(line) == {"event": "stage", "input": "02.pdf", "stage": "intake"}:
                break
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert (process.returncode, "Run the same command again" in told) == (130, True)
    assert [Path(record["input"]).name for record in manifest()] == ["00.pdf", "01.pdf"]
    again = convert("papers", "-o", "out", "-j", "1")
    assert again.returncode == 0
    assert [record["state"] for record in manifest()] == ["unchanged", "unchanged", "converted", "converted"]


def test_what_ended_well_during_an_interruption_is_kept() -> None:
    ended, failed, cancelled, running = (Future[Record]() for _ in range(4))
    record = Record(input="a.pdf", state=State.CONVERTED, folder="a", status="ok", code=0)
    ended.set_result(record)
    failed.set_exception(KeyboardInterrupt())
    cancelled.cancel()
    assert list(late(dict.fromkeys((failed, ended, cancelled, running), record))) == [record]


def test_a_list_that_comes_slowly_holds_up_no_end() -> None:
    papers(2)
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "convert", "@-", "-o", "out", "--to", "json", "--json"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        ended = (event["input"] for line in process.stdout if (event := json.loads(line))["event"] == "end")
        for name in ("00.pdf", "01.pdf"):
            process.stdin.write(f"papers/{name}\n")
            assert next(ended) == name
        process.stdin.close()
        assert list(ended) == []
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("options", "said"), [(("--name", "a.pdf"), "standard input"), (("--scheduler", "tcp://a:1"), "--engine dask")]
)
def test_an_option_that_would_do_nothing_is_a_wrong_call(options: tuple[str, str], said: str) -> None:
    papers(1)
    done = convert("papers", "-o", "out", *options)
    assert (done.returncode, said in done.stderr, Path("out").exists()) == (2, True, False)


def test_what_stands_with_the_same_bytes_is_not_touched() -> None:
    papers(1)
    convert("papers/00.pdf", "-o", "out")
    before = Path("out/00").stat().st_ino, Path("out/00/00.json").stat().st_mtime_ns
    convert("papers/00.pdf", "-o", "out", "--again")
    assert (Path("out/00").stat().st_ino, Path("out/00/00.json").stat().st_mtime_ns) == before


def test_reports_for_other_programs_are_written_beside() -> None:
    papers(2)
    Path("papers/bad.pdf").write_bytes(b"no")
    done = convert("papers", "-o", "out", "--junit", "j/junit.xml", "--sarif", "s.sarif", "--depfile", "d.mk")
    assert done.returncode == Outcome.NOT_PDF.code
    assert 'failures="1"' in Path("j/junit.xml").read_text()
    assert json.loads(Path("s.sarif").read_text())["version"] == "2.1.0"
    assert "out/00/report.json: papers/00.pdf\n" in Path("d.mk").read_text()


def test_runs_over_single_files_do_not_meet_and_leave_the_manifest_of_the_folder() -> None:
    papers(3)
    convert("papers", "-o", "out")
    before = Path("out/manifest.jsonl").read_bytes()
    command = [sys.executable, "-m", "pipeline", "convert", "-o", "out", "--again"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.Popen([*command, f"papers/{name}.pdf", "--depfile", "d.mk"], env=environment, stdout=subprocess.PIPE)
        for name in ("00", "01", "02")
    ]
    for run in runs:
        run.communicate()
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert Path("out/manifest.jsonl").read_bytes() == before
    assert Path("d.mk").read_text().startswith("out/0")
    assert [path.name for path in Path().iterdir() if path.name.startswith(".")] == []


def test_a_report_that_was_removed_is_written_again_where_the_rest_stands() -> None:
    papers(1)
    convert("papers/00.pdf", "-o", "out")
    Path("out/00/report.json").unlink()
    assert convert("papers/00.pdf", "-o", "out").returncode == 0
    Path("out/00/report.json").unlink()
    Path("out/00/00.json").write_text("mine")
    assert convert("papers/00.pdf", "-o", "out").returncode == Outcome.DESTINATION.code


def test_a_document_is_unchanged_under_the_policy_that_it_was_made_with() -> None:
    papers(1)
    Path("policy.toml").write_text('[findings]\n"*" = "accept"\n')
    options = ("papers/00.pdf", "-o", "out", "--policy", "policy.toml")
    assert "unchanged" not in convert(*options).stdout
    assert "unchanged" in convert(*options).stdout
    Path("policy.toml").write_text('[findings]\n"*" = "warn"\n')
    assert "unchanged" not in convert(*options).stdout


def test_what_comes_from_standard_input_is_told_by_its_name() -> None:
    papers(1)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "convert", "-", "-o", "out", "--name", "a.pdf", "--manifest", "m.jsonl"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=Path("papers/00.pdf").read_bytes(),
        check=False,
        capture_output=True,
    )
    assert (done.returncode, manifest("m.jsonl")[0]["input"], Path("out/a/a.json").exists()) == (0, "a.pdf", True)


def test_a_manifest_holds_digests_timings_and_findings() -> None:
    papers(1)
    convert("papers", "-o", "out")
    record = manifest()[0]
    report = json.loads(Path("out/00/report.json").read_text())
    assert (record["sha256"], record["outputs"], record["findings"]) == (
        report["sha256"],
        report["outputs"],
        report["findings"],
    )
    assert set(record["timings"]) == {"intake", "extract", "normalise", "render json", "publish"}
    assert report["timings"] == {}, "the same input gives the same bytes"


def test_timings_are_in_the_report_where_they_are_wished() -> None:
    papers(1)
    convert("papers/00.pdf", "-o", "out", "--timings")
    assert min(json.loads(Path("out/00/report.json").read_text())["timings"].values()) >= 0.0


def test_standard_input_becomes_standard_output() -> None:
    papers(1)
    convert("papers/00.pdf", "-o", "out")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "convert", "-", "--to", "json", "--name", "00.pdf"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=Path("papers/00.pdf").read_bytes(),
        check=True,
        capture_output=True,
    )
    assert (done.stdout, done.stderr) == (Path("out/00/00.json").read_bytes(), b"")


@pytest.mark.parametrize(
    ("data", "options", "code"),
    [(b"no", ["--to", "json"], 10), (b"no", ["--to", "json,docx"], 2), (b"", ["--to", "json"], 10)],
)
def test_what_cannot_be_converted_leaves_standard_output_empty(data: bytes, options: list[str], code: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "convert", "-", *options],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=data,
        check=False,
        capture_output=True,
    )
    assert (done.returncode, done.stdout) == (code, b"")
    assert done.stderr


@pytest.fixture
def place(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "bucket" / "in").mkdir(parents=True)
    (tmp_path / "bucket" / "out").mkdir()
    yield f"file://{tmp_path}/bucket"


def test_documents_come_from_a_store_and_results_go_into_one(place: str) -> None:
    papers(2)
    for path in Path("papers").iterdir():
        (Path("bucket/in") / path.name).write_bytes(path.read_bytes())
    convert("papers", "-o", "local")
    done = convert(f"{place}/in", "-o", f"{place}/out")
    assert (done.returncode, done.stderr) == (0, "")
    assert published("bucket/out") == published("local")
    assert {record["state"] for record in manifest("manifest.jsonl")} == {"converted"}
    convert(f"{place}/in", "-o", f"{place}/out")
    assert {record["state"] for record in manifest("manifest.jsonl")} == {"unchanged"}


@pytest.mark.parametrize("fault", ["gone", "another", "longer"])
def test_a_result_in_a_store_one_of_whose_files_is_not_as_reported_is_put_again(fault: str, place: str) -> None:
    papers(1)
    arguments = ("papers/00.pdf", "-o", f"{place}/out", "--manifest", "m.jsonl")
    convert(*arguments)
    good, file = published("bucket/out"), Path("bucket/out/00/00.json")
    match fault:
        case "gone":
            file.unlink()
        case "another":
            file.write_bytes(file.read_bytes().replace(b"{", b"}", 1))
        case _:
            file.write_bytes(file.read_bytes() + b"\n")
    assert convert(*arguments).returncode == 0
    assert (manifest("m.jsonl")[0]["state"], published("bucket/out")) == ("converted", good)


def test_who_is_to_be_told_is_told_of_each(tmp_path: Path) -> None:
    papers(2)
    script = tmp_path / "told.sh"
    script.write_text(f"#!/bin/sh\ncat >> {tmp_path}/events\n")
    script.chmod(0o755)
    assert convert("papers", "-o", "out", "--on-done", str(script)).returncode == 0
    told = [json.loads(line) for line in (tmp_path / "events").read_text().splitlines()]
    assert sorted((event["input"], event["code"], len(event["outputs"])) for event in told) == [
        ("papers/00.pdf", 0, 1),
        ("papers/01.pdf", 0, 1),
    ]


def test_records_of_inputs_that_are_not_converted_come_as_they_are_found() -> None:
    taken = 0

    def found() -> Iterator[Found]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield Stop(Outcome.IO, f"{number} matches no PDF")

    with LocalEngine(1, {}, lambda _task, _stage: None) as engine:
        for count, record in enumerate(records(Plan("out", Settings()), found(), engine), start=1):
            assert (record.state, record.code) == (State.UNREADABLE, Outcome.IO.code)
            assert taken - count <= 2, "none is kept that could be told"
    assert taken == 1000


def test_a_document_that_cannot_be_published_has_no_folder() -> None:
    papers(1)
    convert("papers", "-o", "out")
    Path("out/00/notes.txt").write_bytes(b"")
    Path("papers/00.pdf").write_bytes(pdf(SMALL) + b"\n" * 9)
    assert convert("papers", "-o", "out").returncode == Outcome.DESTINATION.code
    assert manifest()[0]["folder"] is None


def test_a_document_for_which_there_is_no_private_place_ends_with_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    papers(1)
    monkeypatch.setattr("tempfile.tempdir", str(Path("absent").absolute()))
    task = Task(path=Path("papers/00.pdf"), output="file:///absent", settings=Settings())
    with Worker() as worker:
        record = done(task, worker, lambda _stage: None)
    assert (record.input, record.code) == ("papers/00.pdf", Outcome.IO.code)
