"""The reports of a run that other programs read, each made of its records and put in place as a whole."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO

from pipeline.batch.depfile import write_depfile
from pipeline.batch.junit import write_junit
from pipeline.batch.run import Plan
from pipeline.batch.sarif import write_sarif
from pipeline.model.inline import Frozen
from pipeline.model.record import Record
from pipeline.publish import disk

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
            with _whole(self.junit) as target:
                write_junit(records, target)
        if self.sarif:
            with _whole(self.sarif) as target:
                write_sarif(records, target)
        if self.depfile and plan:
            with _whole(self.depfile) as target:
                write_depfile(records(), plan, target)


def _whole(path: Path) -> AbstractContextManager[IO[bytes]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return disk.whole_file(path)
