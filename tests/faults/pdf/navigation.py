"""Faults of links, destinations and bookmarks."""

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.faults.pdf.opened import bench, bookmarks, links, named
from tests.faults.table import Kind, last, nth, pair

PDF = bench()
FAULTS = PDF.faults
fault = PDF.fault


@fault(Kind.SEMANTIC)
def link_inside_dead(pdf: Pdf) -> None:
    """The mark of a note leads nowhere."""
    nth(links(pdf, "/Dest")).Dest = String("nowhere")


@fault(Kind.SEMANTIC)
def link_to_other_note(pdf: Pdf) -> None:
    """The mark of a note leads to another note."""
    one, other = pair(link for link in links(pdf, "/Dest") if "mark" not in str(link.Dest))
    one.Dest = other.Dest


@fault(Kind.SEMANTIC)
def link_back_to_other_mark(pdf: Pdf) -> None:
    """From a note one comes back to another place of the text."""
    one, other = pair(link for link in links(pdf, "/Dest") if "mark" in str(link.Dest))
    one.Dest = other.Dest


@fault(Kind.SEMANTIC)
def link_outside_retargeted(pdf: Pdf) -> None:
    """The cited resolution opens another one."""
    nth(links(pdf, "/A")).A.URI = String("https://undocs.org/en/A/RES/1/1")


@fault(Kind.SEMANTIC)
def link_outside_elsewhere(pdf: Pdf) -> None:
    """The cited resolution opens the site of somebody else, by one letter of the address."""
    link = nth(links(pdf, "/A"))
    link.A.URI = String(str(link.A.URI).replace("https://", "http://", 1))


@fault(Kind.SEMANTIC)
def link_dropped(pdf: Pdf) -> None:
    """A cited document can no longer be opened."""
    link = nth(links(pdf, "/A"))
    page = nth(page.obj for page in pdf.pages if link in list(page.obj.get("/Annots", [])))
    page.Annots = Array([other for other in page.Annots if other != link])


@fault(Kind.SEMANTIC)
def link_beside_its_words(pdf: Pdf) -> None:
    """A link has to be clicked where no word of it stands."""
    nth(links(pdf, "/A")).Rect = Array([5, 5, 9, 9])


@fault(Kind.SEMANTIC)
def link_over_the_page(pdf: Pdf) -> None:
    """Wherever one clicks, a cited document opens."""
    nth(links(pdf, "/A")).Rect = Array([0, 0, 612, 792])


@fault(Kind.FORMAL)
def link_hidden(pdf: Pdf) -> None:
    """A link is there for programs only."""
    nth(links(pdf, "/A")).F = 2


@fault(Kind.SEMANTIC)
def link_said_to_be_another(pdf: Pdf) -> None:
    """A screen reader says of a link that it leads to another document."""
    nth(links(pdf, "/A")).Contents = String("A/RES/1/1: https://undocs.org/en/A/RES/1/1")


@fault(Kind.FORMAL)
def link_added(pdf: Pdf) -> None:
    """An invisible link lies over the title."""
    action = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    added = Dictionary(Type=Name.Annot, Subtype=Name.Link, F=4, Rect=Array([60, 400, 500, 500]), A=action)
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(added)])


@fault(Kind.FORMAL)
def comment_added(pdf: Pdf) -> None:
    """Somebody's remark is published with the resolution."""
    added = Dictionary(Type=Name.Annot, Subtype=Name.Text, F=4, Rect=Array([9, 9, 29, 29]), Contents=String("check!"))
    page = pdf.pages[-1].obj
    page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(added)])


@fault(Kind.SEMANTIC)
def bookmark_to_other_page(pdf: Pdf) -> None:
    """A bookmark opens the wrong page."""
    entry = last(bookmarks(pdf))
    entry.Dest[0] = nth(page.obj for page in pdf.pages if page.obj.objgen != entry.Dest[0].objgen)


@fault(Kind.SEMANTIC)
def bookmark_to_other_place(pdf: Pdf) -> None:
    """A bookmark opens the right page at the wrong place."""
    last(bookmarks(pdf)).Dest[3] = 40


@fault(Kind.SEMANTIC)
def bookmark_renamed(pdf: Pdf) -> None:
    """A bookmark has the name of something else."""
    last(bookmarks(pdf)).Title = String("Annex IV")


@fault(Kind.SEMANTIC)
def bookmarks_swapped(pdf: Pdf) -> None:
    """Two bookmarks have each other's name."""
    one, other = pair(list(bookmarks(pdf))[1:])
    one.Title, other.Title = other.Title, one.Title


@fault(Kind.SEMANTIC)
def bookmark_left_out(pdf: Pdf) -> None:
    """A section is missing from the bookmarks."""
    dropped = nth(entry for entry in bookmarks(pdf) if "/Next" in entry)
    following = dropped.Next
    dropped.Parent.First = following
    del following.Prev


@fault(Kind.SEMANTIC)
def bookmarks_gone(pdf: Pdf) -> None:
    """A long resolution has no bookmarks."""
    del pdf.Root.Outlines


@fault(Kind.SEMANTIC)
def destination_missing(pdf: Pdf) -> None:
    """A link from outside to one paragraph opens the first page."""
    names = named(pdf)
    at = nth(n for n in range(0, len(names), 2) if str(names[n]) == "para_1")
    del names[at + 1], names[at]


@fault(Kind.SEMANTIC)
def destination_elsewhere(pdf: Pdf) -> None:
    """A link from outside to one paragraph opens another."""
    names = named(pdf)
    at = nth(n for n in range(0, len(names), 2) if str(names[n]) == "para_1")
    names[at + 1] = Array([pdf.pages[-1].obj, Name.XYZ, 60, 60, 0])


@fault(Kind.SEMANTIC)
def destinations_swapped(pdf: Pdf) -> None:
    """Links to two paragraphs open each other's."""
    names = named(pdf)
    one, other = pair(
        n for n in range(0, len(names), 2) if str(names[n]).startswith("para_") and "__" not in str(names[n])
    )
    names[one + 1], names[other + 1] = names[other + 1], names[one + 1]


@fault(Kind.SEMANTIC)
def destination_renamed(pdf: Pdf) -> None:
    """A paragraph has another address here than in the other formats."""
    names = named(pdf)
    at = nth(n for n in range(0, len(names), 2) if str(names[n]) == "preamble__formula")
    names[at] = String("preamble__formulaic")


@fault(Kind.SEMANTIC)
def opens_elsewhere(pdf: Pdf) -> None:
    """The document opens at its end."""
    pdf.Root.OpenAction = Array([pdf.pages[-1].obj, Name.XYZ, 0, 100, 4])
