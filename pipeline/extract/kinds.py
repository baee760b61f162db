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
RECOGNISED = Kind(
    "E205",
    Severity.REVIEW,
    "The text of a page is an invisible layer over a picture, as text recognition writes it.",
    "Compare the text with the picture; recognised text holds errors that no check can find.",
)
ORDER = Kind(
    "E206",
    Severity.REVIEW,
    "A right-to-left line, set by the Unicode Bidirectional Algorithm, would not show as it is printed.",
    "Compare the line with the page; its letters may be stored in another order than they are read.",
)
MENDED = Kind(
    "E210",
    Severity.REVIEW,
    "The text layer says another character than the font draws; the font's was taken.",
    "Compare the named glyphs with the page; if the font is right, nothing is to be done.",
)
UNPROVEN = Kind(
    "E211",
    Severity.REVIEW,
    "The text layer says of a glyph what cannot be right, and the font does not prove what is.",
    "Compare the named glyphs with the page, and correct them in what was published.",
)
TURNED = Kind(
    "E212",
    Severity.NOTICE,
    "The letters of a ligature are stored the wrong way round; they were turned.",
    "Nothing is to be done.",
)
EXPLAINED = Kind(
    "E213",
    Severity.NOTICE,
    "Glyphs have no character of their own; the file's replacement text says what they stand for, and was taken.",
    "Nothing is to be done.",
)
FORM = Kind(
    "E215",
    Severity.NOTICE,
    "Glyphs stand in the text layer as forms of letters: radicals or presentation forms; the letters were taken.",
    "Nothing is to be done.",
)
JOINED = Kind(
    "E216",
    Severity.NOTICE,
    "A space between groups of digits is drawn as part of one number; a no-break space was taken.",
    "Nothing is to be done.",
)
FACED = Kind(
    "E217",
    Severity.NOTICE,
    "A bracket among right-to-left letters stands in the text layer as its opposite; the side that is drawn was taken.",
    "Nothing is to be done.",
)
OPEN_ORDER = Kind(
    "E218",
    Severity.NOTICE,
    "Numbers stand side by side in a right-to-left line in an order that the page does not prove.",
    "Compare the numbers with the paper where they matter: groups of digits may be of one number or of several.",
)
DISPUTED = Kind(
    "E214",
    Severity.REVIEW,
    "The text layer and the font contradict each other, and too little agrees to believe either.",
    "Compare the named glyphs with the page.",
)
ANNOTATION = Kind(
    "E219",
    Severity.REVIEW,
    "A page shows annotations, as comments, stamps or fields of a form; they are no part of its text, and left out.",
    "Look at the page; if an annotation belongs to the paper, ask for a file that holds it as text.",
)
STEERING = Kind(
    "E220",
    Severity.REVIEW,
    "Characters that are not drawn steer how the text around them is shown; they were taken out.",
    "Compare the place with the page; text that shows otherwise than it is stored may be meant to deceive.",
)
REPLACED = Kind(
    "E221",
    Severity.REVIEW,
    "The text layer holds characters that no text can hold, as controls; they were replaced.",
    "Compare the place with the page, and correct it in what was published.",
)
WIDTHS = Kind(
    "E222",
    Severity.REVIEW,
    "The file says other widths of glyphs than their font does; spaces between words may be lost or invented.",
    "Compare the spaces on the page with those that were published.",
)
