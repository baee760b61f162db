"""Faults put into a passing file, one at a time: what a broken renderer or a meddling tool could do to it."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Fault = Callable[[pikepdf.Pdf], None]


def edited(data: bytes, fault: Fault) -> bytes:
    """Return a file with a fault."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fault(pdf)
        output = io.BytesIO()
        pdf.save(output)
        return output.getvalue()


def _elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    waiting: list[Any] = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop(0)
        yield element
        waiting = [kid for kid in element.K if isinstance(kid, Dictionary) and "/S" in kid] + waiting


def _element(pdf: pikepdf.Pdf, role: str, place: int = 0) -> Any:
    return [element for element in _elements(pdf) if str(element.S) == f"/{role}"][place]


def _named(pdf: pikepdf.Pdf, identifier: str) -> Any:
    return next(element for element in _elements(pdf) if str(element.get("/ID", "")) == identifier)


def _remove(element: Any) -> None:
    kids = list(element.P.K)
    kids = [kid for kid in kids if not (isinstance(kid, Dictionary) and kid.objgen == element.objgen)]
    element.P.K = Array(kids)


def _annotation(element: Any) -> Any:
    return next(kid.Obj for kid in element.K if isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR")


def _external(pdf: pikepdf.Pdf) -> Any:
    links = (element for element in _elements(pdf) if element.S == "/Link")
    return next(link for link in links if "/A" in _annotation(link))


def _content(pdf: pikepdf.Pdf, change: Callable[[bytes], bytes], page: int = 0) -> None:
    stream = pdf.pages[page].obj.Contents
    before = stream.read_bytes()
    after = change(before)
    assert before != after
    stream.write(after)


def _mcid(pdf: pikepdf.Pdf, identifier: str) -> int:
    return next(int(kid) for kid in _named(pdf, identifier).K if isinstance(kid, int))


def _sequence(mcid: int) -> re.Pattern[bytes]:
    return re.compile(rb"/Span\s*<<\s*/MCID %d\s*>>\s*BDC" % mcid)


def _role(role: str, other: str, place: int = 0) -> Fault:
    def fault(pdf: pikepdf.Pdf) -> None:
        _element(pdf, role, place).S = Name(f"/{other}")

    return fault


def _without(*path: str) -> Fault:
    def fault(pdf: pikepdf.Pdf) -> None:
        holder: Any = pdf.Root
        for key in path[:-1]:
            holder = holder[key]
        del holder[path[-1]]

    return fault


def _set(value: Any, *path: str) -> Fault:
    def fault(pdf: pikepdf.Pdf) -> None:
        holder: Any = pdf.Root
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = value() if callable(value) else value

    return fault


def _hide_as_artifact(pdf: pikepdf.Pdf) -> None:
    pattern = _sequence(_mcid(pdf, "preamble__formula"))
    _content(pdf, lambda data: pattern.sub(b"/Artifact BMC", data))


def _unmark(pdf: pikepdf.Pdf) -> None:
    pattern = _sequence(_mcid(pdf, "preamble__formula"))
    _content(pdf, lambda data: pattern.sub(b"/Span BMC", data))


def _lie(pdf: pikepdf.Pdf) -> None:
    mcid = _mcid(pdf, "preamble__formula")
    new = b"/Span <</MCID %d /ActualText (The Security Council,)>> BDC" % mcid
    _content(pdf, lambda data: _sequence(mcid).sub(new, data))


def _invisible(pdf: pikepdf.Pdf) -> None:
    _content(pdf, lambda data: data.replace(b"BT", b"BT 3 Tr", 1))


def _off_the_page(pdf: pikepdf.Pdf) -> None:
    _content(pdf, lambda data: b"1 0 0 1 2000 0 cm\n" + data)


def _extra_text(pdf: pikepdf.Pdf) -> None:
    shown = re.compile(rb"\[[^\]]*\]\s*TJ")
    _content(pdf, lambda data: shown.sub(lambda found: found[0] + b"\n" + found[0], data, count=1))


def _swap(pdf: pikepdf.Pdf) -> None:
    kids = list(_named(pdf, "preamble").K)
    places = [place for place, kid in enumerate(kids) if kid.S == "/P"]
    kids[places[0]], kids[places[-1]] = kids[places[-1]], kids[places[0]]
    _named(pdf, "preamble").K = Array(kids)


def _drop_paragraph(pdf: pikepdf.Pdf) -> None:
    _remove(_named(pdf, "preamble__para_2"))


def _drop_label(pdf: pikepdf.Pdf) -> None:
    _remove(_element(pdf, "Lbl", 2))


def _repeat(pdf: pikepdf.Pdf) -> None:
    holder = _named(pdf, "preamble")
    copy = pdf.make_indirect(Dictionary(_named(pdf, "preamble__formula")))
    holder.K = Array([*holder.K, copy])


def _change_code(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].obj.Resources.Font.values():
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<0065>", b"<0063>"))


def _forget_code(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].obj.Resources.Font.values():
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<0065>", b"<>"))


def _lead_nowhere(pdf: pikepdf.Pdf) -> None:
    _annotation(_named(pdf, "note_1__mark_1")).Dest = String("nowhere")


def _lead_to_another_note(pdf: pikepdf.Pdf) -> None:
    _annotation(_named(pdf, "note_1__mark_1")).Dest = String("note_2")


def _lead_back_elsewhere(pdf: pikepdf.Pdf) -> None:
    label = next(kid for kid in _named(pdf, "note_1").K if isinstance(kid, Dictionary))
    _annotation(label.K[0]).Dest = String("note_2__mark_1")


def _move_mark(pdf: pikepdf.Pdf) -> None:
    paragraph = _named(pdf, "preamble__para_1")
    kids = list(paragraph.K)
    paragraph.K = Array([kids[-1], *kids[:-1]])


def _lift_point(pdf: pikepdf.Pdf) -> None:
    point, outer = _named(pdf, "para_1__point_b__point_i"), _named(pdf, "para_1__point_b")
    _remove(point)
    kids = list(outer.P.K)
    outer.P.K = Array([*kids, point])
    point.P = outer.P


def _forget_annotation(pdf: pikepdf.Pdf) -> None:
    link = _external(pdf)
    link.K = Array([kid for kid in link.K if not isinstance(kid, Dictionary)])


def _lead_elsewhere(pdf: pikepdf.Pdf) -> None:
    _annotation(_external(pdf)).A.URI = String("https://undocs.org/en/A/RES/70/10")


def _script_link(pdf: pikepdf.Pdf) -> None:
    _annotation(_external(pdf)).A.URI = String("javascript:alert(1)")


def _launch(pdf: pikepdf.Pdf) -> None:
    _annotation(_external(pdf)).A = Dictionary(S=Name.Launch, F=String("calc.exe"))


def _undescribed(pdf: pikepdf.Pdf) -> None:
    _annotation(_external(pdf)).Contents = String("https://undocs.org")


def _unprinted(pdf: pikepdf.Pdf) -> None:
    _annotation(_external(pdf)).F = 0


def _form(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([0, 0, 9, 9])))
    pdf.pages[0].obj.Annots.append(field)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _retitle(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Untitled"


def _retitle_metadata(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"counting", b"draining"))


def _unclaim(pdf: pikepdf.Pdf) -> None:
    pattern = rb"<pdfuaid:part>1</pdfuaid:part>"
    pdf.Root.Metadata.write(re.sub(pattern, b"", pdf.Root.Metadata.read_bytes()))


def _unorder_tabs(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj["/Tabs"]


def _rename_bookmark(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = String("Chapter 1")


def _mislead_bookmark(pdf: pikepdf.Pdf) -> None:
    dest = pdf.Root.Outlines.First.Dest
    pdf.Root.Outlines.First.Dest = Array([pdf.pages[-1].obj, *list(dest)[1:]])


def _forget_destination(pdf: pikepdf.Pdf) -> None:
    del pikepdf.NameTree(pdf.Root.Names.Dests)["para_2"]


def _misplace_destination(pdf: pikepdf.Pdf) -> None:
    tree = pikepdf.NameTree(pdf.Root.Names.Dests)
    tree["para_2"] = Array([pdf.pages[-1].obj, Name.XYZ, 0, 0, 0])


def _change_source(pdf: pikepdf.Pdf) -> None:
    stream = next(iter(pdf.attachments.values())).get_file().obj
    stream.write(stream.read_bytes().replace(b"lid", b"led"))


def _attach_more(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["more.txt"] = pikepdf.AttachedFileSpec(pdf, b"more", filename="more.txt")


def _unrelate(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].AFRelationship = Name.Data


def _unscope(pdf: pikepdf.Pdf) -> None:
    del _element(pdf, "TH").A["/Scope"]


def _respan(pdf: pikepdf.Pdf) -> None:
    _element(pdf, "TD", 2).A.ColSpan = 1


def _renumber(pdf: pikepdf.Pdf) -> None:
    _element(pdf, "L").A.ListNumbering = Name.LowerRoman


def _reparent(pdf: pikepdf.Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    numbers[1] = Array([numbers[1][1], numbers[1][0], *list(numbers[1])[2:]])


def _speak_over(pdf: pikepdf.Pdf) -> None:
    _named(pdf, "preamble__formula").ActualText = String("The Security Council,")


def _unidentify(pdf: pikepdf.Pdf) -> None:
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    place = next(i for i, name in enumerate(names) if str(name) == "note_1")
    pdf.Root.StructTreeRoot.IDTree.Names = Array(names[:place] + names[place + 2 :])


def _foreign_run(pdf: pikepdf.Pdf) -> None:
    _element(pdf, "Span").Lang = String("fr")


def _drop_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def _painted(before: bytes, after: bytes) -> Fault:
    """Return what replaces the first of some bytes in what paints the last page."""

    def fault(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[-1]
        page.contents_coalesce()
        data = page.Contents.read_bytes()
        assert before in data
        page.Contents = pdf.make_stream(data.replace(before, after, 1))

    return fault


# The first ten are those that conformance validators do not see.
FAULTS: dict[str, tuple[Fault, str]] = {
    "wrong document language": (_set(String("fr"), "/Lang"), "R4PD14"),
    "note as paragraph": (_role("Note", "P"), "R4PD07"),
    "reference as span": (_role("Reference", "Span"), "R4PD09"),
    "title as paragraph": (_role("H1", "P"), "R4PD07"),
    "real text as artifact": (_hide_as_artifact, "R4PD20"),
    "paragraph not in the tree": (_drop_paragraph, "R4PD03"),
    "two paragraphs swapped": (_swap, "R4PD06"),
    "wrong ToUnicode": (_change_code, "R4PD05"),
    "dead internal link": (_lead_nowhere, "R4PD12"),
    "annotation not in the tree": (_forget_annotation, "R4PD13"),
    "no document language": (_without("/Lang"), "R4PD14"),
    "language of a run": (_foreign_run, "R4PD14"),
    "white text": (_painted(b"0 0 0 rg", b"1 1 1 rg"), "R4PD29"),
    "white sheet over the page": (_painted(b"BT", b"1 1 1 rg 0 0 900 900 re f BT"), "R4PD29"),
    "mirrored text": (_painted(b"1 0 0 -1", b"-1 0 0 -1"), "R4PD29"),
    "page turned": (lambda pdf: pdf.pages[0].obj.__setitem__("/Rotate", 180), "R4PD30"),
    "types mapped away": (_set(lambda: Dictionary(H1=Name.P), "/StructTreeRoot", "/RoleMap"), "R4PD30"),
    "heading one lower": (_role("H2", "H3"), "R4PD07"),
    "header cell as data": (_role("TH", "TD"), "R4PD07"),
    "unknown structure type": (_role("P", "Paragraph"), "R4PD26"),
    "label lost": (_drop_label, "R4PD08"),
    "paragraph twice in the tree": (_repeat, "R4PD04"),
    "point lifted out of its list": (_lift_point, "R4PD06"),
    "mark at another character": (_move_mark, "R4PD09"),
    "mark leads to another note": (_lead_to_another_note, "R4PD10"),
    "note leads back elsewhere": (_lead_back_elsewhere, "R4PD10"),
    "link leads elsewhere": (_lead_elsewhere, "R4PD11"),
    "script as link": (_script_link, "R4PD19"),
    "link that starts a program": (_launch, "R4PD19"),
    "script on opening": (_set(lambda: Dictionary(S=Name.JavaScript, JS=String("1")), "/OpenAction"), "R4PD19"),
    "form field": (_form, "R4PD19"),
    "link without its sentence": (_undescribed, "R4PD13"),
    "link not printed": (_unprinted, "R4PD13"),
    "other title": (_retitle, "R4PD15"),
    "other title in the metadata": (_retitle_metadata, "R4PD15"),
    "title not shown": (_without("/ViewerPreferences", "/DisplayDocTitle"), "R4PD15"),
    "not said to be tagged": (_without("/MarkInfo"), "R4PD22"),
    "no claim of PDF/UA": (_unclaim, "R4PD22"),
    "no tab order": (_unorder_tabs, "R4PD22"),
    "no structure tree": (_without("/StructTreeRoot"), "R4PD02"),
    "bookmark renamed": (_rename_bookmark, "R4PD16"),
    "bookmarks gone": (_without("/Outlines"), "R4PD16"),
    "bookmark to another page": (_mislead_bookmark, "R4PD12"),
    "destination gone": (_forget_destination, "R4PD17"),
    "destination on another page": (_misplace_destination, "R4PD17"),
    "source changed": (_change_source, "R4PD18"),
    "second attachment": (_attach_more, "R4PD18"),
    "source is not the source": (_unrelate, "R4PD18"),
    "header cell without scope": (_unscope, "R4PD23"),
    "cell with another span": (_respan, "R4PD23"),
    "text unmarked": (_unmark, "R4PD21"),
    "text printed twice": (_extra_text, "R4PD05"),
    "text that lies": (_lie, "R4PD05"),
    "text invisible": (_invisible, "R4PD24"),
    "text off the page": (_off_the_page, "R4PD24"),
    "glyph without character": (_forget_code, "R4PD25"),
    "list numbered otherwise": (_renumber, "R4PD26"),
    "parent tree wrong": (_reparent, "R4PD26"),
    "words spoken instead": (_speak_over, "R4PD26"),
    "note not in the tree of identifiers": (_unidentify, "R4PD26"),
    "page lost": (_drop_page, "R4PD24"),
}
