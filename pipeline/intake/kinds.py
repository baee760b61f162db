"""The kinds of finding of stage 1."""

from pipeline.model.finding import Kind, Severity

_FETCH = "Fetch the file again from its source; if it is the same, compare the outputs with the printed paper."

SYNTAX = Kind(
    "I101",
    Severity.REVIEW,
    "The file's structure is damaged, and was read all the same.",
    _FETCH,
)
STREAM = Kind(
    "I102",
    Severity.REVIEW,
    "A compressed part of the file is cut short or fails its checksum.",
    _FETCH,
)
UNPROVEN = Kind(
    "I103",
    Severity.REVIEW,
    "Text stands in parts of the file that are not compressed, so that no checksum would show damage.",
    "Compare the outputs with the printed paper; files of the United Nations compress all text.",
)
BEFORE = Kind(
    "I104",
    Severity.REVIEW,
    "Something stands before the beginning of the PDF: another program may take the file for something else.",
    _FETCH,
)
BEHIND = Kind("I105", Severity.REVIEW, "Something stands behind the end of the PDF.", _FETCH)
NO_END = Kind("I106", Severity.REVIEW, "The mark of the end is missing: the file may be cut short.", _FETCH)
TWO_BEGINNINGS = Kind(
    "I107",
    Severity.REVIEW,
    "More than one PDF begins in the file: readers may each take another.",
    "Open the file in two programs and compare; take the documents apart.",
)
CHANGED_LATER = Kind(
    "I108",
    Severity.REVIEW,
    "The file was updated after it was made, and a page showed something else before.",
    "Fetch the file again from its source; compare with the printed paper.",
)
UPDATED = Kind(
    "I109",
    Severity.NOTICE,
    "The file was updated after it was made, as a signature or a comment does.",
    "Nothing is to be done, unless another finding says that a page changed.",
)
FOR_THE_WEB = Kind(
    "I110",
    Severity.NOTICE,
    "The file is laid out for the web, and its tables of that order are wrong; who reads all of it does not need them.",
    "Nothing is to be done.",
)
PACKAGE = Kind(
    "I111",
    Severity.REVIEW,
    "The file is a ZIP package, too: another program may open something else in it.",
    _FETCH,
)
