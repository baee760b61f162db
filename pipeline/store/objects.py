"""A store of objects: S3, Google, Azure, or one in memory or in a folder, through obstore.

Such a store has no folders that could be renamed, so that a result cannot appear in one step. Instead `report.json` is
removed first and written last, and whoever reads a result trusts only the files that its report names, by their digest.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from obstore.exceptions import BaseError
from obstore.store import LocalStore, from_url

from pipeline.errors import Stop
from pipeline.model.canonical import printable
from pipeline.model.outcome import Outcome, Output
from pipeline.publish import disk
from pipeline.publish.folder import REPORT_BYTES
from pipeline.publish.names import REPORT
from pipeline.store.names import in_order, is_document, parts_of, prefix_of
from pipeline.store.published import Published, is_as_reported, is_file_of_a_result, read_published

if TYPE_CHECKING:
    from obstore import GetResult
    from obstore.store import ObjectStore

CHUNK = 1 << 20
PAGE = 1000
QUERY = re.compile(r"\?\S+")  # of an address in a message: it may hold a key


def open_objects(place: str) -> "Objects":
    """Return the store of objects at a place; who may read and write it is told by the environment, as its makers say.

    Raises:
        Stop: USAGE where the place is none.
    """
    parts = urlsplit(place)
    if "@" in parts.netloc:
        raise Stop(Outcome.USAGE, f"a place {parts.scheme}:// holds a user name or a key; give them in the environment")
    if parts.query or parts.fragment:
        raise Stop(Outcome.USAGE, f"{place} holds a ? or a #; name a bucket, and a folder in it")
    try:
        return Objects(place, from_url(place))
    except (BaseError, OSError, ValueError) as error:
        remedy = "; make the folder first, or name it without file://" if parts.scheme == "file" else ""
        raise Stop(Outcome.USAGE, f"{place} cannot be opened: {_sentence(error)}{remedy}") from error


@dataclass(frozen=True)
class Objects:
    """Documents and results in a store of objects."""

    place: str
    bucket: "ObjectStore"

    def names(self, prefix: str) -> Iterator[str]:
        """Yield the names of the PDFs directly in a folder, as the store lists them, page by page."""
        before = prefix_of(prefix)
        with self._failures(prefix):
            for name in self._listed(before):
                file = name.removeprefix(before)
                if "/" not in file and is_document(file):
                    yield name

    def _listed(self, before: str) -> Iterator[str]:
        if isinstance(self.bucket, LocalStore):  # the one that lists in no order
            found = self.bucket.list_with_delimiter(before or None)["objects"]
            yield from sorted((item["path"] for item in found), key=in_order)
            return
        for page in self.bucket.list(before or None, chunk_size=PAGE):
            yield from (item["path"] for item in page)

    def fetch(self, name: str, folder: Path, most: int) -> Path:
        """Bring a document into a local folder, chunk by chunk."""
        file = parts_of(name)[-1]
        with self._failures(name), disk.whole_file(folder / file) as stream:
            for chunk in self._chunks(name, self.bucket.get(name), most):
                stream.write(chunk)
        return folder / file

    def put(self, folder: Path, name: str) -> None:
        """Let a result stand under a name: no report, then the files, then the report, then no other files."""
        parts_of(name)
        result = read_published(folder)
        with self._failures(name):
            standing = self._standing(name)
            foreign = [file for file in standing if not result.ours(file)]
            if foreign:
                raise Stop(
                    Outcome.DESTINATION,
                    f"{self._shown(name)} holds other objects than a result: {', '.join(foreign[:3])}",
                )
            if not self._holds(name, result, standing):
                self._remove(name, REPORT)
                for file, data in result.files.items():
                    self.bucket.put(f"{name}/{file}", data)
            for file in standing:
                if file not in result.files:
                    self._remove(name, file)

    def report(self, name: str) -> bytes | None:
        """Return the report that stands under a name, or nothing."""
        parts_of(name)
        with self._failures(name):
            try:
                found = self.bucket.get(f"{name}/{REPORT}")
            except FileNotFoundError:
                return None
            return b"".join(self._chunks(f"{name}/{REPORT}", found, REPORT_BYTES))

    def stands(self, name: str, outputs: Iterable[Output]) -> bool:
        """Return whether each of these files stands under a name, with its size and its digest; sizes come first."""
        parts_of(name)
        named = tuple(outputs)
        with self._failures(name):
            standing = self._standing(name)
            return all(is_file_of_a_result(item) and standing.get(item.file) == item.size for item in named) and all(
                is_as_reported(item, self._bytes(f"{name}/{item.file}")) for item in named
            )

    def _bytes(self, name: str) -> bytes:
        """Return the bytes of an object; none of one that has gone since it was listed."""
        try:
            return bytes(self.bucket.get(name).bytes())
        except FileNotFoundError:
            return b""

    def _standing(self, name: str) -> dict[str, int]:
        """Return what stands under a name, with its size."""
        pages = self.bucket.list(f"{name}/", chunk_size=PAGE)
        return {item["path"].removeprefix(f"{name}/"): item["size"] for page in pages for item in page}

    def _holds(self, name: str, result: Published, standing: dict[str, int]) -> bool:
        """Return whether every file of a result stands there already; sizes are looked at before bytes."""
        return all(standing.get(file) == len(data) for file, data in result.files.items()) and all(
            self.bucket.get(f"{name}/{file}").bytes() == data for file, data in result.files.items()
        )

    def _remove(self, name: str, file: str) -> None:
        with suppress(FileNotFoundError):
            self.bucket.delete(f"{name}/{file}")

    def _chunks(self, name: str, found: "GetResult", most: int) -> Iterator[bytes]:
        """Yield the bytes of an object; one that has more than it may is refused, whatever size it says."""
        left = most if found.meta["size"] <= most else -1
        for chunk in found.stream(CHUNK) if left >= 0 else ():
            left -= len(chunk)
            if left < 0:
                break
            yield bytes(chunk)
        if left < 0:
            raise Stop(Outcome.LIMIT, f"{self._shown(name)}: larger than {most} bytes")

    def _shown(self, name: str) -> str:
        return printable(f"{self.place}{'' if self.place.endswith('/') else '/'}{name}")

    @contextmanager
    def _failures(self, name: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise Stop(Outcome.IO, f"{self._shown(name)}: there is no such object, or no such folder here") from error
        except (BaseError, OSError, ValueError) as error:
            raise Stop(Outcome.IO, f"{self._shown(name)}: {_sentence(error)}") from error


def _sentence(error: Exception) -> str:
    """Return the first line of what a library says, without what may be a key."""
    lines = str(error).splitlines() or [type(error).__name__]
    return QUERY.sub("?…", lines[0])[:300]
