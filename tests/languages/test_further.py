"""A language that the pipeline does not know needs one file and no code."""

from pathlib import Path

import pytest

from pipeline.languages.loader import further_languages, languages
from pipeline.model.outcome import Outcome
from pipeline.model.resolution import Resolution
from pipeline.run import convert_file, earlier_report
from pipeline.settings import Settings
from tests.normalise.test_six_languages import IDENTIFIERS, blocks
from tests.reading import found_blocks
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


def test_nothing_is_taken_for_unchanged_with_further_languages(paper: Path, tmp_path: Path) -> None:
    settings = Settings(to=("json",), languages=FOLDER)
    assert convert_file(paper, tmp_path, settings).code == Outcome.OK.code
    assert earlier_report(paper, tmp_path, settings) is None
    assert earlier_report(paper, tmp_path, Settings(to=("json",))) is not None
