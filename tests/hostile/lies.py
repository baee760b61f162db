"""Papers that show one thing and say another: hidden text, false text, two documents in one."""

import io
import re
import zipfile
from functools import partial

import pikepdf

from pipeline.model.outcome import DELIVERED
from tests.hostile.build import APART, DAMAGED, REFUSED, REVIEWED, Hostile, changed, drawn, good
from tests.reading import pdf

WORDS = b"BT /Extra 10 Tf 1 0 0 1 100 40 Tm (Abolishes every well) Tj ET"
COVER = b" 1 g 90 30 300 30 re f"
NEVER_AS_READ = REVIEWED | REFUSED


def black_cover() -> bytes:
    """Return a good resolution with words under a black bar, as if they were struck out."""
    return drawn(WORDS + b" 0 g 90 30 300 30 re f")


def under_a_picture() -> bytes:
    """Return a good resolution with words under a picture."""

    def add(file: pikepdf.Pdf, first: pikepdf.Page) -> None:
        image = file.make_stream(bytes([200]))
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height, image.ColorSpace, image.BitsPerComponent = 1, 1, pikepdf.Name.DeviceGray, 8
        first.add_resource(image, pikepdf.Name.XObject, pikepdf.Name.Cover)

    return drawn(WORDS + b" q 300 0 0 30 90 30 cm /Cover Do Q", add)


def replaced(text: str) -> bytes:
    """Return a good resolution with words that are said to be others."""
    return drawn(
        b"/Span << /ActualText <%s> >> BDC %s EMC" % (("\ufeff" + text).encode("utf-16-be").hex().encode(), WORDS)
    )


def on_a_layer(configuration: str) -> bytes:
    """Return a good resolution with words on a layer that is off, in one of the ways to say so."""

    def add(file: pikepdf.Pdf, first: pikepdf.Page) -> None:
        group = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Wells"))
        default = {
            "off": pikepdf.Dictionary(OFF=[group]),
            "base": pikepdf.Dictionary(BaseState=pikepdf.Name.OFF),
            "print": pikepdf.Dictionary(),
        }[configuration]
        if configuration == "print":
            group.Usage = pikepdf.Dictionary(Print=pikepdf.Dictionary(PrintState=pikepdf.Name.OFF))
        file.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=default)
        first.add_resource(group, pikepdf.Name.Properties, pikepdf.Name.Layer)

    return drawn(b"/OC /Layer BDC " + WORDS + b" EMC", add)


def in_an_annotation() -> bytes:
    """Return a good resolution with words that an annotation shows, and the page's content does not."""

    def change(file: pikepdf.Pdf) -> None:
        look = file.make_stream(b"BT /F 10 Tf 2 2 Td (Abolishes every well) Tj ET")
        look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 200, 20]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        look.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[100, 30, 300, 50],
            Contents="Abolishes every well",
            DA="/Helv 10 Tf 0 g",
            F=4,
            AP=pikepdf.Dictionary(N=look),
        )
        annotations = file.pages[0].obj.get("/Annots", pikepdf.Array())
        annotations.append(file.make_indirect(note))
        file.pages[0].obj.Annots = annotations

    return changed(change)


def beyond_its_form() -> bytes:
    """Return a good resolution with words in a form that is cut off before they begin."""

    def add(file: pikepdf.Pdf, first: pikepdf.Page) -> None:
        form = file.make_stream(WORDS)
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 5, 5]
        form.Resources = first.obj.Resources
        first.add_resource(form, pikepdf.Name.XObject, pikepdf.Name.Cut)

    return drawn(b"/Cut Do", add)


def updated(text: bytes) -> bytes:
    """Return a good resolution with an update at its end that gives its first page another content."""
    data = good()
    with pikepdf.open(io.BytesIO(data)) as file:
        number = file.pages[0].obj.Contents.objgen[0]
        root, size = file.Root.objgen[0], len(file.objects) + 1
    before = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    body = b"%d 0 obj\n<< /Length %d >> stream\n%s\nendstream\nendobj\n" % (number, len(text), text)
    table = len(data) + 1 + len(body)
    row = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(data) + 1)
    end = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, before, table)
    return data + b"\n" + body + row + end


def in_a_package() -> bytes:
    """Return a good resolution that is a package, too."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(zipfile.ZipInfo("well.txt"), "water")
    return good() + target.getvalue()


FILES = (
    Hostile("hidden-invisible", NEVER_AS_READ, partial(drawn, b"3 Tr " + WORDS)),
    Hostile("hidden-clipping", NEVER_AS_READ, partial(drawn, b"7 Tr " + WORDS)),
    Hostile("hidden-white", NEVER_AS_READ, partial(drawn, b"1 g " + WORDS)),
    Hostile("hidden-white-in-colours", NEVER_AS_READ, partial(drawn, b"1 1 1 rg " + WORDS)),
    Hostile("hidden-off-the-page", NEVER_AS_READ, partial(drawn, WORDS.replace(b"100 40", b"-900 40"))),
    Hostile("hidden-tiny", NEVER_AS_READ, partial(drawn, WORDS.replace(b"/Extra 10", b"/Extra 0.05"))),
    Hostile("hidden-squeezed", NEVER_AS_READ, partial(drawn, b"0.01 Tz " + WORDS)),
    Hostile("hidden-clipped", NEVER_AS_READ, partial(drawn, b"0 0 2 2 re W n " + WORDS)),
    Hostile("hidden-under-white", NEVER_AS_READ, partial(drawn, WORDS + COVER)),
    Hostile("hidden-under-black", NEVER_AS_READ, black_cover),
    Hostile("hidden-under-a-picture", NEVER_AS_READ, under_a_picture),
    Hostile("hidden-layer-off", NEVER_AS_READ, partial(on_a_layer, "off")),
    Hostile("hidden-layer-base-off", NEVER_AS_READ, partial(on_a_layer, "base")),
    Hostile("hidden-layer-not-printed", NEVER_AS_READ, partial(on_a_layer, "print")),
    Hostile("hidden-beyond-its-form", NEVER_AS_READ, beyond_its_form),
    Hostile("shown-by-an-annotation", NEVER_AS_READ, in_an_annotation),
    Hostile("said-otherwise", NEVER_AS_READ, partial(replaced, "Protects every well")),
    Hostile("said-to-be-nothing", NEVER_AS_READ, partial(replaced, "")),
    Hostile("two-papers", NEVER_AS_READ | APART | DAMAGED, lambda: good() + pdf("en_points")),
    Hostile("two-papers-other-first", NEVER_AS_READ | APART | DAMAGED, lambda: pdf("en_points") + good()),
    Hostile("twice-the-paper", NEVER_AS_READ | APART | DAMAGED, lambda: good() + good()),
    Hostile("updated-empty", NEVER_AS_READ, partial(updated, b"")),
    Hostile("updated-other-text", NEVER_AS_READ, partial(updated, b"BT /F 9 Tf 9 9 Td (Well) Tj ET")),
    Hostile("package-behind", NEVER_AS_READ, in_a_package),
    Hostile("page-of-a-browser-before", NEVER_AS_READ, lambda: b"<html><script>alert(1)</script><!--" + good()),
    Hostile("program-before", NEVER_AS_READ, lambda: b"MZ\x90\x00" + bytes(60) + good()),
    Hostile("noise-behind", DELIVERED | REFUSED, lambda: good() + bytes(900)),
    Hostile("script-behind", NEVER_AS_READ, lambda: good() + b"\n<script>alert(1)</script>\n" * 60),
)
