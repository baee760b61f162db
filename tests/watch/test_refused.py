from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main

REFUSED = ["ready/{stem}.ok", "", "all-done", "{stem}.pdf", "{stem}.PDF"]


@pytest.mark.parametrize("form", REFUSED)
def test_a_form_of_done_files_that_makes_no_sense_is_refused(tmp_path: Path, form: str) -> None:
    (tmp_path / "in").mkdir()
    command = ["watch", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--once", "--done-file", form]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2, done.output
    assert "{stem}" in done.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("output", "state", "named"),
    [
        ("in/out", None, "in/out is, or lies in, the watched folder; name another with -o"),
        ("in/out", "state", "in/out is, or lies in, the watched folder; name another with -o"),
        ("out", "in/state", "in/state is, or lies in, the watched folder; name another with --state"),
        ("out", "in", "in is, or lies in, the watched folder; name another with --state"),
    ],
)
def test_a_folder_in_the_watched_one_is_refused_by_its_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, state: str | None, named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    command = ["watch", "in", "-o", output, "--once", *(("--state", state) if state else ())]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2, done.output
    assert named in done.output
    assert list(Path("in").iterdir()) == []
