"""The findings of the check of the HTML."""

from pipeline.model.finding import Kind, Severity
from pipeline.render.page.compare import Kinds

_REPORT = "Do not publish this file; report it with its report.json: the renderer or a later step changed it."

UNREADABLE = Kind("R4HT01", Severity.ERROR, "The HTML cannot be read back.", _REPORT)
READERS = Kind("R4HT02", Severity.ERROR, "An HTML reader and an XML reader see different documents.", _REPORT)
LOST = Kind("R4HT03", Severity.ERROR, "A unit of text is missing from the HTML.", _REPORT)
INVENTED = Kind("R4HT04", Severity.ERROR, "The HTML holds text that is not in the resolution.", _REPORT)
CHANGED = Kind("R4HT05", Severity.ERROR, "The text of a unit is not that of the resolution.", _REPORT)
MOVED = Kind("R4HT06", Severity.ERROR, "Units of text stand in another order, or under another list item.", _REPORT)
ROLE = Kind("R4HT07", Severity.ERROR, "A unit of text is another element than it should be.", _REPORT)
LABEL = Kind("R4HT08", Severity.ERROR, "The label of a paragraph or note is not as printed.", _REPORT)
MARKS = Kind("R4HT09", Severity.ERROR, "Note marks are missing, or not at their characters.", _REPORT)
NOTE_LINK = Kind("R4HT10", Severity.ERROR, "A note and its marks are not linked both ways.", _REPORT)
LINKS = Kind("R4HT11", Severity.ERROR, "Links are missing, or lead elsewhere.", _REPORT)
DEAD = Kind("R4HT12", Severity.ERROR, "A link leads to no place in the page, or where it must not.", _REPORT)
LANGUAGE = Kind("R4HT13", Severity.ERROR, "The language of the page or of a run is wrong.", _REPORT)
DIRECTION = Kind("R4HT14", Severity.ERROR, "The direction of the page or of a run is wrong.", _REPORT)
TABLE = Kind("R4HT15", Severity.ERROR, "The cells of a table have other scopes or spans.", _REPORT)
VERBATIM = Kind("R4HT16", Severity.ERROR, "A reader does not see exactly the characters of the resolution.", _REPORT)
OPENING = Kind("R4HT17", Severity.ERROR, "The distinguished opening words are not those of the resolution.", _REPORT)
IDENTIFIER = Kind("R4HT18", Severity.ERROR, "An identifier is missing, there twice, or not the model's.", _REPORT)
HEADINGS = Kind("R4HT19", Severity.ERROR, "There is not one first heading, or a level of heading is left out.", _REPORT)
TITLE = Kind("R4HT20", Severity.ERROR, "The title, the description or another line of the head is wrong.", _REPORT)
DATA = Kind("R4HT21", Severity.ERROR, "The linked data is not that of the resolution.", _REPORT)
ACTIVE = Kind("R4HT22", Severity.ERROR, "The page holds an element or attribute that could act or hide.", _REPORT)
OUTSIDE = Kind("R4HT23", Severity.ERROR, "The page would load something.", _REPORT)
POLICY = Kind("R4HT24", Severity.ERROR, "The content security policy does not fit the page.", _REPORT)
SOURCE = Kind("R4HT25", Severity.ERROR, "The page does not name its source, or not that it is unofficial.", _REPORT)
NAVIGATION = Kind(
    "R4HT26", Severity.ERROR, "The landmarks, the contents, or the links of blocks to themselves are wrong.", _REPORT
)
STYLE = Kind("R4HT27", Severity.ERROR, "Characters are set in another style than in the resolution.", _REPORT)
SHEET = Kind("R4HT28", Severity.ERROR, "The style sheet is not that of the page.", _REPORT)
DESCRIPTION = Kind(
    "R4HT29", Severity.ERROR, "A link, a table or the notes are described in other words than those for it.", _REPORT
)
LINK_WITHHELD = Kind(
    "R4HT30",
    Severity.NOTICE,
    "A link of the source was set as text: only http, https and mailto are published.",
    "Look at the target in the JSON, if it matters.",
)
FORM = Kind("R4HT31", Severity.ERROR, "An element stands where it may not, or has another class than its own.", _REPORT)

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
