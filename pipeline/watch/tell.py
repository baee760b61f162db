"""What a watcher shows of itself: a heartbeat, counters in Prometheus' text form, and lines for a person."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.publish import disk
from pipeline.watch.journal import Journal, State, stored

PREFIX = "resolution_watch"
FEW = 5


@dataclass
class Vitals:
    """What a watcher knows of itself at a moment."""

    started: float
    """Seconds since 1970."""
    scans: int = 0
    waiting: int = 0
    """Files in the folder that are not whole yet, or not claimed."""
    in_hand: int = 0
    paused: str | None = None
    """Why nothing can be converted now."""
    stages: dict[str, str] = field(default_factory=dict)
    """The stage of each document in hand, by its id."""


def heartbeat(path: Path, vitals: Vitals, now: float) -> None:
    """Write a small file whose time, and text, say that the watcher lives.

    Raises:
        OSError: where it cannot be written.
    """
    told = {
        "pid": os.getpid(),
        "at": now,
        "started": vitals.started,
        "in_hand": vitals.in_hand,
        "stages": dict(vitals.stages),
        "waiting": vitals.waiting,
        "paused": vitals.paused,
    }
    _replace(path, json.dumps(told) + "\n")


def metrics(path: Path, vitals: Vitals, journal: Journal, now: float) -> None:
    """Write counters and gauges in the text form that Prometheus reads from a file.

    Raises:
        OSError: where it cannot be written.
    """
    counts, codes, timings = journal.counts(), journal.codes(), journal.timings()
    lines = [
        *_gauge("up_timestamp_seconds", "When the watcher last looked.", now),
        *_gauge("started_timestamp_seconds", "When the watcher started.", vitals.started),
        *_gauge("waiting_files", "Files that are not whole yet, or not claimed.", vitals.waiting),
        *_gauge("in_hand", "Documents that are being converted.", vitals.in_hand),
        *_gauge("paused", "1 where nothing can be converted, as on a full disk.", int(vitals.paused is not None)),
        *_head("documents", "Documents by state.", "gauge"),
        *(f'{PREFIX}_documents{{state="{state.value}"}} {counts.get(state, 0)}' for state in State),
        *_head("documents_ended_total", "Documents that ended, by exit code.", "counter"),
        *(f'{PREFIX}_documents_ended_total{{code="{code}"}} {count}' for code, count in sorted(codes.items())),
        *_head("stage_seconds", "Seconds in each stage.", "summary"),
    ]
    for stage, (seconds, count) in timings.items():
        lines.append(f'{PREFIX}_stage_seconds_sum{{stage="{stage}"}} {seconds:.4f}')
        lines.append(f'{PREFIX}_stage_seconds_count{{stage="{stage}"}} {count}')
    _replace(path, "\n".join(lines) + "\n")


def few(places: Sequence[str]) -> str:
    """Return how many places there are, with the names of some, as texts that a journal holds."""
    names = ", ".join(stored(place) for place in places[:FEW])
    return f"{len(places)}: {names}{' and others' if len(places) > FEW else ''}"


def _head(name: str, about: str, kind: str) -> tuple[str, str]:
    return f"# HELP {PREFIX}_{name} {about}", f"# TYPE {PREFIX}_{name} {kind}"


def _gauge(name: str, about: str, value: float) -> tuple[str, ...]:
    return (*_head(name, about, "gauge"), f"{PREFIX}_{name} {value:.3f}".rstrip("0").rstrip("."))


def _replace(path: Path, text: str) -> None:
    with disk.whole_file(path) as stream:
        stream.write(text.encode("utf-8"))
