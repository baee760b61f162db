"""Each fault put into a sound document is found, under the code that names it."""

from collections.abc import Callable

import pytest

from pipeline.render.docx import kinds
from pipeline.render.docx.check import KINDS, check
from pipeline.render.docx.write import write
from tests.render.docx.cases import everything
from tests.render.docx.packages import parts, replaced, zipped
from tests.samples import chinese, english

Fault = Callable[[dict[str, bytes]], None]

DOCUMENT, NOTES, STYLES = "word/document.xml", "word/footnotes.xml", "word/styles.xml"
SETTINGS, RELATIONS = "word/settings.xml", "word/_rels/document.xml.rels"
REFERENCE = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
OTHER = REFERENCE.replace('"2"', '"1"')
SINGLE, CLOSING = '<w:pStyle w:val="SingleTxt"/>', '<w:pStyle w:val="ClosingLine"/>'
BELOW = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="atLeast"/>'
POINT = f"<w:p><w:pPr>{SINGLE}"
COUNT = '<w:r><w:t xml:space="preserve">To count'
LID = '<w:t xml:space="preserve">A well has a lid.</w:t>'
ITALIC = "<w:rPr><w:i/><w:iCs/></w:rPr>"
NOTING = '<w:t xml:space="preserve">Noting</w:t>'
FIELD = (
    '</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF gone </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def _body(old: str, new: str) -> Fault:
    return replaced(DOCUMENT, old, new)


def _without(name: str) -> Fault:
    def spoil(contents: dict[str, bytes]) -> None:
        del contents[name]

    return spoil


def _truncated(contents: dict[str, bytes]) -> None:
    contents[DOCUMENT] = contents[DOCUMENT][:-200]


def _declared_entity(contents: dict[str, bytes]) -> None:
    contents[DOCUMENT] = contents[DOCUMENT].replace(
        b"<w:document", b"<!DOCTYPE w:document [<!ENTITY a 'b'>]><w:document", 1
    )


def _related(kind: str, target: str, mode: str = "") -> Fault:
    item = f'<Relationship Id="rId99" Type="{RELATION}{kind}" Target="{target}"{mode}/></Relationships>'
    return replaced(RELATIONS, "</Relationships>", item)


def _macros(contents: dict[str, bytes]) -> None:
    contents["word/vbaProject.bin"] = b"macro"
    old = "wordprocessingml.document.main+xml"
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(old.encode(), b"macroEnabled.main+xml")


def _table_unwrapped(contents: dict[str, bytes]) -> None:
    contents[DOCUMENT] = contents[DOCUMENT].replace(b"w:tbl>", b"w:sdtContent>")


def _bookmarks_swapped(contents: dict[str, bytes]) -> None:
    _body("annex_1__para_1", "annex_1__para_0")(contents)
    _body("annex_1__para_2", "annex_1__para_1")(contents)
    _body("annex_1__para_0", "annex_1__para_2")(contents)


def _moved_mark(contents: dict[str, bytes]) -> None:
    old, new = "To measure, well by well:</w:t></w:r>", "To measure, well by</w:t></w:r>"
    _body(old, new)(contents)
    rest = '<w:r><w:t xml:space="preserve"> well:</w:t></w:r>'
    _body('<w:bookmarkEnd w:id="1000002"/>', f'<w:bookmarkEnd w:id="1000002"/>{rest}')(contents)


FAULTS: list[tuple[str, Fault, str]] = [
    # the nineteen that validators were measured with
    ("properties after a run", _body(f"{ITALIC}{NOTING}", f"{NOTING}{ITALIC}"), "R4DX28"),
    (
        "reference to a missing note",
        _body('<w:footnoteReference w:id="2"/>', '<w:footnoteReference w:id="77"/>'),
        "R4DX07",
    ),
    ("reference dropped from the body", _body(REFERENCE, ""), "R4DX05"),
    ("two references to one note", _body(REFERENCE, OTHER), "R4DX07"),
    ("undefined paragraph style", _body('"AgendaTitleH2"', '"Nowhere"'), "R4DX19"),
    (
        "undefined numbering",
        _body('<w:pStyle w:val="HCh"/>', '<w:pStyle w:val="HCh"/><w:numPr><w:numId w:val="5"/></w:numPr>'),
        "R4DX20",
    ),
    ("field refers to a missing bookmark", _body("The depth;</w:t></w:r>", f"The depth;{FIELD}"), "R4DX21"),
    ("link without its relationship", _body('r:id="rId2" w:history', 'r:id="rId88" w:history'), "R4DX25"),
    ("bookmark's name twice", _body('w:name="para_2"', 'w:name="para_1"'), "R4DX13"),
    ("field not closed", replaced("word/footer1.xml", '<w:fldChar w:fldCharType="end"/>', ""), "R4DX21"),
    ("invalid language tag", replaced(STYLES, 'w:lang w:val="en"', 'w:lang w:val="en_GB"'), "R4DX14"),
    ("empty title", replaced("docProps/core.xml", "76/500. The counting of village wells", ""), "R4DX16"),
    ("header row no longer repeats", _body("<w:tblHeader/>", ""), "R4DX17"),
    ("sentence lost", _body("A lid has a handle.", ""), "R4DX02"),
    ("label drifts", _body('<w:t xml:space="preserve">2.</w:t>', '<w:t xml:space="preserve">3.</w:t>'), "R4DX02"),
    ("note texts swapped", replaced(NOTES, "Two of them dry.", "In the sense of article 4."), "R4DX06"),
    ("XML cut short", _truncated, "R4DX01"),
    ("header part missing", _without("word/header1.xml"), "R4DX25"),
    ("link leads elsewhere", replaced(RELATIONS, "A/RES/70/9", "A/RES/70/8"), "R4DX08"),
    # text
    ("paragraph lost", _body(LID, "<w:t/>"), "R4DX02"),
    ("paragraph too many", _body("<w:sectPr>", f"{POINT}</w:pPr><w:r><w:t>New.</w:t></w:r></w:p><w:sectPr>"), "R4DX03"),
    (
        "paragraphs joined",
        _body(f'<w:bookmarkEnd w:id="15"/></w:p><w:p><w:pPr>{CLOSING}{BELOW}</w:pPr>', '<w:bookmarkEnd w:id="15"/>'),
        "R4DX04",
    ),
    ("double space collapsed", _body(" of 3 December", "  of 3 December"), "R4DX02"),
    ("tab after a label lost", _body(f"<w:r><w:tab/></w:r>{COUNT}", COUNT), "R4DX02"),
    ("table text changed", _body("South: not counted", "South: counted"), "R4DX02"),
    ("unofficial sentence lost", replaced("word/footer3.xml", "Unofficial copy", "Official copy"), "R4DX30"),
    ("empty paragraph", _body("<w:sectPr>", f"{POINT}</w:pPr></w:p><w:sectPr>"), "R4DX24"),
    # notes
    ("mark moved by a word", _moved_mark, "R4DX05"),
    (
        "mark turned into text",
        _body(REFERENCE, REFERENCE.replace('<w:footnoteReference w:id="2"/>', "<w:t>2</w:t>")),
        "R4DX05",
    ),
    (
        "note without its mark",
        replaced(NOTES, '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/>', ""),
        "R4DX07",
    ),
    (
        "note that nothing cites",
        replaced(NOTES, "</w:footnotes>", '<w:footnote w:id="9"><w:p/></w:footnote></w:footnotes>'),
        "R4DX07",
    ),
    ("separator not named", replaced(SETTINGS, '<w:footnote w:id="-1"/>', ""), "R4DX07"),
    ("link in a note leads elsewhere", replaced("word/_rels/footnotes.xml.rels", "A/70/1", "A/70/2"), "R4DX08"),
    # appearance and structure
    ("italics lost", _body("<w:i/><w:iCs/>", ""), "R4DX10"),
    ("bold invented", _body(COUNT, "<w:r><w:rPr><w:b/></w:rPr><w:t>To count"), "R4DX10"),
    ("heading not in the outline", _body('<w:pStyle w:val="H1"/>', '<w:pStyle w:val="SingleTxt"/>'), "R4DX22"),
    ("outline jumps", _body('<w:pStyle w:val="H1"/>', '<w:pStyle w:val="H56"/>'), "R4DX23"),
    ("column span lost", _body('<w:gridSpan w:val="2"/>', ""), "R4DX17"),
    ("header cell no longer one", _body('<w:pStyle w:val="TableHeading"/>', '<w:pStyle w:val="TableText"/>'), "R4DX17"),
    ("table unwrapped", _table_unwrapped, "R4DX17"),
    ("bookmark lost", _body('<w:bookmarkStart w:id="7" w:name="para_1__point_a"/>', ""), "R4DX12"),
    ("bookmark at another paragraph", _bookmarks_swapped, "R4DX12"),
    ("bookmark not closed", _body('<w:bookmarkEnd w:id="7"/>', ""), "R4DX13"),
    ("paragraph properties out of order", _body(f"{CLOSING}{BELOW}", f"{BELOW}{CLOSING}"), "R4DX28"),
    (
        "section properties not last",
        _body("</w:body>", f"{POINT}</w:pPr><w:r><w:t>x</w:t></w:r></w:p></w:body>"),
        "R4DX28",
    ),
    # masthead and furniture
    ("symbol changed", _body("/RES/76/500", "/RES/76/501"), "R4DX11"),
    ("issue date lost", _body("10 December 2021", ""), "R4DX11"),
    ("masthead line invented", _body("Water: wells", "Water: wells, and more"), "R4DX11"),
    ("job number lost", replaced("word/footer3.xml", "21-00001 (E)", ""), "R4DX29"),
    ("page number lost", replaced("word/footer1.xml", " NUMPAGES ", " DATE "), "R4DX29"),
    ("running head without the symbol", replaced("word/header2.xml", "A/RES/76/500", ""), "R4DX29"),
    ("running title changed", replaced("word/header1.xml", "village", "city"), "R4DX29"),
    ("first page not apart", _body("<w:titlePg/>", ""), "R4DX29"),
    # language, direction, properties, the model inside
    ("document's language", replaced(STYLES, 'w:lang w:val="en"', 'w:lang w:val="fr"'), "R4DX14"),
    ("language property", replaced("docProps/core.xml", "<dc:language>en<", "<dc:language>fr<"), "R4DX16"),
    ("subject property", replaced("docProps/core.xml", "<dc:subject>A", "<dc:subject>B"), "R4DX16"),
    ("symbol property", replaced("docProps/custom.xml", ">A/RES/76/500<", "><"), "R4DX16"),
    ("session property", replaced("docProps/custom.xml", "Seventy-sixth", "Seventieth"), "R4DX16"),
    ("paragraph turned round", _body(f"{CLOSING}{BELOW}", f"{CLOSING}<w:bidi/>{BELOW}"), "R4DX15"),
    ("run turned round", _body(COUNT, "<w:r><w:rPr><w:rtl/></w:rPr><w:t>To count"), "R4DX15"),
    ("model inside changed", replaced("customXml/item1.xml", "heavy", "light"), "R4DX18"),
    ("model inside lost", replaced("customXml/item1.xml", "<model ", "<modal ", 1), "R4DX01"),
    # what may run, load or embed
    ("script link", replaced(RELATIONS, "https://undocs.org/en/A/RES/70/9", "javascript:alert(1)"), "R4DX27"),
    (
        "template loaded from outside",
        _related("attachedTemplate", "https://example.org/t.dotm", ' TargetMode="External"'),
        "R4DX25",
    ),
    ("picture loaded from outside", _related("hyperlink", "file:///etc/passwd", ' TargetMode="External"'), "R4DX27"),
    ("relationship to nothing", _related("header", "header9.xml"), "R4DX25"),
    ("foreign chunk", _body("<w:sectPr>", '<w:altChunk r:id="rId2"/><w:sectPr>'), "R4DX26"),
    ("embedded object", _body("<w:sectPr>", "<w:p><w:r><w:object/></w:r></w:p><w:sectPr>"), "R4DX26"),
    ("macros", _macros, "R4DX31"),
    ("entity declared", _declared_entity, "R4DX01"),
    (
        "part without a type",
        replaced("[Content_Types].xml", 'PartName="/word/styles.xml"', 'PartName="/word/stiles.xml"'),
        "R4DX31",
    ),
    ("needed part missing", _without(NOTES), "R4DX01"),
    ("text hidden", _body("<w:i/><w:iCs/>", "<w:i/><w:iCs/><w:vanish/>"), "R4DX32"),
    ("page of another size", _body('<w:pgSz w:w="12240"', '<w:pgSz w:w="1224"'), "R4DX32"),
    (
        "style that hides",
        replaced("word/styles.xml", "<w:qFormat/>", "<w:qFormat/><w:rPr><w:vanish/></w:rPr>"),
        "R4DX33",
    ),
    (
        "notes counted in letters",
        replaced(SETTINGS, "<w:footnotePr>", '<w:footnotePr><w:numFmt w:val="lowerLetter"/>'),
        "R4DX33",
    ),
    ("point at the indent of a paragraph", _body('w:hanging="', 'w:firstLine="'), "R4DX34"),
]


@pytest.fixture(scope="module")
def sound() -> bytes:
    return write(english())


@pytest.mark.parametrize(("fault", "code"), [pytest.param(fault, code, id=name) for name, fault, code in FAULTS])
def test_each_fault_is_found(fault: Fault, code: str, sound: bytes) -> None:
    contents = parts(sound)
    fault(contents)
    assert code in {finding.code for finding in check(zipped(contents), english())}


def test_a_repeated_mark_whose_field_leads_to_another_note_is_found() -> None:
    contents = parts(write(everything()))
    replaced("word/document.xml", "NOTEREF _note_3 ", "NOTEREF _note_1 ")(contents)
    assert kinds.MARK.code in {finding.code for finding in check(zipped(contents), everything())}


def test_a_row_span_that_is_lost_is_found() -> None:
    contents = parts(write(everything()))
    replaced("word/document.xml", '<w:vMerge w:val="restart"/>', "")(contents)
    assert kinds.TABLE.code in {finding.code for finding in check(zipped(contents), everything())}


@pytest.mark.parametrize("data", [b"", b"not a zip", write(english())[:3000], zipped({"a": b""})])
def test_bytes_that_are_no_package_are_one_finding(data: bytes) -> None:
    assert [finding.code for finding in check(data, english())] == [kinds.UNREADABLE.code]


def test_a_document_in_another_language_is_found(sound: bytes) -> None:
    found = {finding.code for finding in check(sound, chinese())}
    assert {kinds.LANGUAGE.code, kinds.MODEL.code, kinds.MASTHEAD.code} <= found


def test_findings_say_where_and_what(sound: bytes) -> None:
    contents = parts(sound)
    replaced("word/document.xml", "A well has a lid.", "A well has a lit.")(contents)
    finding = next(item for item in check(zipped(contents), english()) if item.code == kinds.TEXT.code)
    assert (finding.block, finding.expected, finding.found) == (
        "annex_1__para_1",
        "1.\tA well has a lid.",
        "1.\tA well has a lit.",
    )


def test_codes_are_unique_and_the_format_s_own() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes) == 34
    assert all(code.startswith("R4DX") for code in codes)
