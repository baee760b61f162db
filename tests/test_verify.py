"""Verifying: a folder that still is what its report says, and every way in which it is not."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.outcome import Report
from pipeline.run import convert_file
from pipeline.settings import Settings
from pipeline.verify import verify
from tests.calling import call
from tests.reading import pdf
from tests.typeset import bad_files


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a conversion leaves it."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "wells.pdf").write_bytes(pdf("en_masthead"))
    assert convert_file(folder / "wells.pdf", folder / "out", Settings(to=("json", "html"))).code == 0
    return folder / "out" / "wells"


@pytest.fixture
def folder(published: Path, tmp_path: Path) -> Path:
    """A copy of it, to spoil."""
    return Path(shutil.copytree(published, tmp_path / "wells"))


def codes(folder: Path) -> list[str]:
    return [finding.code for finding in verify(folder)[1]]


def rewrite(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the report of a folder."""
    report = json.loads((folder / "report.json").read_bytes())
    change(report)
    (folder / "report.json").write_text(json.dumps(report), "utf-8")


def set_digest(folder: Path, name: str, data: bytes) -> None:
    """Write a file as if the conversion had, with its digest in the report."""

    def named(report: dict[str, Any]) -> None:
        output = next(item for item in report["outputs"] if item["file"] == name)
        output.update(size=len(data), sha256=hashlib.sha256(data).hexdigest())

    (folder / name).write_bytes(data)
    rewrite(folder, named)


def test_what_a_conversion_published_is_what_its_report_says(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report, findings = verify(folder)
    assert (report, findings) == (Report.model_validate_json((folder / "report.json").read_bytes()), ())
    monkeypatch.chdir(folder)
    assert verify(Path()) == (report, ())


@pytest.mark.parametrize("name", ["letter", "empty"])
def test_a_report_alone_of_a_conversion_that_failed_is_whole(name: str, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(bad_files()[name])
    convert_file(tmp_path / "bad.pdf", tmp_path, Settings())
    report, findings = verify(tmp_path / "bad")
    assert (report is not None and report.code >= 10, findings) == (True, ())


@pytest.mark.parametrize("text", [None, b"", b"{}", b"[1", b"\xff", b'{"outputs": []}'])
def test_without_a_valid_report_nothing_can_be_said(text: bytes | None, folder: Path) -> None:
    (folder / "report.json").unlink()
    if text is not None:
        (folder / "report.json").write_bytes(text)
    report, findings = verify(folder)
    assert (report, [finding.code for finding in findings]) == (None, ["P502"])
    assert findings[0].found


def test_a_report_with_a_field_that_no_schema_has_is_not_valid(folder: Path) -> None:
    rewrite(folder, lambda report: report.update(approved=True))
    assert codes(folder) == ["P502"]


def test_no_folder_at_all_has_no_report(folder: Path) -> None:
    for place in (folder / "nowhere", folder / "report.json", Path("/"), Path("a\0b"), Path("\ud800")):
        assert codes(place) == ["P502"]


def test_links_are_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert codes(tmp_path / "link") == ["P502"]
    (folder / "wells.html").rename(tmp_path / "elsewhere.html")
    (folder / "wells.html").symlink_to(tmp_path / "elsewhere.html")
    assert codes(folder) == ["P503"]
    (folder / "report.json").rename(tmp_path / "report.json")
    (folder / "report.json").symlink_to(tmp_path / "report.json")
    assert codes(folder) == ["P502"]


def test_a_file_that_is_missing_or_no_file_is_named(folder: Path) -> None:
    (folder / "wells.html").unlink()
    (finding,) = verify(folder)[1]
    assert (finding.code, finding.expected) == ("P503", "wells.html")
    os.mkfifo(folder / "wells.html")  # nobody waits for its other end
    assert codes(folder) == ["P503"]


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data + b" ", lambda data: b"X" + data[1:]])
def test_a_file_that_was_changed_is_named(change: Callable[[bytes], bytes], folder: Path) -> None:
    file = folder / "wells.html"
    file.write_bytes(change(file.read_bytes()))
    (finding,) = verify(folder)[1]
    assert (finding.code, (finding.expected or "").split(",")[0]) == ("P504", "wells.html")


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "report.html"])
def test_what_the_report_does_not_name_is_foreign(name: str, folder: Path) -> None:
    (folder / name).touch()
    (finding,) = verify(folder)[1]
    assert (finding.code, finding.found) == ("P505", name)


def test_a_folder_inside_is_foreign_too_and_a_name_that_is_no_text_is_shown(folder: Path) -> None:
    (folder / os.fsdecode(b"w\xff")).mkdir()
    assert [(finding.code, finding.found) for finding in verify(folder)[1]] == [("P505", r"w\udcff")]


def test_a_json_that_is_no_resolution_is_found_whatever_its_digest(folder: Path) -> None:
    set_digest(folder, "wells.json", b'{"symbol": "A/RES/1/1"}')
    assert codes(folder) == ["P506"]
    set_digest(folder, "wells.json", b"\xff")
    assert codes(folder) == ["P506"]


@pytest.mark.parametrize("field", ["symbol", "language", "sha256"])
def test_a_json_of_another_document_is_found(field: str, folder: Path) -> None:
    rewrite(folder, lambda report: report.update({field: "other"}))
    assert codes(folder) == ["P506"]


@pytest.mark.parametrize(
    "change",
    [
        lambda report: report.update(status="review"),
        lambda report: report.update(code=1),
        lambda report: report.update(code=17, status="parsers_disagree"),
        lambda report: report.update(formats=["json", "html", "docx"]),
        lambda report: report["findings"].append({"code": "E201", "severity": "error", "message": "lost"}),
    ],
    ids=["status", "unknown code", "files without delivery", "format without file", "error delivered"],
)
def test_a_report_that_contradicts_itself_is_not_believed(
    change: Callable[[dict[str, Any]], None], folder: Path
) -> None:
    rewrite(folder, change)
    assert set(codes(folder)) == {"P507"}


@pytest.mark.parametrize("name", ["../wells/wells.html", "/wells.html", "report.json", "..", ""])
def test_a_name_that_leads_elsewhere_is_not_opened(name: str, folder: Path) -> None:
    rewrite(folder, lambda report: report["outputs"][1].update(file=name))
    assert codes(folder) == ["P505", "P507"]


def test_a_size_that_no_output_has_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.verify.LARGEST", 100)
    assert codes(folder) == ["P504", "P504"]


@pytest.mark.parametrize("name", ["a.json", "a.docx", "a.xml", "report.html"])
def test_a_document_of_an_output_folder_that_has_lost_its_report_is_missing(name: str, folder: Path) -> None:
    for place in ("a", "notes"):
        (folder.parent / place).mkdir()
    (folder.parent / "a" / name).touch()
    for other in ("a", "b.json", "a.json.txt"):
        (folder.parent / "notes" / other).touch()
    result = call("verify", str(folder.parent))
    assert (result.exit_code, "P502" in result.stdout) == (22, True)
    assert [line.split(": ")[0] for line in result.stdout.splitlines() if not line.startswith(" ")] == [
        str(folder.parent / "a"),
        str(folder),
    ]
