"""A worker that misbehaves on demand, so that every outcome can be reached: in our tests, and in those of users.

`RESOLUTION_MOCK=hang resolution convert paper.pdf --output out` shows what an integration does with a paper that hangs;
`RESOLUTION_MOCK=hang@b.pdf,crash@c.pdf` what it does where only some among others do.
"""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome, Output, Report
from pipeline.worker.order import OUTPUTS, RECORD


def fault_of(mock: str, name: str) -> str | None:
    """Return the fault that a setting names for an input; none where it names others."""
    for part in mock.split(","):
        fault, at, inputs = part.strip().partition("@")
        if not at or inputs == name:
            return fault
    return None


def misbehave(mock: str, name: str, spool: Path) -> None:
    """Do what a bad document might make a child do.

    Args:
        mock: a fault of `FAULTS`, or the word of an outcome (`damaged`), with which the conversion then stops; behind
            it may stand `@` and the one input that it is for, and more such parts, set apart by commas.
        name: the input's name.
        spool: the child's folder.

    Raises:
        Stop: with the outcome named; USAGE where nothing has that name.
    """
    fault = fault_of(mock, name)
    if fault is None:
        return
    outcome = next((item for item in Outcome if item.status == fault), None)
    if outcome is not None:
        raise Stop(outcome, f"the mock worker was asked for {fault!r}")
    if fault not in FAULTS:
        raise Stop(Outcome.USAGE, f"the mock worker has no fault {fault!r}; it has {', '.join(FAULTS)}")
    FAULTS[fault](spool)


def _hang(_spool: Path) -> None:
    while True:
        time.sleep(3600)


def _deaf(spool: Path) -> None:
    """Hang, and ignore every signal that can be ignored."""
    for number in range(1, signal.NSIG):
        if number not in (signal.SIGKILL, signal.SIGSTOP, 32, 33):
            signal.signal(number, signal.SIG_IGN)
    _hang(spool)


def _spin(_spool: Path) -> None:
    while True:
        pass


def _memory(_spool: Path) -> None:
    held = []
    while True:
        held.append(bytearray(os.urandom(1 << 20)))


def _crash(_spool: Path) -> None:
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGSEGV)


def _exit(_spool: Path) -> None:
    os._exit(0)


def _flood(_spool: Path) -> None:
    """Print without end, as a library in a loop may."""
    deadline = time.monotonic() + 1
    while time.monotonic() < deadline:
        for stream in (1, 2):
            os.write(stream, b"x" * 65536)
    os._exit(0)


def _fork(_spool: Path) -> None:
    """Leave processes behind in the same group, and end."""
    for _ in range(8):
        if os.fork() == 0:
            time.sleep(3600)
    os._exit(0)


def _escape(_spool: Path) -> None:
    """Leave a process behind in a session of its own, as a daemon does, and end."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(3600)
        os._exit(0)
    os._exit(0)


def _half(spool: Path) -> None:
    (spool / OUTPUTS).mkdir()
    (spool / RECORD).write_text('{"schema_version": "1.0", "input": ', "utf-8")
    os._exit(0)


def _garbage(spool: Path) -> None:
    (spool / RECORD).write_bytes(os.urandom(4096))
    os._exit(0)


def _lie(spool: Path) -> None:
    """Report files that are not there, with success."""
    output = Output(file="paper.json", format="json", sha256="0" * 64, size=1)
    report = Report(input="paper.pdf", status="ok", code=0, meaning="", instruction="", outputs=(output,))
    (spool / RECORD).write_text(report.model_dump_json(), "utf-8")
    os._exit(0)


def _disk(spool: Path) -> None:
    """Write a file without end, until the limit on sizes stops it."""
    with (spool / "large").open("wb") as stream:
        while True:
            stream.write(bytes(1 << 20))


FAULTS: dict[str, Callable[[Path], None]] = {
    "hang": _hang,
    "deaf": _deaf,
    "spin": _spin,
    "memory": _memory,
    "crash": _crash,
    "exit": _exit,
    "flood": _flood,
    "fork": _fork,
    "escape": _escape,
    "half": _half,
    "garbage": _garbage,
    "lie": _lie,
    "disk": _disk,
}
