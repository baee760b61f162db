"""Faults of headings, styles, tables, levels, languages and directions."""

from copy import deepcopy
from typing import Any

from tests.faults.docx.opened import (
    SETTINGS,
    STYLES,
    Package,
    bench,
    format_run,
    labelled,
    long_run,
    name,
    new,
    paragraph,
    paragraphs,
    style_of,
    value,
)
from tests.faults.table import Kind, last, nth, pair
from tests.faults.trees import drop, swap

DOCX = bench()
FAULTS = DOCX.faults
fault = DOCX.fault


def heading(package: Package) -> Any:
    """Return a heading inside the text, or else the title."""
    found = package.find("//w:p[w:bookmarkStart[starts-with(@w:name, 'sec_')]]")
    return nth([*found, *package.find("//w:p[w:pPr/w:pStyle[@w:val='TitleH1']]")])


def cells(package: Package) -> list[Any]:
    """Return the cells of the text's tables under their first row."""
    return package.find("//w:body/w:tbl/w:tr[position() > 1]/w:tc")


@fault(Kind.SEMANTIC)
def heading_as_text(package: Package) -> None:
    """A heading only looks like one, and is not in the outline."""
    value(style_of(heading(package)), "SingleTxt")


@fault(Kind.SEMANTIC)
def heading_as_normal(package: Package) -> None:
    """A heading is plain text."""
    value(style_of(heading(package)), "Normal")


@fault(Kind.SEMANTIC)
def heading_lower(package: Package) -> None:
    """A section seems to be a part of the one before it."""
    value(style_of(heading(package)), "H23")


@fault(Kind.SEMANTIC)
def text_as_heading(package: Package) -> None:
    """A whole paragraph is announced as a heading."""
    value(style_of(nth(paragraphs(package))), "H1")


@fault(Kind.SEMANTIC)
def text_in_outline(package: Package) -> None:
    """A paragraph stands among the headings of the outline."""
    nth(paragraphs(package))[0].append(new('<w:outlineLvl w:val="0"/>'))


@fault(Kind.SEMANTIC)
def heading_out_of_outline(package: Package) -> None:
    """A heading is missing from the outline, by a setting of its own."""
    heading(package)[0].append(new('<w:outlineLvl w:val="9"/>'))


@fault(Kind.SEMANTIC)
def style_undefined(package: Package) -> None:
    """A paragraph has a style that the file does not know, and looks like any text."""
    value(style_of(nth(paragraphs(package))), "UN_Unknown")


@fault(Kind.SEMANTIC)
def style_not_a_heading(package: Package) -> None:
    """The headings are not in the outline, since their style is based on another."""
    style = style_of(heading(package)).get(name("w:val"))
    value(nth(package.find(f"//w:style[@w:styleId='{style}']/w:basedOn", STYLES)), "Normal")


@fault(Kind.SEMANTIC)
def style_of_other_level(package: Package) -> None:
    """The headings of the outline are on wrong levels."""
    value(nth(package.find("//w:style[@w:styleId='Heading1']//w:outlineLvl", STYLES)), "4")


@fault(Kind.SEMANTIC)
def style_hides_text(package: Package) -> None:
    """The text of the resolution is not shown, since its style hides it."""
    format_run(nth(package.find("//w:style[@w:styleId='SingleTxt']", STYLES)), "<w:vanish/>")


@fault(Kind.SEMANTIC)
def style_paints_white(package: Package) -> None:
    """The text of the resolution is white on white, since its style says so."""
    format_run(nth(package.find("//w:style[@w:styleId='SingleTxt']", STYLES)), '<w:color w:val="FFFFFF"/>')


@fault(Kind.SEMANTIC)
def numbered_by_word(package: Package) -> None:
    """A paragraph has two numbers, the printed one and one that Word counts."""
    style_of(nth(labelled(package))).addnext(new('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'))


@fault(Kind.SEMANTIC)
def level_lost(package: Package) -> None:
    """A point of a point stands where the points stand."""
    outer, inner = paragraph(package, "para_1"), paragraph(package, "para_1__point_b__point_i")
    indent = f"{name('w:pPr')}/{name('w:ind')}"
    inner[0].replace(inner.find(indent), deepcopy(outer.find(indent)))


@fault(Kind.FORMAL)
def properties_after_text(package: Package) -> None:
    """Word says that the file is damaged: properties stand after the text of a paragraph."""
    found = nth(paragraphs(package))
    found.append(found[0])


@fault(Kind.SEMANTIC, mild=True)
def empty_paragraph_as_space(package: Package) -> None:
    """A screen reader says "blank" between two paragraphs."""
    nth(paragraphs(package)).addnext(new('<w:p><w:pPr><w:pStyle w:val="SingleTxt"/></w:pPr></w:p>'))


@fault(Kind.SEMANTIC)
def header_row_undeclared(package: Package) -> None:
    """The columns of a table have no names for a screen reader, nor on its second page."""
    drop(nth(package.find("//w:body/w:tbl//w:tblHeader")))


@fault(Kind.SEMANTIC)
def header_rows_too_many(package: Package) -> None:
    """A row of figures is announced as the names of the columns."""
    row = nth(package.find("//w:body/w:tbl/w:tr[2]"))
    nth(row.iter(name("w:trPr"))).append(new("<w:tblHeader/>"))


@fault(Kind.SEMANTIC)
def cells_swapped(package: Package) -> None:
    """Two figures of a table stand in each other's column."""
    one, other = pair(cells(package))
    swap(one[-1], other[-1])


@fault(Kind.SEMANTIC)
def rows_swapped(package: Package) -> None:
    """Two rows of a table stand in the wrong order."""
    swap(*pair(package.find("//w:body/w:tbl[1]/w:tr[position() > 1]")))


@fault(Kind.SEMANTIC)
def row_lost(package: Package) -> None:
    """A row of a table is missing."""
    drop(last(package.find("//w:body/w:tbl/w:tr[position() > 1]")))


@fault(Kind.SEMANTIC)
def cells_not_merged(package: Package) -> None:
    """A cell over two columns stands over one, and the table is ragged."""
    drop(nth(package.find("//w:body/w:tbl//w:gridSpan")))


@fault(Kind.SEMANTIC)
def cells_merged(package: Package) -> None:
    """A figure seems to hold for two rows."""
    one, other = (
        nth(package.find("//w:body/w:tbl/w:tr[2]/w:tc[1]")),
        nth(package.find("//w:body/w:tbl/w:tr[3]/w:tc[1]")),
    )
    one[0].append(new('<w:vMerge w:val="restart"/>'))
    other[0].append(new("<w:vMerge/>"))


@fault(Kind.SEMANTIC)
def table_as_text(package: Package) -> None:
    """A table is a row of loose paragraphs."""
    table = nth(package.find("//w:body/w:tbl"))
    for found in list(table.iter(name("w:p"))):
        table.addprevious(found)
    drop(table)


@fault(Kind.SEMANTIC)
def table_from_right(package: Package) -> None:
    """The columns of a table stand in the opposite order."""
    settings = nth(package.find("//w:body/w:tbl/w:tblPr"))
    turned = settings.find(name("w:bidiVisual"))
    if turned is None:
        settings.insert(0, new("<w:bidiVisual/>"))
    else:
        drop(turned)


@fault(Kind.SEMANTIC)
def caption_as_text(package: Package) -> None:
    """A table has no caption that a program can find."""
    value(nth(package.find("//w:pStyle[@w:val='Caption']")), "SingleTxt")


@fault(Kind.SEMANTIC)
def language_of_document(package: Package) -> None:
    """The text is spelt, hyphenated and read out in another language."""
    language = nth(package.find("//w:docDefaults//w:lang", STYLES))
    for attribute in ("w:val", "w:eastAsia", "w:bidi"):
        value(language, "pt-BR", attribute)


@fault(Kind.SEMANTIC, mild=True)
def language_of_theme(package: Package) -> None:
    """New text is spelt in another language."""
    value(nth(package.find("//w:themeFontLang", SETTINGS)), "pt-BR")


@fault(Kind.SEMANTIC)
def language_of_run(package: Package) -> None:
    """Words are read out with the voice of another language."""
    format_run(long_run(package), '<w:lang w:val="pt-BR" w:eastAsia="ja-JP" w:bidi="fa-IR"/>')


@fault(Kind.SEMANTIC)
def language_of_run_lost(package: Package) -> None:
    """Words of another language are read with the voice of the document."""
    drop(nth(package.find("//w:r/w:rPr/w:lang")))


@fault(Kind.SEMANTIC)
def language_unknown(package: Package) -> None:
    """No spelling is checked, since the language is no language."""
    value(nth(package.find("//w:docDefaults//w:lang", STYLES)), "english")


@fault(Kind.SEMANTIC)
def direction_of_paragraph(package: Package) -> None:
    """An Arabic paragraph runs from left to right, its stop at the wrong end."""
    value(nth(found.find(f"{name('w:pPr')}/{name('w:bidi')}") for found in _arabic(package)), "0")


@fault(Kind.SEMANTIC)
def direction_of_run(package: Package) -> None:
    """Figures and brackets in an Arabic sentence jump to wrong places."""
    drop(nth(mark for found in _arabic(package) for mark in found.iter(name("w:rtl"))))


@fault(Kind.SEMANTIC)
def direction_of_pages(package: Package) -> None:
    """The pages and columns of an Arabic text run from left to right."""
    drop(nth(package.find("//w:sectPr/w:bidi")))


@fault(Kind.SEMANTIC)
def direction_turned(package: Package) -> None:
    """A paragraph in English or Chinese runs from right to left."""
    nth(package.find("//w:body[not(w:sectPr/w:bidi)]"))
    nth(paragraphs(package))[0].insert(1, new("<w:bidi/>"))


@fault(Kind.SEMANTIC)
def latin_run_turned(package: Package) -> None:
    """A symbol in Latin letters is shown backwards in its pieces."""
    nth(package.find("//w:body[w:sectPr/w:bidi]"))
    format_run(nth(run for run in package.find("//w:r[w:t]") if "/RES/" in "".join(run.itertext())), "<w:rtl/>")


@fault(Kind.SEMANTIC)
def text_centred(package: Package) -> None:
    """A paragraph is centred, as if it were a heading."""
    nth(paragraphs(package))[0].append(new('<w:jc w:val="center"/>'))


@fault(Kind.SEMANTIC)
def columns_three(package: Package) -> None:
    """The text is set in three narrow columns."""
    value(nth(package.find("//w:sectPr/w:cols")), "3", "w:num")


def _arabic(package: Package) -> list[Any]:
    return [found for found in paragraphs(package) if found.find(f"{name('w:pPr')}/{name('w:bidi')}") is not None]
