"""Faults of the package: pages, headers, properties, the model in it, and what must not be in it."""

import re

from tests.faults.docx.opened import LINKS, SETTINGS, Package, bench, long_run, name, new, paragraphs, value
from tests.faults.table import Bench, Kind, NothingToDamage, nth
from tests.faults.trees import drop

DOCX = bench()
RAW = Bench("docx", bytearray, bytes)
fault = DOCX.fault

CORE = "docProps/core.xml"
CUSTOM = "docProps/custom.xml"
HEADER = "word/header1.xml"
MODEL = "customXml/item1.xml"


@fault(Kind.SEMANTIC)
def symbol_in_header_other(package: Package) -> None:
    """A page that is printed alone says that it is of another resolution."""
    symbol = nth(text for text in package.find("//w:t", HEADER) if "/" in text.text)
    symbol.text = "A/RES/1/1"


@fault(Kind.SEMANTIC)
def title_in_header_lost(package: Package) -> None:
    """A page that is printed alone does not say what it is about."""
    title = nth(text for text in package.find("//w:t", HEADER) if "/" not in text.text)
    title.text = ""


@fault(Kind.SEMANTIC)
def header_unused(package: Package) -> None:
    """The pages have no header."""
    for reference in package.find("//w:sectPr/w:headerReference"):
        drop(reference)


@fault(Kind.FORMAL)
def header_missing(package: Package) -> None:
    """Word says that the file is damaged: a header is not in it."""
    package.remove(HEADER)


@fault(Kind.SEMANTIC)
def page_number_fixed(package: Package) -> None:
    """Every page says that it is page 1."""
    for footer in _footers(package):
        for field in package.find("//w:r[w:fldChar or w:instrText]", footer):
            drop(field)


@fault(Kind.SEMANTIC)
def page_total_lost(package: Package) -> None:
    """No page says how many there are."""
    for footer in _footers(package):
        for field in package.find("//w:instrText[contains(., 'NUMPAGES')]", footer):
            field.text = " PAGE "


@fault(Kind.SEMANTIC)
def first_page_as_others(package: Package) -> None:
    """The first page has a running head above its masthead."""
    drop(nth(package.find("//w:sectPr/w:titlePg")))


@fault(Kind.SEMANTIC)
def page_tiny(package: Package) -> None:
    """A page has the size of a stamp."""
    size = nth(package.find("//w:sectPr/w:pgSz"))
    value(size, "1440", "w:w")
    value(size, "1440", "w:h")


@fault(Kind.SEMANTIC)
def margins_too_wide(package: Package) -> None:
    """The margins leave no room for the text."""
    margins = nth(package.find("//w:sectPr/w:pgMar"))
    value(margins, "7000", "w:left")
    value(margins, "7000", "w:right")


@fault(Kind.SEMANTIC, mild=True)
def pages_across(package: Package) -> None:
    """The pages are printed across."""
    size = nth(package.find("//w:sectPr/w:pgSz"))
    width = size.get(name("w:w"))
    value(size, size.get(name("w:h")), "w:w")
    value(size, width, "w:h")
    value(size, "landscape", "w:orient")


@fault(Kind.SEMANTIC)
def title_empty(package: Package) -> None:
    """A screen reader says the name of the file for the title."""
    nth(package.find("//dc:title", CORE)).text = ""


@fault(Kind.SEMANTIC)
def title_of_another(package: Package) -> None:
    """Every search result names another resolution."""
    nth(package.find("//dc:title", CORE)).text = "1/1. Another resolution"


@fault(Kind.SEMANTIC)
def language_of_properties(package: Package) -> None:
    """A library files the document under another language."""
    nth(package.find("//dc:language", CORE)).text = "pt"


@fault(Kind.SEMANTIC)
def identifier_of_another(package: Package) -> None:
    """A library files the document as another resolution."""
    nth(package.find("//dc:identifier", CORE)).text = "/akn/un/statement/deliberation/un-ga/1946-01-01/1/eng@"


@fault(Kind.SEMANTIC, mild=True)
def date_of_today(package: Package) -> None:
    """The same resolution gives other bytes each day."""
    nth(package.find("//dcterms:modified", CORE)).text = "2026-01-01T12:00:00Z"


@fault(Kind.SEMANTIC, mild=True)
def author_named(package: Package) -> None:
    """The name of an official is published."""
    nth(package.find("//cp:lastModifiedBy", CORE)).text = "Jane Doe"


@fault(Kind.SEMANTIC)
def notice_lost(package: Package) -> None:
    """Nothing says that the copy is unofficial."""
    for footer in _footers(package):
        for notice in package.find("//w:p[w:pPr/w:pStyle[@w:val='Unofficial']]", footer):
            drop(notice)


@fault(Kind.SEMANTIC)
def symbol_in_properties_other(package: Package) -> None:
    """A UN system files the document under another symbol."""
    nth(package.find("//custom:property[@name='Symbol1']/*", CUSTOM)).text = "A/RES/1/1"


@fault(Kind.SEMANTIC)
def job_number_other(package: Package) -> None:
    """A UN system files the document under another job."""
    nth(package.find("//custom:property[@name='JobNo']/*", CUSTOM)).text = "00-00000 (E)"


@fault(Kind.SEMANTIC)
def model_altered(package: Package) -> None:
    """The data in the document say something else than its text."""
    model = package.tree(MODEL)
    model.text = re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 10), model.text, count=9)


@fault(Kind.SEMANTIC)
def model_missing(package: Package) -> None:
    """The data that the document was made from are not in it."""
    for part in [part for part in package.parts if part.startswith("customXml/")]:
        package.remove(part)
    drop(nth(package.find("//rels:Relationship[contains(@Type, '/customXml')]", LINKS)))
    for entry in package.find("//types:Override[contains(@PartName, 'customXml')]", "[Content_Types].xml"):
        drop(entry)


@fault(Kind.SEMANTIC)
def macro_added(package: Package) -> None:
    """A program travels along with the resolution."""
    package.add("word/vbaProject.bin", "x", "application/vnd.ms-office.vbaProject", "vbaProject")


@fault(Kind.SEMANTIC)
def template_elsewhere(package: Package) -> None:
    """Opening the document fetches a template, and its programs, from elsewhere."""
    part = "word/_rels/settings.xml.rels"
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    package.parts[part] = (
        f'<Relationships xmlns="{space}"><Relationship Id="rId1" Type="{relation}" '
        'Target="https://example.org/x.dotm" TargetMode="External"/></Relationships>'
    ).encode()
    template = new("<w:attachedTemplate/>")
    value(template, "rId1", "r:id")
    nth(package.find("//w:zoom", SETTINGS)).addnext(template)


@fault(Kind.SEMANTIC)
def picture_elsewhere(package: Package) -> None:
    """Opening the document tells somebody else that it was opened."""
    package.relate("image", "https://example.org/x.png", external=True)


@fault(Kind.SEMANTIC)
def object_added(package: Package) -> None:
    """Something unknown travels along with the resolution."""
    package.add("word/embeddings/x.bin", "MZ", "application/vnd.openxmlformats-officedocument.oleObject", "oleObject")


@fault(Kind.SEMANTIC)
def document_inserted(package: Package) -> None:
    """A foreign page is shown in the middle of the resolution."""
    identifier = package.add("word/x.html", "<p>Decides nothing.</p>", "text/html", "aFChunk")
    chunk = new("<w:altChunk/>")
    value(chunk, identifier, "r:id")
    nth(paragraphs(package)).addnext(chunk)


@fault(Kind.SEMANTIC)
def field_starts_program(package: Package) -> None:
    """Updating the fields starts a program."""
    field = '<w:fldSimple w:instr=" DDEAUTO cmd &quot;/c calc&quot; "><w:r><w:t> </w:t></w:r></w:fldSimple>'
    long_run(package).addprevious(new(field))


@fault(Kind.SEMANTIC)
def comment_added(package: Package) -> None:
    """Somebody's remark is published with the resolution."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    words = "<w:p><w:r><w:t>check!</w:t></w:r></w:p>"
    comments = f'<w:comments xmlns:w="{space}"><w:comment w:id="0" w:author="Jane Doe">{words}</w:comment></w:comments>'
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    package.add("word/comments.xml", comments, media_type, "comments")
    long_run(package).addnext(new('<w:r><w:commentReference w:id="0"/></w:r>'))


@fault(Kind.SEMANTIC)
def editing_locked(package: Package) -> None:
    """The document that was to be editable cannot be edited."""
    nth(package.find("//w:zoom", SETTINGS)).addnext(new('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'))


@fault(Kind.SEMANTIC, mild=True)
def changes_recorded(package: Package) -> None:
    """Whatever an editor types is marked as a change."""
    nth(package.find("//w:zoom", SETTINGS)).addnext(new("<w:trackRevisions/>"))


@fault(Kind.SEMANTIC)
def part_unknown(package: Package) -> None:
    """A file that nothing needs travels along with the resolution."""
    package.parts["word/media/passwords.txt"] = b"secret"


@fault(Kind.FORMAL)
def document_cut_short(package: Package) -> None:
    """Word says that the file is damaged: its text breaks off."""
    package.parts["word/document.xml"] = package.parts["word/document.xml"][:-500]


@fault(Kind.FORMAL)
def settings_missing(package: Package) -> None:
    """Word says that the file is damaged: its settings are not in it."""
    package.remove(SETTINGS)


@RAW.fault(Kind.FORMAL)
def cut_short(data: bytearray) -> None:
    """The download broke off."""
    del data[len(data) * 9 // 10 :]


@RAW.fault(Kind.FORMAL)
def byte_flipped(data: bytearray) -> None:
    """One byte went wrong on its way."""
    data[data.index(b"word/document.xml") + 200] ^= 0xFF


@RAW.fault(Kind.FORMAL, mild=True)
def bytes_before_the_beginning(data: bytearray) -> None:
    """A program hides before the package."""
    data[:0] = b"MZ" + bytes(1000)


FAULTS = [*DOCX.faults, *RAW.faults]


def _footers(package: Package) -> list[str]:
    found = [part for part in package.parts if part.startswith("word/footer")]
    if not found:
        raise NothingToDamage
    return found
