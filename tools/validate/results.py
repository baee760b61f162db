"""What judges say, the table of it, and its file."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FIRST = 3
_WIDTH = 150


@dataclass(frozen=True)
class Failure:
    """A fault that a judge found: in which document, against which rule, in its words."""

    document: str
    rule: str
    message: str = ""


@dataclass(frozen=True)
class Figure:
    """How much of something was found: `found` of `of`, of which a share of `least` will do."""

    found: int
    of: int
    least: float = 1.0

    @property
    def share(self) -> float:
        """Return the share that was found; all of nothing is all."""
        return self.found / self.of if self.of else 1.0

    @property
    def passed(self) -> bool:
        """Return whether enough was found."""
        return self.share >= self.least

    def __add__(self, other: "Figure") -> "Figure":
        return Figure(self.found + other.found, self.of + other.of, self.least)

    def __str__(self) -> str:
        return f"{self.found}/{self.of}"


@dataclass(frozen=True)
class Verdict:
    """What one judge says of all files of its kind: how many it looked at, what failed, and what it counted.

    `figures` are sums over the files. Where `figures_decide`, the failures are examples of what is missing there, and
    the figures alone pass or fail.
    """

    judge: str
    files: int
    failures: tuple[Failure, ...] = ()
    figures: dict[str, Figure] = field(default_factory=dict)
    figures_decide: bool = False

    @property
    def failed(self) -> list[str]:
        """Return the names of the documents with a failure, in order."""
        return list(dict.fromkeys(failure.document for failure in self.failures))

    @property
    def passed(self) -> bool:
        """Return whether nothing failed; a judge that saw no file has not passed anything, and not failed either."""
        enough = all(figure.passed for figure in self.figures.values())
        return enough if self.figures_decide else enough and not self.failures


def table(verdicts: Sequence[Verdict]) -> str:
    """Return the table for people: a line for each judge, the first failures under it."""
    lines = [f"{'judge':34} {'files':>6} {'failed':>7}  figures"]
    for verdict in verdicts:
        state = "" if verdict.passed else "  FAILED"
        figures = ", ".join(f"{name} {figure}" for name, figure in verdict.figures.items())
        lines.append(f"{verdict.judge:34} {verdict.files:6} {len(verdict.failed):7}  {figures}{state}".rstrip())
        lines += _examples(verdict)
    return "\n".join(lines)


def _examples(verdict: Verdict) -> list[str]:
    lines = []
    for document in verdict.failed[:FIRST]:
        own = [failure for failure in verdict.failures if failure.document == document]
        rules = Counter(failure.rule for failure in own)
        counts = ", ".join(f"{rule} x {count}" if count > 1 else rule for rule, count in rules.most_common(FIRST))
        lines.append(f"    {document}: {counts}: {own[0].message}"[:_WIDTH].rstrip(": "))
    if len(verdict.failed) > FIRST:
        lines.append(f"    and {len(verdict.failed) - FIRST} more")
    return lines


def write(file: Path, verdicts: Sequence[Verdict], facts: dict[str, Any]) -> None:
    """Write all that was said, as JSON, with some facts about the run."""
    file.parent.mkdir(parents=True, exist_ok=True)
    judges = [
        {
            "judge": verdict.judge,
            "passed": verdict.passed,
            "files": verdict.files,
            "figures": {
                name: {"found": figure.found, "of": figure.of, "least": figure.least}
                for name, figure in verdict.figures.items()
            },
            "failures": [vars(failure) for failure in verdict.failures],
        }
        for verdict in verdicts
    ]
    text = json.dumps(facts | {"judges": judges}, ensure_ascii=False, indent=2)
    file.write_text(text + "\n", "utf-8")
