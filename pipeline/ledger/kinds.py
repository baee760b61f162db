"""The kinds of finding of the ledger."""

from pipeline.model.finding import Kind, Severity

_ADVICE = "Report the file with its report.json; the output was not published."

LOST = Kind(
    "R4LG01", Severity.ERROR, "A glyph that the source shows is not found again in an output, read anew.", _ADVICE
)
INVENTED = Kind("R4LG02", Severity.ERROR, "An output, read anew, shows what the source does not.", _ADVICE)
