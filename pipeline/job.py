"""What is known of a document while it goes through the stages, and the report that is made of it."""

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.errors import Stop
from pipeline.languages.loader import further_languages
from pipeline.model.canonical import printable
from pipeline.model.finding import Finding
from pipeline.model.outcome import Ledger, Outcome, Output, Report
from pipeline.model.pages import Pages
from pipeline.model.picture import Picture
from pipeline.model.resolution import Resolution
from pipeline.settings import Settings

DISTRIBUTION = "resolution-pipeline"
LIBRARIES = ("pdfplumber", "pypdfium2", "pikepdf", "pillow", "python-docx", "weasyprint", "pydantic")


@dataclass(frozen=True)
class Converted:
    """What was made of a document: its report, and the files to publish beside it."""

    report: Report
    files: Mapping[str, bytes]


@dataclass
class Job:
    """What is known of a document while it goes through the stages."""

    name: str
    sha256: str | None = None
    stage: str = "intake"
    count: int | None = None
    pages: Pages | None = None
    pictures: tuple[Picture, ...] = ()
    resolution: Resolution | None = None
    findings: list[Finding] = field(default_factory=list)
    agreement: dict[str, float] = field(default_factory=dict)
    ledger: Ledger | None = None
    outcome: Outcome = Outcome.OK
    """How a conversion ends that nothing stopped."""
    timings: dict[str, float] = field(default_factory=dict)
    since: float = field(default_factory=time.perf_counter)
    files: dict[str, bytes] = field(default_factory=dict)

    def begin(self, stage: str) -> None:
        """Begin a stage; the time since the last one began is that one's."""
        self.end_stage()
        self.stage = stage

    def end_stage(self) -> None:
        """Count the time since the stage began as its own."""
        now = time.perf_counter()
        self.timings[self.stage] = round(self.timings.get(self.stage, 0.0) + now - self.since, 4)
        self.since = now


def ended_by(job: Job, settings: Settings, work: Callable[[], None]) -> tuple[Outcome, str] | None:
    """Do some work on a document; return the outcome and the detail where it stops there, None where all goes well."""
    try:
        with further_languages(settings.languages):
            work()
    except Stop as stop:
        job.findings += stop.findings
        return stop.outcome, stop.detail
    except OSError as error:
        return Outcome.IO, f"{job.stage}: {error.filename or ''} {error.strerror or error}"
    except MemoryError:
        return Outcome.MEMORY, f"memory ran out in {job.stage}"
    except Exception as error:  # noqa: BLE001 - the one boundary: whatever a file does, it ends with a report
        return Outcome.INTERNAL, f"{type(error).__name__} in {job.stage}: {error}"[:500]
    return None


def report_of(job: Job, outcome: Outcome, detail: str | None, settings: Settings) -> Report:
    """Return the report of a job that ended so; it names the job's files, in the order of the formats asked for."""
    job.end_stage()
    files = job.files if outcome.publishes else {}
    return Report(
        input=job.name,
        sha256=job.sha256,
        pages=job.count,
        status=outcome.status,
        code=outcome.code,
        meaning=outcome.meaning,
        instruction=outcome.instruction,
        detail=None if detail is None else printable(" ".join(detail.split())),
        stage=job.stage,
        symbol=job.resolution.symbol if job.resolution else None,
        language=job.resolution.language if job.resolution else None,
        versions=versions_with(settings),
        formats=settings.to,
        conservation=job.resolution.conservation if job.resolution else None,
        ledger=job.ledger if outcome.publishes else None,
        timings=dict(job.timings),
        agreement=job.agreement,
        findings=tuple(_printable(finding) for finding in job.findings),
        outputs=tuple(
            output_of(name, written, data) for written, (name, data) in zip(settings.to, files.items(), strict=False)
        ),
    )


def output_of(name: str, written: str, data: bytes) -> Output:
    """Return how a report names a file: its name, the format it was written in, its digest and size."""
    return Output(file=name, format=written, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def stopped_report(report: Report, outcome: Outcome, detail: str, findings: tuple[Finding, ...]) -> Report:
    """Return a report of a conversion that publishing ended: with no outputs, and these findings besides."""
    changes = {
        "status": outcome.status,
        "code": outcome.code,
        "meaning": outcome.meaning,
        "instruction": outcome.instruction,
        "detail": printable(" ".join(detail.split())),
        "stage": "publish",
        "findings": (*report.findings, *findings),
        "outputs": (),
    }
    return report.model_copy(update=changes)


def _printable(finding: Finding) -> Finding:
    """Return a finding that can be written: what a damaged file holds may be no text."""
    said = {"expected": finding.expected, "found": finding.found}
    return finding.model_copy(update={name: text and printable(text) for name, text in said.items()})


def versions() -> dict[str, str]:
    """Return the versions of the programs that decide what comes out; none while they cannot be read."""
    try:
        return _versions()
    except (PackageNotFoundError, OSError):  # too many files are open: a report must be made all the same
        return {}


@cache
def _versions() -> dict[str, str]:
    return {name: version(name) for name in (DISTRIBUTION, *LIBRARIES)}


def versions_with(settings: Settings) -> dict[str, str]:
    """Return the versions, and the digest of each file of the user's that decides as much: languages, policy."""
    folder = settings.languages
    further = sorted(folder.glob("*.toml")) if folder else []
    policy = {"policy": _digest(settings.policy)} if settings.policy else {}
    return {**versions(), **{path.name: _digest(path) for path in further}, **policy}


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "unreadable"
