"""The command line: what it prints, and the code it ends with."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import Result

from pipeline.cli.talk import Talk
from pipeline.model.outcome import Outcome
from tests.calling import call, put, started
from tests.reading import pdf
from tests.spoiled import with_an_empty_page
from tests.typeset import bad_files

NAME = "en_masthead"
CODES = {"empty": 10, "text": 10, "truncated": 11, "encrypted": 12, "scan": 19, "letter": 18}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("RESOLUTION_")]:
        monkeypatch.delenv(name)


def events(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_file_becomes_a_folder_of_its_name() -> None:
    put("wells.pdf")
    result = call("convert", "wells.pdf", "--output", "out", "--to", "json")
    assert result.exit_code == 0
    assert "wells.pdf: ok (0), all checks passed" in result.stdout
    assert "0 unaccounted" in result.stdout
    assert sorted(path.name for path in Path("out/wells").iterdir()) == ["report.json", "wells.json"]


def test_every_pdf_of_a_folder_is_converted_and_nothing_else() -> None:
    for name in ("papers/b.pdf", "papers/A.PDF", "papers/notes.txt", "papers/.hidden.pdf"):
        put(name)
    result = call("convert", "papers", "--output", "out", "--to", "json")
    assert result.exit_code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["A", "b", "manifest.jsonl"]
    assert "2 ok" in result.stdout


def test_the_worst_code_of_all_is_the_code_of_the_run() -> None:
    for name, data in {"good": None, "empty": b"", "letter": bad_files()["letter"]}.items():
        put(f"papers/{name}.pdf", data)
    result = call("convert", "papers", "--output", "out", "--to", "json")
    assert result.exit_code == 18
    assert Path("out/good/good.json").is_file()
    assert [path.name for path in Path("out/empty").iterdir()] == ["report.json"]


@pytest.mark.parametrize("name", CODES)
def test_a_bad_file_ends_with_its_code_and_two_sentences(name: str) -> None:
    put("bad.pdf", bad_files()[name])
    result = call("convert", "bad.pdf", "--output", "out", "--to", "json")
    outcome = next(outcome for outcome in Outcome if outcome.code == CODES[name])
    assert result.exit_code == CODES[name]
    lines = result.stdout.splitlines()
    assert lines[0] == f"bad.pdf: {outcome.status} ({outcome.code}), {outcome.meaning}"
    assert len(lines[1].strip()) > 10, "what happened"
    assert lines[-1].strip() == outcome.instruction
    assert [path.name for path in Path("out/bad").iterdir()] == ["report.json"]


def test_a_file_that_is_not_there_is_named() -> None:
    result = call("convert", "absent.pdf", "--output", "out")
    assert (result.exit_code, "absent.pdf cannot be opened: No such file" in result.stdout) == (30, True)


def test_a_folder_without_pdf_is_a_wrong_call() -> None:
    Path("papers").mkdir()
    result = call("convert", "papers", "--output", "out")
    assert (result.exit_code, "no PDF found" in result.stderr) == (2, True)


def test_a_run_that_finds_nothing_leaves_the_manifest_of_the_run_before() -> None:
    put("papers/a.pdf")
    Path("empty").mkdir()
    call("convert", "papers", "--output", "out", "--to", "json")
    assert call("convert", "empty", "--output", "out", "--to", "json").exit_code == 2
    assert Path("out/manifest.jsonl").read_bytes().count(b"\n") == 1


def test_what_did_not_change_is_not_converted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.pdf")
    arguments = ("convert", "a.pdf", "--output", "out", "--to", "json")
    call(*arguments)
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.batch.task.convert_timed", lambda *_: pytest.fail("converted again"))
        result = call(*arguments)
    assert (result.exit_code, "unchanged" in result.stdout) == (0, True)
    assert "ok (0)" in call(*arguments, "--again").stdout
    assert "ok (0)" in call(*arguments[:-1], "json,docx").stdout


@pytest.mark.parametrize("change", ["input", "output", "report"])
def test_what_changed_since_is_converted_again(change: str) -> None:
    put("a.pdf")
    arguments = ("convert", "a.pdf", "--output", "out", "--to", "json")
    call(*arguments)
    written = Path("out/a/a.json")
    good = written.read_bytes()
    match change:
        case "input":
            put("a.pdf", pdf("en_points"))
        case "output":
            written.write_bytes(good.replace(b"wells", b"bells"))
        case _:
            Path("out/a/report.json").write_bytes(b"{}")
    result = call(*arguments)
    assert "unchanged" not in result.stdout
    assert (written.read_bytes() == good) == (change != "input")


def test_an_unchanged_document_that_needed_review_still_needs_it() -> None:
    put("a.pdf", with_an_empty_page())
    codes = [call("convert", "a.pdf", "--output", "out", "--to", "json").exit_code for _ in range(2)]
    assert codes == [3, 3]


def test_two_inputs_of_one_name_are_not_both_converted() -> None:
    put("a.pdf")
    put("papers/A.pdf", pdf("en_points"))
    result = call("convert", "a.pdf", "papers", "--output", "out", "--to", "json")
    assert result.exit_code == 31, "what was left out must not look like a success"
    assert "papers/A.pdf: skipped" in result.stderr
    assert sorted(path.name for path in Path("out").iterdir()) == ["a", "manifest.jsonl"]


def test_a_file_named_twice_is_converted_once() -> None:
    put("a.pdf")
    result = call("convert", "a.pdf", "./a.pdf", ".", "--output", "out", "--to", "json")
    assert (result.exit_code, result.stdout.count("ok (0)")) == (0, 1)


def test_quiet_says_only_what_failed() -> None:
    put("good.pdf")
    put("bad.pdf", b"")
    good = call("convert", "good.pdf", "--output", "out", "--to", "json", "--quiet")
    assert (good.exit_code, good.output) == (0, "")
    both = call("convert", "good.pdf", "bad.pdf", "--output", "out", "--to", "json", "--quiet")
    assert (both.exit_code, both.stdout) == (10, "")
    assert "bad.pdf is empty" in both.stderr
    assert "good.pdf" not in both.stderr


def test_events_are_one_json_object_a_line() -> None:
    put("a.pdf")
    put("b.pdf", b"")
    arguments = ("convert", "a.pdf", "b.pdf", "--output", "out", "--to", "json", "--json")
    told = events(call(*arguments))
    stages = [event["stage"] for event in told if event["event"] == "stage" and event["input"] == "a.pdf"]
    assert stages == ["intake", "extract", "normalise", "render json", "publish"]
    ends = {event["input"]: (event["status"], event["code"]) for event in told if event["event"] == "end"}
    assert ends == {"a.pdf": ("ok", 0), "b.pdf": ("not_pdf", 10)}
    assert told[-1] == {"event": "summary", "counts": {"ok": 1, "not_pdf": 1}}
    again = events(call(*arguments))
    assert [event["event"] for event in again if event.get("input") == "a.pdf"] == ["unchanged"]


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("pages", ["page 1: 612 x 792 points", "job_number", "A/RES/91/4"]),
        ("blocks", ["masthead", "paragraph  p.1", "The General Assembly,"]),
        ("resolution", ['"symbol": "A/RES/91/4"', '"id": "para_1"']),
    ],
)
def test_a_stage_can_be_looked_into(stage: str, words: list[str]) -> None:
    put("a.pdf")
    result = call("show", "a.pdf", "--stage", stage)
    assert result.exit_code == 0
    assert [word for word in words if word not in result.stdout] == []


def test_tables_and_notes_are_shown_as_blocks() -> None:
    put("a.pdf", pdf("en_table"))
    shown = call("show", "a.pdf", "--stage", "blocks").stdout
    assert "table row  Town | Planks | Share (percentage)" in shown
    assert "note 1" in shown


def test_what_show_prints_is_what_convert_writes() -> None:
    put("a.pdf")
    call("convert", "a.pdf", "--output", "out", "--to", "json")
    assert call("show", "a.pdf").stdout_bytes == Path("out/a/a.json").read_bytes()


@pytest.mark.parametrize("name", CODES)
def test_a_file_that_cannot_be_shown_ends_with_its_code(name: str) -> None:
    put("bad.pdf", bad_files()[name])
    result = call("show", "bad.pdf")
    outcome = next(outcome for outcome in Outcome if outcome.code == CODES[name])
    assert (result.exit_code, result.stdout) == (outcome.code, "")
    assert outcome.instruction in result.stderr


def test_the_schema_holds_for_what_is_written() -> None:
    put("a.pdf")
    call("convert", "a.pdf", "--output", "out", "--to", "json")
    for options, file in ((), "out/a/a.json"), (("--report",), "out/a/report.json"):
        schema = json.loads(call("schema", *options).stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        written = json.loads(Path(file).read_bytes())
        assert list(validator.iter_errors(written)) == []
        assert list(validator.iter_errors({**written, "unknown": 1})) != []


def test_the_doctor_says_what_is_missing_and_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline import doctor

    well = call("doctor")
    assert (well.exit_code, "MISSING" in well.stdout) == (0, False)
    ill = doctor.Component("harp", None, False, "music", "buy a harp")
    monkeypatch.setattr(doctor, "examine", lambda: (ill,))
    result = call("doctor")
    assert result.exit_code == 22
    assert "MISSING  harp" in result.stdout
    assert "get it: buy a harp" in result.stdout


def test_help_names_every_command_and_shows_examples() -> None:
    overview = call("--help").stdout
    assert [name for name in ("convert", "show", "schema", "doctor") if name not in overview] == []
    assert "resolution convert input --output output" in call("convert", "--help").stdout


def test_a_folder_that_cannot_be_listed_ends_with_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = os.scandir

    def forbidden(path: str | Path | int = ".") -> Any:
        if not isinstance(path, int) and Path(path).name == "papers":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    Path("papers").mkdir()
    monkeypatch.setattr("os.scandir", forbidden)
    result = call("convert", "papers", "--output", "out")
    assert (result.exit_code, "papers: Permission denied" in result.stderr) == (30, True)


def test_a_terminal_is_told_the_stage_and_the_line_is_cleared(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    talk = Talk(quiet=False, as_json=False, total=1)
    talk.stage(Path("a.pdf"), "extract")
    assert capsys.readouterr().out == "\r\x1b[Ka.pdf: extract"


def test_a_name_that_is_no_text_is_converted_and_shown() -> None:
    Path(os.fsdecode(b"w\xffll.pdf")).write_bytes(pdf(NAME))
    done = started("convert", ".", "--output", "out", "--to", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"w\udcffll.pdf: ok (0)" in done.stdout
    assert json.loads(Path(r"out/w\udcffll/report.json").read_bytes())["input"] == r"w\udcffll.pdf"


def test_a_file_is_shown_by_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESOLUTION_MOCK", "crash")
    put("a.pdf")
    result = started("show", "a.pdf")
    assert (result.returncode, b"the worker was ended by signal" in result.stderr) == (16, True)
