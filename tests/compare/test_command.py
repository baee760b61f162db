"""`resolution compare`: what it prints, and the code it ends with."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.compare.model import Comparison
from pipeline.model.resolution import Resolution
from tests.compare.cases import version

CHANGED = {"first": "深13米；"}


def compared(folder: Path, *resolutions: Resolution, options: tuple[str, ...] = ()) -> Result:
    """Write resolutions as files, and run the command on them."""
    files = [folder / f"{number}.json" for number in range(len(resolutions))]
    for file, resolution in zip(files, resolutions, strict=True):
        file.write_text(resolution.model_dump_json(by_alias=True), "utf-8")
    return CliRunner().invoke(main, ["compare", *options, *map(str, files)])


def test_versions_that_agree_end_with_0(tmp_path: Path) -> None:
    result = compared(tmp_path, version("en"), version("fr"), version("zh"))
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            "A/RES/79/500: the same",
            "                         en  fr  zh",
            "preambular paragraphs    2   2   2",
            "operative paragraphs     2   2   2",
            "points                   2   2   2",
            "notes                    1   1   1",
        ],
    )


def test_versions_that_differ_end_with_3_and_say_where(tmp_path: Path) -> None:
    result = compared(tmp_path, version("en"), version("zh", CHANGED))
    assert result.exit_code == 3
    assert result.stdout.splitlines()[-1].split() == ["para_1__point_a", "numbers", "!", "12", "13"]


def test_json_is_the_comparison_and_always_the_same(tmp_path: Path) -> None:
    results = [compared(tmp_path, version("en"), version("zh", CHANGED), options=("--json",)) for _ in range(2)]
    assert results[0].stdout == results[1].stdout
    found = Comparison.model_validate_json(results[0].stdout)
    assert (results[0].exit_code, found.agree, found.differences[0].values) == (3, False, (("12",), ("13",)))
    assert [edition["language"] for edition in json.loads(results[0].stdout)["editions"]] == ["en", "zh"]


@pytest.mark.parametrize(
    ("resolutions", "sentence"),
    [
        ((version("en"),), "at least two"),
        ((version("en"), version("en")), "both in English"),
        ((version("en"), version("fr", {"symbol": "A/RES/79/501"})), "A/RES/79/501"),
        ((version("en"), version("fr").model_copy(update={"language": "xx"})), "not known"),
    ],
)
def test_what_cannot_be_compared_is_refused_by_a_sentence(
    tmp_path: Path, resolutions: tuple[Resolution, ...], sentence: str
) -> None:
    result = compared(tmp_path, *resolutions)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff\xfe", b'{"schema_version": "0.1"}', b"[1]"])
def test_a_file_that_is_no_resolution_is_refused(tmp_path: Path, data: bytes) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(data)
    good = tmp_path / "good.json"
    good.write_text(version("en").model_dump_json(by_alias=True), "utf-8")
    for files in ([bad, good], [good, tmp_path / "none.json"], [good, tmp_path]):
        result = CliRunner().invoke(main, ["compare", *map(str, files)])
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
