"""One document through all stages: its outcome, its report, and what is written, whatever happens on the way."""

import errno
import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from pipeline import run
from pipeline.job import versions
from pipeline.model.finding import Kind, Severity
from pipeline.model.outcome import Outcome, Report, report_schema
from pipeline.model.resolution import Paragraph
from pipeline.render.formats import load
from pipeline.run import convert_file
from pipeline.settings import Settings
from tests.reading import pdf, sources
from tests.typeset import bad_files, typeset

JSON = Settings(to=("json",))
SCHEMA = jsonschema.Draft202012Validator(report_schema())


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A good resolution."""
    path = tmp_path / "wells.pdf"
    path.write_bytes(pdf("en_notes"))
    return path


def held(folder: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in sorted(folder.iterdir())}


def published(folder: Path) -> Report:
    """Return the report in a document's folder, which is valid by its schema."""
    data = (folder / "report.json").read_bytes()
    assert list(SCHEMA.iter_errors(json.loads(data))) == []
    return Report.model_validate_json(data)


@pytest.mark.slow
def test_every_format_is_written_and_named_in_the_report(paper: Path, tmp_path: Path) -> None:
    stages: list[str] = []
    report = convert_file(paper, tmp_path / "out", Settings(to=("json", "docx", "pdf")), stages.append)
    files = held(tmp_path / "out" / "wells")
    assert report == published(tmp_path / "out" / "wells")
    assert (report.status, report.code, report.detail) == ("ok", 0, None)
    assert (report.symbol, report.language, report.input) == ("A/RES/91/58", "en", "wells.pdf")
    assert report.sha256 == hashlib.sha256(paper.read_bytes()).hexdigest()
    assert report.versions == versions()
    assert report.conservation is not None
    assert report.conservation.unaccounted == 0
    assert {item.file: (item.format, item.size, item.sha256) for item in report.outputs} == {
        name: (name.partition(".")[2], len(data), hashlib.sha256(data).hexdigest())
        for name, data in files.items()
        if name != "report.json"
    }
    assert sorted(files) == ["report.json", "wells.docx", "wells.json", "wells.pdf"]
    assert stages == ["intake", "extract", "normalise", "render json", "render docx", "render pdf", "publish"]


def test_a_file_bears_the_suffix_of_its_format_and_the_report_its_name(paper: Path, tmp_path: Path) -> None:
    report = convert_file(paper, tmp_path / "out", Settings(to=("akn", "json")))
    assert sorted(held(tmp_path / "out" / "wells")) == ["report.json", "wells.json", "wells.xml"]
    assert {item.file: item.format for item in report.outputs} == {"wells.xml": "akn", "wells.json": "json"}


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(paper: Path, tmp_path: Path) -> None:
    for folder in ("first", "second"):
        convert_file(paper, tmp_path / folder, Settings(to=("json", "docx", "pdf")))
    assert held(tmp_path / "first" / "wells") == held(tmp_path / "second" / "wells")


@pytest.mark.parametrize("name", bad_files())
def test_a_bad_file_is_a_report_and_nothing_else(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(bad_files()[name])
    report = convert_file(path, tmp_path / "out", JSON)
    assert report == published(tmp_path / "out" / "bad")
    assert list(held(tmp_path / "out" / "bad")) == ["report.json"]
    assert report.code not in (0, 1, 3, Outcome.INTERNAL.code)
    assert report.outputs == ()
    assert len(report.detail or "") > 10


def test_a_failure_replaces_an_earlier_result_by_its_report(paper: Path, tmp_path: Path) -> None:
    convert_file(paper, tmp_path / "out", JSON)
    paper.write_bytes(b"")
    assert convert_file(paper, tmp_path / "out", JSON).code == Outcome.NOT_PDF.code
    assert list(held(tmp_path / "out" / "wells")) == ["report.json"]


def raising(error: BaseException) -> Callable[..., Any]:
    def call(*_: object, **__: object) -> None:
        raise error

    return call


def invalid() -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        Paragraph.model_validate({"id": 3})
    return caught.value


@pytest.mark.parametrize(
    ("stage", "function", "error", "outcome"),
    [
        ("intake", "take_copy", OSError(errno.ENOSPC, "No space left on device"), Outcome.IO),
        ("intake", "check_file", MemoryError(), Outcome.MEMORY),
        ("extract", "extract", ZeroDivisionError("no such thing"), Outcome.INTERNAL),
        ("normalise", "normalise", invalid(), Outcome.MODEL),
        ("normalise", "normalise", IndexError("no such thing"), Outcome.INTERNAL),
        ("render json", "load", OSError("cannot load library 'libpango'\nand more"), Outcome.OUTPUT),
        ("render json", "load", ImportError("no module"), Outcome.OUTPUT),
    ],
)
def test_whatever_goes_wrong_is_a_report(
    paper: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stage: str,
    function: str,
    error: Exception,
    outcome: Outcome,
) -> None:
    monkeypatch.setattr(run, function, raising(error))
    report = convert_file(paper, tmp_path / "out", JSON)
    assert (report.code, report.instruction) == (outcome.code, outcome.instruction)
    assert report == published(tmp_path / "out" / "wells")
    assert report.stage == stage
    assert report.detail
    assert "\n" not in report.detail


def test_a_library_that_is_missing_leads_to_the_doctor(
    paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "load", raising(OSError("cannot load library 'libpango-1.0-0'")))
    report = convert_file(paper, tmp_path / "out", JSON)
    assert "libpango" in (report.detail or "")
    assert "resolution doctor" in (report.detail or "")


def test_a_font_that_is_missing_leads_to_the_doctor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.languages import loader

    paper = tmp_path / "wells.pdf"
    paper.write_bytes(pdf("zh_masthead_notes"))
    packs = loader.languages()
    tag = next(tag for tag, pack in packs.items() if pack.script == "Hans")
    output = packs[tag].output.model_copy(update={"fonts": ("No Such Font",), "emphasis_fonts": ()})
    monkeypatch.setitem(packs, tag, packs[tag].model_copy(update={"output": output}))
    report = convert_file(paper, tmp_path / "out", Settings(to=("pdf",)))
    assert report.code == Outcome.OUTPUT.code
    assert "No Such Font" in (report.detail or "")
    assert "resolution doctor" in (report.detail or "")


def test_a_check_that_finds_an_error_stops_the_publication(
    paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Kind("R4XX01", Severity.ERROR, "It is upside down.", "Turn it.").at(page=3)
    monkeypatch.setattr(run, "load", lambda name: replace(load(name), check=lambda *_: [wrong]))
    report = convert_file(paper, tmp_path / "out", JSON)
    assert (report.code, report.detail) == (Outcome.OUTPUT.code, "R4XX01 on page 3: It is upside down.")
    assert wrong in report.findings
    assert list(held(tmp_path / "out" / "wells")) == ["report.json"]


def test_a_finding_for_review_is_published_with_its_code(
    paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubtful = Kind("R4XX02", Severity.REVIEW, "It leans.", "Look at it.").at()
    monkeypatch.setattr(run, "load", lambda name: replace(load(name), check=lambda *_: [doubtful]))
    report = convert_file(paper, tmp_path / "out", JSON)
    assert (report.code, report.status) == (3, "review")
    written = held(tmp_path / "out" / "wells")["wells.json"]
    assert [item.sha256 for item in report.outputs] == [hashlib.sha256(written).hexdigest()]


def test_what_was_found_and_is_no_text_is_written_all_the_same(
    paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Kind("R4XX04", Severity.ERROR, "It is no text.", "Look at it.").at(found="\udce9")
    monkeypatch.setattr(run, "load", lambda name: replace(load(name), check=lambda *_: [wrong]))
    convert_file(paper, tmp_path / "out", JSON)
    assert r"\\udce9" in (tmp_path / "out" / "wells" / "report.json").read_text("utf-8")


def test_a_notice_does_not_ask_for_review(paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notice = Kind("R4XX03", Severity.NOTICE, "It is blue.", "Nothing to do.").at()
    monkeypatch.setattr(run, "load", lambda name: replace(load(name), check=lambda *_: [notice]))
    assert convert_file(paper, tmp_path / "out", JSON).code == 0


def test_what_cannot_be_published_is_still_a_report(paper: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file where the folder should be")
    report = convert_file(paper, tmp_path / "out", JSON)
    assert (report.code, report.stage, report.outputs) == (Outcome.IO.code, "publish", ())


def test_what_reads_back_differently_is_found(paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.publish import disk

    whole = disk.write
    monkeypatch.setattr(disk, "write", lambda parent, name, data: whole(parent, name, data[:-1]))
    report = convert_file(paper, tmp_path / "out", JSON)
    assert (report.code, report.outputs) == (Outcome.IO.code, ())
    assert {finding.code for finding in report.findings} == {"P501"}


@pytest.mark.parametrize(
    ("limit", "stage"), [("max_bytes", "intake"), ("max_stream_bytes", "intake"), ("max_glyphs", "extract")]
)
def test_a_limit_is_named_with_its_value(paper: Path, tmp_path: Path, limit: str, stage: str) -> None:
    report = convert_file(paper, tmp_path / "out", Settings.model_validate({"to": "json", limit: 50}))
    assert report.code == Outcome.LIMIT.code
    assert f"{limit} = 50" in (report.detail or "")
    assert stage in ("intake", "extract")


def test_a_limit_on_pages_is_named(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf("en_page_break"))
    report = convert_file(path, tmp_path / "out", Settings(to=("json",), max_pages=1))
    assert (report.code, "2 pages, more than max_pages = 1" in (report.detail or "")) == (15, True)


REVIEWED = Settings(to=("json",), review=True)


def test_a_review_is_published_with_the_rest_and_named_in_the_report(paper: Path, tmp_path: Path) -> None:
    stages: list[str] = []
    report = convert_file(paper, tmp_path / "out", REVIEWED, stages.append)
    files = held(tmp_path / "out" / "wells")
    assert report == published(tmp_path / "out" / "wells")
    assert (report.code, sorted(files)) == (0, ["report.html", "report.json", "wells.json"])
    named = {item.file: (item.format, item.sha256) for item in report.outputs}
    assert named["report.html"] == ("review", hashlib.sha256(files["report.html"]).hexdigest())
    assert stages == ["intake", "pictures", "extract", "normalise", "render json", "review", "publish"]
    assert report.stage == "render json"


def test_a_review_is_the_same_bytes_each_time_and_goes_when_it_is_not_wished(paper: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "wells"
    first, second = (convert_file(paper, tmp_path / "out", REVIEWED) and held(folder)["report.html"] for _ in range(2))
    assert first == second
    convert_file(paper, tmp_path / "out", JSON)
    assert sorted(held(folder)) == ["report.json", "wells.json"]


def test_a_conversion_that_fails_after_the_pages_were_drawn_has_a_review(
    paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Kind("R4XX05", Severity.ERROR, "It is upside down.", "Turn it.").at(page=1)
    monkeypatch.setattr(run, "load", lambda name: replace(load(name), check=lambda *_: [wrong]))
    report = convert_file(paper, tmp_path / "out", REVIEWED)
    files = held(tmp_path / "out" / "wells")
    assert (report.code, report.stage, sorted(files)) == (22, "render json", ["report.html", "report.json"])
    assert report == published(tmp_path / "out" / "wells")
    assert [item.file for item in report.outputs] == ["report.html"]
    assert b"It is upside down." in files["report.html"]
    assert b"para_1" in files["report.html"]


@pytest.mark.parametrize(("name", "pages"), [("letter", True), ("scan", True), ("text", False), ("encrypted", False)])
def test_a_file_that_is_refused_has_a_review_where_it_has_pages(name: str, pages: bool, tmp_path: Path) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(bad_files()[name])
    report = convert_file(path, tmp_path / "out", REVIEWED)
    assert report.code not in (0, 3, Outcome.INTERNAL.code)
    assert ("report.html" in held(tmp_path / "out" / "bad")) == pages


def test_what_goes_wrong_in_a_review_is_a_report(paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "write_review", raising(ZeroDivisionError("no such thing")))
    report = convert_file(paper, tmp_path / "out", REVIEWED)
    assert (report.code, report.stage, report.outputs) == (Outcome.INTERNAL.code, "review", ())
    assert list(held(tmp_path / "out" / "wells")) == ["report.json"]


def test_the_first_failure_is_told_where_the_review_fails_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(bad_files()["letter"])
    monkeypatch.setattr(run, "write_review", raising(ZeroDivisionError("no such thing")))
    report = convert_file(path, tmp_path / "out", REVIEWED)
    assert (report.code, report.stage) == (Outcome.NOT_RESOLUTION.code, "normalise")
    assert list(held(tmp_path / "out" / "bad")) == ["report.json"]


def test_a_review_that_fails_its_check_is_not_published(
    paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Kind("R4XX06", Severity.ERROR, "It is blank.", "Look at it.").at()
    monkeypatch.setattr(run, "check_review", lambda *_: (wrong,))
    report = convert_file(paper, tmp_path / "out", REVIEWED)
    assert (report.code, list(held(tmp_path / "out" / "wells"))) == (Outcome.OUTPUT.code, ["report.json"])


def test_an_earlier_result_stands_only_for_the_same_wish_for_a_review(paper: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report = convert_file(paper, out, REVIEWED)
    assert run.earlier_report(paper, out, REVIEWED) == report
    assert run.earlier_report(paper, out, JSON) is None
    (out / "wells" / "report.html").write_bytes(b"")
    assert run.earlier_report(paper, out, REVIEWED) is None
    convert_file(paper, out, JSON)
    assert run.earlier_report(paper, out, REVIEWED) is None


def test_a_failure_with_a_review_is_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(bad_files()["letter"])
    assert convert_file(path, tmp_path / "out", REVIEWED).outputs
    assert run.earlier_report(path, tmp_path / "out", REVIEWED) is None


@pytest.mark.logs("noisy")
def test_a_test_may_say_which_logger_warns() -> None:
    logging.getLogger("noisy.part").warning("as expected")


@pytest.mark.parametrize("name", ["report.pdf", "Report.PDF"])
def test_a_paper_whose_outputs_would_be_named_as_the_report_is_refused(name: str, paper: Path, tmp_path: Path) -> None:
    path = paper.rename(tmp_path / name)
    report = convert_file(path, tmp_path / "out", JSON)
    assert (report.status, report.outputs) == ("destination_in_use", ())
    assert "rename" in (report.detail or "")


def test_the_report_says_how_many_glyphs_each_output_shows(paper: Path, tmp_path: Path) -> None:
    report = convert_file(paper, tmp_path / "out", Settings(to=("json", "html")))
    assert report.ledger is not None
    glyphs, furniture = report.ledger.glyphs, report.ledger.furniture
    assert report.ledger.found == {"json": glyphs + furniture, "html": glyphs}


def test_a_glyph_that_an_output_does_not_show_stops_the_publication(
    paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "load", lambda name: replace(load(name), shown=lambda data: load(name).shown(data)[1:]))
    report = convert_file(paper, tmp_path / "out", JSON)
    assert (report.code, report.ledger) == (21, None)
    assert [item.code for item in report.findings if item.code.startswith("R4LG")] == ["R4LG01"]


def test_text_of_the_head_that_is_not_understood_is_kept_and_asks_for_review(tmp_path: Path) -> None:
    source = sources()["en_masthead"]
    paper = tmp_path / "a.pdf"
    paper.write_bytes(
        typeset(replace(source, header=replace(source.header, organ="Placeholder General Assembly")), tagged=True)
    )
    report = convert_file(paper, tmp_path / "out", Settings(to=("json", "docx", "pdf", "html", "akn")))
    assert (report.code, "N314" in {finding.code for finding in report.findings}) == (Outcome.REVIEW.code, True)
    furniture = json.loads((tmp_path / "out" / "a" / "a.json").read_bytes())["furniture"]
    assert "Placeholder General Assembly" in " ".join(
        piece["text"] for piece in furniture if piece["kind"] == "masthead"
    )
