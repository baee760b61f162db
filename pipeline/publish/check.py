"""Read back what was staged, before it is published."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.model.finding import Finding
from pipeline.publish.kinds import NOT_AS_WRITTEN


def check_staged(folder: Path, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield a finding for each file of a folder that does not hold the bytes it should."""
    for name, data in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            yield NOT_AS_WRITTEN.at(expected=name)
