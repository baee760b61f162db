"""Parts of a run: each input belongs to one, whoever asks, and services are understood."""

from pathlib import Path

import pytest

from pipeline.batch.shard import Shard, from_environment, parse
from pipeline.errors import Stop


def test_each_input_belongs_to_exactly_one_part() -> None:
    paths = [Path(f"folder/{number}.pdf") for number in range(500)]
    parts = [[path for path in paths if Shard(number, 7).takes(path)] for number in range(1, 8)]
    assert sorted(path for part in parts for path in part) == sorted(paths)
    assert min(len(part) for part in parts) > 40


def test_inputs_that_would_share_a_folder_share_a_part() -> None:
    for number in range(1, 10):
        shard = Shard(number, 9)
        assert shard.takes(Path("one/A.pdf")) == shard.takes(Path("two/a.PDF"))


@pytest.mark.parametrize("text", ["0/2", "3/2", "1", "1/0", "a/b", "1/2/3", "-1/2", "", "1/2 "])
def test_what_is_no_part_is_refused(text: str) -> None:
    with pytest.raises(Stop, match="no part of a run"):
        parse(text)


@pytest.mark.parametrize(
    ("told", "shard"),
    [
        ({"SLURM_ARRAY_TASK_ID": "12", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "10"}, "3/4"),
        ({"SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "0"}, "1/4"),
        ({"JOB_COMPLETION_INDEX": "7", "RESOLUTION_SHARDS": "8"}, "8/8"),
        ({"AWS_BATCH_JOB_ARRAY_INDEX": "0", "AWS_BATCH_JOB_ARRAY_SIZE": "3"}, "1/3"),
        ({"CLOUD_RUN_TASK_INDEX": "1", "CLOUD_RUN_TASK_COUNT": "3"}, "2/3"),
        ({"BATCH_TASK_INDEX": "2", "BATCH_TASK_COUNT": "3"}, "3/3"),
    ],
)
def test_services_tell_a_task_its_part(told: dict[str, str], shard: str) -> None:
    found = from_environment(told)
    assert found is not None
    assert (str(found[0]), found[1] in told) == (shard, True)


def test_without_a_service_there_is_no_part() -> None:
    assert from_environment({"RESOLUTION_SHARDS": "8"}) is None


@pytest.mark.parametrize(
    "told",
    [
        {"JOB_COMPLETION_INDEX": "7"},
        {"JOB_COMPLETION_INDEX": "8", "RESOLUTION_SHARDS": "8"},
        {"CLOUD_RUN_TASK_INDEX": "x", "CLOUD_RUN_TASK_COUNT": "3"},
        {"SLURM_ARRAY_TASK_ID": "9", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "1"},
    ],
)
def test_a_service_that_tells_half_is_refused_and_never_guessed_at(told: dict[str, str]) -> None:
    with pytest.raises(Stop, match="--shard"):
        from_environment(told)
