"""Measure runs over many documents: two at a time against one, a cluster against threads, and a soak.

`python -m tools.bench_many FOLDER` converts the PDFs of a folder; ratios are of runs that were made one after the other
on the same machine. `--soak N` converts N small documents besides, and watches memory, open files and processes.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tests.reading import pdf

RESOLUTION = (sys.executable, "-m", "pipeline", "convert")
SMALL = "en_masthead"
EARLY = 0.2  # of a soak, before which caches fill


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200, help="documents of the folder that are taken")
    parser.add_argument("--to", default="json,docx,pdf")
    parser.add_argument("--soak", type=int, default=0, help="small documents to convert, one after the other")
    parser.add_argument(
        "--cluster", action="store_true", help="compare with a cluster of two workers, one of them killed"
    )
    options = parser.parse_args()
    papers = sorted(options.folder.glob("*.pdf"))[: options.count]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        listed = Path(folder) / "list"
        listed.write_text("\n".join(str(paper.absolute()) for paper in papers), "utf-8")
        one, two = (_timed(listed, Path(folder) / f"{jobs}", options.to, "-j", str(jobs)) for jobs in (1, 2))
        print(f"{len(papers)} documents: one at a time {one:.1f} s, two {two:.1f} s, ratio {one / two:.2f}")
        if options.cluster:
            _cluster(listed, Path(folder), options.to, two, len(papers))
        if options.soak:
            _soak(Path(folder), options.soak)


def _timed(listed: Path, output: Path, to: str, *options: str) -> float:
    begun = time.perf_counter()
    command = [*RESOLUTION, f"@{listed}", "-o", str(output), "--to", to, "--quiet", *options]
    code = subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode
    if code in (2, 70, 130):
        raise SystemExit(f"the run ended with {code}")
    return time.perf_counter() - begun


def _cluster(listed: Path, folder: Path, to: str, local: float, count: int) -> None:
    """Compare a cluster of two workers with two threads; then kill a worker on the way, and compare the bytes."""
    taken = _timed(listed, folder / "cluster", to, "-j", "2", "--engine", "dask")
    print(f"a cluster of two workers: {taken:.1f} s, {100 * (taken / local - 1):+.1f} % a document")
    command = [*RESOLUTION, f"@{listed}", "-o", str(folder / "killed"), "--to", to, "--quiet", "-j", "2"]
    process = subprocess.Popen([*command, "--engine", "dask"], stderr=subprocess.DEVNULL)
    while sum(1 for _ in (folder / "killed").glob("*/report.json")) < count // 4 and process.poll() is None:
        time.sleep(0.1)
    killed = _kill_a_worker(process.pid)
    process.wait()
    wanted, found = _contents(folder / "2"), _contents(folder / "killed")
    same = sum(found.get(name) == data for name, data in wanted.items())
    print(f"a worker killed ({killed}): {same} of {len(wanted)} files are those of the local run, {len(found)} found")


def _contents(output: Path) -> dict[str, bytes]:
    return {f"{path.parent.name}/{path.name}": path.read_bytes() for path in output.glob("*/*")}


def _kill_a_worker(pid: int) -> str:
    """Kill the first process of a cluster's worker below a process; return what was killed."""
    for child in _below(pid):
        with suppress(OSError):
            command = Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            if "multiprocessing" in command and "spawn_main" in command:
                os.kill(child, 9)
                return f"process {child}"
    return "none found"


def _below(pid: int) -> Iterator[int]:
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                yield int(child)
                yield from _below(int(child))


def _soak(folder: Path, count: int) -> None:
    """Convert so many small documents in one run, and print how memory, open files and processes grew."""
    papers = folder / "papers"
    papers.mkdir()
    data = pdf(SMALL)
    for number in range(count):
        (papers / f"{number:06}.pdf").write_bytes(data + b"\n%d\n" % number)
    command = [*RESOLUTION, str(papers), "-o", str(folder / "soak"), "--to", "json", "--json", "-j", "2"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    samples: list[tuple[int, float, int, int]] = []
    ended = 0
    for line in process.stdout or ():
        if b'"event": "end"' in line:
            ended += 1
            if ended % max(1, count // 200) == 0:
                samples.append((ended, *_sample(process.pid)))
    code = process.wait()
    early, late = samples[int(len(samples) * EARLY)], samples[-1]
    slope = (late[1] - early[1]) / (late[0] - early[0]) * 1000
    print(
        f"soak of {count}: code {code}, {ended} ended; memory {early[1]:.1f} to {late[1]:.1f} MiB, {slope:+.2f} MiB a"
        f" thousand; open files {early[2]} to {late[2]}; processes that ended and were not waited for {late[3]}"
    )
    shutil.rmtree(papers)


def _sample(pid: int) -> tuple[float, int, int]:
    """Return resident memory in MiB, open files, and processes below that have ended and are still there."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    resident = int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024
    files = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    ended = 0
    for child in _below(pid):
        with suppress(OSError):
            ended += ") Z " in Path(f"/proc/{child}/stat").read_text("utf-8", "replace")
    return resident, files, ended


if __name__ == "__main__":
    main()
