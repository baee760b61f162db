"""What WCAG 2.2 asks of a PDF beyond PDF/UA-1 and a machine can see, as rules for veraPDF's engine.

veraPDF's own profile of them comes with neither the engine nor another package that can be installed by name, so these
are our reading of the success criteria, over what the engine knows of text, pages, links and structure.
"""

from dataclasses import dataclass

SPECIFICATION = "WCAG_2_2"
FLAVOUR = "WCAG_2_2_MACHINE"


@dataclass(frozen=True)
class Rule:
    """A rule: the success criterion, a number below it, the kind of object that it looks at, and what must hold."""

    clause: str
    number: int
    looks_at: str
    holds: str
    says: str


_IN_FIGURE = "parentsStandardTypes.split('&').includes('Figure')"
_LARGE = "(textSize >= 18 || textSize >= 14 && textWeight >= 700)"
_NAMED = "{0} != null && {0} != '' && {1} == false"
_LINK = " || ".join(
    _NAMED.format(name, is_address)
    for name, is_address in (
        ("Contents", "contentsIsLink"),
        ("Alt", "altIsLink"),
        ("textValue", "textValueIsLink"),
    )
)

RULES = (
    Rule("1.3.1", 1, "SARepeatedCharacters", "isNonSpace == false || numberOfRepeatedCharacters <= 4",
         "characters repeated to draw a line"),
    Rule("1.3.1", 2, "SARepeatedCharacters", "isNonSpace == true || numberOfRepeatedCharacters <= 2",
         "spaces repeated to move text"),
    Rule("1.3.4", 1, "PDPage", "orientation == 'Square' || orientation == gMostCommonPageOrientation",
         "a page turned otherwise than the others"),
    Rule("1.4.3", 1, "SATextChunk", f"textSize < 4.5 || {_IN_FIGURE} || contrastRatio >= ({_LARGE} ? 3 : 4.5)",
         "too little contrast of text and ground"),
    Rule("1.4.4", 1, "SATextChunk", f"textSize >= 4.5 || isWhiteSpaceChunk == true || {_IN_FIGURE}",
         "text too small to be enlarged"),
    Rule("1.4.10", 1, "SAFigure", "hasBBox == true || page != lastPage", "a figure without its box"),
    Rule("2.4.9", 1, "SALinkAnnotation", f"isOutsideCropBox == true || (F & 2) == 2 || {_LINK}",
         "a link that only its address describes"),
    Rule("4.1.2", 16, "SAP", "correctType != null", "a paragraph with nothing in it"),
    Rule("4.1.2", 17, "SASpan", "correctType != null", "a span with nothing in it"),
    Rule("4.1.2", 18, "SAH", "correctType != null", "a heading with nothing in it"),
    Rule("4.1.2", 19, "SAHn", "correctType != null", "a heading of a level with nothing in it"),
    Rule("4.1.2", 29, "SATOCI", "errorCodes.contains('1000') == false", "an entry of contents with nothing in it"),
)  # fmt: skip

VARIABLES = (("gMostCommonPageOrientation", "PDDocument", "null", "mostCommonOrientation"),)
