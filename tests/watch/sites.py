"""Watched folders for tests, and a worker that answers as it is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from pipeline.errors import Stop
from pipeline.intake.copy import Source
from pipeline.job import Converted
from pipeline.model.outcome import Outcome, Output, Report
from pipeline.settings import Settings
from pipeline.watch.claim import claim
from pipeline.watch.journal import Entry, Journal
from pipeline.watch.scan import scan
from pipeline.watch.site import Site
from pipeline.worker.parent import Worker

WHOLE = b"%PDF-1.4\nstartxref\n9\n%%EOF\n"
OWNER = "machine-1-abcd"


@contextmanager
def site(folder: Path, *, in_place: bool = False) -> Iterator[Site]:
    """Yield a watched folder, empty, with its journal."""
    (folder / "in").mkdir()
    journal = Journal(folder / "out" / "state" / "journal.sqlite")
    try:
        yield Site(folder / "in", folder / "out", folder / "out" / "state", Settings(to=("json",)), journal, in_place)
    finally:
        journal.close()


def dropped(at: Site, place: str, data: bytes = WHOLE) -> None:
    """Write a file into the watched folder."""
    path = at.inbox / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def claimed(at: Site, place: str, data: bytes = WHOLE, owner: str = OWNER) -> Entry:
    """Write a file into the watched folder, and claim it."""
    dropped(at, place, data)
    entry = claim(at, next(item for item in scan(at.inbox) if item.input == place), owner, None)
    if entry is None:
        raise RuntimeError(f"{place} was not claimed")
    return entry


def files(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by their place."""
    return {item.relative_to(folder).as_posix(): item.read_bytes() for item in folder.rglob("*") if item.is_file()}


class Answers(Worker):
    """Converts nothing, and ends each document as it is told."""

    def __init__(self, outcome: Outcome, meanwhile: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self.outcome, self.meanwhile, self.asked = outcome, meanwhile, 0

    def convert(self, source: Source, settings: Settings, progress: Callable[[str], None]) -> Converted:
        """Return a result, or stop."""
        progress("extract")
        self.asked += 1
        self.meanwhile()
        if not self.outcome.publishes:
            raise Stop(self.outcome, "as it was told")
        name, data = f"{source.name.removesuffix('.pdf')}.json", b"{}"
        output = Output(file=name, format="json", sha256=sha256(data).hexdigest(), size=len(data))
        report = Report(
            input=source.name,
            sha256=source.sha256,
            status=self.outcome.status,
            code=self.outcome.code,
            meaning=self.outcome.meaning,
            instruction=self.outcome.instruction,
            formats=settings.to,
            outputs=(output,),
        )
        return Converted(report, {name: data})
