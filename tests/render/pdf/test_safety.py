"""Nothing in a PDF acts: whatever is put into one that is not written here is found."""

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from pipeline.render.pdf.check import check
from tests.render.pdf.faults import edited
from tests.samples import english


def _link(pdf: pikepdf.Pdf) -> Any:
    links = (annotation for page in pdf.pages for annotation in page.obj.get("/Annots", []))
    return next(annotation for annotation in links if "/A" in annotation)


def _act(action: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    def fault(pdf: pikepdf.Pdf) -> None:
        _link(pdf).A = action

    return fault


def _lead(address: str) -> Callable[[pikepdf.Pdf], None]:
    return _act(Dictionary(S=Name.URI, URI=String(address)))


def _in_link(key: str, value: Any) -> Callable[[pikepdf.Pdf], None]:
    def fault(pdf: pikepdf.Pdf) -> None:
        _link(pdf)[key] = value()

    return fault


def _script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _second_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["wells.exe"] = b"MZ"


def _other_source(pdf: pikepdf.Pdf) -> None:
    (name,) = pdf.attachments
    pdf.attachments[name] = b"{}"


def _names(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("x"), _script()]))


def _outline(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.A = _script()


def _outside_stream(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents.F = String("http://evil.example/x")


def _remote_file(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].FS = Name.URL


def _form(pdf: pikepdf.Pdf) -> Any:
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
    return form


def _postscript(pdf: pikepdf.Pdf) -> None:
    _form(pdf).Subtype2 = Name.PS


def _reference(pdf: pikepdf.Pdf) -> None:
    _form(pdf).Ref = Dictionary(F=String("x.pdf"), Page=0)


def _prepress(pdf: pikepdf.Pdf) -> None:
    _form(pdf).OPI = Dictionary()


FAULTS: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "script": _act(_script()),
    "launch": _act(Dictionary(S=Name.Launch, F=String("/bin/sh"))),
    "another file": _act(Dictionary(S=Name.GoToR, F=String("x.pdf"), D=[0])),
    "a file within": _act(Dictionary(S=Name.GoToE, D=[0])),
    "an action without a name": _act(Dictionary(S=Name.Unheard, URI=String("https://undocs.org/A/1"))),
    "a second action": _act(Dictionary(S=Name.URI, URI=String("https://undocs.org/en/A/RES/70/9"), Next=_script())),
    "a map": _act(Dictionary(S=Name.URI, URI=String("https://undocs.org/en/A/RES/70/9"), IsMap=True)),
    "script as link": _lead("JaVaScRiPt:alert(1)"),
    "another's name": _lead("https://un.org@evil.example/"),
    "a share": _lead("\\\\evil.example\\x"),
    "a relative link": _lead("x.pdf"),
    "a mail with a file": _lead("mailto:a@b.org?attach=/etc/passwd"),
    "an action of a link when it is seen": _in_link("/AA", lambda: Dictionary(PV=_script())),
    "an action of the page before": _in_link("/PA", _script),
    "a picture of a link": _in_link("/AP", Dictionary),
    "script by name": _names,
    "script of a bookmark": _outline,
    "a stream outside": _outside_stream,
    "a file outside": _remote_file,
    "postscript": _postscript,
    "a page of another file": _reference,
    "a picture for print": _prepress,
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_acts_is_found(name: str, english_pdf: bytes) -> None:
    found = check(edited(english_pdf, FAULTS[name]), english())
    assert {item.code for item in found} & {"R4PD19", "R4PD01"}  # one is not even read as a bookmark


@pytest.mark.parametrize("fault", [_second_file, _other_source])
def test_a_file_within_that_is_not_our_source_is_found(
    fault: Callable[[pikepdf.Pdf], None], english_pdf: bytes
) -> None:
    found = check(edited(english_pdf, fault), english())
    assert "R4PD18" in {item.code for item in found}
