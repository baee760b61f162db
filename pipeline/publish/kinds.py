"""The kinds of finding of stage 5."""

from pipeline.model.finding import Kind, Severity

NOT_AS_WRITTEN = Kind(
    "P501",
    Severity.ERROR,
    "A file, read back from the disk, is not what was written.",
    "Check the disk; then run again.",
)
NO_REPORT = Kind(
    "P502",
    Severity.ERROR,
    "A published folder has no report that can be read and is valid.",
    "Convert the document again; nothing says what this folder should hold.",
)
NOT_THERE = Kind(
    "P503",
    Severity.ERROR,
    "A file that the report names is not in its folder, or cannot be read there as a plain file.",
    "Convert the document again, or bring the file back from a copy.",
)
NOT_AS_REPORTED = Kind(
    "P504",
    Severity.ERROR,
    "A published file is not the one that the report names: its size or its digest is another.",
    "Find out who changed it; do not publish it as ours, and convert the document again.",
)
FOREIGN = Kind(
    "P505",
    Severity.ERROR,
    "A published folder holds something that its report does not name.",
    "Move it elsewhere: the next conversion will not replace a folder with other files in it.",
)
NOT_ITS_RESOLUTION = Kind(
    "P506",
    Severity.ERROR,
    "The published JSON is no valid resolution, or not the one of the report.",
    "Convert the document again, with the version of this program that is to read it.",
)
CONTRADICTION = Kind(
    "P507",
    Severity.ERROR,
    "A report contradicts itself: its outcome, its findings and the files that it names do not go together.",
    "Do not rely on this folder: the report was changed, or is of another program. Convert the document again.",
)
