"""Measure speed as ratios within one run, since absolute times depend on the machine.

    python -m tools.bench folder [--most 12] [--rounds 3]

Every document is taken in turn by every way, so that a busy machine slows all alike: stock pdfplumber's `page.chars`,
our extraction, and whole conversions to one, two and three formats. Prints the median of the rounds, in processor time.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import pdfplumber

from pipeline.extract.read import extract
from pipeline.run import convert_file
from pipeline.settings import Settings

FORMATS = ("json", "docx", "pdf")


def spread(files: list[Path], most: int) -> list[Path]:
    """Return so many files, spread over all."""
    return files[:: max(1, len(files) // most)][:most]


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description="Measure the speed of extraction and conversion.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=12, help="how many documents, spread over the folder")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    files = spread(sorted(options.folder.glob("*.pdf")), options.most)
    if not files:
        sys.stderr.write(f"no PDF in {options.folder}\n")
        return 2
    measure(files[:1])  # what is loaded once is not counted
    rounds = [measure(files) for _ in range(options.rounds)]
    report(files, {name: median(taken[name] for taken in rounds) for name in rounds[0]})
    return 0


def ways() -> dict[str, Callable[[Path], object]]:
    """Return what is measured, by name."""
    made: dict[str, Callable[[Path], object]] = {"stock": stock, "extract": partial(extract, settings=Settings())}
    for count in range(1, len(FORMATS) + 1):
        made["+".join(FORMATS[:count])] = partial(convert, formats=FORMATS[:count])
    return made


def measure(files: list[Path]) -> dict[str, float]:
    """Return the processor seconds of each way over all files, taken file by file in turn."""
    taken = dict.fromkeys(ways(), 0.0)
    for file in files:
        for name, way in ways().items():
            start = time.process_time()
            way(file)
            taken[name] += time.process_time() - start
    return taken


def stock(file: Path) -> int:
    """Read all characters as pdfplumber does by itself, closing each page; return how many pages."""
    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            len(page.chars)
            page.close()
        return len(pdf.pages)


def convert(file: Path, formats: tuple[str, ...]) -> None:
    """Convert a file into a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        convert_file(file, Path(folder), Settings(to=formats))


def report(files: list[Path], taken: dict[str, float]) -> None:
    """Print the table."""
    pages = sum(map(stock, files))
    print(f"{len(files)} documents, {pages} pages; processor time, median of the rounds")
    print(f"{'way':14} {'seconds':>8} {'pages/s':>8} {'docs/s':>8} {'x stock':>8}")
    for name, spent in taken.items():
        rates = f"{pages / spent:8.1f} {len(files) / spent:8.2f} {spent / taken['stock']:8.2f}"
        print(f"{name:14} {spent:8.2f} {rates}")


if __name__ == "__main__":
    sys.exit(main())
