"""Cuts through the facsimiles: by language, by producer and by organ, each with floors of its own in `floors.toml`.

A facsimile is a resolution in the UN's own words, set by a program that is not the UN's. A run takes every n-th of
them; `--whole-corpus` takes all.
"""

import csv
import tomllib
from collections.abc import Callable
from pathlib import Path

from tests.corpus.papers import CORPUS

FOLDER = CORPUS / "facsimile"
STRIDE = 5  # every language, producer and organ is met
FLOORS: dict[str, dict[str, float]] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))

Row = dict[str, str]


def organ(symbol: str) -> str:
    """Return what a symbol begins with, up to its RES."""
    return symbol.partition("/RES/")[0]


_KEYS: dict[str, Callable[[Row], str]] = {
    "language": lambda row: row["lang"],
    "producer": lambda row: row["producer"],
    "organ": lambda row: organ(row["symbol"]),
}


def facsimiles(stride: int = STRIDE) -> list[Row]:
    """Return every n-th pair of the facsimiles, with the paths of PDF and XML made absolute."""
    with (FOLDER / "pairs.tsv").open(encoding="utf-8", newline="") as stream:
        rows = sorted(csv.DictReader(stream, delimiter="\t"), key=lambda row: row["pdf"])
    return [row | {"pdf": str(FOLDER / row["pdf"]), "xml": str(FOLDER / row["xml"])} for row in rows[::stride]]


def cut(rows: list[Row], name: str) -> list[Row]:
    """Return the rows of a cut by its name, as in `language ar`."""
    kind, _, value = name.partition(" ")
    return [row for row in rows if _KEYS[kind](row) == value]


def names(rows: list[Row]) -> set[str]:
    """Return the name of every cut that the rows belong to."""
    return {f"{kind} {key(row)}" for row in rows for kind, key in _KEYS.items()}
