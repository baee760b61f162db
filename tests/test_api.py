"""The door for Python programs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import Converter, convert, convert_many
from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.publish.names import stem
from pipeline.settings import Settings
from tests.reading import pdf

JSON = Settings(to=("json",))


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "wells.pdf"
    path.write_bytes(pdf("en_masthead"))
    return path


def test_a_file_becomes_an_object_with_outcome_report_files_and_resolution(paper: Path) -> None:
    done = convert(paper, to=["json"])
    assert done.outcome is Outcome.OK
    assert done.resolution is not None
    assert (done.resolution.symbol, done.report.symbol) == ("A/RES/91/4", "A/RES/91/4")
    assert (list(done.files), done.folder) == (["wells.json"], None)


def test_bytes_and_a_path_give_the_same(paper: Path) -> None:
    assert convert(paper, settings=JSON).files == convert(paper.read_bytes(), settings=JSON, name="wells.pdf").files


def test_what_is_published_is_what_is_returned(paper: Path, tmp_path: Path) -> None:
    done = convert(str(paper), tmp_path / "out", settings=JSON)
    assert done.folder == tmp_path / "out" / "wells"
    assert done.files["wells.json"] == (tmp_path / "out" / "wells" / "wells.json").read_bytes()


@pytest.mark.parametrize("source", [b"no", Path("absent.pdf")])
def test_no_input_raises(source: bytes | Path) -> None:
    done = convert(source, settings=JSON)
    assert (done.outcome.publishes, done.files, done.resolution) == (False, {}, None)
    assert done.report.instruction


@pytest.mark.parametrize("name", ["..", "a/..", "a\0b.pdf"])
def test_a_name_that_can_be_none_is_an_outcome_too(name: str, paper: Path, tmp_path: Path) -> None:
    for output in (None, tmp_path / "out"):
        done = convert(paper.read_bytes(), output, settings=JSON, name=name)
        assert (done.outcome, done.files, bool(done.report.detail)) == (Outcome.IO, {}, True)


@pytest.mark.parametrize("name", ["x" * 300 + ".pdf", "é" * 300, "w\udcffll.pdf", "\ud800.pdf"])
def test_bytes_are_published_under_the_name_that_a_file_would_have(name: str, paper: Path, tmp_path: Path) -> None:
    done = convert(paper.read_bytes(), tmp_path / "out", settings=JSON, name=name)
    assert (done.outcome, done.folder) == (Outcome.OK, tmp_path / "out" / stem(Path(name)))


def test_bytes_for_which_there_is_no_private_place_are_an_outcome_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with Converter(JSON) as converter:
        monkeypatch.setattr("tempfile.tempdir", "/absent")
        done = converter.convert(b"%PDF-", name="a.pdf")
    assert (done.outcome, done.report.input) == (Outcome.IO, "a.pdf")
    assert "No such file" in (done.report.detail or "")


def test_a_format_that_is_not_known_raises(paper: Path) -> None:
    with pytest.raises(ValueError, match="odt"):
        convert(paper, to=["odt"])


def test_a_converter_keeps_its_worker_and_survives_a_document_that_does_not(paper: Path) -> None:
    with Converter(Settings(to=("json",), mock="crash@bad.pdf")) as converter:
        codes = [converter.convert(paper.read_bytes(), name=name).report.code for name in ("a.pdf", "bad.pdf", "b.pdf")]
    assert codes == [0, 16, 0]


def test_many_documents_give_a_record_each(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    for name in ("a", "b"):
        (tmp_path / "papers" / f"{name}.pdf").write_bytes(pdf("en_masthead"))
    records = list(convert_many([tmp_path / "papers", "absent.pdf"], tmp_path / "out", jobs=2, settings=JSON))
    assert sorted((Path(record.input).name, record.code) for record in records) == [
        ("a.pdf", 0),
        ("absent.pdf", 30),
        ("b.pdf", 0),
    ]


def test_many_documents_are_refused_as_one_is_where_the_call_is_wrong(paper: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="odt"):
        convert_many([paper], tmp_path / "out", settings=Settings(to=("odt",)))
    with pytest.raises(Stop, match="absent"):
        convert_many([paper], tmp_path / "out", settings=Settings(to=("json",), policy=Path("absent.toml")))


def test_the_package_loads_nothing_before_it_is_asked() -> None:
    code = "import pipeline, sys; sys.exit('pipeline.run' in sys.modules or 'weasyprint' in sys.modules)"
    root = str(Path(__file__).parents[1])
    assert (
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": root}, check=False).returncode
        == 0
    )
