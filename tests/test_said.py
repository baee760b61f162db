"""What the command says: where a result is, what to do, how fast, and how many are left."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.talk import Talk
from pipeline.model.record import State
from pipeline.render.formats import names
from tests.batch.records import record
from tests.calling import call, put


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("RESOLUTION_")]:
        monkeypatch.delenv(name)


def test_a_run_over_one_document_says_where_the_result_is_each_time() -> None:
    put("a.pdf")
    arguments = ("convert", "a.pdf", "--output", "out/", "--to", "json")
    assert [call(*arguments).stdout.count("\n  in out/a\n") for _ in range(2)] == [1, 1]
    assert call(*arguments, "--again", "--quiet").stdout == ""
    assert "  in out" not in call("convert", "a.pdf", put("b.pdf").name, *arguments[2:]).stdout


def test_a_document_that_failed_has_its_report_there_and_one_without_a_report_has_no_place() -> None:
    put("a.pdf", b"no")
    put("b.pdf")
    assert "\n  in out/a\n" in call("convert", "a.pdf", "--output", "out").stdout
    put("out/b/notes.txt", b"")
    assert "  in " not in call("convert", "b.pdf", "--output", "out", "--to", "json").output


@pytest.mark.parametrize(
    ("name", "output", "remedy"),
    [
        ("absent.pdf", "out", "There is no such file or folder; name one that is there."),
        ("a.pdf/b.pdf", "out", "A file stands where a folder is needed; name another place."),
        ("a.pdf", "a.pdf", "A file stands where a folder is needed; name another place."),
    ],
)
def test_what_the_system_says_of_a_file_has_an_instruction_that_fits(name: str, output: str, remedy: str) -> None:
    put("a.pdf")
    result = call("convert", name, "--output", output, "--to", "json")
    assert (result.exit_code, remedy in result.output, "Free space" in result.output) == (30, True, False)


def test_a_list_in_place_of_a_paper_is_told_how_to_be_given() -> None:
    put("大会.pdf")
    for options in (("--to", "json"), ("--output", "out")):
        result = started_with("大会.pdf\nb.pdf\n".encode(), "convert", "-", *options)
        assert (result.returncode, b"write @- and not -" in result.stderr) == (10, True)
        for data in (b"\0\1\2", b""):
            assert b"@-" not in started_with(data, "convert", "-", *options).stderr


def started_with(data: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, with something on its standard input."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-m", "pipeline", *arguments]
    return subprocess.run(command, env=environment, input=data, capture_output=True, check=False)


def test_a_report_in_place_of_a_resolution_is_told_as_one() -> None:
    put("a.pdf")
    call("convert", "a.pdf", "--output", "out", "--to", "json")
    result = call("compare", "out/a/a.json", "out/a/report.json")
    assert (result.exit_code, "out/a/report.json is a report; name the NAME.json" in result.stderr) == (2, True)


def test_a_run_that_was_interrupted_says_how_many_are_left(capsys: pytest.CaptureFixture[str]) -> None:
    for total, interrupted, said in ((9, True, "8 of 9 left\n"), (9, False, ""), (None, True, "")):
        talk = Talk(quiet=False, as_json=False, total=total)
        talk.record(record("a.pdf", State.SKIPPED, detail="it is"))
        capsys.readouterr()
        talk.summary(interrupted)
        assert capsys.readouterr().err == said


def test_an_interruption_is_told_with_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.batch.task.convert_timed", interrupted)
    put("a.pdf")
    put("b.pdf")
    result = call("convert", "a.pdf", "b.pdf", "--output", "out", "--jobs", "1")
    assert (result.exit_code, "2 of 2 left" in result.stderr) == (130, True)


def test_help_cuts_no_command_off_and_names_every_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    *_, commands = call("--help").stdout.partition("Commands:")
    assert [line for line in commands.splitlines() if line.endswith(("...", "…"))] == []
    assert len(commands.splitlines()) > 10
    assert ", ".join(names()) in " ".join(call("convert", "--help").stdout.split())
