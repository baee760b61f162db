"""What an earlier run published, read as warily as what a stranger left there: no link is followed, nothing waits."""

import hashlib
from pathlib import Path

from pipeline.model.outcome import Report
from pipeline.publish import disk
from pipeline.publish.folder import REPORT_BYTES
from pipeline.publish.names import REPORT
from pipeline.publish.staging import Target, clear_left_over


def standing_report(folder: Path) -> Report:
    """Return the report in a document's folder.

    Raises:
        OSError: where there is none that can be read.
        ValueError: where it is no report of this version.
    """
    with disk.folder(folder) as descriptor:
        return Report.model_validate_json(disk.read(descriptor, REPORT, REPORT_BYTES))


def stands(folder: Path, report: Report) -> bool:
    """Return whether every file that a report names is there, as it says.

    What a killed run left beside the folder is cleared away, since no publication will do it.

    Raises:
        OSError: where one cannot be read.
    """
    with disk.folder(folder.parent) as parent:
        clear_left_over(Target(parent, folder, {}))
    with disk.folder(folder) as descriptor:
        return all(
            Path(item.file).name == item.file
            and hashlib.sha256(disk.read(descriptor, item.file, item.size)).hexdigest() == item.sha256
            for item in report.outputs
        )
