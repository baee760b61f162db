"""The papers of the corpus, and their conversion by two processes."""

import csv
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from pipeline.model.outcome import Report
from pipeline.run import convert_file
from pipeline.settings import Settings

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPUS = SHARED / "corpus"
SCORER = SHARED / "tools" / "score.py"
WORKERS = 2
WHOLE = 12  # so many papers, spread over all, are converted to every format


@dataclass(frozen=True)
class Group:
    """A part of the corpus: its folder, its language, and how the symbols of its papers begin."""

    folder: str
    language: str
    symbol: str = ""

    def rows(self) -> list[dict[str, str]]:
        """Return the pairs of the group, with the paths of PDF and XML made absolute."""
        folder = CORPUS / self.folder
        with (folder / "pairs.tsv").open(encoding="utf-8", newline="") as stream:
            rows = [
                row
                for row in csv.DictReader(stream, delimiter="\t")
                if row["lang"] == self.language and row["symbol"].startswith(self.symbol)
            ]
        return [row | {"pdf": str(folder / row["pdf"]), "xml": str(folder / row["xml"])} for row in rows]


GROUPS = {
    "real, English": Group("real", "en"),
    "facsimile, Chinese, General Assembly": Group("facsimile", "zh", "A/RES/"),
    "seed, Chinese": Group("seed", "zh"),
}


def papers() -> list[Path]:
    """Return every paper of every group, in order."""
    return [Path(row["pdf"]) for group in GROUPS.values() for row in group.rows()]


def whole() -> list[Path]:
    """Return the papers that are converted to every format: every n-th."""
    every = papers()
    return every[:: max(1, -(-len(every) // WHOLE))]


def convert_all(output: Path, further: Iterable[Path] = ()) -> dict[Path, Report]:
    """Convert every paper and further ones into a folder, to JSON and some to every format; return the reports."""
    full = set(whole())
    jobs = [
        (path, output, ("json", "docx", "pdf") if path in full else ("json",))
        for path in dict.fromkeys((*papers(), *further))
    ]
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        reports: Iterable[Report] = pool.map(_convert, jobs, chunksize=4)
        return {job[0]: report for job, report in zip(jobs, reports, strict=True)}


def _convert(job: tuple[Path, Path, tuple[str, ...]]) -> Report:
    path, output, formats = job
    return convert_file(path, output, Settings(to=formats))
