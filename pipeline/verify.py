"""Whether a published folder still is what its report says, looked at without trust in either."""

import errno
import hashlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from pipeline.model.canonical import printable
from pipeline.model.finding import Finding, Severity
from pipeline.model.outcome import DELIVERED, Outcome, Output, Report
from pipeline.model.resolution import Resolution
from pipeline.publish import disk
from pipeline.publish.folder import REPORT_BYTES
from pipeline.publish.kinds import (
    CONTRADICTION,
    FOREIGN,
    NO_REPORT,
    NOT_AS_REPORTED,
    NOT_ITS_RESOLUTION,
    NOT_THERE,
)
from pipeline.publish.names import REPORT, REVIEW

LARGEST = 512 << 20  # bytes; a file of that size is none of ours
NO_OUTPUT = {"", "..", REPORT}
STATUSES = {outcome.code: outcome.status for outcome in Outcome}


def verify(folder: Path) -> tuple[Report | None, tuple[Finding, ...]]:
    """Return the report of a document's folder, and what in the folder is not as the report says.

    A conversion that failed and published its report alone is as it should be: its report has the code. No link is
    followed, neither to the folder nor in it. Whatever the disk refuses is a finding.

    Args:
        folder: the folder of one document, `output/STEM`.

    Returns:
        The report, or None where there is none that can be read and is valid; and the findings, P502 to P507, none
        where all is well.
    """
    place = folder.absolute()
    try:
        with disk.folder(place.parent) as parent, disk.folder(place.name, parent) as descriptor:
            report = Report.model_validate_json(disk.read(descriptor, REPORT, REPORT_BYTES))
            return report, (*_contradictions(report), *_foreign(descriptor, report), *_changed(descriptor, report))
    except (OSError, ValueError) as error:
        return None, (NO_REPORT.at(found=_said(error)),)


def is_of_a_document(folder: Path) -> bool:
    """Return whether a folder is that of a document: it holds a report, or, where that is gone, a file named as it is.

    Raises:
        OSError: where it cannot be looked into.
    """
    if (folder / REPORT).exists():
        return True
    if not folder.is_dir():
        return False
    files = (path for path in folder.iterdir() if path.is_file())
    return any(path.name == REVIEW or (path.suffix and path.stem == folder.name) for path in files)


def _contradictions(report: Report) -> Iterator[Finding]:
    """Yield what in a report cannot be true of any conversion."""
    if STATUSES.get(report.code) != report.status:
        yield CONTRADICTION.at(expected=STATUSES.get(report.code, "a known code"), found=report.status)
    published = sorted(item.format for item in report.outputs if item.file != REVIEW)
    expected = sorted(report.formats) if report.code in DELIVERED else []
    if published != expected:
        yield CONTRADICTION.at(expected=_listed(expected), found=_listed(published))
    stopping = [finding.code for finding in report.findings if finding.severity is Severity.ERROR]
    if report.code in DELIVERED and stopping:
        yield CONTRADICTION.at(expected="no error in what was delivered", found=_listed(stopping))


def _foreign(folder: int, report: Report) -> Iterator[Finding]:
    """Yield each entry of an open folder that the report does not name."""
    known = {REPORT, *(item.file for item in report.outputs)}
    for name in disk.entries(folder):
        if printable(name) not in known:
            yield FOREIGN.at(found=printable(name))


def _changed(folder: int, report: Report) -> Iterator[Finding]:
    """Yield each file that the report names and that is not there as it says."""
    for item in report.outputs:
        if Path(item.file).name != item.file or item.file in NO_OUTPUT:
            yield CONTRADICTION.at(expected="a name of a file in this folder", found=item.file)
            continue
        try:
            data = disk.read(folder, item.file, min(item.size, LARGEST))
        except (OSError, ValueError) as error:  # a name that no system can have
            kind = NOT_AS_REPORTED if isinstance(error, OSError) and error.errno == errno.EFBIG else NOT_THERE
            yield kind.at(expected=item.file, found=_said(error))
            continue
        yield from _different(item, data, report)


def _different(item: Output, data: bytes, report: Report) -> Iterator[Finding]:
    digest = hashlib.sha256(data).hexdigest()
    if (len(data), digest) != (item.size, item.sha256):
        wanted = f"{item.file}, {item.size} bytes, {item.sha256}"
        yield NOT_AS_REPORTED.at(expected=wanted, found=f"{len(data)} bytes, {digest}")
    elif item.format == "json":
        yield from _another(item.file, data, report)


def _another(name: str, data: bytes, report: Report) -> Iterator[Finding]:
    """Yield what keeps the JSON from being the resolution of the report."""
    try:
        resolution = Resolution.model_validate_json(data)
    except ValidationError as error:
        yield NOT_ITS_RESOLUTION.at(expected=name, found=_said(error))
        return
    found = (resolution.source.sha256, resolution.symbol, resolution.language)
    if found != (report.sha256, report.symbol, report.language):
        expected = f"{report.symbol} [{report.language}] of {report.sha256}"
        yield NOT_ITS_RESOLUTION.at(
            expected=f"{name}: {expected}", found=f"{resolution.symbol} [{resolution.language}] of {found[0]}"
        )


def _listed(names: list[str]) -> str:
    return ", ".join(names) or "no file"


def _said(error: Exception) -> str:
    """Return an error in words, for a finding."""
    return (error.strerror or "" if isinstance(error, OSError) else "") or printable(str(error))
