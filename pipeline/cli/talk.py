"""How a run is told of: a moving line on a terminal, plain lines otherwise, or JSON lines."""

import json
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from pipeline.batch.progress import Progress, speed
from pipeline.cli.ends import instruction, shown
from pipeline.model.canonical import printable
from pipeline.model.finding import Finding, Severity
from pipeline.model.outcome import DELIVERED, Outcome
from pipeline.model.record import Record, State
from pipeline.model.resolution import Conservation

DRAWN_EVERY = 0.2  # seconds, on a terminal
TOLD_EVERY = 30.0  # seconds, where nobody looks
FEW_NAMED = 5
CLEAR = "\r\x1b[K"


class Talk:
    """Says how a run goes on, from one thread."""

    def __init__(self, quiet: bool, as_json: bool, total: int | None, output: str = "") -> None:
        self._output = output
        self._quiet = quiet
        self._as_json = as_json
        self._live = not quiet and not as_json and sys.stdout.isatty()
        self.progress = Progress(total, time.monotonic())
        self._now = ""
        self._told = time.monotonic()
        self._broken: OSError | None = None
        self._failed: list[tuple[str, str]] = []

    def stage(self, path: Path, stage: str) -> None:
        """Tell of a stage; where nobody can be told, the document must not suffer, and its end says so."""
        self._now = f"{printable(path.name)}: {stage}"
        try:
            if stage == "intake":
                self._event(event="begin", input=printable(path.name))
            self._event(event="stage", input=printable(path.name), stage=stage)
            if self._live and self.progress.total == 1:
                click.echo(f"{CLEAR}{shown(self._now)}", nl=False)
        except OSError as error:
            self._broken = error

    def tick(self) -> None:
        """Tell how far the run is, now and then."""
        now = time.monotonic()
        if now - self._told < (DRAWN_EVERY if self._live else TOLD_EVERY) or self.progress.total == 1:
            return
        self._told, words = now, self.progress.words(now)
        if self._live:
            click.echo(f"{CLEAR}{words}  {shown(self._now)}"[: shutil.get_terminal_size().columns - 1], nl=False)
        elif self._as_json:
            rate, left = self.progress.rate(now), self.progress.left(now)
            self._event(event="progress", done=self.progress.done, total=self.progress.total, rate=rate, left=left)
        elif not self._quiet:
            click.echo(words, err=True)

    def record(self, record: Record) -> None:
        """Tell of the end of an input."""
        self.progress.count(record)
        if record.code not in DELIVERED:
            self._failed.append((record.status, record.input))
            del self._failed[FEW_NAMED * 20 :]
        if self._broken:
            raise self._broken
        if self._live:
            click.echo(CLEAR, nl=False)
        match record.state:
            case State.CONVERTED:
                self._end(record)
            case State.UNCHANGED:
                self._unchanged(record)
            case State.SKIPPED:
                self._aside("skipped", record, f"{record.input}: skipped, since {record.detail}")
            case State.UNREADABLE:
                self._aside(
                    "unreadable", record, f"{record.detail}. {instruction(Outcome.of(record.code), record.detail)}"
                )

    def _end(self, record: Record) -> None:
        name, seconds = Path(record.input).name, round(sum(record.timings.values()), 3)
        detail = {"status": record.status, "code": record.code, "detail": record.detail}
        self._event(event="end", input=name, **detail, folder=record.folder, sha256=record.sha256, seconds=seconds)
        unwritten = record.folder is None  # then there is no report.json
        if not unwritten and (self._as_json or (self._quiet and record.code in DELIVERED)):
            return
        for line in summary_lines(record, self._place(record)):
            click.echo(shown(line), err=self._quiet or unwritten)

    def _unchanged(self, record: Record) -> None:
        self._event(event="unchanged", input=Path(record.input).name, status=record.status, code=record.code)
        if not self._quiet and not self._as_json:
            for line in (*summary_lines(record, self._place(record)), "  converted before, and unchanged since"):
                click.echo(shown(line))

    def _place(self, record: Record) -> str | None:
        """Return where a result is, of a run over one document; of many it is told by their names."""
        if record.folder is None or self.progress.total != 1:
            return None
        return f"{self._output.rstrip('/')}/{record.folder}" if self._output else record.folder

    def _aside(self, event: str, record: Record, sentence: str) -> None:
        self._event(event=event, input=record.input, code=record.code, detail=record.detail)
        click.echo(shown(sentence), err=True)

    def summary(self, interrupted: bool = False) -> None:
        """Tell how many ended how, and how fast; of a run that was interrupted, how many are left."""
        counts, now = self.progress.statuses, time.monotonic()
        self._event(event="summary", counts=counts)
        if self._quiet or self._as_json:
            return
        if interrupted and self.progress.total:
            click.echo(f"{self.progress.total - self.progress.done} of {self.progress.total} left", err=True)
        if self.progress.done < 2:
            return
        if self._live:
            click.echo(CLEAR, nl=False)
        for line in table(counts, self._failed):
            click.echo(shown(line))
        rate = self.progress.rate(now)
        click.echo(f"{self.progress.done} in {now - self.progress.begun:.1f} s" + (f", {speed(rate)}" if rate else ""))

    def _event(self, **fields: Any) -> None:
        if self._as_json:
            click.echo(json.dumps(fields, ensure_ascii=False))


def table(counts: dict[str, int], failed: list[tuple[str, str]]) -> Iterator[str]:
    """Yield a line for each outcome: how many ended so, and the first that were not delivered."""
    for status, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        names = [name for word, name in failed if word == status]
        further = f" and {count - FEW_NAMED} more" if count > FEW_NAMED and names else ""
        yield f"{count} {status}{': ' if names else ''}{', '.join(names[:FEW_NAMED])}{further}"


def summary_lines(record: Record, place: str | None = None) -> Iterator[str]:
    """Yield what a person needs to know of a record, and where its result is, in a few lines."""
    outcome = Outcome.of(record.code)
    yield f"{Path(record.input).name}: {record.status} ({record.code}), {outcome.meaning}"
    if record.detail:
        yield f"  {record.detail}"
    if record.conservation and not record.detail:
        yield f"  {record.symbol} [{record.language}]: {_kept(record.conservation)}"
    if place is not None:
        yield f"  in {place}"
    weighty = [finding for finding in record.findings if finding.severity is not Severity.NOTICE]
    yield from (_finding_line(finding) for finding in weighty[:FEW_NAMED])
    if len(weighty) > FEW_NAMED:
        yield f"  and {len(weighty) - FEW_NAMED} more in report.json"
    if record.code != Outcome.OK.code:
        yield f"  {instruction(outcome, record.detail)}"


def _kept(kept: Conservation) -> str:
    return f"{kept.glyphs} glyphs, {kept.unaccounted} unaccounted"


def _finding_line(finding: Finding) -> str:
    places = ("" if finding.page is None else f"page {finding.page}", finding.block or "")
    place = ", ".join(filter(None, places))
    wanted = "" if finding.expected is None else f"expected {finding.expected}"
    seen = ", ".join(filter(None, (finding.found, wanted)))
    return f"  {finding.code}{f' {place}' if place else ''}: {finding.message}{f' [{seen}]' if seen else ''}"
