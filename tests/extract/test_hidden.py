"""Extract: what nobody sees is left out and named; what only lies over a picture is read, and said to be so."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from pipeline.extract.ink import common, is_white, touches
from tests import spoiled
from tests.reading import extracted

TEXT = b"BT /Extra 10 Tf 1 0 0 1 100 40 Tm (Zq) Tj ET"


def found(data: bytes) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.found) for finding in extracted(data).findings]


def layered(change: Callable[[pikepdf.Pdf, pikepdf.Object], pikepdf.Dictionary], content: bytes) -> bytes:
    """Return a good resolution with more content and a layer; `change` says how the layer is configured."""
    written = BytesIO()
    with pikepdf.open(BytesIO(spoiled.with_content(content))) as file:
        group = file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Notes"))
        file.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=change(file, group))
        resources = file.pages[0].Resources
        resources.Properties = pikepdf.Dictionary(
            Layer=group,
            Any=file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCMD, OCGs=[group])),
        )
        file.save(written, deterministic_id=True)
    return written.getvalue()


def off(_file: pikepdf.Pdf, group: pikepdf.Object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(OFF=[group])


def on(_file: pikepdf.Pdf, group: pikepdf.Object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(ON=[group], BaseState=pikepdf.Name.OFF)


def base_off(_file: pikepdf.Pdf, _group: pikepdf.Object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(BaseState=pikepdf.Name.OFF)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"3 Tr " + TEXT, "invisible"),
        (b"1 g " + TEXT, "white on white"),
        (b"0 0 0 0 k " + TEXT, "white on white"),
        (b"300 300 50 50 re W n " + TEXT, "outside the clipping path"),
    ],
)
def test_each_way_of_hiding_is_named(content: bytes, reason: str) -> None:
    assert found(spoiled.with_content(content)) == [("E202", f"{reason}: Zq")]


@pytest.mark.parametrize(
    "content",
    [
        b"0 0 0.5 rg 90 30 60 30 re f 1 g " + TEXT,
        b"q 300 300 50 50 re W n Q " + TEXT,
        b"90 30 60 30 re W n " + TEXT,
        b"0.9 g " + TEXT,
        b"1 g 1 Tr " + TEXT,
    ],
    ids=["white on a ground", "clip that ended", "inside the clip", "grey", "outlined"],
)
def test_what_can_be_seen_is_not_hidden(content: bytes) -> None:
    assert found(spoiled.with_content(content)) == []


def test_two_ways_of_hiding_are_two_findings() -> None:
    second = TEXT.replace(b"100 40", b"300 40").replace(b"Zq", b"Kw")
    content = b"q 3 Tr " + TEXT + b" Q 1 g " + second
    assert found(spoiled.with_content(content)) == [("E202", "invisible: Zq"), ("E202", "white on white: Kw")]


@pytest.mark.parametrize("name", [b"Layer", b"Any"])
@pytest.mark.parametrize("change", [off, base_off])
def test_text_on_a_layer_that_is_off_is_hidden(
    name: bytes, change: Callable[[pikepdf.Pdf, pikepdf.Object], pikepdf.Dictionary]
) -> None:
    data = layered(change, b"/OC /%s BDC " % name + TEXT + b" EMC")
    assert found(data) == [("E202", "on a layer that is off: Zq")]


def test_text_on_a_layer_that_is_on_is_seen() -> None:
    assert found(layered(on, b"/OC /Layer BDC " + TEXT + b" EMC")) == []


def test_text_outside_the_crop_box_is_hidden() -> None:
    def crop(file: pikepdf.Pdf) -> None:
        box = file.pages[0].mediabox
        file.pages[0].cropbox = pikepdf.Array([box[0], 60, box[2], box[3]])

    written = BytesIO()
    with pikepdf.open(BytesIO(spoiled.with_content(TEXT))) as file:
        crop(file)
        file.save(written)
    hidden = [said for code, said in found(written.getvalue()) if code == "E202"]
    assert len(hidden) == 1
    assert hidden[0] is not None
    assert hidden[0].startswith("outside the crop box: ")
    assert "Zq" in hidden[0]


def test_recognised_text_over_a_picture_is_read_and_named() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    picture = pdf.make_stream(b"\x80")
    picture.update(
        pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=1,
            Height=1,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
        )
    )
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.add_resource(picture, pikepdf.Name.XObject, pikepdf.Name.Scan)
    page.add_resource(pdf.make_indirect(font), pikepdf.Name.Font, pikepdf.Name.Extra)
    page.contents_add(b"q 612 0 0 792 0 0 cm /Scan Do Q 3 Tr " + TEXT)
    written = BytesIO()
    pdf.save(written)
    read = extracted(written.getvalue())
    assert [(finding.code, finding.severity.value, finding.page) for finding in read.findings] == [
        ("E205", "review", 1)
    ]
    assert [line.text for line in read.pages.pages[0].lines] == ["Zq"]


def test_content_after_an_inner_sequence_belongs_to_the_outer_again() -> None:
    """What follows an inner sequence keeps the artifact around it (ISO 32000-1, 14.6.1)."""
    inner = b"/Artifact BMC /Span <</Lang (en)>> BDC EMC " + TEXT + b" EMC"
    read = extracted(spoiled.with_content(inner))
    added = [glyph for line in read.pages.pages[0].lines for glyph in line.glyphs if glyph.font == "Helvetica"]
    assert [(glyph.text, glyph.artifact) for glyph in added] == [("Z", True), ("q", True)]


@pytest.mark.parametrize(
    ("color", "space", "white"),
    [
        (1, "DeviceGray", True),
        ((1, 1, 1), "DeviceRGB", True),
        ((0, 0, 0, 0), "DeviceCMYK", True),
        (0, "DeviceGray", False),
        ((1, 1, 0), "DeviceRGB", False),
        (1, "Separation", False),
        ("P0", "Pattern", False),
    ],
)
def test_white_is_white_for_certain(color: object, space: str, white: bool) -> None:
    assert is_white(color, space) is white


def test_boxes_that_are_apart_do_not_touch() -> None:
    assert touches((0, 0, 10, 10), (10, 10, 20, 20))
    assert not touches((0, 0, 10, 10), (11, 0, 20, 10))
    assert common((0, 0, 10, 10), (5, 5, 20, 20)) == (5, 5, 10, 10)
