"""The findings of the check of the accessible PDF."""

from pipeline.model.finding import Kind, Severity
from pipeline.render.page.compare import Kinds

_REPORT = "Do not publish this file; report it with its report.json: the renderer or a later step changed it."

UNREADABLE = Kind("R4PD01", Severity.ERROR, "The PDF cannot be read back.", _REPORT)
UNTAGGED = Kind("R4PD02", Severity.ERROR, "The PDF has no structure tree.", _REPORT)
LOST = Kind("R4PD03", Severity.ERROR, "A unit of text is missing from the structure tree.", _REPORT)
INVENTED = Kind("R4PD04", Severity.ERROR, "The structure tree holds text that is not in the resolution.", _REPORT)
CHANGED = Kind("R4PD05", Severity.ERROR, "The text of a unit is not that of the resolution.", _REPORT)
MOVED = Kind("R4PD06", Severity.ERROR, "Units of text stand in another order, or under another list item.", _REPORT)
ROLE = Kind("R4PD07", Severity.ERROR, "A unit of text has the wrong structure type.", _REPORT)
LABEL = Kind("R4PD08", Severity.ERROR, "The label of a paragraph or note is not as printed.", _REPORT)
MARKS = Kind("R4PD09", Severity.ERROR, "Note marks are missing, or not at their characters.", _REPORT)
NOTE_LINK = Kind("R4PD10", Severity.ERROR, "A note and its mark are not linked both ways.", _REPORT)
LINKS = Kind("R4PD11", Severity.ERROR, "Links are missing, or lead elsewhere.", _REPORT)
DEAD = Kind("R4PD12", Severity.ERROR, "A link or bookmark leads nowhere, or where it must not.", _REPORT)
DESCRIPTION = Kind(
    "R4PD13", Severity.ERROR, "A link is not described, not printed, or not in the structure tree.", _REPORT
)
LANGUAGE = Kind("R4PD14", Severity.ERROR, "The language of the document or of a run is wrong.", _REPORT)
TITLE = Kind("R4PD15", Severity.ERROR, "The title of the document is wrong, or is not shown.", _REPORT)
OUTLINE = Kind("R4PD16", Severity.ERROR, "The bookmarks are not the headings and numbered paragraphs.", _REPORT)
DESTINATION = Kind(
    "R4PD17", Severity.ERROR, "An identifier is not a named destination, or not at its element.", _REPORT
)
SOURCE = Kind("R4PD18", Severity.ERROR, "The embedded source is not the canonical JSON, or is not alone.", _REPORT)
ACTIVE = Kind("R4PD19", Severity.ERROR, "The PDF holds a script or an action that is not a link.", _REPORT)
ARTIFACT = Kind(
    "R4PD20", Severity.ERROR, "Text is hidden from screen readers that is no running head or foot.", _REPORT
)
UNMARKED = Kind("R4PD21", Severity.ERROR, "Text on a page is not in the structure tree exactly once.", _REPORT)
CLAIMS = Kind("R4PD22", Severity.ERROR, "The PDF does not say that it is tagged, PDF/UA-1 and PDF/A-3a.", _REPORT)
TABLE = Kind("R4PD23", Severity.ERROR, "The cells of a table have other scopes or spans.", _REPORT)
VISIBLE = Kind("R4PD24", Severity.ERROR, "Characters of the resolution cannot be seen on the pages.", _REPORT)
GLYPH = Kind("R4PD25", Severity.ERROR, "A glyph has no character, or the font has no glyph for one.", _REPORT)
STRUCTURE = Kind("R4PD26", Severity.ERROR, "The structure tree is not well formed.", _REPORT)
NOTE_OVERLEAF = Kind(
    "R4PD27",
    Severity.NOTICE,
    "A note stands on another page than its mark.",
    "Nothing to do: the note and its mark are linked.",
)
LINK_WITHHELD = Kind(
    "R4PD28",
    Severity.NOTICE,
    "A link of the source was set as text: only http, https and mailto are published.",
    "Look at the target in the JSON, if it matters.",
)

PAINTING = Kind("R4PD29", Severity.ERROR, "A page is painted in a way that is not written here.", _REPORT)
FILE = Kind("R4PD30", Severity.ERROR, "The file has an entry, or lacks one, as is not written here.", _REPORT)

UNITS = Kinds(
    lost=LOST,
    invented=INVENTED,
    changed=CHANGED,
    moved=MOVED,
    role=ROLE,
    label=LABEL,
    table=TABLE,
    marks=MARKS,
    note_link=NOTE_LINK,
    links=LINKS,
    language=LANGUAGE,
)
