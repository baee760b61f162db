"""What the command refuses before it converts anything, and what it tells of it."""

import os
from pathlib import Path

import pytest

from pipeline.render.formats import names
from tests.calling import call, put


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("RESOLUTION_")]:
        monkeypatch.delenv(name)


def test_a_report_that_cannot_be_written_costs_no_manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "j.xml")

    put("papers/a.pdf")
    Path("file").write_bytes(b"")
    monkeypatch.setattr("pipeline.batch.reports.write_junit", full)
    result = call("convert", "papers", "--output", "out", "--to", "json", "--shard", "1/1", "--junit", "j.xml")
    assert (result.exit_code, Path("out/manifest-1-of-1.jsonl").read_bytes().count(b"\n")) == (30, 1)
    assert call("merge", "out", "--sarif", "file/s.sarif").exit_code == 30
    assert Path("out/manifest.jsonl").read_bytes().count(b"\n") == 1


@pytest.mark.parametrize("option", ["junit", "sarif", "depfile", "manifest"])
def test_a_report_that_could_not_be_written_is_refused_before_anything_is_converted(option: str) -> None:
    put("a.pdf")
    result = call("convert", "a.pdf", "--output", "out", "--to", "json", f"--{option}", "a.pdf/x/report")
    assert (result.exit_code, Path("out").exists()) == (30, False)
    assert result.stderr.startswith(f"--{option} a.pdf/x/report cannot be written, at a.pdf/x: ")
    assert call("convert", "a.pdf", "--output", "out", "--to", "json", f"--{option}", "new/x/report").exit_code == 0
    assert [path.name for path in Path("new/x").iterdir()] == ["report"]


def test_a_document_that_nobody_could_be_told_of_is_named() -> None:
    put("a.pdf")
    result = call("convert", "a.pdf", "--output", "out", "--to", "json", "--on-done", "http://localhost:9/")
    assert result.exit_code == 0
    assert result.stderr.startswith("a.pdf: nobody could be told: localhost leads to ")
    assert "--allow-private" in result.stderr


def test_an_address_that_is_not_given_has_no_use_for_being_private() -> None:
    result = call("convert", "a.pdf", "--output", "out", "--allow-private")
    assert (result.exit_code, "give it to --on-done too" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    "option",
    [
        *("--manifest m", "--junit j", "--sarif s", "--depfile d", "--on-done cat", "--json", "--timings"),
        *("--again", "--shard 9/8", "--engine dask", "--jobs 2"),
    ],
)
def test_an_option_that_standard_output_has_no_use_for_is_a_wrong_call(option: str) -> None:
    result = call("convert", "-", "--to", "json", *option.split())
    assert (result.exit_code, f"{option.split()[0]}: nothing is written" in result.stderr) == (2, True)


def test_a_format_that_is_not_known_is_a_wrong_call() -> None:
    put("a.pdf")
    for formats in ("json,odt", ""):
        result = call("convert", "a.pdf", "--output", "out", "--to", formats)
        assert result.exit_code == 2
        assert ", ".join(names()) in result.stderr
    assert not Path("out").exists()
