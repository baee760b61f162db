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
    "A value of the JSON is not that of the resolution that was written.",
    "Report the file with its report.json.",
)
FORM = Kind(
    "R4JS03",
    Severity.ERROR,
    "The JSON says the same as the resolution in other bytes: order, indent, or a field said twice.",
    "Report the file with its report.json.",
)
