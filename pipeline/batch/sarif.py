"""The records of a run as SARIF 2.1.0, which code hosts and viewers show: a result for each finding."""

import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import IO, Any
from urllib.parse import quote

from pipeline.job import DISTRIBUTION
from pipeline.model.canonical import printable
from pipeline.model.finding import Finding, Severity
from pipeline.model.outcome import DELIVERED, Outcome
from pipeline.model.record import Record
from pipeline.store.store import OBJECTS

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
TOOL = "resolution"
FINGERPRINT = "resolution/v1"
LEVELS = {Severity.ERROR: "error", Severity.REVIEW: "warning", Severity.NOTICE: "note"}
OUTCOMES = {outcome.status: outcome for outcome in Outcome}

Rules = dict[str, dict[str, Any]]


def write_sarif(records: Callable[[], Iterator[Record]], target: IO[bytes]) -> None:
    """Write one run with a result for each finding, and one for each document that was not delivered.

    One record is in memory at a time, and one rule for each code. The same records give the same bytes, all of ASCII.

    Args:
        records: gives the records from their beginning; called twice, for the rules and for the results.
        target: open for writing; it stays open.

    Raises:
        OSError: where the target cannot be written.
    """
    rules = _rules(records())
    driver = {"name": TOOL, "version": version(DISTRIBUTION), "rules": list(rules.values())}
    head = f'{{"$schema": {_json(SCHEMA)}, "version": "2.1.0", "runs": [{{"tool": {_json({"driver": driver})}'
    target.write(f'{head}, "results": ['.encode("ascii"))
    places = {code: place for place, code in enumerate(rules)}
    separator = b"\n"
    for record in records():
        for result in _results(record, places):
            target.write(separator + _json(result).encode("ascii"))
            separator = b",\n"
    target.write(b"\n]}]}\n")


def _rules(records: Iterator[Record]) -> Rules:
    """Return a rule for each code that occurs, in the order of the codes."""
    rules: Rules = {}
    for record in records:
        for finding in record.findings:
            if finding.code not in rules:
                rules[finding.code] = _rule_of_finding(finding)
        if record.code not in DELIVERED and _outcome_rule(record) not in rules:
            rules[_outcome_rule(record)] = _rule_of_outcome(record)
    return dict(sorted(rules.items()))


def _rule_of_finding(finding: Finding) -> dict[str, Any]:
    return _rule(finding.code, finding.message, finding.advice, LEVELS[finding.severity])


def _rule_of_outcome(record: Record) -> dict[str, Any]:
    outcome = OUTCOMES.get(record.status, Outcome.INTERNAL)
    return _rule(_outcome_rule(record), f"Not delivered: {outcome.meaning}.", outcome.instruction, "error")


def _rule(code: str, seen: str, advice: str, level: str) -> dict[str, Any]:
    return {
        "id": printable(code),
        "shortDescription": {"text": printable(seen)},
        "defaultConfiguration": {"level": level},
    } | ({"help": {"text": printable(advice)}} if advice else {})


def _outcome_rule(record: Record) -> str:
    return f"outcome-{record.status}"


def _results(record: Record, places: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Yield the results of a document: that it was not delivered, then each finding in order."""
    uri, alike = artifact_uri(record.input), Counter[str]()
    if record.code not in DELIVERED:
        rule = _outcome_rule(record)
        outcome = OUTCOMES.get(record.status, Outcome.INTERNAL)
        message = record.detail or f"{outcome.meaning}."
        known = {"code": record.code, "stage": record.stage}
        yield (
            _result(rule, places[rule], "error", message) | _place(uri, None) | _known(known) | _mark(uri, alike, rule)
        )
    for finding in record.findings:
        code = finding.code
        facts = (finding.page, finding.block, finding.expected, finding.found)
        yield (
            _result(code, places[code], LEVELS[finding.severity], _sentence(finding))
            | _place(uri, finding.block)
            | _known(_facts(finding))
            | _mark(uri, alike, code, *facts)
        )


def _result(rule: str, place: int, level: str, message: str) -> dict[str, Any]:
    return {"ruleId": printable(rule), "ruleIndex": place, "level": level, "message": {"text": plain(message)}}


def _place(uri: str, block: str | None) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": uri}}}
    if block is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": printable(block)}]
    return {"locations": [location]}


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in facts.items() if value is not None}
    return {"properties": given} if given else {}


def _facts(finding: Finding) -> dict[str, Any]:
    finite = finding.box is not None and all(math.isfinite(number) for number in finding.box)
    return {
        "page": finding.page,
        "box": finding.box if finite else None,
        "expected": None if finding.expected is None else printable(finding.expected),
        "found": None if finding.found is None else printable(finding.found),
    }


def _mark(uri: str, alike: Counter[str], *facts: object) -> dict[str, Any]:
    """Return what tells a result from others in every run: a digest of what it says, and which of those alike it is.

    The box is no part of it, which another version may draw by a hair wider.
    """
    text = json.dumps([uri, *facts])
    digest = hashlib.sha256(text.encode("ascii")).hexdigest()[:32]
    alike[digest] += 1
    return {"partialFingerprints": {FINGERPRINT: f"{digest}:{alike[digest]}"}}


def _sentence(finding: Finding) -> str:
    place = f" Page {finding.page}." if finding.page is not None else ""
    expected = f" Expected: {finding.expected}." if finding.expected is not None else ""
    found = f" Found: {finding.found}." if finding.found is not None else ""
    return f"{finding.message}{place}{expected}{found}"


def plain(text: str) -> str:
    """Return a text as a message that is shown as it is: no link and no placeholder can be read into it."""
    return re.sub(r"([\\\[\]])", r"\\\1", printable(text)).replace("{", "{{").replace("}", "}}")


def artifact_uri(path: str) -> str:
    """Return a path as a percent-encoded reference, relative where the path is; that of an object has its store.

    No name in it is taken for a host, nor any but that of a store for a scheme.
    """
    scheme, separator, rest = printable(path).partition("://")
    if separator and scheme.lower() in OBJECTS:
        return f"{scheme}://{quote(rest, safe='/')}"
    cleaned = re.sub("/+", "/", re.sub(r"^(\./+)+", "", printable(path)))
    quoted = quote(cleaned, safe="/")
    return f"file://{quoted}" if cleaned.startswith("/") else quoted


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)
