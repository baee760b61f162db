"""Measure what all checks cost, as a share of a whole conversion to three formats, in one run.

    python -m tools.bench_checks folder [--most 12]

Each document is converted in this process, with a stopwatch around every check; then by the worker, whose children are
counted by the kernel. Prints the share of each check in the processor time of the conversion, and what the worker adds.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline import run
from pipeline.extract import read
from pipeline.render import formats
from pipeline.render.formats import Format
from pipeline.settings import Settings
from pipeline.worker.parent import Worker
from tools.bench import spread

# What is a check, by the module that calls it.
CHECKS = {
    run: ("check_file", "check_resolution", "printed", "count"),
    read: ("read_characters", "check_layer", "check_pages", "check_annotations"),
}


class Stopwatch:
    """Adds up the processor time of functions by name."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same, and is timed."""

        def timed(*arguments: Any) -> Any:
            begun = time.process_time()
            try:
                return function(*arguments)
            finally:
                self.seconds[name] += time.process_time() - begun

        return timed


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description="Measure what the checks cost.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=12, help="how many documents, spread over the folder")
    options = parser.parse_args()
    files = spread(sorted(options.folder.glob("*.pdf")), options.most)
    if not files:
        sys.stderr.write(f"no PDF in {options.folder}\n")
        return 2
    convert(files[:1])  # what is loaded once is not counted
    watch = Stopwatch()
    watched(watch)
    begun = time.process_time()
    convert(files)
    whole = time.process_time() - begun
    for name, seconds in sorted(watch.seconds.items(), key=lambda item: -item[1]):
        print(f"{name:20} {seconds:8.2f} s {seconds / whole:7.1%}")
    checks = sum(watch.seconds.values())
    print(f"{'all checks':20} {checks:8.2f} s {checks / whole:7.1%} of {whole:.2f} s for {len(files)} documents")
    print(f"{'the worker adds':20} {by_worker(files) / whole - 1:18.1%}")
    return 0


def watched(watch: Stopwatch) -> None:
    """Put a stopwatch around every check."""
    for module, names in CHECKS.items():
        for name in names:
            setattr(module, name, watch.around(name, getattr(module, name)))
    load = formats.load

    def loaded(name: str) -> Format:
        found = load(name)
        check, shown = watch.around(f"check {name}", found.check), watch.around(f"read {name} again", found.shown)
        return replace(found, check=check, shown=shown)

    setattr(run, "load", loaded)  # noqa: B010 - a name that is imported there


def convert(files: list[Path]) -> None:
    """Convert some files in this process."""
    with tempfile.TemporaryDirectory() as output:
        for file in files:
            run.convert_file(file, Path(output), Settings())


def by_worker(files: list[Path]) -> float:
    """Return the processor seconds of the children of a warm worker, for some files."""
    with tempfile.TemporaryDirectory() as output, Worker(os.environ) as worker:
        for file in files[:2]:  # the leaf loads the rest after its first document
            run.convert_file(file, Path(output), Settings(), convert=worker.convert)
        spent = 0.0
        before = resource.getrusage(resource.RUSAGE_SELF)
        for file in files:
            run.convert_file(file, Path(output), Settings(), convert=worker.convert)
            spent += worker.ended.seconds if worker.ended else 0.0
        after = resource.getrusage(resource.RUSAGE_SELF)
        return spent + (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


if __name__ == "__main__":
    sys.exit(main())
