"""The reports of a run that other programs read, each made of its records."""

from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.batch.depfile import write_depfile
from pipeline.model.record import Record

Records = Callable[[], Iterator[Record]]


def write_reports(
    records: Records, *, junit: Path | None = None, sarif: Path | None = None, depfile: tuple[Path, Path] | None = None
) -> None:
    """Write those reports for which a place is named.

    Args:
        records: yields the records, as often as it is called.
        junit: where JUnit XML goes.
        sarif: where SARIF goes.
        depfile: where dependencies for make go, and the output folder of the run.
    """
