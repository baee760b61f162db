"""The kinds of finding of the Akoma Ntoso check."""

from pipeline.model.finding import Kind, Severity

_REPORT = "Report it with the document's JSON: the writer of Akoma Ntoso is at fault."

UNREADABLE = Kind("R4AK01", Severity.ERROR, "The XML cannot be read back as a resolution.", _REPORT)
INVALID = Kind("R4AK02", Severity.ERROR, "The XML is not valid by the Akoma Ntoso schema of OASIS.", _REPORT)
BLOCK = Kind("R4AK03", Severity.ERROR, "A block is missing, is not the model's, or stands elsewhere.", _REPORT)
LABEL = Kind("R4AK04", Severity.ERROR, "A label of the XML is not the model's.", _REPORT)
TEXT = Kind("R4AK05", Severity.ERROR, "A text of the XML is not the model's.", _REPORT)
MARK = Kind("R4AK06", Severity.ERROR, "A note mark is not where the model has it, or cites another note.", _REPORT)
NOTE = Kind("R4AK07", Severity.ERROR, "A note of the XML is not the model's.", _REPORT)
LINK = Kind("R4AK08", Severity.ERROR, "A link's text or target in the XML is not the model's.", _REPORT)
LOOK = Kind("R4AK09", Severity.ERROR, "A style, a run's language or the opening words are not the model's.", _REPORT)
SHAPE = Kind("R4AK10", Severity.ERROR, "The level of a heading or the shape of a table is not the model's.", _REPORT)
FRONT = Kind("R4AK11", Severity.ERROR, "The masthead, the number or the adoption is not the model's.", _REPORT)
KEPT = Kind("R4AK12", Severity.ERROR, "A place in the source, or other data of it, is not kept in the XML.", _REPORT)
IDENTITY = Kind("R4AK13", Severity.ERROR, "An address, a date or a language is not the resolution's.", _REPORT)
DANGLING = Kind("R4AK14", Severity.ERROR, "A reference inside the XML leads nowhere.", _REPORT)
LINK_NOWHERE = Kind(
    "R4AK15", Severity.ERROR, "A link in the XML leads to what is neither a web page nor a mail address.", _REPORT
)
UNOFFICIAL = Kind("R4AK16", Severity.ERROR, "The XML does not say that it is an unofficial copy.", _REPORT)
FORM = Kind("R4AK17", Severity.ERROR, "The XML reads as the resolution, but other bytes were written.", _REPORT)
