"""Settings, as the command takes them: from arguments, the environment, a file."""

import os
from pathlib import Path

import pytest

from tests.calling import call, put


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("RESOLUTION_")]:
        monkeypatch.delenv(name)


def test_settings_come_from_arguments_then_environment_then_file(monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.pdf")
    Path("resolution.toml").write_text('to = ["docx"]\nmax_glyphs = 10\n')
    assert call("convert", "a.pdf", "--output", "out").exit_code == 15
    monkeypatch.setenv("RESOLUTION_MAX_GLYPHS", "100000")
    assert call("convert", "a.pdf", "--output", "out").exit_code == 0
    assert sorted(path.name for path in Path("out/a").iterdir()) == ["a.docx", "report.json"]
    monkeypatch.setenv("RESOLUTION_TO", "docx, json")
    call("convert", "a.pdf", "--output", "out")
    assert sorted(path.name for path in Path("out/a").iterdir()) == ["a.docx", "a.json", "report.json"]
    call("convert", "a.pdf", "--output", "out", "--to", "json")
    assert sorted(path.name for path in Path("out/a").iterdir()) == ["a.json", "report.json"]


def test_a_review_is_written_where_it_is_wished(monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.pdf")
    call("convert", "a.pdf", "--output", "out", "--to", "json", "--review")
    assert sorted(path.name for path in Path("out/a").iterdir()) == ["a.json", "report.html", "report.json"]
    call("convert", "a.pdf", "--output", "out", "--to", "json")
    assert sorted(path.name for path in Path("out/a").iterdir()) == ["a.json", "report.json"]
    monkeypatch.setenv("RESOLUTION_REVIEW", "1")
    call("convert", "a.pdf", "--output", "out", "--to", "json")
    assert sorted(path.name for path in Path("out/a").iterdir()) == ["a.json", "report.html", "report.json"]


@pytest.mark.parametrize("text", ["to = [", "max_pages = 'many'", "max_pages = 0", "maximum = 3"])
def test_settings_that_are_wrong_are_a_wrong_call(text: str) -> None:
    put("a.pdf")
    Path("resolution.toml").write_text(text)
    for arguments in (("convert", "a.pdf", "--output", "out"), ("show", "a.pdf")):
        result = call(*arguments)
        assert (result.exit_code, "settings" in result.stderr) == (2, True)
