"""Records: one line of `manifest.jsonl` for each input of a run, enough to check, to count and to go on."""

from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from pipeline.model.canonical import printable
from pipeline.model.finding import Finding
from pipeline.model.inline import Frozen
from pipeline.model.outcome import Outcome, Output, Report
from pipeline.model.resolution import Conservation

RECORD_SCHEMA_VERSION = "1.0"
RECORD_SCHEMA_ID = f"urn:resolution-pipeline:schema:record:{RECORD_SCHEMA_VERSION}"


class State(StrEnum):
    """What a run did with an input."""

    CONVERTED = "converted"
    """It was read in this run, whatever came of it."""
    UNCHANGED = "unchanged"
    """An earlier run of the same versions and settings converted the same bytes, and its files stand."""
    SKIPPED = "skipped"
    """It was not read: another input has its name."""
    UNREADABLE = "unreadable"
    """It names no input that can be read: a folder without permission, a pattern without a match."""


class Record(Frozen):
    """What became of one input of a run."""

    schema_version: Literal["1.0"] = "1.0"
    """Version of this form."""
    input: str
    """The input as it was named, or found in a folder that was."""
    state: State
    """What the run did with it."""
    folder: str | None = None
    """Its folder in the output; null where it has none."""
    sha256: str | None = None
    """The digest of the input; null where it was not read."""
    pages: int | None = None
    """Its number of pages; null where they were not counted."""
    status: str
    """The outcome in a word."""
    code: int
    """The outcome's exit code."""
    detail: str | None = None
    """What happened, when it did not end well."""
    stage: str | None = None
    """The stage reached."""
    symbol: str | None = None
    """The symbol, where it was recognised."""
    language: str | None = None
    """The language, where it was recognised."""
    versions: dict[str, str] = Field(default_factory=dict)
    """Versions of this program and of what it read and wrote with."""
    conservation: Conservation | None = None
    """What became of every glyph."""
    findings: tuple[Finding, ...] = ()
    """What the checks saw."""
    outputs: tuple[Output, ...] = ()
    """The files published, with their digests."""
    timings: dict[str, float] = Field(default_factory=dict)
    """Seconds spent in each stage, by the clock; none where nothing was converted."""
    shard: str | None = None
    """The part of the run that took it, as `2/8`; null where the run has no parts."""


def record_of(path: str, state: State, report: Report) -> Record:
    """Return the record of an input that has a report, as far as the report tells it."""
    return Record(
        input=path,
        state=state,
        sha256=report.sha256,
        pages=report.pages,
        status=report.status,
        code=report.code,
        detail=report.detail,
        stage=report.stage,
        symbol=report.symbol,
        language=report.language,
        versions=report.versions,
        conservation=report.conservation,
        findings=report.findings,
        outputs=report.outputs,
        timings=report.timings,
    )


def record_without_report(path: str, state: State, outcome: Outcome, detail: str, shard: str | None = None) -> Record:
    """Return the record of an input that has no report: why it was not read, or lost."""
    return Record(
        input=path, state=state, status=outcome.status, code=outcome.code, detail=printable(detail), shard=shard
    )


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a line of `manifest.jsonl`, as users receive it."""
    schema = Record.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": RECORD_SCHEMA_ID, **schema}
