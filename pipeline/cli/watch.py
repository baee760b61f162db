"""`resolution watch`, and what is asked of a watcher: `status`, `retry`, `explain`."""

import json
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.ends import documented_ends, shown
from pipeline.cli.options import notifier_of, processors, refuse_own_output, settings_of
from pipeline.errors import Stop
from pipeline.model.finding import Finding
from pipeline.model.inline import Frozen
from pipeline.model.outcome import Outcome

if TYPE_CHECKING:
    from pipeline.notify.notifier import Notifier
    from pipeline.settings import Settings
    from pipeline.watch.journal import Entry, Journal
    from pipeline.watch.watcher import Watcher

FORM = re.compile(r"(?!.*\.pdf$)[^/\0]*\{stem\}[^/\0]*", re.IGNORECASE)  # of a file that says that another is whole
DRAIN = 30.0  # seconds that a watcher which ends waits for deliveries

EXAMPLES = """
\b
Examples:
  resolution watch input --output output
  resolution watch /srv/ftp --output /srv/out --done-file '{stem}.ok'
  resolution watch input --output output --once
  resolution status --output output
  resolution retry --all-failed --output output
"""


class Options(Frozen):
    """The options of `watch`, as they were given."""

    inbox: Path
    output: Path
    state: Path | None
    to: str | None
    review: bool
    policy: Path | None
    jobs: int | None
    quiet_for: float
    grace: float
    every: float
    done_file: str | None
    in_place: bool
    once: bool
    events: bool
    on_done: str | None
    allow_private: bool
    as_json: bool


@click.command(epilog=EXAMPLES)
@click.argument("inbox", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--output", "-o", required=True, type=click.Path(path_type=Path, file_okay=False), help="Output folder.")
@click.option("--state", type=click.Path(path_type=Path), help="The journal's folder.  [default: in OUTPUT]")
@click.option("--to", help="Formats, set apart by commas.  [default: json,docx,pdf]")
@click.option("--review", is_flag=True, help="Write report.html too: each page of the source beside its text.")
@click.option("--policy", type=click.Path(path_type=Path, dir_okay=False), help="Which findings fail, which warn.")
@click.option("--jobs", "-j", type=click.IntRange(1, 1024), help="Documents at a time.  [default: one a processor]")
@click.option("--quiet-for", type=click.FloatRange(0), default=2.0, show_default=True, help="Seconds without change.")
@click.option("--grace", type=click.FloatRange(0), default=600.0, show_default=True, help="Seconds till cut is failed.")
@click.option("--every", type=click.FloatRange(0.05), default=2.0, show_default=True, help="Seconds between two looks.")
@click.option("--done-file", help="A file is whole when this one is there, as '{stem}.ok'.")
@click.option("--in-place", is_flag=True, help="Leave inputs where they are, as in a read-only folder.")
@click.option("--once", is_flag=True, help="Convert what is there, and end.")
@click.option("--events/--no-events", default=True, show_default=True, help="Look sooner where the system tells.")
@click.option("--on-done", help="Command or URL to tell of each document that ends.")
@click.option("--allow-private", is_flag=True, help="Let --on-done lead to an address that is not public.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line for each event.")
def watch(**given: Any) -> None:
    """Convert what is put into INBOX, and move it to INBOX/done or INBOX/failed.

    Ends when told to, after the documents in hand: with SIGTERM, or Ctrl-C; a second one ends at once.
    """
    with documented_ends():
        options = Options(**given)
        settings = settings_of({"to": options.to, "review": options.review, "policy": options.policy})
        sys.exit(_watch(options, settings))


def _watch(options: Options, settings: "Settings") -> int:
    from pipeline.watch.ask import bind, opened
    from pipeline.watch.site import Site
    from pipeline.watch.wake import wake
    from pipeline.watch.watcher import Watcher, Ways
    from pipeline.watch.whole import Patience

    state = options.state or _state(options.output)
    _refuse(options, state)
    patience = Patience(options.quiet_for, options.grace, by_clock=options.once, done_file=options.done_file)
    ways = Ways(patience, options.jobs or processors(), options.every, options.once)
    with ExitStack() as stack:
        journal = stack.enter_context(opened(state, new=True))
        bind(journal, options.inbox)
        site = Site(options.inbox, options.output, state, settings, journal, options.in_place)
        notifier = stack.enter_context(_notifier(options, journal)) if options.on_done else None
        watcher = Watcher(site, ways, os.environ, _teller(options.as_json), notifier)
        _end_in_turn(watcher)
        stack.callback(watcher.ending.set)
        if options.events:
            wake(options.inbox, watcher.awake, watcher.ending)
        worst = watcher.run()
        if notifier is not None:
            for lost in notifier.drain(DRAIN):
                said = f"{lost.input}: nobody could be told: {lost.reason}; the next watcher tells"
                click.echo(shown(said), err=True)
    return worst if options.once else Outcome.OK.code


def _refuse(options: Options, state: Path) -> None:
    """Refuse folders that lie in each other, and a folder that cannot be written."""
    inbox = options.inbox.resolve()
    refuse_own_output((options.inbox,), options.output)
    for folder, option in ((options.output, "-o"), (state, "--state")):
        place = folder.resolve()
        if inbox in (place, *place.parents):
            said = f"{shown(str(folder))} is, or lies in, the watched folder"
            raise click.UsageError(f"{said}; name another with {option}")
    if options.done_file is not None and not FORM.fullmatch(options.done_file):
        raise click.UsageError(f"--done-file {shown(options.done_file)!r}: give a name with {{stem}}, as '{{stem}}.ok'")
    if not options.in_place and not os.access(options.inbox, os.W_OK | os.X_OK):
        raise click.UsageError(f"{shown(str(options.inbox))} cannot be written; to leave inputs there, give --in-place")


def _end_in_turn(watcher: "Watcher") -> None:
    """Let the first signal end the watcher after what is in hand, and the second at once."""

    def told(_number: int, _frame: object) -> None:
        if watcher.ending.is_set():
            raise KeyboardInterrupt
        watcher.ending.set()
        watcher.awake.set()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, told)


def _notifier(options: Options, journal: "Journal") -> "Notifier":
    def told(id: str) -> None:  # noqa: A002 - the field's name
        entry = journal.get(id)
        if entry is not None:
            journal.alter(entry, "told", told=True)

    return notifier_of(options.on_done or "", options.allow_private, told)


def _teller(as_json: bool) -> Any:
    """Return what prints an event of the watcher: a line, or a JSON object."""
    lock = threading.Lock()

    def tell(event: str, entry: "Entry | None", sentence: str) -> None:
        if as_json:
            known = {} if entry is None else {"id": entry.id, "input": entry.input, "folder": entry.folder}
            code = {} if entry is None or entry.code is None else {"code": entry.code}
            line = json.dumps({"event": event, **known, **code, "said": sentence}, ensure_ascii=False)
        else:
            line = f"{time.strftime('%H:%M:%S')} {event:11} {sentence}"
        with lock, suppress(OSError):  # who read our lines has gone: the documents go on
            click.echo(line if as_json else shown(line))

    return tell


_OUTPUT = click.option(
    "--output", "-o", default="output", show_default=True, type=click.Path(path_type=Path), help="Output folder."
)
_STATE = click.option("--state", type=click.Path(path_type=Path), help="The journal's folder.  [default: in OUTPUT]")


@click.command()
@_OUTPUT
@_STATE
@click.option("--review", is_flag=True, help="List what is done and needs review, too.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def status(output: Path, state: Path | None, review: bool, as_json: bool) -> None:
    """Say how the documents of a watched folder stand, which failed, and what still waits in it.

    Each line begins with the document's id.
    """
    with documented_ends():
        from pipeline.watch.ask import opened, waiting
        from pipeline.watch.journal import OPEN, State, stored

        with opened(state or _state(output)) as journal:
            inbox, waits = journal.inbox(), waiting(journal)
            counts = {item.value: number for item, number in journal.counts().items()}
            wrong = journal.among(frozenset({State.FAILED, State.QUARANTINED}))
            at_work, to_review = journal.among(OPEN), journal.to_review()
        if as_json:
            listed = {"open": at_work, "failed": wrong, "review": to_review}
            told: dict[str, object] = {"waiting": None if waits is None else [stored(place) for place in waits]}
            told |= {name: [entry.model_dump(mode="json") for entry in entries] for name, entries in listed.items()}
            click.echo(json.dumps({"counts": counts, **told}, ensure_ascii=False, indent=2))
            return
        noted = {State.DONE.value: f" ({len(to_review)} to review)"} if to_review else {}
        lines = [f"{number} {name}{noted.get(name, '')}" for name, number in sorted(counts.items())]
        click.echo(", ".join(lines) or "no document so far")
        if waits is None or waits:
            click.echo(shown(_waits(inbox, waits)))
        for entry in (*at_work, *wrong, *(to_review if review else ())):
            click.echo(shown(f"{entry.id}  {entry.state.value:11}  {entry.input}  {entry.sentence or ''}".rstrip()))


def _waits(inbox: Path | None, waits: list[str] | None) -> str:
    """Say what lies in a watched folder, and waits to be claimed."""
    from pipeline.watch.tell import few

    return f"{inbox} cannot be read" if waits is None else f"waiting in {inbox}, {few(waits)}"


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID_OR_NAME]...")
@click.option("--all-failed", is_flag=True, help="Every document that failed or is quarantined.")
@click.option("--inbox", type=click.Path(path_type=Path, exists=True), help="The folder.  [default: the one watched]")
@_OUTPUT
@_STATE
def retry(ids: tuple[str, ...], all_failed: bool, inbox: Path | None, output: Path, state: Path | None) -> None:
    """Put documents that failed back into the watched folder, to be tried again.

    Each is named by its id, or the beginning of it: ids are listed by `resolution status`, and stand in the .txt beside
    the file in failed. Or by the name of the file as it was found, which is the newest document of that name.
    """
    with documented_ends():
        from pipeline.watch.ask import RETRIED, found, opened
        from pipeline.watch.ask import retry as put_back
        from pipeline.watch.site import Site

        if bool(ids) == all_failed:
            raise click.UsageError("name ids or files, or --all-failed")
        folder = state or _state(output)
        with opened(folder) as journal:
            place = inbox or journal.inbox()
            if place is None:
                raise click.UsageError("nobody has watched a folder with this journal so far; name one with --inbox")
            site = Site(place, output, folder, settings_of({}), journal)
            entries = journal.among(frozenset(RETRIED)) if all_failed else [found(journal, name) for name in ids]
            missed: Stop | None = None
            for entry in entries:
                try:
                    put_back(site, entry)
                    click.echo(shown(f"{entry.id}  {entry.input}  put back"))
                except Stop as stop:  # one whose file is gone holds up no other
                    missed = stop
                    click.echo(shown(f"{entry.id}  {entry.input}  {stop.detail}"), err=True)
        if missed is not None:
            sys.exit(missed.outcome.code)


@click.command()
@click.argument("id", metavar="ID_OR_NAME")
@_OUTPUT
@_STATE
def explain(id: str, output: Path, state: Path | None) -> None:  # noqa: A002 - the name that users see
    """Say what became of a document of a watched folder: outcome, findings, and each thing that was done.

    It is named by its id, or the beginning of it: ids are listed by `resolution status`, and stand in the .txt beside
    the file in done or failed. Or by the name of the file as it was found, which is the newest document of that name.
    """
    with documented_ends():
        from pipeline.watch.ask import found, opened, report_of

        with opened(state or _state(output)) as journal:
            entry = found(journal, id)
            history = journal.history(entry)
        report = report_of(output, entry)
        for line in _explained(entry, history, report.findings if report else ()):
            click.echo(shown(line))


def _explained(entry: "Entry", history: list[tuple[float, str]], findings: tuple[Finding, ...]) -> Iterator[str]:
    yield f"{entry.id}  {entry.input}: {entry.state.value}"
    yield from (f"  {name}: {value}" for name, value in _facts(entry).items() if value is not None)
    for finding in findings:
        place = f" page {finding.page}" if finding.page else ""
        yield f"  {finding.severity.value} {finding.code}{place}: {finding.message}"
    for at, said in history:
        yield f"  {time.strftime('%Y-%m-%d %H:%M:%S', time.localtime(at))}  {said}"


def _facts(entry: "Entry") -> dict[str, object]:
    return {
        "what": entry.sentence,
        "result": entry.folder,
        "kept as": entry.kept,
        "sha256": entry.sha256,
        "worker died": entry.deaths or None,
        "tried again": entry.tries or None,
        "interrupted": entry.interruptions or None,
    }


def _state(output: Path) -> Path:
    from pipeline.watch.ask import STATE

    return output / STATE
