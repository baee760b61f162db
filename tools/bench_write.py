"""Measure what writing costs, apart from reading: processor time and size of each format, by language.

    python -m tools.bench_write folder [--most 12] [--rounds 3]

The folder holds PDFs, which are read once, or is the output of a conversion, whose models are taken. Each format writes
each model in a warm process; prints medians over the documents of a language of the median of the rounds.
"""

import argparse
import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pikepdf

from pipeline.model.resolution import Resolution
from pipeline.render.formats import load, names
from pipeline.run import convert_file
from pipeline.settings import Settings
from tools.bench import spread


@dataclass(frozen=True)
class Written:
    """What one document costs in one format; `pages` are those of its PDF."""

    format: str
    language: str
    milliseconds: float
    kilobytes: float
    pages: int


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description="Measure the time and size of what is written.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=12, help="how many documents, spread over the folder")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    models = list(read(options.folder, options.most))
    if not models:
        sys.stderr.write(f"no PDF and no output in {options.folder}\n")
        return 2
    for name in names():
        load(name).write(models[0])  # what is loaded once is not counted
    report([written for model in models for written in measure(model, options.rounds)])
    return 0


def read(folder: Path, most: int) -> Iterator[Resolution]:
    """Yield the models of documents spread over a folder."""
    made = sorted(file for file in folder.glob("*/*.json") if file.stem == file.parent.name)
    files = made or sorted(folder.glob("*.pdf"))
    for file in spread(files, most):
        if made:
            yield Resolution.model_validate_json(file.read_bytes())
            continue
        with tempfile.TemporaryDirectory() as output:
            convert_file(file, Path(output), Settings(to=("json",)))
            for model in Path(output).glob(f"*/{file.stem}.json"):
                yield Resolution.model_validate_json(model.read_bytes())


def measure(model: Resolution, rounds: int) -> Iterator[Written]:
    """Yield what a document costs in each format."""
    with pikepdf.open(io.BytesIO(load("pdf").write(model))) as pdf:
        pages = len(pdf.pages)
    for name in names():
        write = load(name).write
        taken, size = median(spent(write, model) for _ in range(rounds)), len(write(model))
        yield Written(name, model.language, taken * 1000, size / 1024, pages)


def spent(write: Callable[[Resolution], bytes], model: Resolution) -> float:
    """Return the processor seconds of writing a document once."""
    start = time.process_time()
    write(model)
    return time.process_time() - start


def report(all_written: list[Written]) -> None:
    """Print the table: each format over all languages, then by language."""
    print(f"{'format':8} {'language':10} {'docs':>5} {'ms':>8} {'ms/page':>8} {'KB':>8} {'KB/page':>8} {'pages':>6}")
    for name in names():
        mine = [written for written in all_written if written.format == name]
        row(name, "all", mine)
        for language in sorted({written.language for written in mine}):
            row(name, language, [written for written in mine if written.language == language])


def row(name: str, language: str, written: list[Written]) -> None:
    """Print the medians of some documents in a format."""
    columns = [
        median(item.milliseconds for item in written),
        median(item.milliseconds / item.pages for item in written),
        median(item.kilobytes for item in written),
        median(item.kilobytes / item.pages for item in written),
    ]
    numbers = " ".join(f"{value:8.1f}" for value in columns)
    print(f"{name:8} {language:10} {len(written):5} {numbers} {median(item.pages for item in written):6.0f}")


if __name__ == "__main__":
    sys.exit(main())
