"""`resolution convert`: many documents, or one from standard input to standard output."""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from pipeline.cli.ends import documented_ends, shown
from pipeline.cli.options import processors, refuse_own_output, settings_of
from pipeline.model.inline import Frozen
from pipeline.model.outcome import Outcome
from pipeline.render.formats import names
from pipeline.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.batch.run import Engine, Plan
    from pipeline.batch.shard import Shard
    from pipeline.batch.task import Task
    from pipeline.model.record import Record

    Keep = Callable[[Record], None]
    Staged = Callable[[Task, str], None]

STANDARD = "-"
UNNAMED = "stdin.pdf"
GLANCE = 4096  # bytes, from which a list of names is told from a paper
DRAIN = 60.0  # seconds that a run waits at its end for the next delivery

BESIDE = (
    *("manifest", "junit", "sarif", "depfile", "on_done", "allow_private", "as_json", "timings"),
    *("again", "shard", "jobs", "engine", "scheduler"),
)  # options that say something of a run, or of what it writes beside the document

EXAMPLES = """
\b
Examples:
  resolution convert input --output output
  resolution convert A_RES_75_71.pdf --output out --to json,docx
  resolution convert 'papers/**/*.pdf' --output out --jobs 8
  resolution convert @list.txt --output out --shard 2/8
  resolution convert papers/*.pdf --output out --json > events.jsonl
  resolution convert - --to json < paper.pdf > paper.json
"""


class Options(Frozen):
    """The options of the command, as they were given."""

    paths: tuple[str, ...]
    output: str | None
    to: str | None
    review: bool
    timings: bool
    policy: Path | None
    name: str | None
    again: bool
    quiet: bool
    as_json: bool
    jobs: int | None
    shard: str | None
    engine: str
    scheduler: str | None
    manifest: Path | None
    junit: Path | None
    sarif: Path | None
    depfile: Path | None
    on_done: str | None
    allow_private: bool

    def settings(self) -> Settings:
        """Return the settings that these options, the environment and the file give."""
        given = {"to": self.to, "review": self.review, "timings": self.timings, "policy": self.policy}
        return settings_of(given)


@click.command(epilog=EXAMPLES)
@click.argument("paths", nargs=-1, required=True)
@click.option("--output", "-o", help="Output folder, or a place in a store of objects.")
@click.option("--to", help=f"Formats, set apart by commas: {', '.join(names())}.  [default: json,docx,pdf]")
@click.option("--jobs", "-j", type=click.IntRange(1, 1024), help="Documents at a time.  [default: one a processor]")
@click.option("--shard", help="Convert one part of all documents, as 2/8; none: all of them.")
@click.option("--again", is_flag=True, help="Convert also what is unchanged since the last run.")
@click.option("--review", is_flag=True, help="Write report.html too: each page of the source beside its text.")
@click.option("--timings", is_flag=True, help="Write the seconds of each stage into report.json.")
@click.option("--policy", type=click.Path(path_type=Path, dir_okay=False), help="Which findings fail, which warn.")
@click.option("--manifest", type=click.Path(path_type=Path, dir_okay=False), help="Where the manifest goes.")
@click.option("--junit", type=click.Path(path_type=Path, dir_okay=False), help="Write a JUnit XML report.")
@click.option("--sarif", type=click.Path(path_type=Path, dir_okay=False), help="Write a SARIF 2.1.0 report.")
@click.option("--depfile", type=click.Path(path_type=Path, dir_okay=False), help="Write dependencies for make.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True, help="Who works.")
@click.option("--scheduler", help="Address of a running Dask scheduler; without one, workers of this machine.")
@click.option("--on-done", help="Command or URL to tell of each document that ends.")
@click.option("--allow-private", is_flag=True, help="Let --on-done lead to an address that is not public.")
@click.option("--name", help="Name of what comes from standard input.  [default: stdin.pdf]")
@click.option("--quiet", "-q", is_flag=True, help="Print only what failed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line for each event.")
def convert(**given: Any) -> None:
    """Convert PDFs into OUTPUT/NAME/.

    PATHS are files, folders (the PDFs in them), patterns, @LIST: a file of names, a line each (@- from standard
    input), or places in stores of objects (s3://bucket/folder). A single - converts what comes from standard input, and
    without --output writes the one format asked for to standard output.

    Ends with the worst exit code of the documents: 0 ok, 3 delivered but needs review, 10 and higher not delivered.
    """
    with documented_ends():
        options = Options(**given)
        if options.scheduler is not None and options.engine != "dask":
            raise click.UsageError("--scheduler is one of Dask; give --engine dask too")
        if options.allow_private and options.on_done is None:
            raise click.UsageError("--allow-private is of an address; give it to --on-done too")
        if options.paths == (STANDARD,):
            sys.exit(_from_standard_input(options))
        if STANDARD in options.paths:
            raise click.UsageError("- stands alone; to convert files that standard input names, write @-")
        if options.name is not None:
            raise click.UsageError("--name is that of what comes from standard input; name - and no file")
        if options.output is None:
            raise click.UsageError("name the output folder with --output")
        sys.exit(_run(options, options.output))


def _run(options: Options, output: str, name: str | None = None) -> int:
    """Convert the inputs of a run, tell of each, by a name where one is given, and return the worst code."""
    from pipeline.batch.inputs import count, inputs, is_folder, is_many, is_store
    from pipeline.batch.run import Plan, UnderWay, late, records
    from pipeline.cli.talk import Talk

    settings = options.settings()
    folders = tuple(Path(name) for name in options.paths if is_folder(Path(name)))
    if not is_store(output):
        refuse_own_output(folders, Path(output))
    plan = Plan(output, settings, options.again, _shard(options))
    many = is_many(options.paths)
    total = count(options.paths, Path(output)) if plan.shard is None else None
    talk = Talk(options.quiet, options.as_json, total, output)
    staged: SimpleQueue[tuple[Path, str]] = SimpleQueue()
    under_way: UnderWay = {}
    worst: int | None = None

    def tick() -> None:
        while not staged.empty():
            talk.stage(*staged.get())
        talk.tick()

    with ExitStack() as stack:
        keep = stack.enter_context(_kept(options, plan, many))
        stack.push(lambda kind, _error, _trace: talk.summary(kind is KeyboardInterrupt))
        stack.callback(_all_told, late(under_way), name, keep, talk.record)
        engine = stack.enter_context(_engine(options, lambda task, stage: staged.put((task.path, stage))))
        tell = stack.enter_context(_telling(options))
        found = inputs(options.paths, _opened_list, Path(output))
        for record in records(plan, found, engine, tick, under_way):
            _told(record, name, keep, talk.record, tell)
            worst = record.code if worst is None else max(worst, record.code)
        if worst is None and plan.shard is None:  # said here, so that the manifest of the run before stays
            raise click.UsageError("no PDF found; name files ending in .pdf, or folders that hold some")
    return worst or Outcome.OK.code


def _all_told(records: Iterable["Record"], name: str | None, *listeners: "Keep") -> None:
    for record in records:
        _told(record, name, *listeners)


def _told(record: "Record", name: str | None, *listeners: "Keep") -> None:
    """Give a record to all who want it, with the name of what came from standard input in place of its file."""
    for listener in listeners:
        listener(record if name is None else record.model_copy(update={"input": name}))


def _shard(options: Options) -> "Shard | None":
    """Return the part of the run that was asked for, or that an array service tells this task to take.

    A run over files that are named themselves, and nothing else, is not divided because a service counts its tasks.
    """
    from pipeline.batch.inputs import is_search
    from pipeline.batch.shard import from_environment, parse

    if options.shard == "none":
        return None
    if options.shard is not None:
        return parse(options.shard)
    if not any(is_search(name) for name in options.paths):
        return None
    told = from_environment(os.environ)
    if told is None:
        return None
    shard, variable = told
    if not options.quiet:
        click.echo(f"part {shard} of the run, since {variable} is set; --shard none converts all", err=True)
    return shard


@contextmanager
def _kept(options: Options, plan: "Plan", many: bool) -> Iterator["Keep"]:
    """Yield what keeps records; at the end manifest and reports are in place, of an interrupted run too."""
    from pipeline.batch.manifest import Manifest, name_of, records_of
    from pipeline.batch.reports import Reports

    wished = any((options.manifest, options.junit, options.sarif, options.depfile))
    if not many and not wished:
        yield _forget
        return
    reports = Reports(junit=options.junit, sarif=options.sarif, depfile=options.depfile)
    reports.require_places(manifest=options.manifest)
    with ExitStack() as stack:
        place = options.manifest or _manifest(plan.output, name_of(plan.shard))
        if not many and options.manifest is None:  # the manifest of the folder is that of a run over it
            place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="resolution-"))) / place.name

        def reported(kind: type[BaseException] | None, _error: object, _trace: object) -> None:
            if kind is None or not issubclass(kind, Exception):
                reports.write(lambda: records_of(place), plan)

        stack.push(reported)  # once the manifest is in place, so that a report that fails does not cost it
        yield stack.enter_context(Manifest(place)).write


@contextmanager
def _engine(options: Options, staged: "Staged") -> Iterator["Engine"]:
    from pipeline.batch.local import LocalEngine

    if options.engine == "dask":
        from pipeline.batch.cluster import dask_engine

        with dask_engine(options.scheduler, options.jobs or processors()) as cluster:
            yield cluster
        return
    with LocalEngine(options.jobs or processors(), os.environ, staged) as local:
        yield local


def _manifest(output: str, name: str) -> Path:
    """Return where a manifest goes: into the output folder, or here where that is a store of objects."""
    from pipeline.batch.inputs import is_store

    return Path(name) if is_store(output) else Path(output) / name


@contextmanager
def _telling(options: Options) -> Iterator["Keep"]:
    """Yield what tells somebody of a record; at the end it is said what could not be told."""
    if options.on_done is None:
        yield _forget
        return
    from pipeline.batch.told import event_of
    from pipeline.cli.options import notifier_of

    with notifier_of(options.on_done, options.allow_private) as notifier:
        yield lambda record: notifier.tell(event_of(record))
        for lost in notifier.drain(DRAIN):
            click.echo(shown(f"{lost.input}: nobody could be told: {lost.reason} (event {lost.id})"), err=True)


def _forget(_record: "Record") -> None:
    """Keep nothing of a record."""


def _opened_list(name: str) -> BinaryIO:
    return os.fdopen(os.dup(0), "rb", buffering=0) if name == STANDARD else Path(name).open("rb", buffering=0)


def _from_standard_input(options: Options) -> int:
    """Convert what comes from standard input; return the code."""
    settings = options.settings()
    if options.output is None:
        _refuse_unused(options)
    with tempfile.TemporaryDirectory(prefix="resolution-") as folder:
        path = Path(folder) / Path(options.name or UNNAMED).name
        _received(path, settings)
        if options.output is not None:
            code = _run(options.model_copy(update={"paths": (str(path),)}), options.output, path.name)
        else:
            code = _to_standard_output(path, settings, options.quiet)
        if code == Outcome.NOT_PDF.code and _is_text(path):
            click.echo("It is text; to convert the files that standard input names, write @- and not -.", err=True)
        return code


def _is_text(path: Path) -> bool:
    with path.open("rb") as file:
        begin = file.read(GLANCE).decode("utf-8", "replace")
    return bool(begin.strip()) and "".join(begin.splitlines()).isprintable()


def _refuse_unused(options: Options) -> None:
    """Refuse options that say what to do beside an output folder, where there is none."""
    given = options.model_copy(update={"engine": options.engine != "local"})
    unused = [f"--{name.removeprefix('as_').replace('_', '-')}" for name in BESIDE if getattr(given, name)]
    if unused:
        raise click.UsageError(f"{', '.join(unused)}: nothing is written beside standard output; give --output too")


def _received(path: Path, settings: Settings) -> None:
    """Write standard input into a file, as far as a file may be large: one byte more is refused where it is read."""
    left = settings.max_bytes + 1
    with path.open("xb") as file:
        while left > 0 and (chunk := sys.stdin.buffer.read(min(left, 1 << 20))):
            file.write(chunk)
            left -= len(chunk)


def _to_standard_output(path: Path, settings: Settings, quiet: bool) -> int:
    from pipeline.cli.talk import summary_lines
    from pipeline.model.record import State, record_of
    from pipeline.run import convert_unpublished
    from pipeline.worker.parent import Worker

    if len(settings.to) != 1 or settings.review:
        raise click.UsageError("standard output takes one format: give it with --to, or a folder with --output")
    with Worker(os.environ) as worker:
        converted = convert_unpublished(path, settings, lambda _stage: None, worker.convert)
    for data in converted.files.values():
        sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    if converted.report.code != Outcome.OK.code and not (quiet and converted.files):
        for line in summary_lines(record_of(path.name, State.CONVERTED, converted.report)):
            click.echo(shown(line), err=True)
    return converted.report.code
