"""Dependencies, as GNU make itself understands them."""

import io
import os
import subprocess
from pathlib import Path

import pytest

from pipeline.batch.depfile import write_depfile
from pipeline.batch.run import Plan
from pipeline.model.record import Record, State
from pipeline.settings import Settings

NAMES = ["plain.pdf", "a b.pdf", "x#y.pdf", "100%.pdf", "$(shell touch hacked).pdf", "back\\slash.pdf", "a:b.pdf"]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(*names: str, **settings: Path) -> str:
    target = io.BytesIO()
    plan = Plan("out", Settings(**settings))  # type: ignore[arg-type]
    records = [Record(input=name, state=State.CONVERTED, folder=name[:-4], status="ok", code=0) for name in names]
    write_depfile(records, plan, target)
    return target.getvalue().decode()


@pytest.mark.parametrize("name", NAMES)
def test_make_does_again_what_depends_on_an_input_that_changed(name: str) -> None:
    Path(name).touch()
    report = Path("out") / name[:-4] / "report.json"
    report.parent.mkdir(parents=True)
    report.touch()
    goal = written(name).split(": ")[0]
    Path("Makefile").write_text(f"all: {goal.replace(chr(92) + '%', '%')}\n{goal}:\n\t@touch done\ninclude deps.mk\n")
    Path("deps.mk").write_text(written(name))

    def made() -> bool:
        Path("done").unlink(missing_ok=True)
        subprocess.run(["make", "--silent"], check=True, capture_output=True)
        return Path("done").exists()

    assert not made(), "the report is younger"
    os.utime(name, (4e9, 4e9))
    assert made()
    assert not Path("hacked").exists()


def test_settings_policy_and_languages_are_named() -> None:
    Path("resolution.toml").touch()
    Path("languages").mkdir()
    Path("languages/xx.toml").touch()
    text = written("a.pdf", policy=Path("policy.toml"), languages=Path("languages"))
    here = Path.cwd()
    needed = f"a.pdf resolution.toml {here}/policy.toml {here}/languages/xx.toml"
    assert text.splitlines()[0] == f"out/a/report.json: {needed}"


def test_what_has_no_result_and_what_make_cannot_name_is_left_out() -> None:
    assert written("two\nlines.pdf", r"no\udcfftext.pdf") == ""
