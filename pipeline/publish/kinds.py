"""The kinds of finding of stage 5."""

from pipeline.model.finding import Kind, Severity

NOT_AS_WRITTEN = Kind(
    "P501",
    Severity.ERROR,
    "A file, read back from the disk, is not what was written.",
    "Check the disk; then run again.",
)
