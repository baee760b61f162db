"""The kinds of finding of the DOCX check."""

from pipeline.model.finding import Kind, Severity

_REPORT = "Report it with the document's JSON: the writer of DOCX is at fault."

UNREADABLE = Kind("R4DX01", Severity.ERROR, "The DOCX cannot be opened as a package of well-formed XML.", _REPORT)
TEXT = Kind("R4DX02", Severity.ERROR, "A text of the DOCX is not the model's, label included.", _REPORT)
ADDED = Kind("R4DX03", Severity.ERROR, "The DOCX holds a text that the model does not.", _REPORT)
MISSING = Kind("R4DX04", Severity.ERROR, "A text of the model is not in the DOCX.", _REPORT)
MARK = Kind(
    "R4DX05", Severity.ERROR, "A note mark of the DOCX is not where the model has it, or not the same.", _REPORT
)
NOTE = Kind("R4DX06", Severity.ERROR, "A note of the DOCX is not the model's.", _REPORT)
FOOTNOTE = Kind("R4DX07", Severity.ERROR, "Footnotes and their references do not match one to one.", _REPORT)
LINK = Kind("R4DX08", Severity.ERROR, "A link's text or target in the DOCX is not the model's.", _REPORT)
LINK_LEFT_OUT = Kind(
    "R4DX09",
    Severity.REVIEW,
    "A link of the source was left out: its address is not http, https, mailto or a place in the document.",
    "Look at the address; the text of the link is in the document.",
)
APPEARANCE = Kind("R4DX10", Severity.ERROR, "Italics, bold or another distinction is not the model's.", _REPORT)
MASTHEAD = Kind("R4DX11", Severity.ERROR, "The masthead of the DOCX is not the model's.", _REPORT)
BOOKMARK = Kind("R4DX12", Severity.ERROR, "An id of the model has no bookmark at its place.", _REPORT)
BOOKMARK_INVALID = Kind("R4DX13", Severity.ERROR, "A bookmark is doubled, unpaired or wrongly named.", _REPORT)
LANGUAGE = Kind("R4DX14", Severity.ERROR, "A language of the DOCX is missing, wrong or no BCP 47 tag.", _REPORT)
DIRECTION = Kind("R4DX15", Severity.ERROR, "A direction of writing in the DOCX is not the language's.", _REPORT)
PROPERTY = Kind("R4DX16", Severity.ERROR, "A property of the DOCX is missing or wrong.", _REPORT)
TABLE = Kind("R4DX17", Severity.ERROR, "The shape of a table in the DOCX is not the model's.", _REPORT)
MODEL = Kind("R4DX18", Severity.ERROR, "The model inside the DOCX is not the model.", _REPORT)
STYLE = Kind("R4DX19", Severity.ERROR, "A style is used that is not defined.", _REPORT)
NUMBERING = Kind("R4DX20", Severity.ERROR, "Automatic numbering is used; labels are text here.", _REPORT)
FIELD = Kind("R4DX21", Severity.ERROR, "A field is not closed, or what it refers to is missing.", _REPORT)
OUTLINE = Kind("R4DX22", Severity.ERROR, "A heading of the model is not in the outline, or is empty.", _REPORT)
OUTLINE_JUMP = Kind(
    "R4DX23",
    Severity.REVIEW,
    "The outline jumps over a level.",
    "Compare the levels of the headings with the printed page.",
)
EMPTY = Kind("R4DX24", Severity.REVIEW, "An empty paragraph stands in the text.", _REPORT)
RELATIONSHIP = Kind(
    "R4DX25", Severity.ERROR, "A relationship leads nowhere, or is of a kind not written here.", _REPORT
)
FOREIGN = Kind("R4DX26", Severity.ERROR, "The DOCX holds content that may run, load or embed something.", _REPORT)
EXTERNAL = Kind("R4DX27", Severity.ERROR, "A link of the DOCX leads to an address that is not allowed.", _REPORT)
ORDER = Kind("R4DX28", Severity.ERROR, "Elements stand in an order that the schema does not allow.", _REPORT)
FURNITURE = Kind(
    "R4DX29", Severity.ERROR, "A running head or foot lacks the symbol, title, page or job number.", _REPORT
)
UNOFFICIAL = Kind("R4DX30", Severity.ERROR, "The DOCX does not say that it is unofficial.", _REPORT)
CONTENT_TYPE = Kind("R4DX31", Severity.ERROR, "A part of the package has no content type, or a wrong one.", _REPORT)
LOOK = Kind("R4DX32", Severity.ERROR, "Text, paragraph or page has a property that is not written here.", _REPORT)
TEMPLATE = Kind("R4DX33", Severity.ERROR, "Styles or settings are not those of the template.", _REPORT)
PLACE = Kind("R4DX34", Severity.ERROR, "A block stands in the style or at the indent of another level.", _REPORT)
