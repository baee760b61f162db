"""Names that the writer and the reader share: namespaces, elements for styles, and what the metadata refers to."""

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN_NAMESPACE = "urn:resolution-pipeline:akn:1.0"
AKN = f"{{{NAMESPACE}}}"
OWN = f"{{{OWN_NAMESPACE}}}"
XML = "{http://www.w3.org/XML/1998/namespace}"
LANG = f"{XML}lang"

STYLES = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub", "underline": "u"}
STATEMENTS = {"resolution": "resolution", "draft": "draftResolution"}

# The block elements that may hold a formula or a table directly; elsewhere in the hierarchy both stand in a container.
HOLDS = {"formula": ("embeddedStructure",), "table": ("embeddedStructure", "mainBody")}

# What says in which language its text is; the elements around cannot.
IN_LANGUAGE = frozenset({"coverPage", "preface", "preamble", "mainBody", "conclusions", "attachment", "component"})

MAKER = "resolution-pipeline"
UNOFFICIAL = "unofficial"
NO_DATE = "0001-01-01"

# Element, id, class of the ontology, and name of what attributes refer to.
ONTOLOGY = (
    ("TLCProcess", MAKER, "process", "Resolution pipeline"),
    ("TLCRole", "author", "role", "Author"),
    ("TLCRole", "issuer", "role", "Issuer"),
    ("TLCRole", "editor", "role", "Editor"),
    ("TLCRole", "publisher", "role", "Publisher"),
    ("TLCRole", "issuingBody", "role", "Issuing body"),
    ("TLCRole", "parentBody", "role", "Parent body"),
    ("TLCConcept", "symbol", "concept", "Symbol"),
    ("TLCConcept", "distribution", "concept", "Distribution"),
    ("TLCConcept", "dateOfIssuance", "concept", "Date of issuance"),
    ("TLCConcept", "publicationJobNumber", "concept", "Job number"),
    ("TLCConcept", "resolutionTitle", "concept", "Resolution title"),
    ("TLCEvent", "adoption", "event", "Adoption"),
    ("TLCEvent", "adoptionMeeting", "event", "Meeting of adoption"),
    ("TLCConcept", "adoptionDate", "concept", "Date of adoption"),
    ("TLCConcept", "recorded", "concept", "Recorded vote"),
    ("TLCConcept", "inFavour", "concept", "In favour"),
    ("TLCConcept", "against", "concept", "Against"),
    ("TLCConcept", "abstaining", "concept", "Abstaining"),
)

# Field of the masthead, element, and the attribute that tells it from others of that element.
COVER = (
    ("publisher", "docAuthority", "refersTo", "#publisher"),
    ("symbol_text", "docNumber", "refersTo", "#symbol"),
    ("parent_organ", "docAuthority", "refersTo", "#parentBody"),
    ("organ", "docAuthority", "refersTo", "#issuingBody"),
    ("distribution", "docStatus", "refersTo", "#distribution"),
    ("issued_text", "docDate", "refersTo", "#dateOfIssuance"),
    ("language_text", "inline", "name", "languageOfExpression"),
    ("original_text", "inline", "name", "originalLanguage"),
    ("session", "session", "refersTo", "#issuingBody"),
    ("session_dates", "inline", "name", "session dates"),
    ("committee", "docCommittee", "refersTo", "#issuingBody"),
    ("agenda_item", "inline", "name", "agenda item"),
    ("agenda_title", "inline", "name", "agenda item name"),
)
SIDES = (("in_favour", "#inFavour"), ("against", "#against"), ("abstaining", "#abstaining"))


def local(tag: str) -> str:
    """Return an element's name without its namespace."""
    return tag.rpartition("}")[2]
