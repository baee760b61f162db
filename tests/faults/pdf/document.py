"""Faults of the file as a whole: its pages, metadata and embedded source, and what must not be in it."""

import re
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Page, Pdf, String

from tests.faults.pdf.opened import bench, embedded, links
from tests.faults.table import Bench, Kind, NothingToDamage, nth

PDF = bench()
RAW = Bench("pdf", bytearray, bytes)
fault = PDF.fault


@fault(Kind.SEMANTIC)
def page_removed(pdf: Pdf) -> None:
    """The last page is missing."""
    del pdf.pages[-1]


@fault(Kind.SEMANTIC)
def pages_swapped(pdf: Pdf) -> None:
    """The second page comes first."""
    if len(pdf.pages) < 2:
        raise NothingToDamage
    pdf.pages.reverse()


@fault(Kind.SEMANTIC)
def page_doubled(pdf: Pdf) -> None:
    """A page is printed twice."""
    pdf.pages.append(Page(pdf.pages[0]))


@fault(Kind.SEMANTIC)
def page_empty_added(pdf: Pdf) -> None:
    """An empty page is printed at the end."""
    pdf.add_blank_page(page_size=(612, 792))


@fault(Kind.SEMANTIC)
def page_upside_down(pdf: Pdf) -> None:
    """A page is shown upside down."""
    pdf.pages[-1].obj.Rotate = 180


@fault(Kind.SEMANTIC)
def page_cropped(pdf: Pdf) -> None:
    """Half of a page is cut off on the screen."""
    pdf.pages[0].obj.CropBox = Array([0, 500, 612, 792])


@fault(Kind.SEMANTIC)
def page_narrow(pdf: Pdf) -> None:
    """The ends of the lines are off the paper."""
    for box in ("/MediaBox", "/TrimBox", "/BleedBox"):
        pdf.pages[0].obj[box] = Array([0, 0, 300, 792])


@fault(Kind.SEMANTIC, mild=True)
def page_enlarged(pdf: Pdf) -> None:
    """A page comes out of the printer ten times as large."""
    pdf.pages[0].obj.UserUnit = 10


@fault(Kind.SEMANTIC, mild=True)
def page_labels_other(pdf: Pdf) -> None:
    """The viewer says page vii where the page says 1/2."""
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r, St=7)]))


@fault(Kind.SEMANTIC)
def title_of_another(pdf: Pdf) -> None:
    """The window and every search result name another resolution."""
    _in_metadata(pdf, r"(<dc:title>.*?<rdf:li[^>]*>)[^<]*", r"\1A/RES/1/1 Another resolution")
    pdf.docinfo.Title = String("A/RES/1/1 Another resolution")


@fault(Kind.SEMANTIC)
def title_of_another_in_properties(pdf: Pdf) -> None:
    """Older programs name another resolution than newer ones."""
    pdf.docinfo.Title = String("A/RES/1/1 Another resolution")


@fault(Kind.SEMANTIC)
def identifier_of_another(pdf: Pdf) -> None:
    """A library files the document as another resolution."""
    _in_metadata(pdf, r"(<dc:identifier>)[^<]*", r"\1/akn/un/statement/deliberation/un-ga/1946-01-01/1/eng@")


@fault(Kind.SEMANTIC)
def language_in_metadata(pdf: Pdf) -> None:
    """A library files the document under another language."""
    _in_metadata(pdf, r"(<dc:language><rdf:Bag><rdf:li>)[^<]*", r"\1pt")


@fault(Kind.SEMANTIC)
def notice_gone(pdf: Pdf) -> None:
    """Nothing says that the copy is unofficial."""
    del pdf.docinfo.Subject
    _in_metadata(pdf, r"<dc:description>.*?</dc:description>", "")


@fault(Kind.SEMANTIC, mild=True)
def date_of_today(pdf: Pdf) -> None:
    """The same resolution gives other bytes each day."""
    pdf.docinfo.CreationDate = String("D:20260101120000Z")
    pdf.docinfo.ModDate = String("D:20260101120000Z")
    _in_metadata(pdf, "</rdf:RDF>", _DATED)


@fault(Kind.SEMANTIC, mild=True)
def author_named(pdf: Pdf) -> None:
    """The name of an official is published."""
    pdf.docinfo.Author = String("Jane Doe")
    _in_metadata(pdf, "</rdf:RDF>", _SIGNED)


@fault(Kind.FORMAL)
def title_not_shown(pdf: Pdf) -> None:
    """The window shows the name of the file."""
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


@fault(Kind.SEMANTIC)
def direction_of_pages(pdf: Pdf) -> None:
    """Facing pages of an Arabic text stand in the wrong order."""
    if "/Direction" not in pdf.Root.ViewerPreferences:
        raise NothingToDamage
    del pdf.Root.ViewerPreferences.Direction


@fault(Kind.FORMAL)
def not_marked(pdf: Pdf) -> None:
    """The document says of itself that it is not accessible."""
    pdf.Root.MarkInfo.Marked = False


@fault(Kind.FORMAL)
def tags_suspect(pdf: Pdf) -> None:
    """Readers distrust the structure, and guess one."""
    pdf.Root.MarkInfo.Suspects = True


@fault(Kind.FORMAL)
def conformance_undeclared(pdf: Pdf) -> None:
    """No program knows that the document is accessible."""
    _in_metadata(pdf, r"<pdfuaid:part>1</pdfuaid:part>", "")


@fault(Kind.FORMAL)
def tab_order_undeclared(pdf: Pdf) -> None:
    """The tabulator key jumps from link to link in any order."""
    del pdf.pages[0].obj.Tabs


@fault(Kind.SEMANTIC)
def source_altered(pdf: Pdf) -> None:
    """The data in the document say something else than its pages."""
    stream = embedded(pdf).EF.F
    parameters = stream.Params
    embedded(pdf).EF.F = pdf.make_stream(stream.read_bytes().replace(b"20", b"21", 1), Type=Name.EmbeddedFile)
    embedded(pdf).EF.F.Subtype, embedded(pdf).EF.F.Params = stream.Subtype, parameters


@fault(Kind.SEMANTIC)
def source_missing(pdf: Pdf) -> None:
    """The data that the document was made from are not in it."""
    del pdf.Root.Names.EmbeddedFiles
    del pdf.Root.AF


@fault(Kind.SEMANTIC)
def source_not_said_to_be(pdf: Pdf) -> None:
    """Programs take the embedded data for a supplement."""
    embedded(pdf).AFRelationship = Name.Supplement


@fault(Kind.SEMANTIC)
def source_under_other_name(pdf: Pdf) -> None:
    """The data are saved as a program."""
    embedded(pdf).F = String("resolution.exe")
    embedded(pdf).UF = String("resolution.exe")


@fault(Kind.SEMANTIC, mild=True)
def source_with_other_checksum(pdf: Pdf) -> None:
    """A viewer says that the embedded data are damaged."""
    embedded(pdf).EF.F.Params.CheckSum = String(b"0" * 16)


@fault(Kind.SEMANTIC)
def file_added(pdf: Pdf) -> None:
    """Something unknown travels along with the resolution."""
    stream = pdf.make_stream(b"MZ", Type=Name.EmbeddedFile, Subtype=Name("/application/json"))
    added = Dictionary(Type=Name.Filespec, F="z.json", UF="z.json", AFRelationship=Name.Data, EF=Dictionary(F=stream))
    specification = pdf.make_indirect(added)
    pdf.Root.Names.EmbeddedFiles.Names.extend([String("z.json"), specification])
    pdf.Root.AF.append(specification)


@fault(Kind.FORMAL)
def script_on_opening(pdf: Pdf) -> None:
    """A program runs when the document is opened."""
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@fault(Kind.SEMANTIC)
def script_by_name(pdf: Pdf) -> None:
    """A program is loaded with the document."""
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("x"), script]))


@fault(Kind.FORMAL)
def action_on_page(pdf: Pdf) -> None:
    """Turning the page opens an address."""
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.URI, URI=String("https://example.org/")))


@fault(Kind.FORMAL)
def link_starts_program(pdf: Pdf) -> None:
    """A link starts a program."""
    nth(links(pdf, "/A")).A = Dictionary(S=Name.Launch, F=String("calc.exe"))


@fault(Kind.SEMANTIC)
def link_to_local_file(pdf: Pdf) -> None:
    """A link opens a file of the reader's own computer."""
    nth(links(pdf, "/A")).A.URI = String("file:///etc/passwd")


@fault(Kind.FORMAL)
def form_added(pdf: Pdf) -> None:
    """The resolution can be filled in."""
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), F=4, Rect=Array([9, 9, 90, 29]))
    widget = pdf.make_indirect(field)
    pdf.Root.AcroForm = Dictionary(Fields=Array([widget]))
    page = pdf.pages[-1].obj
    page.Annots = Array([*page.get("/Annots", []), widget])


@RAW.fault(Kind.FORMAL)
def cut_short(data: bytearray) -> None:
    """The download broke off, and the file opens only after a repair."""
    del data[len(data) * 9 // 10 :]


@RAW.fault(Kind.FORMAL)
def bytes_after_the_end(data: bytearray) -> None:
    """Something unknown hangs on behind the end of the file."""
    data.extend(b"PK\x03\x04" + bytes(4000))


@RAW.fault(Kind.FORMAL)
def byte_flipped(data: bytearray) -> None:
    """One byte of a compressed page went wrong on its way."""
    with Pdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[0].obj.Contents.read_raw_bytes()
    data[data.index(page) + len(page) // 2] ^= 0xFF


FAULTS = [*PDF.faults, *RAW.faults]

_DATED = (
    '<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" rdf:about=""><xmp:CreateDate>2026-01-01T12:00:00Z'
    "</xmp:CreateDate><xmp:ModifyDate>2026-01-01T12:00:00Z</xmp:ModifyDate></rdf:Description></rdf:RDF>"
)
_SIGNED = (
    '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about=""><dc:creator><rdf:Seq><rdf:li>Jane Doe'
    "</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF>"
)


def _in_metadata(pdf: Pdf, pattern: str, replacement: str) -> None:
    before = pdf.Root.Metadata.read_bytes().decode()
    after = re.sub(pattern, replacement, before, count=1, flags=re.DOTALL)
    if after == before:
        raise NothingToDamage
    pdf.Root.Metadata.write(after.encode())
