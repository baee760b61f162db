"""A result as it stands in a local folder, ready to be put elsewhere."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome, Output, Report
from pipeline.publish import disk
from pipeline.publish.folder import REPORT_BYTES
from pipeline.publish.names import REPORT, REVIEW, stem


@dataclass(frozen=True)
class Published:
    """The files of one result, `report.json` last, and the stem of their names."""

    stem: str
    files: Mapping[str, bytes]

    def ours(self, file: str) -> bool:
        """Return whether a file is one that a result of this document may have; no other is ever removed."""
        named = file.startswith(f"{self.stem}.") and file[len(self.stem) + 1 :].isalnum()
        return named or file in (REPORT, REVIEW) or file in self.files


def read_published(folder: Path) -> Published:
    """Return the result in a folder: the files that its report names, each as the report says, and the report.

    Raises:
        Stop: IO where there is no such result.
    """
    try:
        with disk.folder(folder) as descriptor:
            data = disk.read(descriptor, REPORT, REPORT_BYTES)
            report = Report.model_validate_json(data)
            files = {item.file: _named(descriptor, item) for item in report.outputs}
    except (OSError, ValueError) as error:
        raise Stop(Outcome.IO, f"{folder} holds no whole result: {error}"[:500]) from error
    return Published(stem(Path(report.input)), {**files, REPORT: data})


def is_file_of_a_result(item: Output) -> bool:
    """Return whether a report can name a file so: one of its own folder, and not itself."""
    return Path(item.file).name == item.file and item.file not in ("..", REPORT)


def is_as_reported(item: Output, data: bytes) -> bool:
    """Return whether bytes are those that a report names."""
    return len(data) == item.size and hashlib.sha256(data).hexdigest() == item.sha256


def _named(folder: int, item: Output) -> bytes:
    if not is_file_of_a_result(item):
        raise ValueError(f"{item.file!r} cannot be a file of it")
    data = disk.read(folder, item.file, item.size)
    if not is_as_reported(item, data):
        raise ValueError(f"{item.file} is not what the report says")
    return data
