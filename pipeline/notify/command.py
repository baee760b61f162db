"""Run a command for an event, which it reads from its standard input, within a time."""

import os
import signal
import subprocess
import tempfile
from contextlib import suppress
from typing import IO

from pipeline.notify.attempt import Attempt, Failure
from pipeline.notify.target import Command

GLANCE = 0.1  # seconds between two looks whether the notifier was closed
TAIL_BYTES, LINE_LETTERS = 4096, 300


def run(target: Command, attempt: Attempt) -> Failure | None:
    """Run a command once; return why it failed, or nothing where it ended with 0.

    What it prints is dropped, but for the last line of its errors. At the end of the time it is killed with all that
    it started in its group.
    """
    with tempfile.TemporaryFile() as body, tempfile.TemporaryFile() as errors:
        try:
            body.write(attempt.body)
            body.seek(0)
            process = _started(target, attempt.id, body, errors)
        except OSError as error:
            return Failure(f"{target.arguments[0]} cannot be run: {error.strerror or error}")
        code = _ended(process, attempt)
        if code == 0:
            return None
        said = _last_line(errors)
    how = "was killed, since it did not end in time" if code is None else f"ended with {code}"
    return Failure(f"{target.arguments[0]} {how}{said and f': {said}'}")


def _started(target: Command, identifier: str, body: IO[bytes], errors: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - the user's own command, split without a shell
        target.arguments,
        stdin=body,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        env={**target.environment, "RESOLUTION_EVENT_ID": identifier},
        start_new_session=True,
    )


def _ended(process: subprocess.Popen[bytes], attempt: Attempt) -> int | None:
    """Wait for a process, and return its code; nothing where its time was over."""
    try:
        while True:
            with suppress(subprocess.TimeoutExpired):
                return process.wait(min(GLANCE, attempt.left()))
    except TimeoutError:
        return None
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)  # nobody has waited for it, so the number is still its own
            process.wait()


def _last_line(errors: IO[bytes]) -> str:
    size = errors.seek(0, os.SEEK_END)
    errors.seek(max(0, size - TAIL_BYTES))
    lines = errors.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip()[:LINE_LETTERS] if lines else ""
