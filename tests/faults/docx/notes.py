"""Faults of footnotes, their marks, links, bookmarks and fields."""

from copy import deepcopy
from typing import Any

from tests.faults.docx.opened import (
    DOCUMENT,
    FOOTNOTES,
    LINKS,
    SETTINGS,
    Package,
    bench,
    content,
    name,
    new,
    paragraph,
    paragraphs,
    value,
)
from tests.faults.table import Kind, last, nth, pair
from tests.faults.trees import drop, swap, swap_values

DOCX = bench()
FAULTS = DOCX.faults
fault = DOCX.fault


def notes(package: Package) -> list[Any]:
    """Return the footnotes, without the separators."""
    return package.find("//w:footnote[not(@w:type)]", FOOTNOTES)


def marks(package: Package) -> list[Any]:
    """Return the runs with the mark of a footnote."""
    return package.find("//w:r[w:footnoteReference]")


def links(package: Package, part: str = LINKS) -> list[Any]:
    """Return the relations of the links that lead out of the document."""
    return package.find("//rels:Relationship[contains(@Type, '/hyperlink')]", part)


@fault(Kind.SEMANTIC)
def notes_swapped(package: Package) -> None:
    """A mark leads to the text of another note."""
    swap_values(*pair(notes(package)), name("w:id"))


@fault(Kind.SEMANTIC)
def note_mark_lost(package: Package) -> None:
    """A note cannot be seen, since nothing in the text leads to it."""
    drop(nth(marks(package)))


@fault(Kind.SEMANTIC)
def note_mark_doubled(package: Package) -> None:
    """A note is printed twice, and all further ones have a wrong number."""
    mark = nth(marks(package))
    mark.addnext(deepcopy(mark))


@fault(Kind.FORMAL)
def note_mark_dangling(package: Package) -> None:
    """Word says that the file is damaged: a mark has no note."""
    value(nth(package.find("//w:footnoteReference")), "77", "w:id")


@fault(Kind.SEMANTIC)
def note_mark_moved(package: Package) -> None:
    """A note stands on another word."""
    mark = nth(marks(package))
    first = nth(text for text in mark.getparent().iter(name("w:t")))
    first.getparent().addprevious(mark)


@fault(Kind.SEMANTIC)
def note_marks_swapped(package: Package) -> None:
    """Two notes stand at each other's place."""
    swap(*pair(marks(package)))


@fault(Kind.SEMANTIC)
def note_mark_plain(package: Package) -> None:
    """The mark of a note looks like a figure of the sentence."""
    drop(nth(nth(marks(package)).iter(name("w:rPr"))))


@fault(Kind.SEMANTIC)
def note_mark_typed(package: Package) -> None:
    """The mark of a note is a typed figure that leads nowhere."""
    mark = nth(marks(package))
    mark.getparent().replace(mark, new('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'))


@fault(Kind.SEMANTIC)
def note_text_other(package: Package) -> None:
    """A note says something else."""
    text = nth(text for note in notes(package) for text in note.iter(name("w:t")) if len(text.text) > 2)
    text.text = text.text[:-2] + text.text[-1]


@fault(Kind.SEMANTIC)
def note_empty(package: Package) -> None:
    """A mark leads to an empty note."""
    for run in [*nth(notes(package)).iter(name("w:r"))][1:]:
        drop(run)


@fault(Kind.SEMANTIC)
def note_added(package: Package) -> None:
    """A note is in the file that no mark leads to."""
    note = deepcopy(last(notes(package)))
    value(note, "88", "w:id")
    last(notes(package)).addnext(note)


@fault(Kind.SEMANTIC)
def note_without_mark(package: Package) -> None:
    """At the foot of the page a note has no number."""
    drop(nth(package.find("//w:footnote//w:r[w:footnoteRef]", FOOTNOTES)))


@fault(Kind.SEMANTIC)
def notes_in_roman_figures(package: Package) -> None:
    """Note 2 is printed as note ii."""
    nth(package.find("//w:footnotePr", SETTINGS)).insert(0, new('<w:numFmt w:val="upperRoman"/>'))


@fault(Kind.SEMANTIC)
def notes_from_five(package: Package) -> None:
    """The first note is printed as note 5."""
    nth(package.find("//w:footnotePr", SETTINGS)).insert(0, new('<w:numStart w:val="5"/>'))


@fault(Kind.SEMANTIC)
def notes_anew_on_each_page(package: Package) -> None:
    """The numbers of the notes begin anew on each page."""
    nth(package.find("//w:footnotePr", SETTINGS)).insert(0, new('<w:numRestart w:val="eachPage"/>'))


@fault(Kind.FORMAL)
def separator_lost(package: Package) -> None:
    """Nothing divides the notes from the text, and Word may call the file damaged."""
    drop(nth(package.find("//w:footnote[@w:type='separator']", FOOTNOTES)))


@fault(Kind.FORMAL)
def notes_lost(package: Package) -> None:
    """All the notes are gone."""
    for note in notes(package):
        drop(note)


@fault(Kind.SEMANTIC)
def link_retargeted(package: Package) -> None:
    """The cited resolution opens another one."""
    nth(links(package)).set("Target", "https://undocs.org/en/A/RES/1/1")


@fault(Kind.SEMANTIC)
def link_of_note_retargeted(package: Package) -> None:
    """The document cited in a note opens another one."""
    nth(links(package, "word/_rels/footnotes.xml.rels")).set("Target", "https://undocs.org/en/A/RES/1/1")


@fault(Kind.SEMANTIC)
def link_to_local_file(package: Package) -> None:
    """A link opens a file of the reader's own computer."""
    nth(links(package)).set("Target", "file:///etc/passwd")


@fault(Kind.FORMAL)
def link_dangling(package: Package) -> None:
    """Word says that the file is damaged: a link has no target."""
    drop(nth(links(package)))


@fault(Kind.SEMANTIC)
def link_lost(package: Package) -> None:
    """A cited document can no longer be opened."""
    link = nth(package.find("//w:hyperlink[@r:id]"))
    for run in list(link):
        link.addprevious(run)
    drop(link)


@fault(Kind.SEMANTIC)
def link_over_more_words(package: Package) -> None:
    """A link begins before the words that cite the document."""
    link = nth(package.find("//w:hyperlink[@r:id][preceding-sibling::w:r]"))
    link.insert(0, link.getprevious())


@fault(Kind.SEMANTIC)
def link_added(package: Package) -> None:
    """Words of the resolution open the site of somebody else."""
    run = nth(content(nth(paragraphs(package))))
    link = new("<w:hyperlink/>")
    value(link, package.relate("hyperlink", "https://example.org/", external=True), "r:id")
    run.addprevious(link)
    link.append(run)


@fault(Kind.SEMANTIC)
def link_says_another(package: Package) -> None:
    """The hint on a link names another document."""
    value(nth(package.find("//w:hyperlink[@r:id]")), "A/RES/1/1", "w:tooltip")


@fault(Kind.SEMANTIC)
def bookmark_lost(package: Package) -> None:
    """A link from outside to one paragraph opens the beginning."""
    start = nth(package.find("//w:bookmarkStart[@w:name='preamble__formula' or @w:name='para_1']"))
    drop(nth(package.find(f"//w:bookmarkEnd[@w:id='{start.get(name('w:id'))}']")))
    drop(start)


@fault(Kind.SEMANTIC)
def bookmark_renamed(package: Package) -> None:
    """A paragraph has another address here than in the other formats."""
    value(nth(package.find("//w:bookmarkStart[@w:name='para_1']")), "para_17", "w:name")


@fault(Kind.SEMANTIC)
def bookmark_moved(package: Package) -> None:
    """A link from outside to one paragraph opens another."""
    start = nth(package.find("//w:bookmarkStart[@w:name='para_1']"))
    end = nth(package.find(f"//w:bookmarkEnd[@w:id='{start.get(name('w:id'))}']"))
    target = paragraph(package, "closing_1")
    target.append(start)
    target.append(end)


@fault(Kind.SEMANTIC)
def bookmarks_swapped(package: Package) -> None:
    """Links to two paragraphs open each other's."""
    swap_values(*pair(nth(found.iter(name("w:bookmarkStart"))) for found in paragraphs(package)), name("w:name"))


@fault(Kind.SEMANTIC)
def bookmark_doubled(package: Package) -> None:
    """A link from outside may open either of two paragraphs."""
    one, other = pair(nth(found.iter(name("w:bookmarkStart"))) for found in paragraphs(package))
    value(other, one.get(name("w:name")), "w:name")


@fault(Kind.SEMANTIC)
def bookmark_not_ended(package: Package) -> None:
    """A bookmark has a beginning and no end, and Word drops it."""
    drop(nth(package.find("//w:bookmarkEnd")))


@fault(Kind.SEMANTIC)
def repeated_mark_dangling(package: Package) -> None:
    """A second mark of a note is printed as "Error! Bookmark not defined."."""
    field = nth(package.find("//w:instrText[contains(., 'REF')]", DOCUMENT))
    field.text = field.text.replace("_note_", "_none_")


@fault(Kind.SEMANTIC)
def repeated_mark_of_another(package: Package) -> None:
    """A second mark of a note becomes that of another when the fields are updated."""
    field = nth(package.find("//w:instrText[contains(., 'REF')]", DOCUMENT))
    field.text = field.text.replace("_note_1", "_note_2")


@fault(Kind.SEMANTIC)
def field_not_ended(package: Package) -> None:
    """The rest of the text belongs to a field, and is not shown."""
    drop(nth(package.find("//w:r[w:fldChar[@w:fldCharType='end']]", DOCUMENT)))
