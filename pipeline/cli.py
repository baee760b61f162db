"""The commands; the only module that prints."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from pipeline.errors import Stop
from pipeline.model.finding import Severity
from pipeline.model.outcome import Outcome, Report
from pipeline.model.resolution import json_schema
from pipeline.settings import Settings

EXAMPLES = """
\b
Examples:
  resolution convert input --output output
  resolution convert A_RES_75_71.pdf --output out --to json,docx
  resolution convert papers/*.pdf --output out --json > events.jsonl
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="resolution-pipeline")
def main() -> None:
    """Publish United Nations resolutions from PDF as DOCX, accessible PDF and JSON.

    Outputs are unofficial copies; the United Nations is the source of their text.
    """


@main.command(epilog=EXAMPLES)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", "-o", required=True, type=click.Path(path_type=Path, file_okay=False), help="Output folder.")
@click.option("--to", help="Formats, set apart by commas.  [default: json,docx,pdf]")
@click.option("--again", is_flag=True, help="Convert also what is unchanged since the last run.")
@click.option("--quiet", "-q", is_flag=True, help="Print only what failed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line for each event.")
def convert(  # noqa: PLR0913 - Click hands over each option by its name
    paths: tuple[Path, ...], output: Path, to: str | None, again: bool, quiet: bool, as_json: bool
) -> None:
    """Convert PDFs, or all PDFs of folders, into OUTPUT/NAME/.

    Ends with the worst exit code of the documents: 0 ok, 3 delivered but needs review, 10 and higher not delivered.
    """
    from pipeline.run import convert_file, is_done

    settings = _settings(to)
    talk = _Talk(quiet, as_json)
    codes = []
    for path in _inputs(paths, talk):
        if not again and is_done(path, output, settings):
            talk.unchanged(path)
            codes.append(_earlier_code(path, output))
            continue
        talk.begin(path)
        report = convert_file(path, output, settings, talk.stage)
        talk.end(path, report)
        codes.append(report.code)
    talk.summary()
    if not codes:
        raise click.UsageError("no PDF found; name files ending in .pdf, or folders that hold some")
    sys.exit(max(codes))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--stage", type=click.Choice(["pages", "blocks", "resolution"]), default="resolution", show_default=True)
def show(file: Path, stage: str) -> None:
    """Print what one stage makes of FILE, to look into it."""
    from pipeline import inspection

    try:
        for line in inspection.lines(file, stage, _settings(None)):
            click.echo(line)
    except Stop as stop:
        _fail(f"{file.name}: {stop.detail}. {stop.outcome.instruction}", stop.outcome)


@main.command()
def schema() -> None:
    """Print the JSON Schema of NAME.json."""
    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@main.command()
def doctor() -> None:
    """Say what is installed, what is missing, and how to get it."""
    from pipeline.doctor import examine

    components = examine()
    for item in components:
        state = "ok     " if item.sufficient else "MISSING"
        click.echo(f"{state}  {item.name:28} {item.found or '-':16} {item.purpose}")
        if not item.sufficient:
            click.echo(f"         get it: {item.remedy}")
    sys.exit(Outcome.OK.code if all(item.sufficient for item in components) else Outcome.OUTPUT.code)


def _settings(to: str | None) -> Settings:
    from pipeline.render.formats import names

    given: dict[str, Any] = {} if to is None else {"to": tuple(part.strip() for part in to.split(",") if part.strip())}
    try:
        settings = Settings(**given)
    except ValidationError as error:
        raise click.UsageError(f"settings: {error.errors()[0]['loc']}: {error.errors()[0]['msg']}") from error
    unknown = [name for name in settings.to if name not in names()]
    if unknown or not settings.to:
        raise click.UsageError(f"unknown format {', '.join(unknown)!r}; there are {', '.join(names())}")
    return settings


def _inputs(paths: Iterable[Path], talk: "_Talk") -> Iterator[Path]:
    """Yield the files to convert: those named, and the PDFs of folders named, in order, each name once."""
    folders: set[str] = set()
    for path in paths:
        found = sorted(item for item in path.iterdir() if _is_pdf(item)) if path.is_dir() else [path]
        for item in found:
            if item.name.lower() in folders:
                talk.skipped(item)
            else:
                folders.add(item.name.lower())
                yield item


def _is_pdf(path: Path) -> bool:
    return path.suffix.lower() == ".pdf" and not path.name.startswith(".")


def _earlier_code(path: Path, output: Path) -> int:
    from pipeline.publish.folder import REPORT
    from pipeline.run import stem

    return Report.model_validate_json((output / stem(path) / REPORT).read_bytes()).code


def _fail(sentence: str, outcome: Outcome) -> None:
    click.echo(sentence, err=True)
    sys.exit(outcome.code)


class _Talk:
    """Says how a conversion goes on: a moving line on a terminal, plain lines otherwise, or JSON lines."""

    def __init__(self, quiet: bool, as_json: bool) -> None:
        self._quiet = quiet
        self._as_json = as_json
        self._live = not quiet and not as_json and sys.stdout.isatty()
        self._name = ""
        self._counts: dict[str, int] = {}

    def begin(self, path: Path) -> None:
        self._name = path.name
        self._event(event="begin", input=path.name)

    def stage(self, stage: str) -> None:
        self._event(event="stage", input=self._name, stage=stage)
        if self._live:
            click.echo(f"\r\x1b[K{self._name}: {stage}", nl=False)

    def end(self, path: Path, report: Report) -> None:
        self._count(report.status)
        self._event(event="end", input=path.name, status=report.status, code=report.code, detail=report.detail)
        if self._live:
            click.echo("\r\x1b[K", nl=False)
        if self._as_json or (self._quiet and report.code in (Outcome.OK.code, Outcome.REVIEW.code)):
            return
        for line in summary_lines(path.name, report):
            click.echo(line, err=self._quiet)

    def unchanged(self, path: Path) -> None:
        self._count("unchanged")
        self._event(event="unchanged", input=path.name)
        if not self._quiet and not self._as_json:
            click.echo(f"{path.name}: unchanged, not converted again")

    def skipped(self, path: Path) -> None:
        self._event(event="skipped", input=str(path), detail="another input has the same name")
        if not self._as_json:
            click.echo(f"{path}: skipped, since another input has the same name", err=True)

    def summary(self) -> None:
        self._event(event="summary", counts=self._counts)
        if not self._quiet and not self._as_json and sum(self._counts.values()) > 1:
            click.echo(", ".join(f"{count} {status}" for status, count in sorted(self._counts.items())))

    def _count(self, status: str) -> None:
        self._counts[status] = self._counts.get(status, 0) + 1

    def _event(self, **fields: Any) -> None:
        if self._as_json:
            click.echo(json.dumps(fields, ensure_ascii=False))


def summary_lines(name: str, report: Report) -> Iterator[str]:
    """Yield what a person needs to know of a report, in a few lines."""
    yield f"{name}: {report.status} ({report.code}), {report.meaning}"
    if report.detail:
        yield f"  {report.detail}"
    if report.conservation and not report.detail:
        kept = report.conservation
        yield f"  {report.symbol} [{report.language}]: {kept.glyphs} glyphs, {kept.unaccounted} unaccounted"
    shown = [finding for finding in report.findings if finding.severity is not Severity.NOTICE]
    for finding in shown[:5]:
        place = f"page {finding.page}: " if finding.page else ""
        seen = f" [{finding.found}]" if finding.found else ""
        yield f"  {finding.code} {place}{finding.message}{seen}"
    if len(shown) > 5:
        yield f"  and {len(shown) - 5} more in report.json"
    if report.code != Outcome.OK.code:
        yield f"  {report.instruction}"
