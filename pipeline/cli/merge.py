"""`resolution merge`: the manifests of a run's parts become one."""

import sys
from pathlib import Path

import click

from pipeline.cli.ends import documented_ends
from pipeline.model.outcome import Outcome


@click.command()
@click.argument("places", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="[default: in the first folder]")
@click.option("--junit", type=click.Path(path_type=Path, dir_okay=False), help="Write a JUnit XML report.")
@click.option("--sarif", type=click.Path(path_type=Path, dir_okay=False), help="Write a SARIF 2.1.0 report.")
def merge(places: tuple[Path, ...], output: Path | None, junit: Path | None, sarif: Path | None) -> None:
    """Join the manifests of a run's parts to one.

    PLACES are manifest-I-of-N.jsonl, and folders that hold some; all parts must be among them.

    Ends with the worst exit code of the documents.
    """
    with documented_ends():
        from pipeline.batch.manifest import NAME, Manifest, parts_of, records_of
        from pipeline.batch.progress import Progress
        from pipeline.batch.reports import Reports
        from pipeline.cli.talk import table

        progress, worst = Progress(None, 0.0), Outcome.OK.code
        parts = parts_of(places)
        place = output or parts[0].parent / NAME
        with Manifest(place) as manifest:
            for part in parts:
                for record in records_of(part):
                    manifest.write(record)
                    progress.count(record)
                    worst = max(worst, record.code)
        Reports(junit=junit, sarif=sarif).write(lambda: records_of(place))
        for line in table(progress.statuses, []):
            click.echo(line)
        sys.exit(worst)
