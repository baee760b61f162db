"""The door for Python programs: `from pipeline import convert`.

    >>> from pipeline import convert
    >>> done = convert("A_RES_75_71.pdf", to=["json"])
    >>> done.outcome.publishes, done.report.symbol
    (True, 'A/RES/75/71')

Every outcome is an object; no input raises. What the caller does wrongly raises: a format that is not known, a policy
that cannot be read.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from pipeline.batch.inputs import inputs
from pipeline.batch.local import LocalEngine
from pipeline.batch.run import Plan, records
from pipeline.errors import Stop
from pipeline.job import Job, report_of
from pipeline.model.canonical import printable
from pipeline.model.outcome import Outcome, Report
from pipeline.model.record import Record
from pipeline.model.resolution import Resolution
from pipeline.policy import read_policy
from pipeline.publish.names import ENDING, LONGEST, place_of, stem
from pipeline.render.formats import names
from pipeline.run import convert_file, convert_unpublished
from pipeline.settings import Settings
from pipeline.worker.parent import Worker

JSON = "json"


@dataclass(frozen=True)
class Conversion:
    """What became of one document."""

    report: Report
    """Outcome, findings, and where every glyph went: what `report.json` holds."""
    files: Mapping[str, bytes]
    """The files made, by their names; none where the document was not delivered."""
    folder: Path | None = None
    """Where they were published; None where no output folder was given."""

    @property
    def outcome(self) -> Outcome:
        """How it ended."""
        return Outcome.of(self.report.code)

    @property
    def resolution(self) -> Resolution | None:
        """The resolution; None where it was not delivered, or JSON is not among the formats."""
        written = next((item.file for item in self.report.outputs if item.format == JSON), None)
        return None if written is None else Resolution.model_validate_json(self.files[written])


class Converter:
    """Converts documents one after the other, with one worker that stays warm; a context manager."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Take settings; without them, those of the environment and of `resolution.toml`.

        Raises:
            ValueError: where a format is not known.
            pipeline.errors.Stop: where the policy that they name cannot be read.
        """
        self.settings = _checked(settings or Settings())
        self._worker = Worker(os.environ)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.close()

    def convert(
        self, source: str | Path | bytes, output: str | Path | None = None, *, name: str = "paper.pdf"
    ) -> Conversion:
        """Convert one document, in a process of its own.

        Args:
            source: the path of a PDF, or its bytes.
            output: the folder that gets a folder for the document; without one nothing is published.
            name: what a document that is given as bytes is called; one too long for a file is cut, as its folder's is.
        """
        with ExitStack() as stack:
            try:
                path = _kept(source, name, stack) if isinstance(source, bytes) else Path(source)
            except OSError as error:  # no place for what was given
                detail = f"{error.filename or ''} {error.strerror or error}"
                return Conversion(report_of(Job(printable(name)), Outcome.IO, detail, self.settings), {})
            return self._published(path, Path(output)) if output is not None else self._made(path)

    def _made(self, path: Path) -> Conversion:
        converted = convert_unpublished(path, self.settings, convert=self._worker.convert)
        return Conversion(converted.report, converted.files)

    def _published(self, path: Path, output: Path) -> Conversion:
        report = convert_file(path, output, self.settings, convert=self._worker.convert)
        try:
            folder = place_of(path, output)
        except Stop:
            return Conversion(report, {})
        if not report.is_written:
            return Conversion(report, {})
        return Conversion(report, {item.file: (folder / item.file).read_bytes() for item in report.outputs}, folder)


def convert(
    source: str | Path | bytes,
    output: str | Path | None = None,
    *,
    to: Sequence[str] | None = None,
    settings: Settings | None = None,
    name: str = "paper.pdf",
) -> Conversion:
    """Convert one document; for several, keep a `Converter`, or use `convert_many`.

    Args:
        source: the path of a PDF, or its bytes.
        output: the folder that gets a folder for the document; without one nothing is published.
        to: formats, where they are not those of the settings.
        settings: limits and options; without them, those of the environment and of `resolution.toml`.
        name: what a document that is given as bytes is called.

    Raises:
        ValueError: where a format is not known.
        pipeline.errors.Stop: where the policy that the settings name cannot be read.
    """
    wished = settings or Settings()
    if to is not None:
        wished = wished.model_copy(update={"to": tuple(to)})
    with Converter(wished) as converter:
        return converter.convert(source, output, name=name)


def convert_many(
    sources: Iterable[str | Path], output: str | Path, *, jobs: int = 1, settings: Settings | None = None
) -> Iterator[Record]:
    """Convert many documents, and yield the record of each as it ends, whatever the order.

    Args:
        sources: paths of PDFs, of folders, or patterns; read lazily.
        output: the folder that gets a folder for each document.
        jobs: how many are converted at a time.
        settings: limits and options; without them, those of the environment and of `resolution.toml`.

    Raises:
        ValueError: where a format is not known.
        pipeline.errors.Stop: where the policy that the settings name cannot be read.
    """
    plan = Plan(str(output), _checked(settings or Settings()))
    return _run(sources, plan, jobs)


def _run(sources: Iterable[str | Path], plan: Plan, jobs: int) -> Iterator[Record]:
    found = inputs((str(source) for source in sources), _opened, Path(plan.output))
    with LocalEngine(jobs, os.environ, lambda _task, _stage: None) as engine:
        yield from records(plan, found, engine)


def _kept(data: bytes, name: str, stack: ExitStack) -> Path:
    """Return the file that holds these bytes as long as the stack lasts; none, where the name can be none."""
    path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="resolution-"))) / _file_name(name)
    if stem(path):
        path.write_bytes(data)
    return path


def _file_name(name: str) -> str:
    wished = printable(Path(name).name or "paper.pdf")
    return wished if len(wished.encode()) <= LONGEST else f"{stem(Path(wished))}{ENDING}"


def _checked(settings: Settings) -> Settings:
    unknown = [name for name in settings.to if name not in names()]
    if unknown or not settings.to:
        raise ValueError(f"unknown format {', '.join(unknown)!r}; there are {', '.join(names())}")
    read_policy(settings.policy)
    return settings


def _opened(name: str) -> BinaryIO:
    return Path(name).open("rb", buffering=0)
