"""Faults of the structure tree: what a screen reader says, and in which order."""

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.faults.pdf.opened import below, bench, by_id, elements, is_element, kids, marks, place, swap, wording
from tests.faults.table import Kind, NothingToDamage, last, nth, pair

PDF = bench()
FAULTS = PDF.faults
fault = PDF.fault


@fault(Kind.SEMANTIC)
def note_as_paragraph(pdf: Pdf) -> None:
    """A footnote is read out as if it were text of the resolution."""
    nth(elements(pdf, "Note")).S = Name.P


@fault(Kind.SEMANTIC)
def reference_as_span(pdf: Pdf) -> None:
    """The mark of a note is read as a bare figure in the sentence."""
    nth(elements(pdf, "Reference")).S = Name.Span


@fault(Kind.FORMAL)
def title_as_paragraph(pdf: Pdf) -> None:
    """Whoever jumps from heading to heading never comes to the title."""
    nth(elements(pdf, "H1")).S = Name.P


@fault(Kind.SEMANTIC)
def heading_as_paragraph(pdf: Pdf) -> None:
    """Whoever jumps from heading to heading passes over the annex."""
    last(elements(pdf, "H2")).S = Name.P


@fault(Kind.SEMANTIC)
def heading_lower(pdf: Pdf) -> None:
    """A section seems to be a part of the one before it."""
    last(elements(pdf, "H2")).S = Name.H3


@fault(Kind.SEMANTIC)
def paragraph_as_heading(pdf: Pdf) -> None:
    """A whole paragraph is announced as a heading."""
    wording(pdf).S = Name.H2


@fault(Kind.SEMANTIC)
def paragraph_left_out(pdf: Pdf) -> None:
    """A paragraph is seen on the page and never read out."""
    paragraph = by_id(pdf, "preamble__formula")
    del paragraph.P.K[place(paragraph)]


@fault(Kind.SEMANTIC)
def paragraphs_swapped(pdf: Pdf) -> None:
    """Two paragraphs are read in the wrong order, though they look right."""
    swap(wording(pdf), wording(pdf, 1))


@fault(Kind.SEMANTIC)
def items_swapped(pdf: Pdf) -> None:
    """Points (a) and (b) are read in the wrong order."""
    swap(*pair(item for item in elements(pdf, "LI") if "point" in str(item.get("/ID", ""))))


@fault(Kind.SEMANTIC)
def item_left_out(pdf: Pdf) -> None:
    """A point of a list is never read out, and the list is said to have one point less."""
    item = nth(item for item in elements(pdf, "LI") if len(kids(item.P)) > 1)
    del item.P.K[place(item)]


@fault(Kind.SEMANTIC)
def points_flattened(pdf: Pdf) -> None:
    """Point (a) is read as a paragraph beside paragraph 1, not as a point of it."""
    inner = nth(item for item in elements(pdf, "LI") if item.P.P.S == "/LBody")
    outer = inner.P.P.P
    del inner.P.K[place(inner)]
    outer.P.K.insert(place(outer) + 1, inner)
    inner.P = outer.P


@fault(Kind.SEMANTIC)
def label_in_body(pdf: Pdf) -> None:
    """The number of a paragraph is run into its first word."""
    label = nth(elements(pdf, "Lbl"))
    item, paragraph = label.P, wording(pdf)
    del item.K[0]
    label.S, label.P = Name.Span, paragraph
    paragraph.K.insert(0, label)


@fault(Kind.SEMANTIC)
def label_left_out(pdf: Pdf) -> None:
    """A point is read without its letter, so nobody can cite it."""
    label = nth(elements(pdf, "Lbl"))
    del label.P.K[place(label)]


@fault(Kind.SEMANTIC)
def labels_swapped(pdf: Pdf) -> None:
    """Paragraph 1 is read as 2, and 2 as 1."""
    swap(*pair(item.K[0] for item in elements(pdf, "LI")))


@fault(Kind.SEMANTIC)
def label_after_body(pdf: Pdf) -> None:
    """The number of a paragraph is read after it, as if it were that of the next."""
    swap(*pair(kids(nth(elements(pdf, "LI")))))


@fault(Kind.SEMANTIC)
def note_left_out(pdf: Pdf) -> None:
    """A footnote is seen on the page and never read out."""
    note = nth(elements(pdf, "Note"))
    del note.P.K[place(note)]


@fault(Kind.SEMANTIC)
def notes_swapped(pdf: Pdf) -> None:
    """The note that is read after a paragraph is that of another one."""
    swap(*pair(elements(pdf, "Note")))


@fault(Kind.SEMANTIC)
def note_far_away(pdf: Pdf) -> None:
    """A footnote is read after everything else, far from its mark."""
    note = nth(elements(pdf, "Note"))
    del note.P.K[place(note)]
    document = nth(elements(pdf, "Document"))
    document.K.append(note)
    note.P = document


@fault(Kind.SEMANTIC)
def mark_moved(pdf: Pdf) -> None:
    """The mark of a note is read at the beginning of its paragraph, before the words that it stands on."""
    mark = nth(mark for mark in elements(pdf, "Reference") if place(mark) > 0)
    del mark.P.K[place(mark)]
    mark.P.K.insert(0, mark)


@fault(Kind.SEMANTIC)
def header_cell_as_data(pdf: Pdf) -> None:
    """The column of a figure is not said."""
    cell = nth(elements(pdf, "TH"))
    cell.S = Name.TD
    del cell.A.Scope


@fault(Kind.SEMANTIC)
def data_cell_as_header(pdf: Pdf) -> None:
    """A figure is announced as the name of a column."""
    cell = nth(elements(pdf, "TD"))
    cell.S = Name.TH
    cell.A = Dictionary(O=Name.Table, Scope=Name.Column)


@fault(Kind.SEMANTIC)
def scope_wrong(pdf: Pdf) -> None:
    """The name of a column is taken for that of a row."""
    nth(elements(pdf, "TH")).A.Scope = Name.Row


@fault(Kind.SEMANTIC)
def cells_swapped(pdf: Pdf) -> None:
    """A figure is read under the name of another column."""
    swap(*pair(elements(pdf, "TD")))


@fault(Kind.SEMANTIC)
def rows_swapped(pdf: Pdf) -> None:
    """Two rows of a table are read in the wrong order."""
    swap(*pair(row for row in elements(pdf, "TR") if row.P.S == "/TBody"))


@fault(Kind.FORMAL)
def column_span_other(pdf: Pdf) -> None:
    """A cell over two columns is taken for a cell of one."""
    del nth(cell for cell in elements(pdf, "TD") if "/ColSpan" in cell.A).A.ColSpan


@fault(Kind.SEMANTIC)
def caption_as_paragraph(pdf: Pdf) -> None:
    """A table has no name in the list of tables."""
    caption = nth(elements(pdf, "Caption"))
    caption.S = Name.P
    table = caption.P
    del table.K[place(caption)]
    table.P.K.insert(place(table), caption)
    caption.P = table.P


@fault(Kind.SEMANTIC)
def table_as_paragraphs(pdf: Pdf) -> None:
    """A table is read as loose words."""
    for element in list(below(nth(elements(pdf, "Table")), "Table", "THead", "TBody", "TR", "TH", "TD", "Caption")):
        element.S = Name.Div if element.S not in (Name.TH, Name.TD, Name.Caption) else Name.P


@fault(Kind.SEMANTIC)
def list_as_paragraphs(pdf: Pdf) -> None:
    """Numbered paragraphs are not announced as a list."""
    for element in list(below(nth(elements(pdf, "L")), "L", "LI", "LBody", "Lbl")):
        element.S = Name.Span if element.S == "/Lbl" else Name.Div


@fault(Kind.SEMANTIC, mild=True)
def numbering_other(pdf: Pdf) -> None:
    """A reader that counts points itself says roman figures for letters."""
    nth(
        item for item in elements(pdf, "L") if item.A.ListNumbering != Name.UpperRoman
    ).A.ListNumbering = Name.UpperRoman


@fault(Kind.SEMANTIC)
def read_twice(pdf: Pdf) -> None:
    """A paragraph is read out twice."""
    paragraph = by_id(pdf, "preamble__formula")
    paragraph.P.K.insert(place(paragraph), paragraph)


@fault(Kind.SEMANTIC)
def text_moved_to_next(pdf: Pdf) -> None:
    """The end of a paragraph is read as the beginning of the next."""
    donor = nth(element for element in elements(pdf, "P") if len(marks(element)) > 1)
    taker = nth(p for p in elements(pdf, "P") if marks(p) and p.Pg == donor.Pg and p.objgen != donor.objgen)
    taker.K.insert(0, donor.K[-1])
    del donor.K[-1]


@fault(Kind.SEMANTIC)
def annex_before_text(pdf: Pdf) -> None:
    """The annex is read before the resolution."""
    sections = [kid for kid in kids(nth(elements(pdf, "Document"))) if is_element(kid) and kid.S == "/Sect"]
    if len(sections) < 3:
        raise NothingToDamage
    swap(sections[1], sections[-1])


@fault(Kind.SEMANTIC)
def sections_unwrapped(pdf: Pdf) -> None:
    """Preamble and operative part are not told apart."""
    section = by_id(pdf, "preamble")
    parent, inner = section.P, kids(section)
    here = place(section)
    for kid in inner:
        kid.P = parent
    parent.K = Array([*parent.K[:here], *inner, *parent.K[here + 1 :]])


@fault(Kind.SEMANTIC)
def language_of_document(pdf: Pdf) -> None:
    """The whole text is read with the voice of another language."""
    nth(elements(pdf, "Document")).Lang = String("pt")
    pdf.Root.Lang = String("pt")


@fault(Kind.SEMANTIC)
def language_of_catalog(pdf: Pdf) -> None:
    """Search engines and libraries file the document under another language."""
    pdf.Root.Lang = String("pt")


@fault(Kind.SEMANTIC)
def language_of_run(pdf: Pdf) -> None:
    """Words of another language are read with the wrong voice."""
    nth(element for element in elements(pdf) if "/Lang" in element and element.S != "/Document").Lang = String("pt")


@fault(Kind.SEMANTIC)
def language_of_run_missing(pdf: Pdf) -> None:
    """Words of another language are read with the voice of the document."""
    del nth(element for element in elements(pdf) if "/Lang" in element and element.S != "/Document").Lang


@fault(Kind.SEMANTIC)
def language_of_paragraph(pdf: Pdf) -> None:
    """One paragraph is read with the voice of another language."""
    wording(pdf).Lang = String("pt")


@fault(Kind.SEMANTIC)
def replacement_text(pdf: Pdf) -> None:
    """A paragraph is read out, and copied, as something else than is seen."""
    wording(pdf).ActualText = String("Decides nothing.")


@fault(Kind.SEMANTIC)
def alternative_text(pdf: Pdf) -> None:
    """A paragraph is read out as the description of a picture."""
    wording(pdf).Alt = String("A picture of a well")


@fault(Kind.SEMANTIC)
def expansion_text(pdf: Pdf) -> None:
    """A paragraph is read out as what it is said to be short for."""
    wording(pdf).E = String("Decides nothing")


@fault(Kind.SEMANTIC)
def direction_dropped(pdf: Pdf) -> None:
    """An Arabic text is reflowed from left to right."""
    del nth(element for element in elements(pdf, "Document") if "/A" in element).A


@fault(Kind.SEMANTIC)
def parent_entries_swapped(pdf: Pdf) -> None:
    """Whoever touches a word on the screen hears another one."""
    entries = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    first = entries[0]
    other = nth(n for n in range(len(entries)) if entries[n] != first)
    entries[0], entries[other] = entries[other], first


@fault(Kind.FORMAL)
def note_id_doubled(pdf: Pdf) -> None:
    """A mark leads to either of two notes."""
    one, other = pair(elements(pdf, "Note"))
    other.ID = one.ID


@fault(Kind.FORMAL)
def types_mapped_away(pdf: Pdf) -> None:
    """Every heading is read as a paragraph, since a table of the file says so."""
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(H1=Name.P, H2=Name.P)


@fault(Kind.FORMAL)
def tree_gone(pdf: Pdf) -> None:
    """Nothing of the structure is left."""
    del pdf.Root.StructTreeRoot


@fault(Kind.SEMANTIC)
def link_annotation_unlinked(pdf: Pdf) -> None:
    """A link can be seen and not be reached with the keyboard."""
    link = nth(elements(pdf, "Link"))
    link.K = Array([kid for kid in kids(link) if isinstance(kid, int)])
