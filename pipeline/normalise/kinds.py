"""The kinds of finding of stage 3."""

from pipeline.model.finding import Kind, Severity

UNACCOUNTED = Kind(
    "N301",
    Severity.ERROR,
    "A glyph of the page has no place in the resolution.",
    "Report the file with its report.json: the reader lost text.",
)
CHARACTERS = Kind(
    "N302",
    Severity.ERROR,
    "The characters of the resolution are not those of the page.",
    "Report the file with its report.json: the reader lost, invented or doubled text.",
)
IDENTIFIERS = Kind(
    "N303",
    Severity.ERROR,
    "Two blocks have the same identifier.",
    "Report the file with its report.json.",
)
ORDER = Kind(
    "N304",
    Severity.ERROR,
    "The text of a line does not stand in one stretch in the resolution.",
    "Compare the place with the page, and report the file with its report.json: the reader moved or turned text.",
)
NUMBERING = Kind(
    "N310",
    Severity.REVIEW,
    "The numbers of paragraphs or points do not follow each other.",
    "Look at the place in the paper: the gap may be printed so.",
)
MARK_WITHOUT_NOTE = Kind(
    "N311",
    Severity.REVIEW,
    "A raised figure matches no note.",
    "Look at the place in the paper: it may be a note's mark, or an exponent.",
)
NOTE_WITHOUT_MARK = Kind(
    "N312",
    Severity.REVIEW,
    "A note is cited nowhere in the text.",
    "Look for its mark in the paper.",
)
MASTHEAD = Kind(
    "N313",
    Severity.REVIEW,
    "A field that every such paper has was not found on the first page.",
    "Look at the first page; the field may be missing or misprinted there.",
)
MASTHEAD_REST = Kind(
    "N314",
    Severity.REVIEW,
    "Text above the title was not understood; it is kept as furniture.",
    "Look at the first page.",
)
NO_OPERATIVE = Kind(
    "N315",
    Severity.REVIEW,
    "No operative paragraph was found.",
    "Look at the paper; it may be no resolution, or its text may be an image.",
)
CLOSING = Kind(
    "N316",
    Severity.REVIEW,
    "The lines that close a resolution, with meeting and date, were not found.",
    "Look at the end of the text.",
)
DATES = Kind(
    "N317",
    Severity.REVIEW,
    "The date of adoption is not the same at the head and at the end.",
    "Look at both in the paper; one may be a misprint.",
)
FOREIGN_LINK = Kind(
    "N319",
    Severity.REVIEW,
    "A link leads to something that is neither a web page nor a mail address.",
    "Look at the link in the paper; outputs hold its text without the link.",
)
LINK_SYMBOL = Kind(
    "N320",
    Severity.REVIEW,
    "A link leads to another document than its text names.",
    "Look at both in the paper; outputs keep them as they are.",
)
LINK_NUMBER = Kind(
    "N321",
    Severity.REVIEW,
    "A link on the number of a resolution or decision leads to another number, or to another organ's.",
    "Look at both in the paper; outputs keep them as they are.",
)
NUMBER_AND_DATE = Kind(
    "N322",
    Severity.REVIEW,
    "A resolution or decision of this number cannot be of this date.",
    "Look at both in the paper; one may be a misprint.",
)
TWO_DATES = Kind(
    "N323",
    Severity.REVIEW,
    "One resolution or decision is cited with two dates.",
    "Look at both places in the paper; one may be a misprint.",
)
LOOKALIKES = Kind(
    "N324",
    Severity.NOTICE,
    "A symbol is printed with letters of another script that look alike.",
    "Nothing; the text is kept as it is, and the symbol is read as it looks.",
)
VOTE_COUNT = Kind(
    "N325",
    Severity.REVIEW,
    "A count of the vote is not the number of the States that are listed.",
    "Look at the bracket under the text; count or list may be a misprint.",
)
VOTE_LIST = Kind(
    "N326",
    Severity.REVIEW,
    "A count of the vote has no list of States, or a vote has no counts.",
    "Look at the bracket under the text; what lacks may not be printed.",
)
VOTE_UNREAD = Kind(
    "N327",
    Severity.REVIEW,
    "The bracket under the text does not say in known words how the organ voted.",
    "Look at the bracket; the closing lines hold it as printed, and the vote is given as unknown.",
)

MIXED = Kind(
    "N328",
    Severity.REVIEW,
    "The letters of a word are of two alphabets that look alike.",
    "Look at the word: a search for it will not find it. It stands in the outputs as in the file.",
)
