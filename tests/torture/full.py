"""Run in a mount namespace: fills real file systems, and prints each row of the table as JSON."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from pipeline.model.outcome import Report
from pipeline.render.formats import names
from pipeline.run import convert_file
from pipeline.settings import Settings
from pipeline.worker.parent import Worker
from tests.publish.results import beside, held
from tests.reading import pdf
from tests.torture import mounts
from tests.torture.disk import PAPER, files_of, result
from tests.torture.row import Row

PAGE = 4096
INODES = 16
ENOUGH = 1 << 28
Place = Callable[[Path], tuple[Path, Path]]


def main() -> None:
    """Fill file systems at so many sizes as the first argument says."""
    sizes = int(sys.argv[1])
    os.umask(0o022)
    for row in rows(sizes):
        sys.stdout.write(json.dumps(asdict(row)) + "\n")


def rows(sizes: int) -> Iterator[Row]:
    """Yield what became of publications and of whole conversions on full file systems."""
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "A.pdf"
        paper.write_bytes(pdf(PAPER))
        for name in names():
            need = sum(len(data) // PAGE + 1 for data in files_of(result(name)).values())
            options = [f"size={max(1, number * (need + 1) // sizes) * PAGE}" for number in range(sizes)]
            options += [f"size=1m,nr_inodes={number}" for number in range(1, INODES, max(1, INODES // sizes))]
            yield _row(f"disk full at {sizes} sizes, in pages, and without inodes: {name}", paper, name, options)
        yield _with_worker(paper, min(sizes, 10))
        yield mounts.row()


def _row(what: str, paper: Path, name: str, options: list[str]) -> Row:
    wrong = []
    wanted = files_of(result(name))
    for option in options:
        with _mounted(option) as place:
            output = place / "out"
            settings = Settings(to=(name,))
            report = convert_file(paper, output, settings, convert=lambda *_: result(name))
            said = _judged(report, output / "A", wanted)
            _enlarge(place)
            convert_file(paper, output, settings, convert=lambda *_: result(name))
            if said or held(output / "A") != wanted or beside(output / "A"):
                wrong.append(f"{option}: {said or 'the next run gives something else'}")
    return Row(what, len(options), len(wrong), "0", f"{len(wrong)}{f'; first: {wrong[0]}' if wrong else ''}")


def _with_worker(paper: Path, sizes: int) -> Row:
    """Convert where the disk of the temporary files is full, with a worker; the reports alone are published."""
    wrong = []
    settings = Settings(to=("json",))
    pages = len(paper.read_bytes()) // PAGE + 8
    with tempfile.TemporaryDirectory() as folder, Worker() as worker:
        wanted = convert_file(paper, Path(folder) / "wanted", settings, convert=worker.convert)
        for number in range(sizes):
            output = Path(folder) / str(number)
            with _mounted(f"size={max(1, number * pages // sizes) * PAGE}") as spools:
                before, tempfile.tempdir = tempfile.tempdir, str(spools)
                report = convert_file(paper, output, settings, convert=worker.convert)
                left = list(spools.iterdir())
                _enlarge(spools)
                after = convert_file(paper, output, settings, convert=worker.convert)
                tempfile.tempdir = before
            if report.code not in (0, 30) or left or after != wanted:
                wrong.append(f"size {number} of {sizes}: {report.code} {report.detail}, then {after.code}; left {left}")
    told = f"{len(wrong)}{f'; first: {wrong[0]}' if wrong else ''}"
    return Row("disk of the temporary files full", sizes, len(wrong), "0", told)


def _judged(report: Report, destination: Path, wanted: dict[str, bytes]) -> str | None:
    stands = held(destination)
    if report.code == 0:
        return None if stands == wanted else "it is said to be published, and is not"
    if report.code != 30:
        return f"the outcome is {report.status}"
    return "something partial is seen" if stands is not None else None


@contextmanager
def _mounted(options: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


def _enlarge(place: Path) -> None:
    subprocess.run(["mount", "-o", f"remount,size={ENOUGH},nr_inodes=10000", str(place)], check=True)


if __name__ == "__main__":
    main()
