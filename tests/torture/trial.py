"""One attack: a file goes through the worker, and everything that must hold afterwards is looked at."""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf

from pipeline.model.outcome import Outcome, Report, report_schema
from pipeline.render.formats import load
from pipeline.run import convert_file
from pipeline.settings import Settings
from pipeline.worker.limits import seconds
from pipeline.worker.parent import Worker
from tests.torture.child import in_child
from tests.torture.walk import active

LATE = 2.0  # seconds over the limit that are allowed
CODES = frozenset(outcome.code for outcome in Outcome)


@dataclass(frozen=True)
class Trial:
    """How a file ended: its report, the seconds and the memory that it took, and every promise that was broken."""

    name: str
    report: Report
    seconds: float
    wall: float
    peak: int
    broken: tuple[str, ...]


@cache
def _validator() -> Any:
    return jsonschema.Draft202012Validator(report_schema())


def attempt(name: str, path: Path, output: Path, settings: Settings, worker: Worker) -> Trial:
    """Convert a file, and return how it ended."""
    began, worker.ended = time.monotonic(), None
    report = convert_file(path, output, settings, convert=worker.convert)
    wall = time.monotonic() - began
    used, peak = (worker.ended.seconds, worker.ended.peak) if worker.ended else (0.0, 0)
    broken = (
        *_of_report(report),
        *_of_limits(report, path, (used, peak), settings),
        *_of_folder(report, output / path.name.removesuffix(".pdf"), output),
        *_left_over(),
    )
    return Trial(name, report, used, wall, peak, broken)


def _of_report(report: Report) -> Iterator[str]:
    if report.code == Outcome.INTERNAL.code:
        yield f"code 70: {report.detail}"
    if report.code not in CODES:
        yield f"code {report.code} is in no document"
    try:
        _validator().validate(json.loads(report.model_dump_json(by_alias=True)))
    except jsonschema.ValidationError as error:
        yield f"the report is not valid: {error.message[:100]}"


def _of_limits(report: Report, path: Path, usage: tuple[float, int], settings: Settings) -> Iterator[str]:
    """A file whose pages cannot be counted has the time of one without; those of one that was killed are counted."""
    used, peak = usage
    pages = report.pages or (_pages(path) if report.code == Outcome.TIME.code else 0)
    if used > seconds(settings, pages) + LATE:
        yield f"{used:.1f} seconds of processor time, code {report.code}"
    if peak > settings.max_memory:
        yield f"{peak >> 20} MiB of memory"


def _pages(path: Path) -> int:
    """Return how many pages a file has; 0 where they cannot be counted."""
    return int(in_child(lambda: b"%d" % _counted(path)) or 0)


def _counted(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def _of_folder(report: Report, folder: Path, output: Path) -> Iterator[str]:
    """What stands in the output folder is what the report names, and nothing else."""
    names = {entry.name for entry in folder.iterdir()} if folder.is_dir() else set()
    wanted = {"report.json", *(item.file for item in report.outputs)}
    if names != wanted and report.code != Outcome.DESTINATION.code:
        yield f"{sorted(names ^ wanted)} in the output folder"
    hidden = [entry.name for entry in output.iterdir() if entry.name.startswith(".")]
    if hidden:
        yield f"{hidden} left beside it"
    for item in report.outputs:
        for found in active(item.format, (folder / item.file).read_bytes()):
            yield f"{item.file}: {found}"


def _left_over() -> Iterator[str]:
    """No process is left but the leaf."""
    listing = Path(f"/proc/self/task/{os.getpid()}/children")
    children = listing.read_text("ascii").split() if listing.exists() else []
    for leaf in children:
        below = Path(f"/proc/{leaf}/task/{leaf}/children")
        if below.exists() and below.read_text("ascii").split():
            yield f"process {leaf} has children left"


def shown(folder: Path, report: Report) -> dict[str, str]:
    """Return the text that each published output shows, by format."""
    return {item.format: load(item.format).shown((folder / item.file).read_bytes()) for item in report.outputs}
