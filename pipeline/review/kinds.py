"""What the check of a review can find."""

from pipeline.model.finding import Kind, Severity

ADVICE = "This is a fault of the program: report it with the report.json; convert without --review meanwhile."

UNSEEN = Kind("R4RV01", Severity.ERROR, "A piece of the text is not beside its page, or has no box there.", ADVICE)
UNTOLD = Kind("R4RV02", Severity.ERROR, "A finding is not on the page for review, or leads nowhere.", ADVICE)
UNDRAWN = Kind("R4RV03", Severity.ERROR, "A page of the source has no picture with its number.", ADVICE)
DEAD = Kind("R4RV04", Severity.ERROR, "A link in the page for review leads nowhere, or an id is there twice.", ADVICE)
ACTIVE = Kind("R4RV05", Severity.ERROR, "The page for review could run something or fetch something.", ADVICE)
