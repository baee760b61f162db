"""The attacks in their short form; the long one is run by hand. And: an attack sees what it is to see."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from tests.torture import disk, kills, syscalls
from tests.torture.row import Row
from tests.torture.scale import Scale

ATTACKS: tuple[Callable[[Scale], tuple[Row, ...]], ...] = (syscalls.run, kills.run, disk.run)


@pytest.mark.slow
@pytest.mark.parametrize("run", ATTACKS, ids=lambda run: run.__module__)
def test_nothing_gives_way(run: Callable[[Scale], tuple[Row, ...]]) -> None:
    rows = run(Scale(moments=20))
    assert [row for row in rows if row.failed] == []
    skipped = [f"{row.what}: {row.measured}" for row in rows if not row.tried]
    if skipped:
        pytest.skip("; ".join(skipped))


def _plainly(destination: Path, files: Mapping[str, bytes]) -> None:
    """Write files one after the other where they are seen, as most programs do."""
    try:
        destination.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            with (destination / name).open("wb") as stream:
                stream.write(data)
    except OSError as error:
        raise Stop(Outcome.IO, str(error)) from error


def test_a_publication_in_pieces_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syscalls, "publish", _plainly)
    tried, wrong = syscalls.attacked(syscalls.publication(syscalls.STARTS[0]), 1)
    assert tried > len(wrong) > 10


def _silently(_destination: Path, _files: Mapping[str, bytes]) -> None:
    """Write nothing, and say nothing of it."""


def test_a_publication_that_says_nothing_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kills, "publish", _silently)
    assert kills._every_call(syscalls.STARTS[0])[1]
