"""File systems that are not plain: what cannot be replaced is told, and what stood there stands."""

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.publish.folder import publish
from tests.publish.results import NEW, OLD, beside, held
from tests.torture.row import Row


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


def mount_point(place: Path) -> Path:
    """Mount a file system where the result is to stand."""
    (place / "out" / "A").mkdir(parents=True)
    _mount("-t", "tmpfs", "tmpfs", str(place / "out" / "A"))
    return place / "out"


def bound(place: Path) -> Path:
    """Bind a folder of the same file system to where the result is to stand."""
    (place / "out" / "A").mkdir(parents=True)
    (place / "elsewhere").mkdir()
    _mount("--bind", str(place / "elsewhere"), str(place / "out" / "A"))
    return place / "out"


def read_only(place: Path) -> Path:
    """Make the output folder one that cannot be written, with an earlier result."""
    publish(place / "out" / "A", OLD)
    _mount("--bind", str(place / "out"), str(place / "out"))
    _mount("-o", "remount,bind,ro", str(place / "out"))
    return place / "out"


def lower_layer(place: Path) -> Path:
    """Lay an empty folder over one with an earlier result, as containers do."""
    publish(place / "lower" / "A", OLD)
    return _overlay(place)


def upper_layer(place: Path) -> Path:
    """Lay a folder over an empty one, and publish an earlier result in it."""
    (place / "lower").mkdir()
    output = _overlay(place)
    publish(output / "A", OLD)
    return output


def _overlay(place: Path) -> Path:
    for name in ("upper", "work", "out"):
        (place / name).mkdir()
    layers = f"lowerdir={place}/lower,upperdir={place}/upper,workdir={place}/work,userxattr"
    _mount("-t", "overlay", "overlay", "-o", layers, str(place / "out"))
    return place / "out"


KINDS: dict[Callable[[Path], Path], Outcome] = {
    mount_point: Outcome.DESTINATION,
    bound: Outcome.DESTINATION,
    read_only: Outcome.IO,
    lower_layer: Outcome.DESTINATION,
    upper_layer: Outcome.OK,
}


def row() -> Row:
    """Publish on each kind of file system that can be mounted here."""
    wrong, tried = [], 0
    for make, expected in KINDS.items():
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            _mount("-t", "tmpfs", "tmpfs", folder)
            try:
                said = _published(make(Path(folder)), expected)
            except subprocess.CalledProcessError:  # not every kernel mounts every kind
                continue
            finally:
                subprocess.run(["umount", "--recursive", folder], check=True)
            tried += 1
            if said:
                wrong.append(f"{make.__name__}: {said}")
    told = f"{len(wrong)}{f'; first: {wrong[0]}' if wrong else ''}"
    return Row("file systems that are not plain", tried, len(wrong), "0", told)


def _published(output: Path, expected: Outcome) -> str | None:
    before = held(output / "A")
    try:
        publish(output / "A", NEW)
        outcome = Outcome.OK
    except Stop as stop:
        outcome = stop.outcome
    if outcome is not expected:
        return f"the outcome is {outcome.status}"
    if held(output / "A") != (NEW if outcome is Outcome.OK else before):
        return "what is seen is something else"
    return f"{beside(output / 'A')} is left" if beside(output / "A") else None
