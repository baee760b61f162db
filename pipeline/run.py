"""One document through all stages, on one screen."""

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import Stop
from pipeline.extract.pictures import draw_pages
from pipeline.extract.read import extract
from pipeline.intake.copy import digest_of
from pipeline.intake.take import take_in
from pipeline.languages.loader import further_languages
from pipeline.model.canonical import canonical_json, printable
from pipeline.model.finding import Finding, Severity
from pipeline.model.outcome import Outcome, Output, Report
from pipeline.model.pages import Pages
from pipeline.model.picture import Picture
from pipeline.model.resolution import Resolution, SourceFile
from pipeline.normalise.build import normalise
from pipeline.normalise.check import check_resolution
from pipeline.publish.folder import REPORT, REVIEW, publish, stem
from pipeline.render.formats import Format, load
from pipeline.review.check import check_review
from pipeline.review.document import write_review
from pipeline.settings import Settings

DISTRIBUTION = "resolution-pipeline"
LIBRARIES = ("pdfplumber", "pypdfium2", "pikepdf", "pillow", "python-docx", "weasyprint", "pydantic")
DELIVERED = (Outcome.OK.code, Outcome.REVIEW.code)
Progress = Callable[[str], None]


def _quiet(_stage: str) -> None:
    """Say nothing of the stages."""


@dataclass
class Job:
    """What is known of a document while it goes through the stages."""

    name: str
    stage: str = "intake"
    sha256: str | None = None
    pages: Pages | None = None
    pictures: tuple[Picture, ...] = ()
    resolution: Resolution | None = None
    findings: list[Finding] = field(default_factory=list)
    agreement: dict[str, float] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


def convert_file(path: Path, output: Path, settings: Settings, progress: Progress = _quiet) -> Report:
    """Convert one PDF into `output/STEM/`, and return its report. Every outcome is a report; none is an exception.

    Args:
        path: the PDF.
        output: the folder that holds one folder a document.
        settings: formats and limits.
        progress: called with the name of each stage as it begins.
    """
    job = Job(printable(path.name))
    ended = _stopped(job, settings, lambda: _stages(job, path, settings, progress))
    outcome, detail = ended or (_outcome(job), None)
    report = _report(job, outcome, detail, settings)
    if job.pictures:
        failed = _stopped(job, settings, lambda: _review(job, report, progress))
        if failed is None:
            report = _with_review(job, report)
        elif ended is None:
            report = _report(job, *failed, settings)
    return _published(job, report, output / stem(path), progress)


def _stopped(job: Job, settings: Settings, work: Callable[[], None]) -> tuple[Outcome, str] | None:
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


def _stages(job: Job, path: Path, settings: Settings, progress: Progress) -> None:
    if f"{stem(path).lower()}.json" == REPORT:
        raise Stop(Outcome.DESTINATION, f"the outputs of {job.name} would be named as the report is; rename the file")
    with tempfile.TemporaryDirectory(prefix="resolution-") as spool:
        _begin(job, "intake", progress)
        taken = take_in(path, Path(spool), settings)
        job.sha256 = taken.source.sha256
        _add(job, taken.findings, Outcome.DAMAGED)
        if settings.review:
            _begin(job, "pictures", progress)
            job.pictures = draw_pages(taken.source.path)
        _begin(job, "extract", progress)
        extracted = extract(taken.source.path, settings)
    job.pages = extracted.pages
    _add(job, extracted.findings, Outcome.DISAGREE)
    _begin(job, "normalise", progress)
    source = SourceFile(
        file=job.name,
        sha256=taken.source.sha256,
        pages=taken.facts.pages,
        producer=taken.facts.producer,
        tagged=extracted.pages.tagged,
    )
    try:
        normalised = normalise(extracted.pages, source)
    except ValidationError as error:
        raise Stop(Outcome.MODEL, f"the model refuses what was read: {error}"[:500]) from error
    job.resolution, job.agreement = normalised.resolution, normalised.agreement
    _add(job, check_resolution(extracted.pages, job.resolution, normalised.fates), Outcome.CONSERVATION)
    _render(job, job.resolution, settings, progress)


def _render(job: Job, resolution: Resolution, settings: Settings, progress: Progress) -> None:
    for name in settings.to:
        _begin(job, f"render {name}", progress)
        output = _loaded(name)
        data = output.write(resolution)
        _add(job, tuple(output.check(data, resolution)), Outcome.OUTPUT)
        job.files[f"{stem(Path(job.name))}.{output.suffix}"] = data


def _review(job: Job, report: Report, progress: Progress) -> None:
    """Write the page for review, of a conversion that went well or of one that failed, and check it."""
    stage = job.stage
    _begin(job, "review", progress)
    data = write_review(report, job.resolution, job.pictures)
    _add(job, check_review(data, report, job.resolution, job.pictures), Outcome.OUTPUT)
    job.files[REVIEW], job.stage = data, stage


def _loaded(name: str) -> Format:
    try:
        return load(name)
    except (ImportError, OSError) as error:  # WeasyPrint looks for its libraries when it is imported
        raise Stop(Outcome.OUTPUT, f"{name} cannot be written here, run `resolution doctor`: {error}"[:500]) from error


def _begin(job: Job, stage: str, progress: Progress) -> None:
    job.stage = stage
    progress(stage)


def _add(job: Job, findings: tuple[Finding, ...], outcome: Outcome) -> None:
    """Keep a check's findings; an error among them ends the conversion with that check's outcome."""
    job.findings += findings
    error = next((finding for finding in findings if finding.severity is Severity.ERROR), None)
    if error is not None:
        place = f" on page {error.page}" if error.page else ""
        raise Stop(outcome, f"{error.code}{place}: {error.message}")


def _outcome(job: Job) -> Outcome:
    review = any(finding.severity is Severity.REVIEW for finding in job.findings)
    return Outcome.REVIEW if review else Outcome.OK


def _report(job: Job, outcome: Outcome, detail: str | None, settings: Settings) -> Report:
    files = job.files if outcome.publishes else {}
    return Report(
        input=job.name,
        sha256=job.sha256,
        status=outcome.status,
        code=outcome.code,
        meaning=outcome.meaning,
        instruction=outcome.instruction,
        detail=None if detail is None else printable(" ".join(detail.split())),
        stage=job.stage,
        symbol=job.resolution.symbol if job.resolution else None,
        language=job.resolution.language if job.resolution else None,
        versions=_versions(settings),
        formats=settings.to,
        conservation=job.resolution.conservation if job.resolution else None,
        agreement=job.agreement,
        findings=tuple(_printable(finding) for finding in job.findings),
        outputs=tuple(
            _output(name, written, data) for written, (name, data) in zip(settings.to, files.items(), strict=False)
        ),
    )


def _output(name: str, written: str, data: bytes) -> Output:
    return Output(file=name, format=written, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def _with_review(job: Job, report: Report) -> Report:
    """Return a report that names the page for review, which could not name itself."""
    return report.model_copy(update={"outputs": (*report.outputs, _output(REVIEW, "review", job.files[REVIEW]))})


def _printable(finding: Finding) -> Finding:
    """Return a finding that can be written: what a damaged file holds may be no text."""
    said = {"expected": finding.expected, "found": finding.found}
    return finding.model_copy(update={name: text and printable(text) for name, text in said.items()})


def _published(job: Job, report: Report, destination: Path, progress: Progress) -> Report:
    """Publish the files and the report, or the report alone; a failure of the disk becomes the report returned."""
    _begin(job, "publish", progress)
    files = {item.file: job.files[item.file] for item in report.outputs}
    try:
        publish(destination, {**files, REPORT: canonical_json(report)})
    except Stop as stop:
        changes = {
            "status": stop.outcome.status,
            "code": stop.outcome.code,
            "meaning": stop.outcome.meaning,
            "instruction": stop.outcome.instruction,
            "detail": printable(" ".join(stop.detail.split())),
            "stage": "publish",
            "findings": (*report.findings, *stop.findings),
            "outputs": (),
        }
        return report.model_copy(update=changes)
    return report


def earlier_report(path: Path, output: Path, settings: Settings) -> Report | None:
    """Return the report of an earlier conversion, where this one would give the same again; else None.

    It would where it went well, file, versions, formats and the wish for a review are the same, and what was published
    still stands unchanged.
    """
    folder = output / stem(path)
    try:
        report = Report.model_validate_json((folder / REPORT).read_bytes())
        reviewed = any(item.file == REVIEW for item in report.outputs)
        same = (report.versions, report.formats, reviewed) == (_versions(settings), settings.to, settings.review)
        if not same or report.code not in DELIVERED or digest_of(path, settings) != report.sha256:
            return None
        stands = all(
            hashlib.sha256((folder / item.file).read_bytes()).hexdigest() == item.sha256 for item in report.outputs
        )
    except (OSError, ValueError, Stop):
        return None
    return report if stands else None


@cache
def versions() -> dict[str, str]:
    """Return the versions of the programs that decide what comes out."""
    return {name: version(name) for name in (DISTRIBUTION, *LIBRARIES)}


def _versions(settings: Settings) -> dict[str, str]:
    """Return the versions, and the digest of each file of a further language, which decides as much."""
    folder = settings.languages
    further = sorted(folder.glob("*.toml")) if folder else []
    return {**versions(), **{path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in further}}
