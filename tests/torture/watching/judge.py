"""What lies in the folders, by content: which documents are kept where, what is published, what is wrong with it."""

import json
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.torture.row import Row
from tests.torture.watching.papers import digest
from tests.torture.watching.place import Place, until

DELIVERED = (0, 3)
LOOKS = 5  # at a folder that another result takes the place of meanwhile


def kept(place: Place, folder: str) -> Counter[str]:
    """Return the digests of the documents below a folder of the inbox, each as often as it lies there."""
    return Counter(digest(data) for data in _documents(os.fsencode(place.inbox / folder)))


def count(place: Place, *folders: str) -> int:
    """Return how many documents lie below folders of the inbox."""
    return sum(1 for folder in folders for _ in _paths(os.fsencode(place.inbox / folder)))


def _paths(folder: bytes) -> Iterator[bytes]:
    for parent, _, names in os.walk(folder):
        yield from (os.path.join(parent, name) for name in names if name.lower().endswith(b".pdf"))  # noqa: PTH118


def _documents(folder: bytes) -> Iterator[bytes]:
    for path in _paths(folder):
        try:
            if stat.S_ISREG(os.lstat(path).st_mode):
                with open(path, "rb") as stream:  # noqa: PTH123
                    yield stream.read()
        except FileNotFoundError:  # it is moved meanwhile
            continue


def published(place: Place) -> Counter[str]:
    """Return the digests of the documents that are published, each as often as it is."""
    found = (_report(folder) for folder in _results(place.output))
    return Counter(str(report["sha256"]) for report in found if report.get("code") in DELIVERED)


def partial(place: Place) -> list[str]:
    """Return what is seen in the output that is no whole result."""
    return [f"{folder.name}: {said}" for folder in _results(place.output) if (said := _wrong_with(folder))]


def _results(output: Path) -> list[Path]:
    return sorted(item for item in output.iterdir() if not item.name.startswith(".")) if output.is_dir() else []


def _report(folder: Path) -> dict[str, object]:
    try:
        found = json.loads((folder / "report.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _wrong_with(folder: Path) -> str | None:
    """Look at one folder by descriptor, and once more where another has its name when all is read."""
    for _ in range(LOOKS):
        try:
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            return None
        except NotADirectoryError:
            return "is no folder"
        try:
            said = _wrong_in(descriptor)
            if said is None or _named(folder, descriptor):
                return said
        finally:
            os.close(descriptor)
    return None


def _named(folder: Path, descriptor: int) -> bool:
    try:
        return folder.stat().st_ino == os.fstat(descriptor).st_ino
    except FileNotFoundError:
        return False


def _wrong_in(descriptor: int) -> str | None:
    try:
        names = set(os.listdir(descriptor))
        if "report.json" not in names:
            return f"{sorted(names)} without a report"
        report = json.loads(_read(descriptor, "report.json"))
        wanted = {item["file"]: item["sha256"] for item in report["outputs"]}
        if names != {"report.json", *wanted}:
            return f"{sorted(names ^ {'report.json', *wanted})}, which the report does not name, or names"
        wrong = [name for name, wants in wanted.items() if digest(_read(descriptor, name)) != wants]
    except (OSError, ValueError, KeyError) as error:
        return f"cannot be read: {error}"
    return f"{wrong} is not what the report says" if wrong else None


def _read(folder: int, name: str) -> bytes:
    with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as stream:
        return stream.read()


def claimed(place: Place) -> list[str]:
    """Return what still lies among the claims, folders that are about to go too."""
    own = place.inbox / ".resolution"
    return sorted(str(item.relative_to(own)) for item in own.glob("*/*") if item.name != "lock")


def litter(place: Place) -> list[str]:
    """Return what is hidden and should not be left, once nothing is at work."""
    folders = [place.output, *(place.inbox / name for name in ("done", "failed"))]
    found = [item for folder in folders if folder.is_dir() for item in folder.rglob(".*")]
    return sorted(item.name for item in found if item != place.state)


def settled(place: Place, documents: int, seconds: float = 180.0) -> bool:
    """Wait until so many documents are kept and nothing is claimed; return False where that never is."""
    return until(lambda: count(place, "done", "failed") >= documents and not claimed(place), seconds)


def judged(place: Place, good: Iterable[bytes], bad: Iterable[bytes] = ()) -> list[str]:
    """Return what is wrong once all is done: good documents in done, each content published once, bad ones failed."""
    wanted, failed = (Counter(digest(data) for data in given) for given in (good, bad))
    said = [*_differs("done", wanted, kept(place, "done")), *_differs("failed", failed, kept(place, "failed"))]
    said += _differs("published", Counter(set(wanted)), published(place))
    said += [*partial(place), *(f"{name} is still claimed" for name in claimed(place))]
    said += [f"{name} is left over" for name in litter(place)]
    status = place.status()
    said += [f"the journal: {entry['input']!r} is {entry['state']}" for entry in status["open"]]
    ended = sum(number for state, number in status["counts"].items() if state != "retried")
    if ended != wanted.total() + failed.total():
        said.append(f"the journal counts {status['counts']} {status.get('error', '')}")
    return said


def _differs(what: str, wanted: Counter[str], found: Counter[str]) -> Iterator[str]:
    if wanted - found:
        yield f"{(wanted - found).total()} of {wanted.total()} missing in {what}"
    if found - wanted:
        yield f"{(found - wanted).total()} too many in {what}"


def row(what: str, documents: int, wrong: list[str], measured: str = "") -> Row:
    """Return a line of the table."""
    told = f"{len(wrong)}{f'; {measured}' if measured else ''}{f'; first: {wrong[0]}' if wrong else ''}"
    return Row(what, documents, len(wrong), "0 lost, 0 twice, 0 partial", told)


def check(wrong: list[str], holds: Callable[[], bool] | bool, said: str) -> None:
    """Add a complaint where something does not hold."""
    if not (holds if isinstance(holds, bool) else holds()):
        wrong.append(said)
