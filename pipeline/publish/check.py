"""Read back what was staged, before it is published."""

from collections.abc import Iterator, Mapping

from pipeline.model.finding import Finding
from pipeline.publish import disk
from pipeline.publish.kinds import NOT_AS_WRITTEN


def check_staged(folder: int, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield a finding for each file of an open folder that does not hold the bytes it should, or should not be."""
    found = disk.entries(folder)
    for name in sorted({*found, *files}):
        wanted = files.get(name)
        if wanted is None:
            yield NOT_AS_WRITTEN.at(found=name)
        elif not found.get(name) or not _holds(folder, name, wanted):
            yield NOT_AS_WRITTEN.at(expected=name)


def _holds(folder: int, name: str, wanted: bytes) -> bool:
    try:
        return disk.read(folder, name, len(wanted)) == wanted
    except FileNotFoundError:
        return False
