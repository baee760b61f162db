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


RECORD = Record(input="a.pdf", state=State.CONVERTED, folder="a", status="ok", code=0)


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


@pytest.mark.parametrize("name", [*"\t\v\r;=|*?[", "=x", "x+=y", "[x]", "~", "x*"])
def test_what_make_would_read_as_something_else_is_left_out_and_the_others_are_read(name: str) -> None:
    text = written(f"{name}.pdf", f"a{name}b.pdf" if name != "~" else "~root.pdf", "plain.pdf")
    assert text == written("plain.pdf") == "out/plain/report.json: plain.pdf\nplain.pdf:\n"


@pytest.mark.parametrize("name", ["x&", "x\\"])
def test_what_make_would_read_as_something_else_at_the_end_of_a_name_is_left_out(name: str) -> None:
    assert written(name) == ""


@pytest.mark.parametrize(
    "name", ["a~b.pdf", "x&y.pdf", "]x.pdf", "a,b.pdf", "'q'\".pdf", "(x).pdf", "{x}.pdf", "!@^<>.pdf", "include x.pdf"]
)
def test_make_reads_each_name_that_is_not_left_out(name: str) -> None:
    Path(name).touch()
    Path("Makefile").write_text("all:;\ninclude deps.mk\n")
    Path("deps.mk").write_text(written(name))
    database = subprocess.run(["make", "--print-data-base"], check=True, capture_output=True, text=True)
    assert (database.stderr, f"out/{name[:-4]}/report.json: {name}\n" in database.stdout) == ("", True)


def test_a_policy_and_an_output_folder_that_make_cannot_name_are_left_out() -> None:
    assert written("a.pdf", policy=Path("p;q.toml")) == written("a.pdf")
    target = io.BytesIO()
    write_depfile([RECORD], Plan("out;x", Settings()), target)
    assert target.getvalue() == b""
