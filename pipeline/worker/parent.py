"""The parent's side: hands documents to a leaf, and watches each child from outside."""

import json
import os
import re
import select
import signal
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from subprocess import PIPE, Popen
from types import TracebackType
from typing import Self

from pydantic import ValidationError

from pipeline.errors import Stop
from pipeline.intake.copy import Source
from pipeline.job import Converted
from pipeline.model.canonical import printable
from pipeline.model.outcome import Outcome
from pipeline.settings import Settings
from pipeline.worker.judge import converted
from pipeline.worker.order import STAGES, Begun, Ended, Order
from pipeline.worker.watch import Watch

TICK = 0.05  # seconds between two looks at a child
STAGE = re.compile(r"[a-z]+( [a-z]+)?")
STAGES_BYTES = 4096
RECYCLE = 200  # documents after which a leaf is replaced
PASSED_ON = (
    "LD_LIBRARY_PATH",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "XDG_DATA_DIRS",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
)
# All else that a leaf's environment holds. Its `PATH` is a folder that is not there: a library that looks for a
# compiler or a decoder takes that for a program that is not installed.
NOWHERE = "/nonexistent"
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PATH": NOWHERE}
HOMES = {"XDG_DATA_HOME": ".local/share", "XDG_CACHE_HOME": ".cache"}  # where they are not set
FONTS = {"XDG_DATA_HOME": "fonts", "XDG_CACHE_HOME": "fontconfig"}  # all that a child may read there
NAMED_BY_FONTS = re.compile(r"<(?:dir|include|cachedir)[^>]*>(/[^<]+)<")
LEFT_TO_US = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)  # a service manager sends them to every process
START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from pipeline.worker.leaf import main; main()"


@contextmanager
def _put_off(signals: Collection[signal.Signals]) -> Iterator[None]:
    """Let signals wait; a process that is started meanwhile never sees them (signal masks pass through execve(2))."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Leaf:
    """The leaf's process and its two pipes."""

    def __init__(self, places: Mapping[str, str]) -> None:
        environment = dict(places) | ENVIRONMENT
        modules = json.dumps([str(Path(entry).absolute()) for entry in sys.path])
        command = [sys.executable, "-c", START, modules]
        # No buffer: an answer that had been read into one would never be seen in the pipe.
        with _put_off(LEFT_TO_US):
            self._process = Popen(  # noqa: S603 - ourselves
                command, bufsize=0, stdin=PIPE, stdout=PIPE, env=environment, start_new_session=True
            )
        if self._process.stdin is None or self._process.stdout is None:  # never: both are asked for
            raise OSError("the leaf has no pipes")
        self._orders, self._answers = self._process.stdin, self._process.stdout
        self.pid = self._process.pid
        self.served = 0

    def send(self, order: Order) -> None:
        """Send an order."""
        rest = memoryview(order.model_dump_json().encode() + b"\n")
        while rest:
            rest = rest[self._orders.write(rest) :]
        self.served += 1

    def answered(self, seconds: float) -> bool:
        """Wait so long for an answer, and return whether there is one."""
        waiting = select.poll()  # select(2) knows no descriptor from 1024 on
        waiting.register(self._answers, select.POLLIN)
        return bool(waiting.poll(seconds * 1000))

    def answer(self) -> bytes:
        """Return the next answer; nothing where the leaf has ended."""
        return self._answers.readline()

    def kill(self) -> None:
        """End the process, and close its pipes."""
        self._process.kill()
        self._process.communicate()


class Worker:
    """Converts documents one at a time, each in a process of its own. A context manager: at its end none is left.

    The leaf is started with the first document, and anew after it died or served `RECYCLE` documents.
    """

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        """Take from an environment where libraries and fonts lie, and nothing else."""
        self.places = _places(environment or {})
        self._leaf: _Leaf | None = None
        self._child: int | None = None
        self._given_up = threading.Event()
        self.ended: Ended | None = None
        """How the last child ended: what it used."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process of the leaf, where there is one."""
        return None if self._leaf is None else self._leaf.pid

    def close(self) -> None:
        """End the leaf, and with it whatever it has started."""
        if self._child is not None:
            _kill_group(self._child)
        if self._leaf is not None:
            self._leaf.kill()
        self._leaf, self._child = None, None

    def give_up(self) -> None:
        """Let the thread that converts end with KeyboardInterrupt: at once, and with nothing left running."""
        self._given_up.set()

    def convert(self, source: Source, settings: Settings, progress: Callable[[str], None]) -> Converted:
        """Return what a child made of a private copy in its spool.

        Raises:
            Stop: TIME or MEMORY over a limit; WORKER where child or leaf died, or the record cannot be trusted.
        """
        return self._done(_order(source, settings, self.places), settings, progress)

    def inspect(self, source: Source, stage: str, settings: Settings) -> Converted:
        """Return what a stage makes of a private copy in its spool, as a file of lines.

        Raises:
            Stop: as `convert` does.
        """
        order = _order(source, settings, self.places).model_copy(update={"stage": stage})
        return self._done(order, settings, lambda _stage: None)

    def _done(self, order: Order, settings: Settings, progress: Callable[[str], None]) -> Converted:
        """Give an order to the leaf, and return what its child left."""
        spool = order.copy_path.parent
        try:
            leaf, begun = self._begun(order)
            self._child = begun.pid
            stopped = self._watched(leaf, begun.pid, spool, settings, progress)
            self.ended = ended = Ended.model_validate_json(leaf.answer())
            self._child = None
        except (OSError, ValidationError) as error:
            self.close()
            raise Stop(Outcome.WORKER, f"the leaf died: {error}"[:300]) from error
        except BaseException:  # an interruption: nothing is left running
            self.close()
            raise
        if stopped is not None:
            raise stopped
        found = converted(spool, ended, settings)
        return replace(found, report=found.report.model_copy(update={"isolation": begun.layers}))

    def _begun(self, order: Order) -> tuple[_Leaf, Begun]:
        """Give an order to the leaf, or to a new one where it died idle, which is no document's doing."""
        try:
            return self._sent(order)
        except (OSError, ValidationError):
            self.close()
            return self._sent(order)

    def _sent(self, order: Order) -> tuple[_Leaf, Begun]:
        leaf = self._started()
        leaf.send(order)
        return leaf, Begun.model_validate_json(leaf.answer())

    def _watched(
        self, leaf: _Leaf, child: int, spool: Path, settings: Settings, progress: Callable[[str], None]
    ) -> Stop | None:
        """Wait until the leaf says how the child ended; return why it was killed, where it was."""
        watch, told, stopped = Watch(settings), 0, None
        while not leaf.answered(TICK):
            if self._given_up.is_set():
                raise KeyboardInterrupt
            told = _tell(spool, told, progress)
            stopped = stopped or watch.look(child)
            if stopped is not None:
                _kill_group(child)
        _tell(spool, told, progress)
        return stopped

    def _started(self) -> _Leaf:
        """Return the leaf, a new one where there is none or the old one has served its time."""
        if self._leaf is not None and self._leaf.served >= RECYCLE:
            self.close()
        if self._leaf is None:
            try:
                self._leaf = _Leaf(self.places)
            except OSError as error:  # too many open files, or processes
                raise Stop(Outcome.IO, f"no process can be started: {error.strerror or error}") from error
        return self._leaf


def _places(environment: Mapping[str, str]) -> dict[str, str]:
    """Return where libraries and fonts lie, those of the user's own folder too (XDG Base Directory Specification)."""
    home = environment.get("HOME")
    own = {name: f"{home}/{folder}" for name, folder in HOMES.items()} if home else {}
    return own | {name: environment[name] for name in PASSED_ON if environment.get(name)}


def _order(source: Source, settings: Settings, places: Mapping[str, str]) -> Order:
    return Order(
        name=printable(source.name),
        copy_path=source.path.absolute(),
        sha256=source.sha256,
        size=source.size,
        settings=settings.model_dump_json(),
        readable=(
            *(
                Path(entry) / FONTS.get(name, "")
                for name, value in places.items()
                for entry in value.split(":")
                if entry
            ),
            *_font_places(places.get("FONTCONFIG_FILE")),
        ),
    )


def _font_places(file: str | None) -> tuple[Path, ...]:
    """Return the places that a configuration of fonts names (fonts-conf(5)); none where it cannot be read."""
    try:
        text = Path(file).read_text("utf-8", "replace") if file else ""
    except OSError:
        return ()
    return tuple(Path(place) for place in NAMED_BY_FONTS.findall(text))


def _tell(spool: Path, told: int, progress: Callable[[str], None]) -> int:
    """Tell of the stages that the child has begun since; return how many are told. Only words of our form are."""
    try:
        with (spool / STAGES).open("rb") as file:
            lines = file.read(STAGES_BYTES).decode("ascii", "replace").split("\n")[:-1]
    except OSError:
        return told
    for stage in lines[told:]:
        if STAGE.fullmatch(stage):
            progress(stage)
    return max(told, len(lines))


def _kill_group(child: int) -> None:
    for kill in (os.killpg, os.kill):  # the group exists only once the child has made it
        with suppress(OSError):
            kill(child, signal.SIGKILL)
