"""The commands; the only module that prints."""

import json
import logging
import os
import signal
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click
from pydantic import ValidationError

from pipeline.errors import Stop
from pipeline.languages.loader import further_languages
from pipeline.model.canonical import printable
from pipeline.model.context import json_ld_context
from pipeline.model.finding import Severity
from pipeline.model.outcome import DELIVERED, Outcome, Report, report_schema
from pipeline.model.resolution import json_schema
from pipeline.publish.names import twin
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.compare.model import Comparison

STEERING = ("Cc", "Cs", "Zl", "Zp")  # categories of Unicode
REORDERING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")  # classes of its bidirectional algorithm

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
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it remarks on fonts without a box, which nothing needs


@main.command(epilog=EXAMPLES)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", "-o", required=True, type=click.Path(path_type=Path, file_okay=False), help="Output folder.")
@click.option("--to", help="Formats, set apart by commas.  [default: json,docx,pdf]")
@click.option("--review", is_flag=True, help="Write report.html too: each page of the source beside its text.")
@click.option("--again", is_flag=True, help="Convert also what is unchanged since the last run.")
@click.option("--quiet", "-q", is_flag=True, help="Print only what failed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line for each event.")
def convert(  # noqa: PLR0913 - Click hands over each option by its name
    paths: tuple[Path, ...], output: Path, to: str | None, review: bool, again: bool, quiet: bool, as_json: bool
) -> None:
    """Convert PDFs, or all PDFs of folders, into OUTPUT/NAME/.

    Ends with the worst exit code of the documents: 0 ok, 3 delivered but needs review, 10 and higher not delivered.
    """
    with _documented_ends():
        _refuse_own_output(paths, output)
        talk = _Talk(quiet, as_json)
        codes = list(_converted(paths, output, _settings(to, review), again, talk))
        talk.summary()
        if not codes:
            raise click.UsageError("no PDF found; name files ending in .pdf, or folders that hold some")
        sys.exit(max(codes))


def _converted(paths: Iterable[Path], output: Path, settings: Settings, again: bool, talk: "_Talk") -> Iterator[int]:
    """Convert files one after the other, and yield the exit code of each, and of each folder that cannot be listed."""
    from pipeline.run import convert_file, earlier_report
    from pipeline.worker.parent import Worker

    taken: dict[str, Path] = {}
    with Worker(os.environ) as worker:
        for path in _inputs(paths):
            if isinstance(path, Stop):
                talk.unreadable(path)
                yield path.outcome.code
                continue
            name = twin(path)
            if name in taken:
                if taken[name] != path.absolute():
                    talk.skipped(path)
                    yield Outcome.DESTINATION.code
                continue
            taken[name] = path.absolute()
            earlier = None if again else earlier_report(path, output, settings)
            if earlier is not None:
                talk.unchanged(path, earlier)
                yield earlier.code
                continue
            talk.begin(path)
            report = convert_file(path, output, settings, talk.stage, worker.convert)
            talk.end(path, report)
            yield report.code


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--stage", type=click.Choice(["pages", "blocks", "resolution"]), default="resolution", show_default=True)
def show(file: Path, stage: str) -> None:
    """Print what one stage makes of FILE, to look into it."""
    with _documented_ends():
        from pipeline.inspection import SHOWN
        from pipeline.intake.copy import take_copy
        from pipeline.intake.spool import private_spool
        from pipeline.worker.parent import Worker

        settings = _settings()
        with private_spool() as spool, Worker(os.environ) as worker:
            found = worker.inspect(take_copy(file, spool, settings), stage, settings)
        outcome = next(item for item in Outcome if item.code == found.report.code)
        if outcome is not Outcome.OK:
            raise Stop(outcome, found.report.detail or outcome.meaning)
        click.echo(found.files[SHOWN].decode("utf-8"), nl=False)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON.")
def compare(files: tuple[Path, ...], as_json: bool) -> None:
    """Compare language versions of one resolution, FILES as NAME.json, block by block.

    Ends with 0 where they agree, 3 where they differ. Behind a difference stands "!" where two versions say different
    things, and not one only less.
    """
    with _documented_ends():
        from pipeline.compare.compare import compare as compared
        from pipeline.compare.read import read_editions

        with further_languages(_settings().languages):
            found = compared(read_editions(files))
        if as_json:
            click.echo(found.model_dump_json(indent=2))
        else:
            for line in comparison_lines(found):
                click.echo(printable(line))
        sys.exit(Outcome.OK.code if found.agree else Outcome.REVIEW.code)


@main.command()
@click.option("--report", "form", flag_value="report", help="Print that of report.json instead.")
@click.option("--context", "form", flag_value="context", help="Print the JSON-LD context of NAME.json instead.")
def schema(form: str | None) -> None:
    """Print the JSON Schema of NAME.json."""
    with _documented_ends():
        printed = {"report": report_schema, "context": json_ld_context}.get(form or "", json_schema)
        click.echo(json.dumps(printed(), ensure_ascii=False, indent=2))


@main.command()
def doctor() -> None:
    """Say what is installed, what is missing, and how to get it."""
    with _documented_ends():
        from pipeline.doctor import examine

        with further_languages(_settings().languages):
            components = examine()
        for item in components:
            state = "ok     " if item.sufficient else "MISSING"
            click.echo(f"{state}  {item.name:28} {item.found or '-':16} {item.purpose}")
            if not item.sufficient:
                click.echo(f"         get it: {item.remedy}")
        sys.exit(Outcome.OK.code if all(item.sufficient for item in components) else Outcome.OUTPUT.code)


def _settings(to: str | None = None, review: bool = False) -> Settings:
    from pipeline.render.formats import names

    given: dict[str, Any] = {} if to is None else {"to": to}
    if review:
        given["review"] = True
    try:
        settings = Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise click.UsageError(f"settings: {place}: {first['msg']}") from error
    except ValueError as error:  # a settings file that is no TOML
        raise click.UsageError(f"settings: {error}") from error
    unknown = [name for name in settings.to if name not in names()]
    if unknown or not settings.to:
        raise click.UsageError(f"unknown format {', '.join(unknown)!r}; there are {', '.join(names())}")
    return settings


def _inputs(paths: Iterable[Path]) -> Iterator[Path | Stop]:
    """Yield the files to convert in order: those named, and the PDFs of folders named; why a folder gives none."""
    for path in paths:
        if not _is_folder(path):
            yield path
            continue
        try:
            found = sorted(item for item in path.iterdir() if _is_pdf(item))
        except OSError as error:
            yield Stop(Outcome.IO, f"{path}: {error.strerror or error}")
            continue
        yield from found


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # that it cannot be reached is said where it is opened
        return False


def _refuse_own_output(paths: Iterable[Path], output: Path) -> None:
    """Refuse folders that are the output folder, or lie in it: what was written would be read as input."""
    written = os.path.realpath(output)
    for path in paths:
        if _is_folder(path) and os.path.commonpath((os.path.realpath(path), written)) == written:
            raise click.UsageError(f"{shown(str(path))} is, or lies in, the output folder; name another with -o")


def _is_pdf(path: Path) -> bool:
    return path.suffix.lower() == ".pdf" and not path.name.startswith(".")


@contextmanager
def _documented_ends() -> Iterator[None]:
    """Let a command end with a documented exit code and a sentence, whatever happens in it; never with 1."""
    _end_as_interrupted()
    try:
        yield
    except Stop as stop:
        _fail(f"{stop.detail}. {stop.outcome.instruction}", stop.outcome)
    except KeyboardInterrupt:
        with suppress(OSError):
            click.echo(err=True)  # the line of the stage ends
        _fail(f"{Outcome.INTERRUPTED.meaning}. {Outcome.INTERRUPTED.instruction}", Outcome.INTERRUPTED)
    except BrokenPipeError:  # who read our output has gone; nothing more can be said
        _let_go(sys.stdout)
        sys.exit(Outcome.IO.code)
    except OSError as error:
        _let_go(sys.stdout)
        _fail(f"{error.filename or ''}: {error.strerror or error}. {Outcome.IO.instruction}", Outcome.IO)
    except (click.ClickException, click.exceptions.Exit):
        raise
    except Exception as error:  # noqa: BLE001 - the outermost boundary
        _fail(f"{type(error).__name__}: {error}. {Outcome.INTERNAL.instruction}", Outcome.INTERNAL)


def _end_as_interrupted() -> None:
    """Let the signals that ask a process to end do as the one of a keyboard does: everything is cleared away."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:  # who ignores one, as nohup does, wants that
            signal.signal(number, signal.default_int_handler)


def _fail(sentence: str, outcome: Outcome) -> NoReturn:
    try:
        click.echo(shown(sentence), err=True)
    except OSError:  # the exit code says it
        _let_go(sys.stderr)
    sys.exit(outcome.code)


def _let_go(stream: TextIO) -> None:
    """Turn a stream that cannot be written away, or Python ends with a code of its own when it closes it."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def shown(text: str) -> str:
    """Return a text as a line that a terminal may print: what would steer it, or reorder it, stands as an escape."""
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if unicodedata.category(character) in STEERING or unicodedata.bidirectional(character) in REORDERING
        else character
        for character in text
    )


class _Talk:
    """Says how a conversion goes on: a moving line on a terminal, plain lines otherwise, or JSON lines."""

    def __init__(self, quiet: bool, as_json: bool) -> None:
        self._quiet = quiet
        self._as_json = as_json
        self._live = not quiet and not as_json and sys.stdout.isatty()
        self._name = ""
        self._counts: dict[str, int] = {}
        self._broken: OSError | None = None

    def begin(self, path: Path) -> None:
        self._name = path.name
        self._event(event="begin", input=printable(path.name))

    def stage(self, stage: str) -> None:
        """Tell of a stage; where nobody can be told, the document must not suffer, and its end says so."""
        try:
            self._event(event="stage", input=printable(self._name), stage=stage)
            if self._live:
                click.echo(f"\r\x1b[K{shown(self._name)}: {stage}", nl=False)
        except OSError as error:
            self._broken = error

    def end(self, path: Path, report: Report) -> None:
        self._count(report.status)
        if self._broken:
            raise self._broken
        self._event(
            event="end", input=printable(path.name), status=report.status, code=report.code, detail=report.detail
        )
        if self._live:
            click.echo("\r\x1b[K", nl=False)
        unwritten = report.stage == "publish"  # then there is no report.json that says it
        if not unwritten and (self._as_json or (self._quiet and report.code in DELIVERED)):
            return
        for line in summary_lines(path.name, report):
            click.echo(shown(line), err=self._quiet or unwritten)

    def unchanged(self, path: Path, report: Report) -> None:
        self._count("unchanged")
        self._event(event="unchanged", input=printable(path.name), status=report.status, code=report.code)
        if not self._quiet and not self._as_json:
            for line in (*summary_lines(path.name, report), "  converted before, and unchanged since"):
                click.echo(shown(line))

    def skipped(self, path: Path) -> None:
        self._count("skipped")
        detail = "another input has the same name, or one that some file systems take for the same"
        self._event(event="skipped", input=printable(str(path)), code=Outcome.DESTINATION.code, detail=detail)
        click.echo(f"{shown(str(path))}: skipped, since {detail}", err=True)

    def unreadable(self, stop: Stop) -> None:
        self._count(stop.outcome.status)
        self._event(event="unreadable", code=stop.outcome.code, detail=printable(stop.detail))
        click.echo(shown(f"{stop.detail}. {stop.outcome.instruction}"), err=True)

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


def comparison_lines(found: "Comparison") -> Iterator[str]:
    """Yield a comparison as a table: what is counted, then each difference, a column for each language."""
    heads = [edition.language for edition in found.editions]
    rows = [("", "", heads)]
    rows += [(f"{count.what}s", "", [str(value) for value in count.values]) for count in found.counts]
    for item in found.differences:
        values = [", ".join(value) or "-" for value in item.values]
        rows.append((item.block, f"{item.aspect}{' !' if item.conflict else ''}", values))
    widths = [max(len(row[2][column]) for row in rows) for column in range(len(heads))]
    first, second = (max(len(str(row[column])) for row in rows) for column in (0, 1))
    yield f"{found.symbol}: {'the same' if found.agree else f'{len(found.differences)} differences'}"
    for block, aspect, values in rows:
        cells = "  ".join(value.ljust(width) for value, width in zip(values, widths, strict=True))
        yield f"{block.ljust(first)}  {aspect.ljust(second)}  {cells}".rstrip()
