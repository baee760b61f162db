"""The reports of a run that other programs read, each made of its records and put in place as a whole."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.batch.depfile import write_depfile
from pipeline.batch.junit import write_junit
from pipeline.batch.run import Plan
from pipeline.batch.sarif import write_sarif
from pipeline.model.inline import Frozen
from pipeline.model.record import Record

Records = Callable[[], Iterator[Record]]


class Reports(Frozen):
    """Where the reports of a run go; none is written whose place is None."""

    junit: Path | None = None
    sarif: Path | None = None
    depfile: Path | None = None

    def write(self, records: Records, plan: Plan | None = None) -> None:
        """Write them.

        Args:
            records: yields the records, as often as it is called.
            plan: that of the run, on which dependencies depend.

        Raises:
            OSError: where one cannot be written.
        """
        if self.junit:
            with _replaced(self.junit) as target:
                write_junit(records, target)
        if self.sarif:
            with _replaced(self.sarif) as target:
                write_sarif(records, target)
        if self.depfile and plan:
            with _replaced(self.depfile) as target:
                write_depfile(records(), plan, target)


@contextmanager
def _replaced(path: Path) -> Iterator[BinaryIO]:
    """Yield a file beside a path, which becomes it at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as target:
            yield target
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
