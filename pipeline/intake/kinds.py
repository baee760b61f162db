"""The kinds of finding of stage 1."""

from pipeline.model.finding import Kind, Severity

SYNTAX = Kind(
    "I101",
    Severity.REVIEW,
    "The file's structure is damaged, and was read all the same.",
    "Fetch the file again from its source; if it is the same, compare the outputs with the printed paper.",
)
STREAM = Kind(
    "I102",
    Severity.REVIEW,
    "A compressed part of the file is cut short or fails its checksum.",
    "Fetch the file again from its source; if it is the same, compare the outputs with the printed paper.",
)
