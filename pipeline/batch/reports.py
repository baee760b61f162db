"""The reports of a run that other programs read, each made of its records and put in place as a whole."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO

from pipeline.batch.depfile import write_depfile
from pipeline.batch.junit import write_junit
from pipeline.batch.run import Plan
from pipeline.batch.sarif import write_sarif
from pipeline.errors import Stop
from pipeline.model.canonical import printable
from pipeline.model.inline import Frozen
from pipeline.model.outcome import Outcome
from pipeline.model.record import Record
from pipeline.publish import disk

Records = Callable[[], Iterator[Record]]


class Reports(Frozen):
    """Where the reports of a run go; none is written whose place is None."""

    junit: Path | None = None
    sarif: Path | None = None
    depfile: Path | None = None

    def require_places(self, **others: Path | None) -> None:
        """Make the folders of the reports, and refuse before a run what could not be written after it.

        Args:
            others: files that are written besides, by the names of their options.

        Raises:
            Stop: IO, with the option.
        """
        for name, path in {**dict(self), **others}.items():
            if path is not None:
                _require_place(f"--{name} {path}", path.parent)

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


def _require_place(file: str, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            """It can be written there."""
    except OSError as error:
        raise Stop(Outcome.IO, printable(f"{file} cannot be written, at {folder}: {error.strerror}")) from error


def _whole(path: Path) -> AbstractContextManager[IO[bytes]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return disk.whole_file(path)
