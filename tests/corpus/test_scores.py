"""The corpus: official papers and facsimiles, scored against the machine-readable editions. Floors only rise."""

import contextlib
import csv
import importlib.util
import io
import json
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.model.outcome import Report
from tests.corpus.cuts import FLOORS as CUT_FLOORS
from tests.corpus.cuts import Row, cut, names
from tests.corpus.papers import GROUPS, SCORER, papers, whole

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

FIGURES = ("paragraphs", "precision", "levels", "spacing", "notes", "anchors", "metadata", "links", "perfect")
# A little below what was measured; never below what the project promises.
FLOORS = {
    "real, English": (0.997, 0.996, 0.993, 0.999, 0.995, 0.999, 0.999, 0.999, 0.950),
    "facsimile, Chinese, General Assembly": (0.997, 0.997, 0.999, 0.996, 0.999, 0.999, 0.999, 0.999, 0.920),
    "seed, Chinese": (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
}


@pytest.fixture(scope="module")
def scorer() -> Iterator[ModuleType]:
    """The program that scores, loaded from where it stands."""
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    path = list(sys.path)
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = path


def scored(scorer: ModuleType, rows: list[Row], output: Path, folder: Path) -> tuple[dict[str, Any], str]:
    """Return the scores of the papers, and the table that the program prints."""
    pairs, report = folder / "pairs.tsv", folder / "scores.json"
    with pairs.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter="\t")
        writer.writeheader()
        writer.writerows(rows)
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the program leaves the closing of its files to Python
        patch.setattr(sys, "argv", ["score.py", str(pairs), str(output), "--worst", "5", "--json", str(report)])
        scorer.main()
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return found, printed.getvalue()


def below(found: dict[str, Any], floors: dict[str, float]) -> tuple[dict[str, float], dict[str, tuple[float, float]]]:
    """Return the figures of some papers, and those that are below their floor, with it."""
    assert found["missing"] == []
    figures = {figure: round(found["summary"]["all"][figure], 4) for figure in FIGURES}
    return figures, {figure: (value, floors[figure]) for figure, value in figures.items() if value < floors[figure]}


def test_every_paper_is_delivered(reports: dict[Path, Report], sampled: list[Row]) -> None:
    failed = {path.name: (report.code, report.detail) for path, report in reports.items() if report.code not in (0, 3)}
    assert set(reports) == {*papers(), *(Path(row["pdf"]) for row in sampled)}
    assert len(papers()) > 200
    assert failed == {}


def test_no_glyph_is_unaccounted(reports: dict[Path, Report]) -> None:
    kept = {path.name: report.conservation for path, report in reports.items()}
    assert [name for name, conservation in kept.items() if conservation is None or conservation.unaccounted] == []


@pytest.mark.parametrize("name", GROUPS)
def test_scores_stay_above_their_floors(
    name: str,
    scorer: ModuleType,
    reports: dict[Path, Report],
    output: Path,
    scores: list[str],
    tmp_path: Path,
) -> None:
    found, table = scored(scorer, GROUPS[name].rows(), output, tmp_path)
    scores += [f"---- {name}: {len(GROUPS[name].rows())} papers of {len(reports)}", *table.splitlines()]
    assert below(found, dict(zip(FIGURES, FLOORS[name], strict=True)))[1] == {}


def test_every_cut_of_the_facsimiles_has_floors(sampled: list[Row]) -> None:
    assert names(sampled) == set(CUT_FLOORS)


@pytest.mark.parametrize("name", CUT_FLOORS)
def test_each_language_producer_and_organ_stays_above_its_floors(
    name: str,
    sampled: list[Row],
    scorer: ModuleType,
    reports: dict[Path, Report],
    output: Path,
    scores: list[str],
    tmp_path: Path,
) -> None:
    rows = cut(sampled, name)
    assert rows
    assert {Path(row["pdf"]) for row in rows} <= set(reports)
    found, _ = scored(scorer, rows, output, tmp_path)
    figures, failing = below(found, CUT_FLOORS[name])
    told = " ".join(f"{figure} {value:.4f}" for figure, value in figures.items())
    scores.append(f"facsimile, {name}, {len(rows)} papers: {told}")
    assert failing == {}


def test_every_nth_paper_is_written_in_every_format(reports: dict[Path, Report], output: Path) -> None:
    assert len(whole()) >= 12
    for path in whole():
        report = reports[path]
        assert (report.code in (0, 3), {item.format for item in report.outputs}) == (True, {"json", "docx", "pdf"})
        assert not [finding for finding in report.findings if finding.severity.value == "error"]
        for item in report.outputs:
            assert (output / path.name.removesuffix(".pdf") / item.file).stat().st_size == item.size
