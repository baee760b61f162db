"""The commands that look and change nothing: show, compare, verify, schema, doctor."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.ends import documented_ends, shown
from pipeline.cli.options import settings_of
from pipeline.errors import Stop
from pipeline.model.canonical import printable
from pipeline.model.context import json_ld_context
from pipeline.model.outcome import Outcome, report_schema
from pipeline.model.record import record_schema
from pipeline.model.resolution import json_schema
from pipeline.publish.names import REPORT

if TYPE_CHECKING:
    from pipeline.compare.model import Comparison


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--stage", type=click.Choice(["pages", "blocks", "resolution"]), default="resolution", show_default=True)
def show(file: Path, stage: str) -> None:
    """Print what one stage makes of FILE, to look into it."""
    with documented_ends():
        from pipeline.inspection import SHOWN
        from pipeline.intake.copy import take_copy
        from pipeline.intake.spool import private_spool
        from pipeline.worker.parent import Worker

        settings = settings_of({})
        with private_spool() as spool, Worker(os.environ) as worker:
            found = worker.inspect(take_copy(file, spool, settings), stage, settings)
        outcome = Outcome.of(found.report.code)
        if outcome is not Outcome.OK:
            raise Stop(outcome, found.report.detail or outcome.meaning)
        click.echo(found.files[SHOWN].decode("utf-8"), nl=False)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON.")
def compare(files: tuple[Path, ...], as_json: bool) -> None:
    """Compare language versions of one resolution, FILES as NAME.json, block by block.

    Ends with 0 where they agree, 3 where they differ. Behind a difference stands "!" where two versions say different
    things, and not one only less.
    """
    with documented_ends():
        report = next((file for file in files if file.name == REPORT), None)
        if report is not None:
            raise click.UsageError(f"{shown(str(report))} is a report; name the NAME.json that stands beside it")
        from pipeline.compare.compare import compare as compared
        from pipeline.compare.read import read_editions
        from pipeline.languages.loader import further_languages

        with further_languages(settings_of({}).languages):
            found = compared(read_editions(files))
        if as_json:
            click.echo(found.model_dump_json(indent=2))
        else:
            for line in comparison_lines(found):
                click.echo(printable(line))
        sys.exit(Outcome.OK.code if found.agree else Outcome.REVIEW.code)


@click.command()
@click.option("--report", "form", flag_value="report", help="Print that of report.json instead.")
@click.option("--manifest", "form", flag_value="manifest", help="Print that of a line of manifest.jsonl instead.")
@click.option("--context", "form", flag_value="context", help="Print the JSON-LD context of NAME.json instead.")
def schema(form: str | None) -> None:
    """Print the JSON Schema of NAME.json."""
    with documented_ends():
        forms = {"report": report_schema, "manifest": record_schema, "context": json_ld_context}
        click.echo(json.dumps(forms.get(form or "", json_schema)(), ensure_ascii=False, indent=2))


@click.command()
def doctor() -> None:
    """Say what is installed, what is missing, and how to get it."""
    with documented_ends():
        from pipeline.doctor import examine
        from pipeline.languages.loader import further_languages

        with further_languages(settings_of({}).languages):
            components = examine()
        for item in components:
            state = "ok     " if item.sufficient else "MISSING"
            click.echo(f"{state}  {item.name:28} {item.found or '-':16} {item.purpose}")
            if not item.sufficient:
                click.echo(f"         get it: {item.remedy}")
        sys.exit(Outcome.OK.code if all(item.sufficient for item in components) else Outcome.OUTPUT.code)


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
def verify(folders: tuple[Path, ...]) -> None:
    """Say whether published FOLDERS still are what their reports say.

    A folder is that of a document, or its report.json, or an output folder, for all documents in it: each folder that
    has a report.json, or a file NAME/NAME.* as a result has. Ends with 0 where all is as reported, 22 where something
    is not.
    """
    with documented_ends():
        from pipeline.verify import verify as verified

        wrong = 0
        for folder in _documents(folders):
            _, findings = verified(folder)
            wrong += bool(findings)
            click.echo(shown(f"{folder}: {'not as reported' if findings else 'as reported'}"))
            for finding in findings:
                seen = f" [{finding.found or finding.expected}]" if finding.found or finding.expected else ""
                click.echo(shown(f"  {finding.code} {finding.message}{seen}"))
        sys.exit(Outcome.OUTPUT.code if wrong else Outcome.OK.code)


def _documents(folders: tuple[Path, ...]) -> Iterator[Path]:
    from pipeline.verify import is_of_a_document

    for folder in folders:
        if folder.name == REPORT:
            yield folder.parent
        elif (folder / REPORT).exists() or not folder.is_dir():
            yield folder
        else:
            found = sorted(filter(is_of_a_document, folder.iterdir()))
            yield from found or [folder]


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
