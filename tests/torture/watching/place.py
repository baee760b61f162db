"""A watched folder with its output, and the commands that are run on it, each in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 180.0  # seconds: others use the machine too
SOON = ("--quiet-for", "0.3", "--every", "0.2")


class Place:
    """The folders of one scenario."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inbox, self.output, self.outside = folder / "in", folder / "out", folder / "outside"
        self.mark = folder / "mark"  # by which the processes that we start are known
        for made in (self.inbox, self.outside, self.mark, folder / "spools"):
            made.mkdir()
        self.tracer: Sequence[str] = ()
        """The command that starts the watchers, and looks what they do."""
        self._running = ExitStack()

    @property
    def state(self) -> Path:
        """The folder of the journal."""
        return self.output / ".resolution-watch"

    def drop(self, place: str | bytes, data: bytes) -> None:
        """Write a file into the watched folder as most programs do: under its name, at once."""
        path = os.path.join(os.fsencode(self.inbox), os.fsencode(place))  # noqa: PTH118 - names that are no text
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        with open(path, "wb") as stream:  # noqa: PTH123
            stream.write(data)

    def environment(self, **further: str) -> dict[str, str]:
        """Return the environment of a command."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("RESOLUTION_")}
        return {
            **clean,
            "PYTHONPATH": f"{ROOT}:{self.mark}",
            "TMPDIR": str(self.folder / "spools"),
            "RESOLUTION_TO": "json",
            **further,
        }

    def watch(self, *options: str, **environment: str) -> "Watch":
        """Start a watcher; what is still running at the scenario's end is killed."""
        command = [*self.tracer, sys.executable, "-m", "pipeline", "watch", str(self.inbox), "-o", str(self.output)]
        watch = Watch([*command, *SOON, *options], self.folder, self.environment(**environment))
        self._running.callback(watch.kill)
        return watch

    def run(self, command: str, *options: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run another command of the pipeline to its end."""
        return subprocess.run(
            [sys.executable, "-m", "pipeline", command, *options],
            cwd=self.folder,
            env=self.environment(**environment),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def once(self, *options: str, **environment: str) -> int:
        """Let a watcher convert what is there; return its exit code."""
        return self.watch("--once", *options, **environment).ended()

    def status(self) -> dict[str, Any]:
        """Return what `resolution status` says."""
        done = self.run("status", "-o", str(self.output), "--json")
        if done.returncode:
            return {"counts": {}, "open": [], "failed": [], "error": done.stderr}
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def alone(self) -> bool:
        """Wait until no process of ours is left; return False where one stays."""
        return until(lambda: not any(str(self.mark).encode() in _command(item) for item in _processes()), 20)

    def close(self) -> None:
        """End what is still running."""
        self._running.close()


class Watch:
    """A watcher in a process of its own, and of a session of its own."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str]) -> None:
        self._told = tempfile.TemporaryFile("w+", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115 - closed in kill
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdout=self._told,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.pid = self._process.pid

    @property
    def told(self) -> str:
        """What it printed so far."""
        return os.pread(self._told.fileno(), 1 << 24, 0).decode("utf-8", "replace")

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    @property
    def peak(self) -> int:
        """The most memory that it had, in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text("ascii", "replace")
        return int(status.split("VmHWM:")[1].split()[0]) >> 10

    def signal(self, number: int) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def signal_group(self, number: int) -> None:
        """Send a signal to it and what it started in its session, as a terminal does."""
        os.killpg(self.pid, number)

    def family(self) -> list[int]:
        """Return its process, and those below it."""
        found = [self.pid]
        for process in found:
            for thread in Path(f"/proc/{process}/task").glob("*/children"):
                found += [int(child) for child in thread.read_text("ascii").split()]
        return found

    def ended(self, seconds: float = PATIENCE) -> int:
        """Wait until it has ended; return its exit code."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return -1000  # it has not ended

    def terminate(self) -> int:
        """Ask it to end; return its exit code."""
        self.signal(signal.SIGTERM)
        return self.ended()

    def kill(self) -> None:
        """End it at once, where it has not ended."""
        if not self._told.closed:
            self._process.kill()
            self._process.wait()
            self._told.close()


@contextmanager
def place(parent: Path | None = None) -> Iterator[Place]:
    """Yield the folders of a scenario, and clear them away."""
    with tempfile.TemporaryDirectory(dir=parent, prefix="watching-", ignore_cleanup_errors=True) as folder:
        here = Place(Path(folder).resolve())
        try:
            yield here
        finally:
            here.close()


def until(said: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Wait until something is so; return False where it is not for so long."""
    deadline = time.monotonic() + seconds
    while not said():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _processes() -> Iterator[Path]:
    yield from Path("/proc").glob("[0-9]*")


def _command(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:  # it has ended
        return b""
