"""Pages of impossible size, and text in impossible places."""

from functools import partial

import pikepdf

from pipeline.model.outcome import DELIVERED
from tests.hostile.build import REFUSED, REVIEWED, Hostile, bare, changed, drawn, page, stream

BOXES = {
    "empty": b"[]",
    "of-one": b"[0]",
    "of-names": b"[/A /B /C /D]",
    "zero": b"[0 0 0 0]",
    "inverted": b"[612 792 0 0]",
    "negative": b"[-612 -792 -1 -1]",
    "huge": b"[0 0 1e30 1e30]",
    "beyond-numbers": b"[0 0 1" + b"0" * 400 + b" 792]",
    "no-number": b"[0 0 nan inf]",
    "thin": b"[0 0 0.0001 99999]",
    "null": b"null",
    "string": b"(0 0 612 792)",
}
PLACES = {
    "size-zero": b"BT /F 0 Tf 72 700 Td (Well) Tj ET",
    "size-huge": b"BT /F 1e30 Tf 72 700 Td (Well) Tj ET",
    "size-negative": b"BT /F -12 Tf 72 700 Td (Well) Tj ET",
    "matrix-zero": b"BT /F 12 Tf 0 0 0 0 0 0 Tm (Well) Tj ET",
    "matrix-huge": b"1e38 0 0 1e38 0 0 cm 1e38 0 0 1e38 0 0 cm BT /F 12 Tf (Well) Tj ET",
    "far": b"BT /F 12 Tf 1e300 1e300 Td (Well) Tj ET",
    "number-of-digits": b"BT /F 12 Tf 1" + b"0" * 5000 + b" 0 Td (Well) Tj ET",
    "spacing-huge": b"BT /F 12 Tf 1e30 Tc 1e30 Tw 1e30 Tz (Well well) Tj ET",
    "adjusted-huge": b"BT /F 12 Tf [(W) 1e300 (e) -1e300 (ll)] TJ ET",
    "without-font": b"BT 72 700 Td (Well) Tj ET",
    "font-missing": b"BT /Q 12 Tf 72 700 Td (Well) Tj ET",
    "operands-missing": b"BT Tf Td Tj Tm TJ ' \" ET cm re l c Do gs",
    "operands-wrong": b"BT (a) /F Tf [1] << >> Td 12 Tj /W TJ ET (x) cm /a re",
    "state-of-nothing": b"Q Q Q Q EMC EMC ET ET BT /F 12 Tf 9 9 Td (Well) Tj",
}


def turned(degrees: object, name: str = "/Rotate") -> bytes:
    """Return a good resolution whose pages are turned, or scaled."""

    def change(file: pikepdf.Pdf) -> None:
        for each in file.pages:
            each.obj[name] = degrees

    return changed(change)


def cropped() -> bytes:
    """Return a good resolution of which the lower half is cut off."""
    return turned(pikepdf.Array([0, 396, 612, 792]), "/CropBox")


FILES = (
    *(Hostile(f"box-{name}", REFUSED, partial(bare, {3: page(box=box)})) for name, box in BOXES.items()),
    *(Hostile(f"text-{name}", REFUSED, partial(bare, {4: stream(content)})) for name, content in PLACES.items()),
    Hostile("turned-90", DELIVERED | REFUSED, partial(turned, 90)),
    Hostile("turned-180", DELIVERED | REFUSED, partial(turned, 180)),
    Hostile("turned-45", DELIVERED | REFUSED, partial(turned, 45)),
    Hostile("turned-by-a-name", DELIVERED | REFUSED, partial(turned, pikepdf.Name.Round)),
    Hostile("unit-huge", DELIVERED | REFUSED, partial(turned, 1_000_000, "/UserUnit")),
    Hostile("cropped", REVIEWED | REFUSED, cropped),
    Hostile("clipped-away", REVIEWED | REFUSED, partial(drawn, b"0 0 1 1 re W n BT /Extra 10 Tf 100 40 Td (Zq) Tj ET")),
)
