"""Every hostile file, of our own and of a folder, ends in a documented outcome and in time; nothing is left."""

import os
import tempfile
from collections import Counter
from pathlib import Path

from pipeline.settings import Settings
from pipeline.worker.parent import Worker
from tests.hostile.catalogue import hostile
from tests.torture.row import Row
from tests.torture.scale import Scale, in_two
from tests.torture.trial import Trial, attempt

Ended = tuple[Trial, bool]


def _own(names: tuple[str, ...]) -> list[Ended]:
    """Return how our own hostile files end, and whether that is right."""
    files = hostile()
    with tempfile.TemporaryDirectory(prefix="torture-") as folder, Worker(os.environ) as worker:
        ended = []
        for name in names:
            path = Path(folder) / f"{name}.pdf"
            path.write_bytes(files[name].make())
            trial = attempt(name, path, Path(folder) / "out", Settings(), worker)
            ended.append((trial, trial.report.code in files[name].outcomes))
            path.unlink()
        return ended


def _further(paths: tuple[Path, ...]) -> list[Ended]:
    """Return how further files end; of these nobody knows which outcome is right."""
    with Worker(os.environ) as worker:
        ended = []
        for path in paths:
            with tempfile.TemporaryDirectory(prefix="torture-") as folder:
                ended.append((attempt(path.name, path, Path(folder), Settings(), worker), True))
        return ended


def run(scale: Scale) -> tuple[Row, ...]:
    """Return the lines of the table."""
    ended = in_two(_own, tuple(hostile()))
    if scale.hostile is not None:
        ended += in_two(_further, sorted(scale.hostile.glob("*.pdf")))
    wrong = [f"{trial.name} ended with {trial.report.code}" for trial, right in ended if not right]
    broken = [f"{trial.name}: {promise}" for trial, _ in ended for promise in trial.broken]
    codes = Counter(trial.report.code for trial, _ in ended)
    return (
        Row("hostile files in the outcome that is right for them", len(ended), len(wrong), "100 %", _told(wrong)),
        Row("hostile files that break a promise", len(ended), len(broken), "0", _told(broken)),
        Row(
            "their exit codes",
            len(ended),
            codes[70],
            "none 70",
            ", ".join(f"{code}: {codes[code]}" for code in sorted(codes)),
        ),
        Row(
            "seconds of processor time, and memory, at most",
            len(ended),
            0,
            "",
            f"{max(trial.seconds for trial, _ in ended):.1f} s, {max(trial.peak for trial, _ in ended) >> 20} MiB",
        ),
    )


def _told(faults: list[str]) -> str:
    return "; ".join(faults[:5]) or "none"
