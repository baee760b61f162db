"""How the command ends: with a documented code, whatever can be said."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.calling import call, put, started
from tests.reading import pdf


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("RESOLUTION_")]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize(
    "arguments", [(), ("convert",), ("convert", "a.pdf"), ("show", "a.pdf", "--stage", "x"), ("sing",)]
)
def test_a_wrong_call_ends_with_its_code(arguments: tuple[str, ...]) -> None:
    result = call(*arguments)
    assert (result.exit_code, "Usage:" in result.output) == (2, True)


def test_an_interruption_ends_with_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.batch.task.convert_timed", interrupted)
    put("a.pdf")
    result = call("convert", "a.pdf", "--output", "out")
    assert (result.exit_code, "finished documents are kept" in result.stderr) == (130, True)


def test_a_fault_of_our_own_ends_with_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[str]:
        raise ZeroDivisionError("no such thing")

    monkeypatch.setattr("pipeline.worker.parent.Worker.inspect", broken)
    put("a.pdf")
    result = call("show", "a.pdf")
    assert (result.exit_code, "ZeroDivisionError: no such thing" in result.stderr) == (70, True)


def test_the_module_is_the_command() -> None:
    done = started("--version")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"resolution, version ")


@pytest.mark.slow
def test_a_reader_of_our_output_may_go_away() -> None:
    put("a.pdf", pdf("en_running_heads"))
    reading, writing = os.pipe()
    os.close(reading)
    folder = Path(__file__).parents[1]
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", "show", "a.pdf"],
            env={**os.environ, "PYTHONPATH": str(folder)},
            check=False,
            stdout=pipe,
            stderr=subprocess.PIPE,
        )
    assert (done.returncode, done.stderr) == (30, b"")


FULL = Path("/dev/full")
ENTRIES = [[sys.executable, "-m", "pipeline"], [str(Path(sys.executable).with_name("resolution"))]]


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("entry", ENTRIES, ids=["module", "script"])
@pytest.mark.parametrize(
    ("arguments", "stream", "code"),
    [
        ("--help", "stdout", 30),
        ("convert --help", "stdout", 30),
        ("--version", "stdout", 30),
        ("convert --bad", "stderr", 2),
        ("convert", "stderr", 2),
        ("sing", "stderr", 2),
        ("", "stderr", 2),
    ],
)
def test_what_cannot_be_said_changes_no_code(entry: list[str], arguments: str, stream: str, code: int) -> None:
    other = "stderr" if stream == "stdout" else "stdout"
    with FULL.open("wb") as full:
        streams: dict[str, Any] = {stream: full, other: subprocess.PIPE}
        done = subprocess.run(
            [*entry, *arguments.split()],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
            check=False,
            **streams,
        )
    said = done.stderr or b""
    assert (done.returncode, b"Traceback" in said) == (code, False)
    assert (b"No space left on device" in said) == (stream == "stdout")


def test_a_reader_of_the_help_may_go_away() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        folder = Path(__file__).parents[1]
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", "--help"],
            env={**os.environ, "PYTHONPATH": str(folder)},
            check=False,
            stdout=pipe,
            stderr=subprocess.PIPE,
        )
    assert (done.returncode, done.stderr) == (30, b"")


def test_a_wrong_call_is_told_with_its_usage_and_nothing_else() -> None:
    usage, hint, *empty, error = call("convert", "--bad").stderr.splitlines()
    assert (usage, empty) == ("Usage: main convert [OPTIONS] PATHS...", [""])
    assert hint.startswith("Try 'main convert -")
    assert error.startswith("Error: No such option") and "--bad" in error
