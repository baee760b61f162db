"""The kinds of finding of stage 2."""

from pipeline.model.finding import Kind, Severity

READERS_DISAGREE = Kind(
    "E201",
    Severity.ERROR,
    "Two independent readers see different characters on a page.",
    "Open the PDF at that page and compare; the file may hide text, or be damaged.",
)
HIDDEN = Kind(
    "E202",
    Severity.REVIEW,
    "A page holds characters that nobody sees; they were left out.",
    "Look at the page; if the characters are meant to be read, the file is at fault.",
)
NO_TEXT_PAGE = Kind(
    "E203",
    Severity.REVIEW,
    "A page has no text.",
    "Look at the page; if it shows text, that page is a scan and needs OCR.",
)
UNKNOWN_GLYPH = Kind(
    "E204",
    Severity.ERROR,
    "A glyph has no character: its font does not say which one it is.",
    "The file's text layer is not complete; use another edition of the file, or OCR.",
)
