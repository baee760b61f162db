"""Every call of the operating system in a publication, and in a whole conversion, fails once with each error.

Whatever fails: the outcome is named, what can be seen is a whole result, old or new, nothing stays open, and the next
run gives the bytes that an undisturbed one gives and leaves nothing hidden behind.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from shutil import rmtree
from unittest.mock import patch

from pipeline.errors import Stop
from pipeline.intake.copy import Source
from pipeline.job import Converted, Job, output_of, report_of
from pipeline.model.outcome import Outcome, Report
from pipeline.publish import disk
from pipeline.publish.folder import publish
from pipeline.publish.names import hidden
from pipeline.run import Convert, convert_file, earlier_report
from pipeline.settings import Settings
from pipeline.worker.parent import Worker
from tests.publish.results import NEW, OLD, beside, held, unsupported
from tests.reading import pdf
from tests.torture.row import Row
from tests.torture.scale import Scale
from tests.torture.shim import ERRORS, FAILS, Shim, failing

JSON = Settings(to=("json",))
WITH_WORKER = 0.03  # of the errors at each call: a conversion takes its time
NAMED = (Outcome.IO, Outcome.DESTINATION)
Attack = Callable[[Path, Shim], str | None]


@dataclass(frozen=True)
class Start:
    """What a publication finds: an earlier result, what a killed run left, a system that exchanges folders."""

    name: str
    earlier: bool = False
    left: bool = False
    exchanges: bool = True


STARTS = (
    Start("nothing stands there"),
    Start("an earlier result", earlier=True),
    Start("an earlier result, and what a killed run left", earlier=True, left=True),
    Start("an earlier result, where folders cannot be exchanged", earlier=True, exchanges=False),
)


def run(scale: Scale) -> tuple[Row, ...]:
    """Attack publications and conversions; in a short form, at each call with some of the errors, in turn."""
    rows = [_row(f"publish, {start.name}", publication(start), scale.share) for start in STARTS]
    rows += [_row("convert_file, its converter given", conversion(converter), scale.share)]
    rows += [_row("what stands is looked at", look, scale.share)]
    with Worker() as worker:
        rows += [_row("convert_file, with a worker", conversion(worker.convert), scale.share * WITH_WORKER)]
    return tuple(rows)


def _row(what: str, attack: Attack, share: float) -> Row:
    tried, wrong = attacked(attack, share)
    told = f"; first: {wrong[0]}" if wrong else ""
    return Row(f"each system call fails: {what}", tried, len(wrong), "0", f"{len(wrong)}{told}")


def attacked(attack: Attack, share: float) -> tuple[int, list[str]]:
    """Let each call of an attack fail in each way, or in a share of them; return how often, and what went wrong."""
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder, spools_in(Path(folder)):
        numbers = count()
        counted = Shim()
        attack(Path(folder) / "counted", counted)
        cases = [(number, error, way) for number in range(1, counted.calls + 1) for way in FAILS for error in ERRORS][
            :: round(1 / share)
        ]
        wrong = []
        for number, error, way in cases:
            place = Path(folder) / str(next(numbers))
            shim = Shim(number, error, way)
            opened = _opened()
            said = attack(place, shim) or (_opened() > opened and "a file stays open") or _left_in(Path(folder))
            if said:
                wrong.append(f"call {number} ({', '.join(shim.failed[:1])}: {os.strerror(error)}, {way.value}): {said}")
            rmtree(place)
        return len(cases), wrong


def _left_in(folder: Path) -> str | None:
    spools = [entry.name for entry in folder.iterdir() if entry.name.startswith("resolution-")]
    return f"the next run leaves {spools}" if spools else None


def publication(start: Start) -> Attack:
    """Return an attack on a publication."""

    def attack(place: Path, shim: Shim) -> str | None:
        destination = prepared(start, place)
        with patch.object(disk, "_rename", disk._rename if start.exchanges else unsupported):
            with failing(shim):
                stop = _stopped(lambda: publish(destination, NEW))
            said = _judged(stop, held(destination), allowed(start))
            return said or again(lambda: publish(destination, NEW), destination, NEW)

    return attack


def prepared(start: Start, place: Path) -> Path:
    """Make what a publication finds, and return its destination."""
    destination = place / "A"
    place.mkdir()
    if start.earlier:
        publish(destination, OLD)
    if start.left:
        (place / hidden("A", 0)).mkdir()
        (place / hidden("A", 0) / "A.json").write_bytes(b"half")
    return destination


def allowed(start: Start) -> tuple[dict[str, bytes] | None, ...]:
    """Return what may be seen after a publication that was disturbed; the last is what was to be published."""
    return (OLD, NEW) if start.earlier and start.exchanges else (None, OLD, NEW)


def _judged(stop: Stop | None, stands: object, may_stand: tuple[object, ...]) -> str | None:
    if stop is not None and stop.outcome not in NAMED:
        return f"the outcome is {stop.outcome.status}"
    if stop is None and stands != may_stand[-1]:
        return "it is said to be published, and is not"
    return None if stands in may_stand else "what can be seen is no whole result"


def again(work: Callable[[], object], destination: Path, wanted: dict[str, bytes]) -> str | None:
    """Run once more, undisturbed; return what is wrong then."""
    work()
    if held(destination) != wanted:
        return "the next run gives something else"
    left = [name for name in beside(destination) if name.startswith(".")]
    return f"the next run leaves {left}" if left else None


def _stopped(work: Callable[[], None]) -> Stop | None:
    try:
        work()
    except Stop as stop:
        return stop
    return None


def converter(source: Source, settings: Settings, _progress: Callable[[str], None]) -> Converted:
    """Return a result that depends on the copy alone."""
    data = source.path.read_bytes()[::-1]
    report = report_of(Job(source.name, source.sha256), Outcome.OK, None, settings)
    name = f"{source.name[:-4]}.json"
    return Converted(report.model_copy(update={"outputs": (output_of(name, "json", data),)}), {name: data})


def conversion(convert: Convert) -> Attack:
    """Return an attack on a whole conversion that replaces an earlier result."""

    def attack(place: Path, shim: Shim) -> str | None:
        place.mkdir()
        paper, destination = place / "A.pdf", place / "out" / "A"
        paper.write_bytes(pdf("en_points"))
        convert_file(paper, place / "out", JSON, convert=converter)
        old = held(destination)
        paper.write_bytes(pdf("en_masthead"))
        convert_file(paper, place / "undisturbed", JSON, convert=convert)
        new = held(place / "undisturbed" / "A") or {}
        with failing(shim):
            report = convert_file(paper, place / "out", JSON, convert=convert)
        said = _report_judged(report, held(destination) or {}, old or {}, new)
        return said or again(lambda: convert_file(paper, place / "out", JSON, convert=convert), destination, new)

    return attack


def _report_judged(
    report: Report, stands: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]
) -> str | None:
    if report.code not in (Outcome.OK.code, *(outcome.code for outcome in NAMED)):
        return f"the outcome is {report.status}: {report.detail}"
    if report.code == Outcome.OK.code and stands != new:
        return "it is said to be published, and is not"
    if stands not in (old, new) and list(stands) != ["report.json"]:
        return "what can be seen is no whole result"
    Report.model_validate_json(stands["report.json"])
    return None


def look(place: Path, shim: Shim) -> str | None:
    """Attack the look at what stands: it says that it stands, or that one must convert again."""
    place.mkdir()
    paper = place / "A.pdf"
    paper.write_bytes(b"%PDF- old")
    report = convert_file(paper, place / "out", JSON, convert=converter)
    with failing(shim):
        found = earlier_report(paper, place / "out", JSON)
    return None if found in (None, report) else "it says something else"


def in_memory() -> Path | None:
    """Return a folder in memory, where the system has one: thousands of syncs of a disk take long."""
    folder = Path("/dev/shm")  # noqa: S108 - only where it is looked for
    return folder if os.access(folder, os.W_OK) else None


@contextmanager
def spools_in(folder: Path) -> Iterator[None]:
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def _opened() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0
