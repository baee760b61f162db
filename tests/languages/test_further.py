"""A language that the pipeline does not know needs one file and no code."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.languages.loader import further_languages, languages
from pipeline.model.canonical import canonical_json
from pipeline.model.outcome import Outcome
from pipeline.model.resolution import Resolution
from pipeline.run import convert_file, earlier_report
from pipeline.settings import Settings
from tests.normalise.test_six_languages import IDENTIFIERS, blocks
from tests.reading import found_blocks, reading
from tests.typeset import expected, parse, typeset

FOLDER = Path(__file__).with_name("further")
SOURCE = parse((FOLDER / "pt_assembly.txt").read_text("utf-8"))


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A resolution in the language."""
    path = tmp_path_factory.mktemp("papers") / "wells.pdf"
    path.write_bytes(typeset(SOURCE, tagged=True))
    return path


def test_one_file_is_enough_for_the_whole_tree(paper: Path, tmp_path: Path) -> None:
    report = convert_file(paper, tmp_path, Settings(to=("json", "docx", "pdf"), languages=FOLDER))
    assert (report.code, report.detail, report.findings) == (Outcome.OK.code, None, ())
    read = Resolution.model_validate_json((tmp_path / "wells" / "wells.json").read_text("utf-8"))
    assert found_blocks(read) == expected(SOURCE)
    assert tuple(block.id for block in blocks(read)) == IDENTIFIERS
    assert (read.language, read.organ, read.iri.rpartition("/")[2]) == ("pt", "general-assembly", "por@")
    assert (read.masthead.issued, read.adoption.date) == ("2036-12-11", "2036-12-04")
    assert read.masthead.session is not None
    assert read.masthead.session.ordinal == 91
    assert read.conservation.unaccounted == 0


def test_without_its_file_the_paper_is_refused(paper: Path, tmp_path: Path) -> None:
    assert convert_file(paper, tmp_path, Settings(to=("json",))).code == Outcome.NOT_RESOLUTION.code


def test_a_further_language_is_known_only_while_its_context_lasts() -> None:
    known = set(languages())
    with further_languages(FOLDER):
        assert set(languages()) == {*known, "pt"}
    assert set(languages()) == known


@pytest.mark.parametrize("text", [None, "tag = ", 'tag = "xx"'], ids=["no folder", "no TOML", "missing keys"])
def test_a_folder_that_cannot_be_read_is_a_wrong_use(paper: Path, tmp_path: Path, text: str | None) -> None:
    folder = tmp_path / "languages"
    if text is not None:
        folder.mkdir()
        (folder / "xx.toml").write_text(text, "utf-8")
    report = convert_file(paper, tmp_path / "out", Settings(to=("json",), languages=folder))
    assert report.code == Outcome.USAGE.code
    assert str(folder) in (report.detail or "")


def test_a_result_is_out_of_date_when_the_file_of_its_language_is_changed_or_gone(paper: Path, tmp_path: Path) -> None:
    shutil.copy(FOLDER / "pt.toml", tmp_path)
    settings = Settings(to=("json",), languages=tmp_path)
    assert convert_file(paper, tmp_path / "out", settings).code == Outcome.OK.code
    assert earlier_report(paper, tmp_path / "out", settings) is not None
    assert earlier_report(paper, tmp_path / "out", Settings(to=("json",))) is None
    with (tmp_path / "pt.toml").open("a") as stream:
        stream.write("# another word\n")
    assert earlier_report(paper, tmp_path / "out", settings) is None


def test_every_command_knows_the_language_by_its_settings(
    paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RESOLUTION_LANGUAGES", str(FOLDER))
    shown = CliRunner().invoke(main, ["show", str(paper)])
    Path("wells.json").write_text(shown.stdout, "utf-8")
    Path("wells.en.json").write_bytes(canonical_json(reading("en_assembly").resolution))
    compared = CliRunner().invoke(main, ["compare", "wells.en.json", "wells.json"])
    assert (shown.exit_code, compared.exit_code) == (Outcome.OK.code, Outcome.OK.code)
    assert "pt" in compared.stdout.splitlines()[1].split()
    assert f"font for {named()}" in CliRunner().invoke(main, ["doctor"]).stdout


def named() -> str:
    """Return the name of the language, as its file says it."""
    with further_languages(FOLDER):
        return languages()["pt"].name
