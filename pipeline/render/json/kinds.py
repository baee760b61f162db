"""The kinds of finding of JSON."""

from pipeline.model.finding import Kind, Severity

INVALID = Kind(
    "R4JS01",
    Severity.ERROR,
    "The JSON does not match the published schema.",
    "Report the file with its report.json.",
)
DIFFERENT = Kind(
    "R4JS02",
    Severity.ERROR,
    "The JSON, read back, is not the resolution that was written.",
    "Report the file with its report.json.",
)
