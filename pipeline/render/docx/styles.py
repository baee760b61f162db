"""The styles, as data: the UN's own names, based on Word's headings so that every reader sees the outline.

Measures are those of the UN's papers, in twentieths of a point: text indented 1267 on both sides, tab stops every 475
or so, Times 10 points on 12, notes 8.5. `Title_H_CH` (adoption line) and `Title_H1` (number and title) are level 1;
part and annex titles and first headings level 2. `_ H_4` (report line) is no heading: after level 1 it would be a jump.
"""

from dataclasses import dataclass

from pipeline.render.docx.elements import Property, prop

MARGIN = 1267
STEP = 475
STOPS = (1267, 1742, 2218, 2693, 3182, 3658, 4133, 4622, 5098, 5573, 6048)
TITLE_HANGING = 1200
SECTION_HANGING = 634
NOTE_HANGING = 285
ADOPTION_SHORTER = 1900
TEXT_WIDTH = 9840
RIGHT_COLUMN = 6494


@dataclass(frozen=True)
class Style:
    """A style: its id, its name as Word shows it, what it is based on, how it looks."""

    id: str
    name: str
    base: str | None = "Normal"
    following: str | None = None
    paragraph: tuple[Property, ...] = ()
    run: tuple[Property, ...] = ()
    kind: str = "paragraph"
    built_in: bool = False


def spacing(before: int = 0, after: int = 0, line: int = 240) -> Property:
    """Return vertical spacing in twips; lines are at least `line` high, since no script's glyphs may be cut."""
    return prop("spacing", {"before": before, "after": after, "line": line, "lineRule": "atLeast"})


def indent(left: int = 0, right: int = 0, first: int = 0) -> Property:
    """Return indents in twips; a negative `first` hangs. In right-to-left paragraphs left means the leading edge."""
    which = {"firstLine": first} if first >= 0 else {"hanging": -first}
    return prop("ind", {"left": left, "right": right, **which})


def size(points: float) -> tuple[Property, ...]:
    """Return a font size for every script."""
    return prop("sz", round(points * 2)), prop("szCs", round(points * 2))


def border(side: str, eighths: int, space: int = 1) -> Property:
    """Return one paragraph border, its width in eighths of a point, its distance in points."""
    line = prop(side, {"val": "single", "sz": eighths, "space": space, "color": "auto"})
    return prop("pBdr", None, (line,))


def tabs(*stops: tuple[str, int]) -> Property:
    """Return tab stops, each (kind, position in twips)."""
    return prop("tabs", None, tuple(prop("tab", {"val": kind, "pos": position}) for kind, position in stops))


BOLD = (prop("b"), prop("bCs"))
NOT_BOLD = (prop("b", 0), prop("bCs", 0))
ITALIC = (prop("i"), prop("iCs"))
KEPT = (prop("keepNext"), prop("keepLines"))
_STOPS = tabs(*(("left", stop) for stop in STOPS))
_HANGING = (*KEPT, _STOPS, indent(MARGIN, MARGIN, -TITLE_HANGING))
_SECTION = (*KEPT, _STOPS, indent(MARGIN, MARGIN, -SECTION_HANGING))


def _heading(level: int) -> Style:
    look = (*KEPT, spacing(120, 120), prop("outlineLvl", level - 1))
    return Style(f"Heading{level}", f"heading {level}", "Normal", "SingleTxt", look, BOLD, built_in=True)


STYLES = (
    Style(
        "Normal", "Normal", None, None, (prop("widowControl"), prop("suppressAutoHyphens"), spacing()), built_in=True
    ),
    Style("DefaultParagraphFont", "Default Paragraph Font", None, kind="character", built_in=True),
    Style("TableNormal", "Normal Table", None, kind="table", built_in=True),
    Style("NoList", "No List", None, kind="numbering", built_in=True),
    *(_heading(level) for level in range(1, 10)),
    Style("Publication", "Publication", "Normal", "XLarge", (
        border("bottom", 4), tabs(("right", TEXT_WIDTH)), indent(0, 0, MARGIN), spacing(0, 0, 400)), size(14)),
    Style("XLarge", "XLarge", "Normal", "Session", (
        prop("keepNext"), indent(MARGIN, TEXT_WIDTH - RIGHT_COLUMN + 240), spacing(100, 2100, 460)),
        (*BOLD, *size(20))),
    Style("Distribution", "Distribution", "Normal"),
    Style("ReleaseDate", "Release Date", "Normal"),
    Style("Original", "Original", "Normal"),
    Style("Session", "Session", "Normal", "AgendaItemNormal", (indent(0, 5040),), BOLD),
    Style("AgendaItemNormal", "Agenda_Item_Normal", "Normal", "AgendaTitleH2", (indent(0, 5040),)),
    Style("AgendaTitleH2", "Agenda_Title_H2", "Normal", "TitleHCH", (indent(0, 5040),), BOLD),
    Style("TitleHCH", "Title_H_CH", "Heading1", "H4", (
        indent(MARGIN, MARGIN + ADOPTION_SHORTER), spacing(360, 200, 300)), (*BOLD, *size(14))),
    Style("H4", "_ H_4", "Normal", "TitleH1", (*KEPT, indent(MARGIN, MARGIN), spacing(0, 240))),
    Style("TitleH2", "Title_H2", "Normal", "TitleH1", (*KEPT, indent(MARGIN, MARGIN), spacing(0, 240)), (
        *BOLD, *size(12))),
    Style("TitleH1", "Title_H1", "Heading1", "SingleTxt", (*_HANGING, spacing(0, 240, 270)), (*BOLD, *size(12))),
    Style("NumberLine", "Number_Line", "Heading1", "AdoptionLine", (
        *KEPT, border("top", 12, 24), indent(0, 0, MARGIN), spacing(0, 160, 320)), (*BOLD, *size(14))),
    Style("AdoptionLine", "Adoption_Line", "Normal", "SingleTxt", (
        *KEPT, indent(MARGIN, MARGIN), spacing(0, 280, 270)), (*BOLD, *size(12))),
    Style("HCh", "_ H _Ch", "Heading2", "SingleTxt", (
        *KEPT, indent(MARGIN, MARGIN), spacing(360, 240, 300)), (*BOLD, *size(14))),
    Style("H1", "_ H_1", "Heading2", "SingleTxt", (*_SECTION, spacing(240, 200, 270)), (*BOLD, *size(12))),
    Style("H23", "_ H_2/3", "Heading3", "SingleTxt", (*_SECTION, spacing(160, 120)), (*BOLD, *size(10))),
    Style("H56", "_ H_5/6", "Heading4", "SingleTxt", (*_SECTION, spacing(120, 120)), (*NOT_BOLD, *ITALIC)),
    Style("SingleTxt", "__Single Txt", "Normal", None, (
        _STOPS, indent(MARGIN, MARGIN), spacing(0, 120), prop("jc", "both"))),
    Style("ClosingLine", "Closing_Line", "SingleTxt", None, (prop("keepLines"), prop("jc", "right")), ITALIC),
    Style("VoteLine", "Vote_Line", "SingleTxt", None, (prop("keepLines"), prop("jc", "left"))),
    Style("Caption", "caption", "Normal", "SingleTxt", (
        *KEPT, indent(MARGIN, MARGIN), spacing(120, 120)), BOLD, built_in=True),
    Style("TableText", "Table_Text", "Normal", None, (spacing(40, 40, 210),), size(8.5)),
    Style("TableHeading", "Table_Heading", "TableText", None, (prop("keepNext"),), ITALIC),
    Style("TableBreak", "Table_Break", "Normal", "SingleTxt", (spacing(0, 0, 120),), size(2)),
    Style("FootnoteText", "footnote text", "Normal", None, (
        indent(MARGIN, MARGIN, -NOTE_HANGING), spacing(line=210)), size(8.5), built_in=True),
    Style("UncitedNote", "Uncited_Note", "FootnoteText", None, (spacing(60, 0, 210),)),
    Style("Unofficial", "Unofficial", "Footer", None, (), size(7.5)),
    Style("Header", "header", "Normal", None, (spacing(0, 80),), (*BOLD, *size(8.5)), built_in=True),
    Style("Footer", "footer", "Normal", None, (tabs(("right", TEXT_WIDTH)),), size(8.5), built_in=True),
    Style("FootnoteReference", "footnote reference", "DefaultParagraphFont", None, (),
          (prop("vertAlign", "superscript"),), "character", True),
    Style("Hyperlink", "Hyperlink", "DefaultParagraphFont", None, (), (prop("color", "0000FF"),), "character", True),
)  # fmt: skip

SECTION_STYLES = {
    2: "H1",
    3: "H23",
    4: "H56",
    5: "Heading5",
    6: "Heading6",
    7: "Heading7",
    8: "Heading8",
    9: "Heading9",
}
