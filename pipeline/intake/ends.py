"""Where a file begins and ends: whether it is something else besides, or two documents."""

import io
import re
import zipfile
from collections.abc import Iterator

from pipeline.intake.kinds import BEFORE, BEHIND, NO_END, PACKAGE, TWO_BEGINNINGS
from pipeline.model.finding import Finding

BEGINNING = re.compile(rb"%PDF-\d")
AT_A_LINE = re.compile(rb"(?:\A|[\r\n]|%%EOF)%PDF-\d\.\d(?=\s)")
END = b"%%EOF"
BLANK = b"\r\n \t\x00"
SHOWN = 24  # bytes


def check_ends(data: bytes) -> Iterator[Finding]:
    """Yield what stands before, behind and between; readers begin and end in different places, and see other papers.

    Args:
        data: the file.
    """
    begin = BEGINNING.search(data)
    if begin is not None and begin.start() > 0:
        yield BEFORE.at(found=f"{begin.start()} bytes, {data[:SHOWN]!r}")
    if zipfile.is_zipfile(io.BytesIO(data)):
        yield PACKAGE.at()
    end = data.rfind(END)
    if end < 0:
        yield NO_END.at()
        return
    behind = data[end + len(END) :].strip(BLANK)
    if behind:
        yield BEHIND.at(found=f"{len(behind)} bytes, {behind[:SHOWN]!r}")
    beginnings = len(AT_A_LINE.findall(data)) if data.count(b"%PDF-") > 1 else 1
    if beginnings > 1:
        yield TWO_BEGINNINGS.at(found=beginnings)
