"""The one way in which documents come in and results go out, whatever holds them."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome, Output
from pipeline.store.local import Folder

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
OBJECTS = ("s3", "gs", "az", "memory", "file")


class Store(Protocol):
    """Documents and results by name; a name is relative, with `/` between its parts. Every failure is a `Stop`."""

    def names(self, prefix: str) -> Iterator[str]:
        """Yield the names of the PDFs directly in a folder of the store, in the order of their bytes.

        Args:
            prefix: the folder; nothing for the store itself.
        """

    def fetch(self, name: str, folder: Path, most: int) -> Path:
        """Bring a document into a local folder, and return where it is; LIMIT where it has more than `most` bytes."""

    def put(self, folder: Path, name: str) -> None:
        """Make the result in a local folder stand under a name; where the same stands there, nothing is written.

        DESTINATION where anything else stands there than a result of the same document.
        """

    def report(self, name: str) -> bytes | None:
        """Return the `report.json` that stands under a name, or nothing."""

    def stands(self, name: str, outputs: Iterable[Output]) -> bool:
        """Return whether each of these files stands under a name, with its size and its digest."""


def open_store(place: str) -> Store:
    """Return the store at a place: `s3://`, `gs://`, `az://`, `memory://` or `file://`, or else a local folder.

    Raises:
        Stop: USAGE where there can be none, or where the extra `cloud` is not installed.
    """
    scheme = SCHEME.match(place)
    if not place:
        raise Stop(Outcome.USAGE, "the name of a store is empty; name a folder, or a place as s3://bucket/folder")
    if scheme is None:
        return Folder(Path(place))
    if scheme[1].lower() not in OBJECTS:
        raise Stop(Outcome.USAGE, f"{scheme[0]} is no store; there are {', '.join(f'{name}://' for name in OBJECTS)}")
    try:
        from pipeline.store.objects import open_objects
    except ImportError as error:
        raise Stop(Outcome.USAGE, f"{scheme[0]} cannot be read here: install resolution-pipeline[cloud]") from error
    return open_objects(place)
