"""A part of a run, for machines that share one list of documents and nothing else."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.publish.names import twin

FORM = re.compile(r"([1-9]\d{0,8})/([1-9]\d{0,8})")
COUNT = "RESOLUTION_SHARDS"


@dataclass(frozen=True)
class Shard:
    """The `number`-th of `count` parts, from 1."""

    number: int
    count: int

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def takes(self, path: Path) -> bool:
        """Return whether an input belongs to this part.

        Its name decides, without the folder that holds it, so that inputs that would share an output folder share a
        part.
        """
        digest = hashlib.sha256(twin(path).encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8]) % self.count == self.number - 1


def parse(text: str) -> Shard:
    """Return the part that a text as `2/8` names.

    Raises:
        Stop: USAGE where it names none.
    """
    found = FORM.fullmatch(text)
    if found is None or int(found[1]) > int(found[2]):
        raise Stop(Outcome.USAGE, f"{text!r} is no part of a run; write 2/8 for the second of eight")
    return Shard(int(found[1]), int(found[2]))


@dataclass(frozen=True)
class _Service:
    """The variables by which a service tells a task of an array which one it is."""

    index: str
    count: str | None
    first: str | None = None
    """The variable that says where counting begins; without one it begins at 0."""


SERVICES = (
    _Service("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN"),
    _Service("JOB_COMPLETION_INDEX", None),  # Kubernetes, an Indexed Job
    _Service("AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE"),
    _Service("CLOUD_RUN_TASK_INDEX", "CLOUD_RUN_TASK_COUNT"),
    _Service("BATCH_TASK_INDEX", "BATCH_TASK_COUNT"),
)


def from_environment(environment: Mapping[str, str]) -> tuple[Shard, str] | None:
    """Return the part that an array service tells this task to take, and the variable that said so.

    Raises:
        Stop: USAGE where an index is told and not how many there are, or what is told is no part.
    """
    for service in SERVICES:
        index = environment.get(service.index)
        if index is None:
            continue
        count = environment.get(service.count or COUNT) or environment.get(COUNT)
        if count is None:
            raise Stop(
                Outcome.USAGE,
                f"{service.index} is {index}, and nothing says of how many; set {COUNT}, or give --shard",
            )
        first = environment.get(service.first, "0") if service.first else "0"
        return _told(service.index, index, count, first), service.index
    return None


def _told(name: str, index: str, count: str, first: str) -> Shard:
    try:
        shard = Shard(int(index) - int(first) + 1, int(count))
    except ValueError as error:
        raise Stop(Outcome.USAGE, f"{name} is {index} of {count}, from {first}: no numbers; give --shard") from error
    if not 1 <= shard.number <= shard.count:
        raise Stop(Outcome.USAGE, f"{name} is {index} of {count}, from {first}: no such part; give --shard")
    return shard
