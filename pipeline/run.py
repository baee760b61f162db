"""One document through all stages, on one screen."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import Stop
from pipeline.extract.pictures import draw_pages
from pipeline.extract.read import extract
from pipeline.intake.check import check_file
from pipeline.intake.copy import Source, digest_of, take_copy
from pipeline.intake.spool import private_spool
from pipeline.job import Converted, Job, ended_by, output_of, report_of, stopped_report, versions_with
from pipeline.ledger.check import Printed, count, printed
from pipeline.model.canonical import canonical_json, printable
from pipeline.model.finding import Finding, Severity
from pipeline.model.outcome import DELIVERED, Ledger, Outcome, Report
from pipeline.model.resolution import Resolution, SourceFile
from pipeline.normalise.build import normalise
from pipeline.normalise.check import check_resolution
from pipeline.policy import read_policy
from pipeline.publish.folder import publish
from pipeline.publish.names import REPORT, REVIEW, place_of, require_own_name, stem
from pipeline.publish.standing import standing_report, stands
from pipeline.render.formats import Format, load
from pipeline.review.check import check_review
from pipeline.review.document import write_review
from pipeline.settings import Settings

Progress = Callable[[str], None]
Convert = Callable[[Source, Settings, Progress], Converted]


def _quiet(_stage: str) -> None:
    """Say nothing of the stages."""


def _ignored(_pages: int) -> None:
    """Do nothing with the number of pages."""


def convert_file(
    path: Path, output: Path, settings: Settings, progress: Progress = _quiet, convert: Convert | None = None
) -> Report:
    """Convert one PDF into `output/STEM/`, and return its report. Every outcome is a report; none is an exception.

    Args:
        path: the PDF.
        output: the folder that holds one folder a document.
        settings: formats and limits.
        progress: called with the name of each stage as it begins.
        convert: what makes report and files of the private copy. By default it is this process itself, which a bad
            file may hang or take down; `Worker.convert` does it in a process of its own.
    """
    return convert_timed(path, output, settings, progress, convert)[0]


def convert_timed(
    path: Path, output: Path, settings: Settings, progress: Progress = _quiet, convert: Convert | None = None
) -> tuple[Report, Mapping[str, float]]:
    """Do what `convert_file` does; return the report as it was published, and the seconds of each stage besides."""
    try:
        destination = place_of(path, output)
    except Stop as stop:  # there is no place for a report either
        report = report_of(Job(printable(path.name)), stop.outcome, stop.detail, settings)
        return _untimed(stopped_report(report, stop.outcome, stop.detail, ())), {}
    converted = convert_unpublished(path, settings, progress, convert)
    begun = time.perf_counter()
    progress("publish")
    report = published(converted, destination, settings)
    return report, {**converted.report.timings, "publish": round(time.perf_counter() - begun, 4)}


def convert_unpublished(
    path: Path, settings: Settings, progress: Progress = _quiet, convert: Convert | None = None
) -> Converted:
    """Return what is made of one PDF, with nothing written but in private places. Every outcome is a report.

    Args:
        path: the PDF.
        settings: formats and limits.
        progress: called with the name of each stage as it begins.
        convert: what makes report and files of the private copy, as for `convert_file`.
    """
    job = Job(printable(path.name))
    done: list[Converted] = []

    def work() -> None:
        _begin(job, "intake", progress)
        require_own_name(path)
        with private_spool() as spool:
            source = take_copy(path, spool, settings)
            job.sha256 = source.sha256
            done.append((convert or convert_copy)(source, settings, progress))

    ended = ended_by(job, settings, work)
    return Converted(report_of(job, *ended, settings), {}) if ended else done[0]


def convert_copy(
    source: Source, settings: Settings, progress: Progress = _quiet, counted: Callable[[int], None] = _ignored
) -> Converted:
    """Return what is made of a private copy, in this process. Every outcome is a report; none is an exception.

    Args:
        source: the copy.
        settings: formats and limits.
        progress: called with the name of each stage as it begins.
        counted: called with the number of pages, once it is known.
    """
    job = Job(printable(source.name), source.sha256)
    ended = ended_by(job, settings, lambda: _stages(job, source, settings, progress, counted))
    outcome, detail = ended or (job.outcome, None)
    report = report_of(job, outcome, detail, settings)
    if job.pictures:
        failed = ended_by(job, settings, lambda: _review(job, report, progress))
        if failed is None:
            named = (*report.outputs, output_of(REVIEW, "review", job.files[REVIEW]))
            report = report.model_copy(update={"outputs": named})
        elif ended is None:
            report = report_of(job, *failed, settings)
    return Converted(report, {item.file: job.files[item.file] for item in report.outputs})


def _stages(job: Job, source: Source, settings: Settings, progress: Progress, counted: Callable[[int], None]) -> None:
    policy = read_policy(settings.policy)
    facts, damage = check_file(source.path, settings)
    job.count = facts.pages
    counted(facts.pages)
    _add(job, damage, Outcome.DAMAGED)
    if settings.review:
        _begin(job, "pictures", progress)
        job.pictures = draw_pages(source.path)
    _begin(job, "extract", progress)
    extracted = extract(source.path, settings)
    job.pages = extracted.pages
    _add(job, extracted.findings, Outcome.DISAGREE)
    _begin(job, "normalise", progress)
    file = SourceFile(
        file=job.name,
        sha256=source.sha256,
        pages=facts.pages,
        producer=facts.producer,
        tagged=extracted.pages.tagged,
    )
    try:
        normalised = normalise(extracted.pages, file)
    except ValidationError as error:
        raise Stop(Outcome.MODEL, f"the model refuses what was read: {error}"[:500]) from error
    job.resolution, job.agreement = normalised.resolution, normalised.agreement
    _add(job, check_resolution(extracted.pages, job.resolution, normalised.fates), Outcome.CONSERVATION)
    _render(job, job.resolution, printed(extracted.pages, normalised.fates), settings, progress)
    job.outcome = policy.outcome(job.findings)


def _render(job: Job, resolution: Resolution, source: Printed, settings: Settings, progress: Progress) -> None:
    """Write each format and check it: against the model, and against what the source shows."""
    found: dict[str, int] = {}
    for name in settings.to:
        _begin(job, f"render {name}", progress)
        output = _loaded(name)
        data = output.write(resolution)
        _add(job, tuple(output.check(data, resolution)), Outcome.OUTPUT)
        counted = count(source, name, output.shown(data))
        _add(job, counted.findings, Outcome.CONSERVATION)
        found[name] = counted.found
        job.files[f"{stem(Path(job.name))}.{output.suffix}"] = data
    job.ledger = Ledger(glyphs=source.glyphs, furniture=source.furniture_glyphs, found=found)


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
    job.begin(stage)
    progress(stage)


def _add(job: Job, findings: tuple[Finding, ...], outcome: Outcome) -> None:
    """Keep a check's findings; an error among them ends the conversion with that check's outcome."""
    job.findings += findings
    error = next((finding for finding in findings if finding.severity is Severity.ERROR), None)
    if error is not None:
        place = f" on page {error.page}" if error.page else ""
        raise Stop(outcome, f"{error.code}{place}: {error.message}")


def published(converted: Converted, destination: Path, settings: Settings, sha256: str | None = None) -> Report:
    """Publish files and report, or the report alone; a failure becomes the report that is returned.

    Args:
        converted: what was made of a document.
        destination: its folder in the output.
        settings: whether the report tells times.
        sha256: as `publish` takes it.
    """
    report = converted.report if settings.timings else _untimed(converted.report)
    try:
        publish(destination, {**converted.files, REPORT: canonical_json(report)}, sha256)
    except Stop as stop:
        return stopped_report(report, stop.outcome, stop.detail, stop.findings)
    return report


def _untimed(report: Report) -> Report:
    return report.model_copy(update={"timings": {}})


def earlier_report(path: Path, output: Path, settings: Settings) -> Report | None:
    """Return the report of an earlier conversion, where this one would give the same again; else None.

    It would where it went well, file, versions, formats and the wish for a review are the same, and what was published
    still stands unchanged.
    """
    try:
        folder = place_of(path, output)
        report = standing_report(folder)
        reviewed = any(item.file == REVIEW for item in report.outputs)
        same = (report.versions, report.formats, reviewed) == (versions_with(settings), settings.to, settings.review)
        if not same or report.code not in DELIVERED or digest_of(path, settings) != report.sha256:
            return None
        return report if stands(folder, report) else None
    except (OSError, ValueError, Stop):
        return None
