"""Each hostile file ends in an outcome that is right for it, with a valid report and in time; nothing is left."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.settings import Settings
from pipeline.worker.parent import Worker
from tests.hostile.build import Hostile
from tests.hostile.catalogue import MODULES, hostile
from tests.torture.trial import attempt

LIMITS = Settings(seconds=1, asleep=1)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(os.environ) as worker:
        yield worker


def test_there_are_many_and_each_has_a_name_of_its_own() -> None:
    assert len(hostile()) == sum(len(module.FILES) for module in MODULES) >= 300


@pytest.mark.parametrize("file", hostile().values(), ids=hostile())
def test_a_hostile_file_ends_as_it_should(file: Hostile, worker: Worker, tmp_path: Path) -> None:
    path = tmp_path / f"{file.name}.pdf"
    path.write_bytes(file.make())
    trial = attempt(file.name, path, tmp_path / "out", LIMITS, worker)
    assert trial.broken == ()
    assert trial.report.code in file.outcomes, trial.report.detail
