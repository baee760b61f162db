"""The records of a run as JUnit XML, which continuous integration shows: a test case for each input."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from lxml import etree

from pipeline.model.finding import Finding
from pipeline.model.outcome import DELIVERED, Outcome
from pipeline.model.record import Record, State

SUITE = "resolution"
CLASS = "resolution.convert"
UNREAD = (State.SKIPPED, State.UNREADABLE)
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(records: Callable[[], Iterator[Record]], target: IO[bytes]) -> None:
    r"""Write one test suite with a test case for each record, one record in memory at a time.

    What was not read is an error, what was not delivered a failure; what needs review passes, with its findings. A
    character that XML cannot hold is written as an escape, as `\x00`. The same records give the same bytes.

    Args:
        records: gives the records from their beginning; called twice, to count and to write.
        target: open for writing; it stays open.

    Raises:
        OSError: where the target cannot be written.
    """
    counts = _counted(records()).attributes()
    with etree.xmlfile(target, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("testsuites", counts):
            file.write("\n")
            with file.element("testsuite", counts):
                file.write("\n")
                for record in records():
                    file.write(_case(record))
                    file.write("\n")
            file.write("\n")


@dataclass
class _Counts:
    """What a suite says of its cases."""

    tests: int = 0
    failures: int = 0
    errors: int = 0
    seconds: float = 0.0

    def attributes(self) -> dict[str, str]:
        numbers = {"tests": self.tests, "failures": self.failures, "errors": self.errors, "skipped": 0}
        written = {name: str(number) for name, number in numbers.items()}
        return {"name": SUITE, **written, "time": _time(self.seconds)}


def _counted(records: Iterator[Record]) -> _Counts:
    counts = _Counts()
    for record in records:
        end = _end(record)
        counts.tests += 1
        counts.failures += end == "failure"
        counts.errors += end == "error"
        counts.seconds += sum(record.timings.values())
    return counts


def _end(record: Record) -> str | None:
    """Return the element that says how a case ended; none where it passed."""
    if record.state in UNREAD:
        return "error"
    return None if record.code in DELIVERED else "failure"


def _case(record: Record) -> Any:
    seconds = _time(sum(record.timings.values()))
    case = etree.Element("testcase", {"classname": CLASS, "name": xml_text(record.input), "time": seconds})
    told = "\n".join(finding_line(finding) for finding in record.findings)
    end = _end(record)
    if end is not None:
        message = record.detail or Outcome.of(record.code).meaning
        element = etree.SubElement(case, end, {"type": xml_text(record.status), "message": xml_text(message)})
        element.text = xml_text(told)
        told = ""
    notes = ["unchanged: converted before, and its files stand"] if record.state is State.UNCHANGED else []
    notes += [told] if told else []
    if notes:
        etree.SubElement(case, "system-out").text = xml_text("\n".join(notes))
    return case


def finding_line(finding: Finding) -> str:
    """Return a finding as a line: its code and severity, its place, what was seen, expected and found."""
    place = f", page {finding.page}" if finding.page is not None else ""
    place += f", {finding.block}" if finding.block else ""
    expected = f" [expected: {finding.expected}]" if finding.expected is not None else ""
    found = f" [found: {finding.found}]" if finding.found is not None else ""
    return f"{finding.code} {finding.severity}{place}: {finding.message}{expected}{found}"


def xml_text(text: str) -> str:
    r"""Return a text that XML can hold: any other character stands as an escape, as `\x00` or `\ud800`."""
    return NOT_XML.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def _time(seconds: float) -> str:
    return f"{seconds:.3f}"
