"""A folder as a store: the default."""

import errno
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import Stop
from pipeline.model.canonical import printable
from pipeline.model.outcome import Outcome, Output
from pipeline.publish import disk
from pipeline.publish.folder import REPORT_BYTES, publish
from pipeline.publish.names import REPORT
from pipeline.store.names import in_order, is_document, parts_of, prefix_of
from pipeline.store.published import is_as_reported, is_file_of_a_result, read_published


@dataclass(frozen=True)
class Folder:
    """Documents and results in a local folder."""

    root: Path

    def names(self, prefix: str) -> Iterator[str]:
        """Yield the names of the PDFs directly in a folder; only their names are kept in memory."""
        before = prefix_of(prefix)
        with self._failures(prefix):
            files = (entry.name for entry in (self.root / before).iterdir())
            found = sorted(filter(is_document, files), key=in_order)
        yield from (f"{before}{file}" for file in found)

    def fetch(self, name: str, folder: Path, most: int) -> Path:
        """Copy a document into another folder; no link inside the store is followed."""
        *above, file = parts_of(name)
        with self._failures(name), self._inside(above) as parent:
            data = disk.read(parent, file, most)
            with disk.whole_file(folder / file) as stream:
                stream.write(data)
        return folder / file

    def put(self, folder: Path, name: str) -> None:
        """Publish a result under a name, all or nothing."""
        parts = parts_of(name)
        files = read_published(folder).files
        with self._failures(name):
            if self._holds(parts, files):
                return
        publish(self.root.joinpath(*parts), files)

    def report(self, name: str) -> bytes | None:
        """Return the report that stands under a name, or nothing."""
        parts = parts_of(name)
        with self._failures(name):
            try:
                with self._inside(parts) as folder:
                    return disk.read(folder, REPORT, REPORT_BYTES)
            except FileNotFoundError:
                return None

    def stands(self, name: str, outputs: Iterable[Output]) -> bool:
        """Return whether each of these files stands under a name, with its size and its digest."""
        try:
            with self._inside(parts_of(name)) as folder:
                return all(
                    is_file_of_a_result(item) and is_as_reported(item, disk.read(folder, item.file, item.size))
                    for item in outputs
                )
        except (OSError, ValueError):  # what cannot be read as it is named does not stand
            return False

    def _holds(self, parts: tuple[str, ...], files: Mapping[str, bytes]) -> bool:
        try:
            with self._inside(parts) as folder:
                same = set(disk.entries(folder)) == set(files)
                return same and all(disk.read(folder, file, len(data)) == data for file, data in files.items())
        except OSError:  # what stands there is for `publish` to judge
            return False

    @contextmanager
    def _inside(self, parts: Iterable[str]) -> Iterator[int]:
        """Open a folder of the store; the store itself may be a link, nothing inside it."""
        descriptor = disk.open_folder(self.root)
        try:
            for part in parts:
                deeper = disk.open_folder(part, descriptor)
                disk.close(descriptor)
                descriptor = deeper
            yield descriptor
        finally:
            disk.close(descriptor)

    @contextmanager
    def _failures(self, name: str) -> Iterator[None]:
        place = printable(str(self.root / name))
        try:
            yield
        except OSError as error:
            outcome = Outcome.LIMIT if error.errno == errno.EFBIG else Outcome.IO
            raise Stop(outcome, f"{place}: {error.strerror or error}") from error
        except ValueError as error:  # a name that no system can have
            raise Stop(Outcome.IO, f"{place!r}: {error}") from error
