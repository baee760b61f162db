"""Small files that become large, and files that are large already."""

import base64
import zlib
from functools import partial

from tests.hostile.build import PLAIN, REFUSED, Hostile, bare, flate, page, stream

MIB = 2**20


def folded(data: bytes, times: int) -> bytes:
    """Return a stream that Flate has compressed so many times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter [" + b"/FlateDecode " * times + b"]")


def zeros(count: int) -> bytes:
    """Return that many zeros, compressed once, made piece by piece."""
    engine = zlib.compressobj(9)
    return b"".join(engine.compress(bytes(MIB)) for _ in range(count // MIB)) + engine.flush()


def run_lengths(count: int) -> bytes:
    """Return a stream of runs: each two bytes are 128."""
    return stream(b"\x81 " * (count // 128) + b"\x80", b"/Filter /RunLengthDecode")


def filters(count: int, name: bytes = b"/ASCIIHexDecode ") -> bytes:
    """Return a stream with so many filters."""
    return stream(b"42542045 54>", b"/Filter [" + name * count + b"]")


def picture(entries: bytes, data: bytes = b"\x00") -> dict[int, bytes]:
    """Return a page that shows a picture of such entries."""
    return {
        3: page(resources=b"/XObject << /X 6 0 R >>"),
        4: stream(b"q 612 0 0 792 0 0 cm /X Do Q"),
        6: stream(data, b"/Type /XObject /Subtype /Image " + entries),
    }


def many_pages(count: int) -> dict[int, bytes]:
    """Return a tree of so many pages, all of one object's content."""
    first = 10
    kids = b" ".join(b"%d 0 R" % number for number in range(first, first + count))
    return {
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        **dict.fromkeys(range(first, first + count), PLAIN[3]),
    }


GREY = b"/ColorSpace /DeviceGray /BitsPerComponent 8 "
HUGE = b"/Width 100000 /Height 100000 "
TEXT = b"BT /F 1 Tf 1 0 0 1 72 700 Tm "
MADE: dict[str, dict[int, bytes]] = {
    "flate-twice": {4: folded(bytes(300 * MIB // 4), 2)},
    "flate-four-times": {4: folded(bytes(64 * MIB), 4)},
    "ascii85-of-nothing": {4: stream(b"z" * 3 * MIB + b"~>", b"/Filter /ASCII85Decode")},
    "ascii85-in-flate": {
        4: stream(zlib.compress(b"z" * 30 * MIB + b"~>", 9), b"/Filter [/FlateDecode /ASCII85Decode]")
    },
    "lzw": {4: stream(bytes(MIB), b"/Filter /LZWDecode")},
    "run-lengths": {4: run_lengths(80 * MIB)},
    "twenty-five-filters": {4: filters(25)},
    "thousand-filters": {4: filters(1000)},
    "filters-of-no-name": {4: filters(3, b"/WellDecode ")},
    "predictor-of-huge-rows": {
        4: flate(b"\x02" + bytes(99), b"/DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 4 >>")
    },
    "predictor-of-no-rows": {4: flate(b"\x02" + bytes(99), b"/DecodeParms << /Predictor 12 /Columns 0 >>")},
    "predictor-negative": {
        4: flate(b"\x02" + bytes(99), b"/DecodeParms << /Predictor 12 /Columns -9 /BitsPerComponent 99 >>")
    },
    "length-negative": {4: b"<< /Length -9 >> stream\nBT ET\nendstream"},
    "length-huge": {4: b"<< /Length 999999999999 >> stream\nBT ET\nendstream"},
    "length-is-a-name": {4: b"<< /Length /Long >> stream\nBT ET\nendstream"},
    "picture-huge": picture(HUGE + GREY),
    "picture-huge-flate": picture(HUGE + GREY + b"/Filter /FlateDecode", zeros(20 * MIB)),
    "picture-jpeg-of-nothing": picture(
        HUGE + GREY + b"/Filter /DCTDecode", b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03"
    ),
    "picture-jpx-of-nothing": picture(HUGE + b"/Filter /JPXDecode", b"\x00\x00\x00\x0cjP  \r\n\x87\n"),
    "picture-jbig2": picture(HUGE + GREY + b"/Filter /JBIG2Decode", bytes(64)),
    "picture-fax": picture(
        HUGE + GREY + b"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 2147483647 >>", bytes(64)
    ),
    "picture-inline-without-end": {4: stream(b"BI /W 9 /H 9 /CS /G /BPC 8 ID " + b"x" * 9999)},
    "many-operators": {4: flate(b"q Q " * (4 * MIB))},
    "many-fonts": {4: flate(b"BT " + b"/F 9 Tf " * MIB + b"ET")},
    "many-glyphs": {4: flate(TEXT + b"(" + b"wells " * (1000 * 1000) + b") Tj ET")},
    "many-lines": {4: flate(TEXT + b"(well) Tj 0 -1 Td " * 300_000 + b"ET")},
    "many-rules": {4: flate(b"0 0 m 9 9 l S " * 600_000)},
    "many-paths": {4: flate(b"0 0 m " + b"9 9 l " * 1_500_000 + b"S")},
    "many-pages": many_pages(2_500),
    "many-objects": dict.fromkeys(range(10, 200000), b"null"),
    "many-annotations": {
        3: page(b"/Annots [" + b"6 0 R " * 200_000 + b"]"),
        6: b"<< /Subtype /Link /Rect [0 0 9 9] >>",
    },
    "many-marks": {4: flate(b"/P << /MCID 0 >> BDC EMC " * 500_000)},
    "long-string": {4: stream(b"BT /F 9 Tf (" + b"w" * 8 * MIB + b") Tj ET")},
    "long-name": {4: stream(b"/" + b"w" * 4 * MIB + b" gs")},
    "long-number": {4: stream(b"9" * MIB + b" w")},
    "long-hexadecimal": {4: stream(b"BT /F 9 Tf <" + base64.b16encode(b"w" * MIB) + b"> Tj ET")},
}
FILES = (
    *(Hostile(f"bomb-{name}", REFUSED, partial(bare, objects)) for name, objects in MADE.items()),
    Hostile("bomb-flate", REFUSED, lambda: bare({4: stream(zeros(400 * MIB), b"/Filter /FlateDecode")})),
    Hostile("over-the-size", frozenset({15}), lambda: bare({}) + bytes(64 * MIB)),
)
