"""A disk is full: at forty sizes, for each format, counted in bytes by a shim and in pages by a real file system.

The outcome is named, nothing partial is seen, and once there is space the next run gives what an undisturbed one does.
"""

import errno
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from unittest.mock import patch

from pipeline.errors import Stop
from pipeline.intake.copy import take_copy
from pipeline.job import Converted
from pipeline.model.canonical import canonical_json
from pipeline.model.outcome import Outcome
from pipeline.publish.folder import publish
from pipeline.publish.names import REPORT
from pipeline.render.formats import names
from pipeline.run import convert_copy
from pipeline.settings import Settings
from tests.publish.results import held
from tests.reading import pdf
from tests.torture.row import Row
from tests.torture.scale import Scale
from tests.torture.syscalls import again, in_memory

SIZES = 40
PAPER = "en_annex"
ROOT = Path(__file__).parents[2]


def run(scale: Scale) -> tuple[Row, ...]:
    """Fill disks; in a short form at fewer sizes."""
    sizes = max(2, round(SIZES * scale.share))
    rows = [_row(f"disk full at {sizes} sizes, in bytes: {name}", *_in_bytes(name, sizes)) for name in names()]
    hindrance = why_no_file_system()
    if hindrance:
        return (*rows, Row("disk full, on a file system of its own", 0, 0, "0", f"not tried: {hindrance}"))
    return (*rows, *_on_file_systems(sizes))


def _row(what: str, tried: int, wrong: list[str]) -> Row:
    return Row(what, tried, len(wrong), "0", f"{len(wrong)}{f'; first: {wrong[0]}' if wrong else ''}")


@cache
def result(name: str) -> Converted:
    """Return what a conversion to one format gives; without times, as it is published."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "A.pdf"
        paper.write_bytes(pdf(PAPER))
        (Path(folder) / "spool").mkdir()
        settings = Settings(to=(name,))
        converted = convert_copy(take_copy(paper, Path(folder) / "spool", settings), settings)
    return replace(converted, report=converted.report.model_copy(update={"timings": {}}))


def files_of(converted: Converted) -> dict[str, bytes]:
    """Return the files that are published."""
    return {**converted.files, REPORT: canonical_json(converted.report)}


def _in_bytes(name: str, sizes: int) -> tuple[int, list[str]]:
    files = files_of(result(name))
    old = {REPORT: b"{}"}
    need = sum(map(len, files.values()))
    wrong = []
    with tempfile.TemporaryDirectory(dir=in_memory()) as folder:
        for number in range(sizes):
            for stood in (None, old):
                destination = Path(folder) / f"{number}{stood is not None}" / "A"
                if stood:
                    publish(destination, stood)
                with _space(number * need // sizes):
                    outcome = _outcome(destination, files)
                stands = held(destination)
                said = again(partial(publish, destination, files), destination, files)
                if outcome is not Outcome.IO or stands != stood or said:
                    wrong.append(f"{number * need // sizes} of {need} bytes: {outcome}, {said or 'partial'}")
    return 2 * sizes, wrong


@contextmanager
def _space(left: int) -> Iterator[None]:
    """Let a disk have so many bytes left; as on a real one, the write that fills it ends short."""
    write = os.write

    def limited(descriptor: int, data: bytes) -> int:
        nonlocal left
        if not left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        done = write(descriptor, data[:left])
        left -= done
        return done

    with patch.object(os, "write", limited):
        yield


def _outcome(destination: Path, files: dict[str, bytes]) -> Outcome:
    try:
        publish(destination, files)
    except Stop as stop:
        return stop.outcome
    return Outcome.OK


@cache
def why_no_file_system() -> str | None:
    """Return why this user cannot mount a file system of their own, None where they can."""
    try:
        done = _in_namespace("mount -t tmpfs -o size=4096 tmpfs /mnt", subprocess.PIPE)
    except FileNotFoundError:
        return "there is no unshare"
    return done.stderr.strip() if done.returncode else None


def _in_namespace(script: str, errors: int | None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, sys.executable],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
    )


def _on_file_systems(sizes: int) -> Iterator[Row]:
    done = _in_namespace(f'"$0" -m tests.torture.full {sizes}', None)
    rows = [Row(**json.loads(line)) for line in done.stdout.splitlines()]
    if done.returncode:
        rows.append(Row("disk full, on a file system of its own", 1, 1, "0", f"it ended with code {done.returncode}"))
    yield from rows
