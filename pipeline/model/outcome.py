"""Outcomes: one status, one exit code, one report for every input, whatever it is."""

from enum import Enum
from typing import Any, Literal

from pydantic import Field

from pipeline.model.finding import Finding
from pipeline.model.resolution import Conservation, Frozen

REPORT_SCHEMA_VERSION = "1.0"
REPORT_SCHEMA_ID = f"urn:resolution-pipeline:schema:report:{REPORT_SCHEMA_VERSION}"


class Outcome(Enum):
    """How a conversion ended: exit code, status word, what it means, what the user can do."""

    OK = (0, "ok", "all checks passed", "Nothing to do.")
    USAGE = (2, "usage", "the command was called wrongly", "Run `resolution --help`.")
    REVIEW = (3, "review", "delivered, needs review", "Read the findings in report.json; each says what to look at.")
    NOT_PDF = (
        10,
        "not_pdf",
        "the file is not a PDF",
        "Give the PDF itself, as downloaded; check the file's first bytes.",
    )
    DAMAGED = (11, "damaged", "the file is damaged", "Fetch the file again from its source, and compare its size.")
    ENCRYPTED = (
        12,
        "encrypted",
        "the file is encrypted",
        "Save a copy without password or restrictions, and convert that.",
    )
    TIME = (13, "time_limit", "the time limit was reached", "Raise the time limit, or split the file.")
    MEMORY = (14, "memory_limit", "the memory limit was reached", "Raise the memory limit, or split the file.")
    LIMIT = (
        15,
        "limit",
        "a size, page or glyph limit was reached",
        "Raise the named limit if the file is really that large.",
    )
    WORKER = (16, "worker_died", "the worker died", "Try again; if it dies again, report the file.")
    DISAGREE = (
        17,
        "parsers_disagree",
        "two readers see different text",
        "Open the PDF and compare the named page; the file may hide text.",
    )
    NOT_RESOLUTION = (
        18,
        "not_a_resolution",
        "not a resolution of a known organ and language",
        "Give a United Nations resolution; add the language or organ if it is missing.",
    )
    NO_TEXT = (
        19,
        "no_text",
        "the file has no text layer that can be used",
        "It is a scan, or its text layer is corrupt: run OCR on it first, and check the recognised text.",
    )
    MODEL = (
        20,
        "model_invalid",
        "the resolution that was read is not valid",
        "Report the file: this is a fault of the reader.",
    )
    CONSERVATION = (
        21,
        "conservation_failed",
        "text was lost or invented",
        "Do not publish by other means; report the file with its report.json.",
    )
    OUTPUT = (
        22,
        "output_failed",
        "an output failed its check",
        "Read the R findings in report.json; if a font is missing, run `resolution doctor`.",
    )
    POLICY = (
        23,
        "policy",
        "the policy refuses a finding",
        "Read the finding in report.json; mend its cause, or change the policy.",
    )
    IO = (
        30,
        "io",
        "disk full, no permission, or another input/output error",
        "Free space, give permission, or name a file that can be read; then run again.",
    )
    DESTINATION = (
        31,
        "destination_in_use",
        "the destination is in use",
        "Choose another output folder, or remove what stands there.",
    )
    INTERNAL = (70, "internal", "an internal error", "Report it with the report.json; the input was not changed.")
    INTERRUPTED = (130, "interrupted", "interrupted", "Run the same command again; finished documents are kept.")

    def __init__(self, code: int, status: str, meaning: str, instruction: str) -> None:
        self.code = code
        self.status = status
        self.meaning = meaning
        self.instruction = instruction

    @property
    def publishes(self) -> bool:
        """Whether a document with this outcome is published, and not only its report."""
        return self in (Outcome.OK, Outcome.REVIEW)

    @classmethod
    def of(cls, code: int) -> "Outcome":
        """Return the outcome that has an exit code.

        Raises:
            ValueError: where none has it.
        """
        for outcome in cls:
            if outcome.code == code:
                return outcome
        raise ValueError(f"no outcome has the code {code}")


DELIVERED = frozenset(outcome.code for outcome in Outcome if outcome.publishes)
"""The exit codes of documents that were published."""


class Output(Frozen):
    """One file that was published."""

    file: str
    """Its name in the document's folder."""
    format: str
    """Its format."""
    sha256: str
    """Its digest."""
    size: int
    """Its bytes."""


class Ledger(Frozen):
    """Every glyph that the source shows, found again in what was published, read by parsers that did not write it."""

    glyphs: int
    """Glyphs of the text, its notes and marks, and the masthead."""
    furniture: int
    """Glyphs printed around it, as running heads, which the JSON alone keeps."""
    found: dict[str, int] = Field(default_factory=dict)
    """How many of them each output shows, by its format."""


class Report(Frozen):
    """`report.json`: what happened to one input, complete enough to trust or to refuse its outputs."""

    schema_version: Literal["1.0"] = "1.0"
    """Version of this form."""
    input: str
    """Name of the input."""
    sha256: str | None = None
    """Its digest; null where it could not be read."""
    pages: int | None = None
    """Its number of pages; null where they could not be counted."""
    status: str
    """The outcome in a word."""
    code: int
    """The exit code."""
    meaning: str
    """The outcome in a sentence."""
    instruction: str
    """What to do."""
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
    isolation: tuple[str, ...] = ()
    """Layers around the process that gave this report; none where that was the caller's own."""
    formats: tuple[str, ...] = ()
    """Formats asked for."""
    conservation: Conservation | None = None
    """What became of every glyph."""
    ledger: Ledger | None = None
    """Which of them were found again in each output."""
    timings: dict[str, float] = Field(default_factory=dict)
    """Seconds spent in each stage, by the clock; published only where asked for, since no two runs have the same."""
    agreement: dict[str, float] = Field(default_factory=dict)
    """How far independent readings agree, from 0 to 1."""
    findings: tuple[Finding, ...] = ()
    """What the checks saw."""
    outputs: tuple[Output, ...] = ()
    """Files published."""

    @property
    def is_written(self) -> bool:
        """Whether it was published: where that failed, what stands in its place is another's, or an earlier one."""
        return self.stage != "publish" or self.code in DELIVERED


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `Report`, as users receive it."""
    schema = Report.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": REPORT_SCHEMA_ID, **schema}
