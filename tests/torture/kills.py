"""A conversion is killed: after every system call, where each stage begins, and at any moment.

What can be seen then is a whole result, old or new, or none; no process is left; the next run gives the bytes that an
undisturbed one gives, and leaves nothing hidden behind.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from shutil import copytree
from unittest.mock import patch

from pipeline.batch.manifest import NAME as MANIFEST
from pipeline.publish import disk
from pipeline.publish.folder import publish
from pipeline.run import convert_file
from pipeline.settings import Settings
from tests.publish.results import NEW, OLD, held, unsupported
from tests.reading import pdf
from tests.torture.row import Row
from tests.torture.scale import Scale
from tests.torture.shim import Shim, Way, failing
from tests.torture.syscalls import STARTS, Start, again, allowed, in_memory, prepared, spools_in

PAPERS = {"first": "en_masthead", "second": "en_points"}
STAGES = ("begin", "intake", "extract", "normalise", "render json", "publish", "end")
WRITERS = 4
WAYS: dict[str, Callable[..., int]] = {"where folders can be exchanged": disk._rename, "and where not": unsupported}
IN_PUBLISH = 0.03  # seconds that a publication takes, and more
PATIENCE = 60.0
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Moment:
    """When to kill: so long after a stage of a document begins; after the start, where no stage is named."""

    seconds: float
    paper: str = ""
    stage: str = ""


@dataclass(frozen=True)
class Runs:
    """What is run: the formats of an earlier run, if there is one, and those of the run that is killed."""

    earlier: str | None
    formats: str


OLD_SETTINGS, NEW_SETTINGS = Settings(to=("json",)), Settings(to=("json", "html"))
NEW_RUN, LATER = Runs(None, "json"), Runs("json", "json,html")
ALL_FORMATS = Runs("json", "json,docx,pdf,html,akn")


def run(scale: Scale) -> tuple[Row, ...]:
    """Kill publications, conversions and whole commands; in a short form of commands, which take long, fewer still."""
    rows = [_row(f"killed after each system call: publish, {start.name}", *_every_call(start)) for start in STARTS]
    rows.append(_row("killed at any moment: a conversion", *_forked(scale.moments)))
    for name, rename in WAYS.items():
        rows.append(_row(f"killed, one of several writers, {name}", *_racing(scale.moments, rename)))
    stages = boundaries() if scale.share == 1 else boundaries()[3:4]
    at_random = list(moments(max(1, round(scale.moments * scale.share**2))))
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        rows.append(_row("killed where a stage begins: a command", *bench.attacked([(at, LATER) for at in stages])))
        rows.append(_row("killed at any moment: a command", *bench.attacked(at_random)))
    return tuple(rows)


def _row(what: str, tried: int, wrong: list[str]) -> Row:
    told = f"; first: {wrong[0]}" if wrong else ""
    return Row(what, tried, len(wrong), "0 not whole, 0 that do not converge", f"{len(wrong)}{told}")


def _every_call(start: Start) -> tuple[int, list[str]]:
    """Kill a process after each system call of its publication."""
    wrong = []
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder:
        number, ended = 0, False
        while not ended:
            number += 1
            destination = prepared(start, Path(folder) / str(number))
            with patch.object(disk, "_rename", disk._rename if start.exchanges else unsupported):
                ended = _publishes_to_its_end(destination, Shim(number, way=Way.KILLED))
                whole = held(destination) in allowed(start)
                said = again(partial(publish, destination, NEW), destination, NEW)
            if said or not whole:
                wrong.append(f"call {number}: {said or 'what can be seen is no whole result'}")
    return number, wrong


def _publishes_to_its_end(destination: Path, shim: Shim) -> bool:
    def work() -> None:
        with failing(shim):
            publish(destination, NEW)

    return os.waitstatus_to_exitcode(os.waitpid(_child(work), 0)[1]) == 0


def _child(work: Callable[[], object]) -> int:
    """Let a process of its own do some work, and return its number; it ends with 3 where the work is not done."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python warns where threads of a library are alive
        child = os.fork()
    if child == 0:
        code = 3
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def _forked(number: int) -> tuple[int, list[str]]:
    """Kill processes at moments spread evenly over a conversion that replaces an earlier result."""
    wrong = []
    with tempfile.TemporaryDirectory() as name, spools_in(Path(name)):
        folder = Path(name)
        paper = folder / "A.pdf"
        paper.write_bytes(pdf(PAPERS["first"]))
        old = _converted(paper, folder / "old", OLD_SETTINGS)
        begin = time.monotonic()
        new = _converted(paper, folder / "new", NEW_SETTINGS)
        lasts = time.monotonic() - begin
        for turn in range(number):
            output = folder / str(turn)
            copytree(folder / "old", output)
            work = partial(_converted, paper, output, NEW_SETTINGS)
            seconds = spread(turn) * lasts
            _kill_fork(work, seconds)
            whole = held(output / "A") in (old, new)
            said = again(work, output / "A", new)
            left = [entry.name for entry in folder.iterdir() if entry.name.startswith("resolution-")]
            if not whole or said or left:
                wrong.append(f"after {seconds:.4f} s: {said or left or 'what can be seen is no whole result'}")
    return number, wrong


def _racing(number: int, rename: Callable[..., int]) -> tuple[int, list[str]]:
    """Kill so many processes that publish the same document without end, others beside them; look all the time."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(dir=in_memory()) as name, patch.object(disk, "_rename", rename):
        destination = Path(name) / "A"
        publish(destination, OLD)
        writers = [_writer(destination, turn) for turn in range(WRITERS)]
        for turn in range(number):
            wrong += _seen(destination, 0.02 * spread(turn))
            wrong += _ended(writers.pop(0))
            writers.append(_writer(destination, turn))
        wrong += [said for writer in writers for said in _ended(writer)]
        wrong += filter(None, [again(partial(publish, destination, NEW), destination, NEW)])
    return number, wrong


def _writer(destination: Path, turn: int) -> int:
    """Start a process that publishes two results in turn."""

    def work() -> None:
        for number in count(turn):
            publish(destination, (OLD, NEW)[number % 2])

    return _child(work)


def _ended(writer: int) -> Iterator[str]:
    """Kill a process, and yield what is wrong if it had ended by itself."""
    os.kill(writer, signal.SIGKILL)
    if not os.WIFSIGNALED(os.waitpid(writer, 0)[1]):
        yield "a writer had to give up"


def _seen(destination: Path, seconds: float) -> Iterator[str]:
    """Look at a destination for some time, and yield what is seen that is no whole result."""
    deadline = time.monotonic() + seconds
    with disk.folder(destination.parent) as parent:
        while time.monotonic() < deadline:
            with suppress(FileNotFoundError), disk.folder(destination.name, parent) as folder:
                found = disk.entries(folder)
                if disk.is_named(parent, destination.name, folder) and set(found) not in (set(OLD), set(NEW)):
                    yield f"{sorted(found)} are seen"


def _converted(paper: Path, output: Path, settings: Settings) -> dict[str, bytes]:
    report = convert_file(paper, output, settings)
    if report.code != 0:
        raise RuntimeError(f"a good paper ends with {report.code}: {report.detail}")
    return held(output / "A") or {}


def _kill_fork(work: Callable[[], object], seconds: float) -> None:
    child = _child(work)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def spread(turn: int) -> float:
    """Return numbers from 0 to 1, each next one in the largest gap that the earlier ones leave."""
    return (turn * 0.618034) % 1


def boundaries() -> list[Moment]:
    """Return the moments where a stage of a document begins."""
    return [Moment(0, paper, stage) for paper in PAPERS for stage in STAGES]


def moments(number: int) -> Iterator[tuple[Moment, Runs]]:
    """Yield moments spread evenly, in no order: over a whole run, and as many over the publications in it."""
    runs = (NEW_RUN, LATER)
    for turn in range(1, number + 1):
        part = spread(turn)
        what = ALL_FORMATS if turn % 20 == 19 else runs[turn // 2 % 2]
        if turn % 2:
            yield Moment(part * IN_PUBLISH, list(PAPERS)[turn // 2 % 2], "publish"), what
        else:
            yield Moment(part * 2.0), what


class Bench:
    """Papers, what undisturbed runs make of them, and attacks on further runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mark = folder / "mark"  # by which the processes that we start are known
        self._papers = [folder / f"{name}.pdf" for name in PAPERS]
        self._undisturbed: dict[str, dict[str, dict[str, bytes] | None]] = {}
        for path, source in zip(self._papers, PAPERS.values(), strict=True):
            path.write_bytes(pdf(source))
        self._mark.mkdir()
        (folder / "spools").mkdir()

    def attacked(self, cases: list[tuple[Moment, Runs]]) -> tuple[int, list[str]]:
        """Kill a run at each moment, and return how many that were, and what went wrong."""
        said = [(moment, runs, self._attacked(moment, runs)) for moment, runs in cases]
        return len(cases), [f"{moment}, {runs}: {wrong}" for moment, runs, wrong in said if wrong]

    def _attacked(self, moment: Moment, runs: Runs) -> str | None:
        """Kill a run at a moment, and return what is wrong then, or after the next run."""
        output = Path(tempfile.mkdtemp(dir=self._folder)) / "out"
        new = self._of(runs.formats)
        old = self._of(runs.earlier) if runs.earlier else dict.fromkeys(PAPERS)
        if runs.earlier:
            copytree(self._folder / f"undisturbed {runs.earlier}", output)
        self._kill(output, runs.formats, moment)
        if not self._alone():
            return "processes are left"
        for paper, stands in self._standing(output).items():
            if stands not in (old[paper], new[paper]):
                return f"what can be seen of {paper} is no whole result"
        code = self._finished(output, runs.formats)
        if code != 0:
            return f"the next run ends with {code}"
        if self._standing(output) != new:
            return "the next run gives something else"
        left = [entry.name for entry in output.iterdir() if entry.name not in (*PAPERS, MANIFEST)]
        left += [entry.name for entry in (self._folder / "spools").iterdir() if entry.name.startswith("resolution-")]
        return f"the next run leaves {left}" if left else None

    def _of(self, formats: str) -> dict[str, dict[str, bytes] | None]:
        if formats not in self._undisturbed:
            output = self._folder / f"undisturbed {formats}"
            if self._finished(output, formats) != 0:
                raise RuntimeError(f"an undisturbed run to {formats} fails")
            self._undisturbed[formats] = self._standing(output)
        return self._undisturbed[formats]

    def _standing(self, output: Path) -> dict[str, dict[str, bytes] | None]:
        return {paper: held(output / paper) for paper in PAPERS}

    @contextmanager
    def _started(self, output: Path, formats: str) -> Iterator["subprocess.Popen[bytes]"]:
        command = [sys.executable, "-m", "pipeline", "convert", *map(str, self._papers), "--output", str(output)]
        environment = {
            **os.environ,
            "PYTHONPATH": f"{ROOT}:{self._mark}",
            "TMPDIR": str(self._folder / "spools"),
        }
        with subprocess.Popen(
            [*command, "--to", formats, "--json"],
            cwd=self._folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            yield process

    def _finished(self, output: Path, formats: str) -> int:
        with self._started(output, formats) as process:
            process.communicate(timeout=PATIENCE)
        return process.returncode

    def _kill(self, output: Path, formats: str, moment: Moment) -> None:
        with self._started(output, formats) as process:
            if moment.stage:
                _wait_for(process, moment)
            time.sleep(moment.seconds)
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=PATIENCE)

    def _alone(self) -> bool:
        """Wait until no process of ours is left; return False where one stays."""
        deadline = time.monotonic() + 5
        while any(str(self._mark).encode() in _command(entry) for entry in Path("/proc").glob("[0-9]*")):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.01)
        return True


def _wait_for(process: "subprocess.Popen[bytes]", moment: Moment) -> None:
    """Read what a run tells until a document comes to a stage, or to its end."""
    if process.stdout is None:
        raise RuntimeError("the process has no output to read")
    for line in process.stdout:
        told = json.loads(line)
        stage = told.get("stage", told["event"])
        if (told.get("input"), stage) == (f"{moment.paper}.pdf", moment.stage):
            return


def _command(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:  # it has ended
        return b""
