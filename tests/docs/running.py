"""Running a page: its blocks in order, in one folder, as somebody does who follows it."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO

from tests.docs.blocks import PYTHON, SHELL, Block, commands

PORT = "8765"
"""The port that pages use; a free one takes its place."""
NOTHING: Mapping[str, str] = MappingProxyType({})
FOREIGN = ("RESOLUTION_", "MAKE", "MFLAGS", "SLURM_", "JOB_COMPLETION", "AWS_BATCH", "CLOUD_RUN", "BATCH_TASK")
LONGEST = 60.0  # seconds for one command, or for a file that another makes


class Wrong(Exception):
    """A block did not do what its page says."""


def environment() -> dict[str, str]:
    """Return the environment of somebody who has set up the program and nothing else."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    here = Path(sys.executable).parent
    return {**plain, "PATH": f"{here}{os.pathsep}{plain['PATH']}", "PYTHONWARNINGS": "default"}


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files that a page takes for given."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def run_page(page: Iterable[Block], folder: Path, stand_ins: Mapping[str, str] = NOTHING) -> None:
    """Run the blocks of a page.

    Args:
        page: its blocks.
        folder: where they are run.
        stand_ins: what is typed where the page has a word for something that only its reader knows, as an id.

    Raises:
        Wrong: where one does not end as the page says, with its line and what it printed.
    """
    port = _free_port()
    with _background() as running:
        for block in page:
            text = _with({**stand_ins, PORT: port}, block.text)
            for path in block.all("after"):
                _await(folder / path, block)
            if block.file is not None:
                put(folder, {block.file: text.encode()})
            elif block.has("background"):
                (command,) = commands(text)
                running.append((block, _started(_shell(f"exec env {command}"), folder, subprocess.DEVNULL)))
            elif not block.has("not-run"):
                _run(block, text, folder)


def _with(stand_ins: Mapping[str, str], text: str) -> str:
    for word, stand_in in stand_ins.items():
        text = re.sub(rf"\b{word}\b", lambda _match, typed=stand_in: typed, text)  # type: ignore[misc]
    return text


def _run(block: Block, text: str, folder: Path) -> None:
    if block.language == PYTHON:
        _end(block, "python", [sys.executable, "-c", text], folder, block.ends)
        return
    if block.language != SHELL:
        raise Wrong(f"line {block.line}: a block of {block.language!r} is not run, no file, and not marked")
    *before, last = commands(text)
    for command in before:
        _end(block, command, _shell(command), folder, 0)
    _end(block, last, _shell(last), folder, block.ends)


def _shell(command: str) -> list[str]:
    return ["bash", "--noprofile", "--norc", "-euo", "pipefail", "-c", command]


def _end(block: Block, name: str, arguments: list[str], folder: Path, code: int) -> None:
    """Run a command to its end, into a file, since a pipe would wait for what it leaves behind."""
    with tempfile.TemporaryFile() as said:
        process = _started(arguments, folder, said)
        try:
            ended = process.wait(LONGEST)
        except subprocess.TimeoutExpired as error:
            raise Wrong(f"line {block.line}: {name}: did not end in {LONGEST:.0f} s") from error
        finally:
            _kill(process)
        said.seek(0)
        if ended != code:
            printed = said.read().decode("utf-8", "replace")[-2000:]
            raise Wrong(f"line {block.line}: {name}: ended with {ended}, not {code}\n{printed}")


def _started(arguments: list[str], folder: Path, said: IO[bytes] | int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        arguments,
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=said,
        start_new_session=True,
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that has not ended, with all that it started in its group."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def _background() -> Iterator[list[tuple[Block, subprocess.Popen[bytes]]]]:
    """Yield a list of what runs in the background; at the end each is told to end, and has to end as its block says."""
    running: list[tuple[Block, subprocess.Popen[bytes]]] = []
    try:
        yield running
        for block, process in running:
            _stop(block, process)
    finally:
        for _, process in running:
            _kill(process)


def _stop(block: Block, process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        raise Wrong(f"line {block.line}: {block.first}: ended by itself, with {process.returncode}")
    process.send_signal(signal.SIGTERM)
    try:
        code = process.wait(LONGEST)
    except subprocess.TimeoutExpired as error:
        raise Wrong(f"line {block.line}: {block.first}: told to end, it did not") from error
    if (code if code >= 0 else 128 - code) != block.ends:
        raise Wrong(f"line {block.line}: {block.first}: told to end, it ended with {code}, not {block.ends}")


def _await(path: Path, block: Block) -> None:
    until = time.monotonic() + LONGEST
    while not path.exists():
        if time.monotonic() > until:
            raise Wrong(f"line {block.line}: {path.name} did not come within {LONGEST:.0f} s")
        time.sleep(0.05)


def _free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])
