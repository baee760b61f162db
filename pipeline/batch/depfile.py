"""Dependencies for make: on what each result depends, in the form that `include` reads."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from pipeline.batch.run import Plan
from pipeline.model.record import Record
from pipeline.publish.names import REPORT

SPECIAL = re.compile(r"([ #:])")  # of GNU make, in the names of targets and prerequisites; a target has % besides
UNSPEAKABLE = re.compile(
    r"[\t-\r;=|*?\[]"  # what no escape says in every place, and what is taken for a pattern
    r"|^~|[&\\]$|\\[\\ #:%]"  # what it says at a beginning, at an end, or before another
    r"|\\udc[89a-f][0-9a-f]"  # a byte that is no text
)
PERCENT = r"\%"
SETTINGS = Path("resolution.toml")


def write_depfile(records: Iterable[Record], plan: Plan, target: IO[bytes]) -> None:
    """Write a rule without a recipe for each document: its report depends on input, settings, policy and languages.

    Each prerequisite is a target of its own besides, so that one that was removed is no error. A name that make cannot
    be told, as one that holds a line end or a `;`, is left out.
    """
    common = [str(path) for path in _common(plan) if _can_be_told(str(path))]
    known: set[str] = set()
    for record in records:
        report = "" if record.folder is None else str(Path(plan.output) / record.folder / REPORT)
        if not report or not _can_be_told(report) or not _can_be_told(record.input):
            continue
        needed = [record.input, *common]
        target.write(_rule(report, needed))
        for name in needed:
            if name not in common or name not in known:
                target.write(_rule(name, []))
        known.update(common)


def _common(plan: Plan) -> Iterable[Path]:
    if SETTINGS.exists():
        yield SETTINGS
    if plan.settings.policy:
        yield plan.settings.policy
    if plan.settings.languages:
        yield from sorted(plan.settings.languages.glob("*.toml"))


def _can_be_told(name: str) -> bool:
    return UNSPEAKABLE.search(name) is None


def _rule(name: str, needed: list[str]) -> bytes:
    parts = [f"{_escaped(name).replace('%', PERCENT)}:", *(_escaped(item) for item in needed)]
    return (" ".join(parts) + "\n").encode("utf-8")


def _escaped(name: str) -> str:
    return SPECIAL.sub(r"\\\1", name).replace("$", "$$")
