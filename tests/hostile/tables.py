"""Files whose table of objects, trailer or object streams lie."""

import re
import zlib
from functools import partial

from pipeline.model.outcome import DELIVERED
from tests.hostile.build import DAMAGED, PLAIN, REFUSED, REVIEWED, Hostile, bare, good

ANY = REFUSED | REVIEWED


def edited(pattern: bytes, text: bytes) -> bytes:
    """Return a plain file with a part of it replaced."""
    return re.sub(pattern, text, bare({}), flags=re.DOTALL)


def with_stream(widths: bytes, rows: bytes, size: int = 7, entries: bytes = b"") -> bytes:
    """Return a file whose table of objects is a stream."""
    written, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in PLAIN.items():
        places[number] = len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(written)
    rows = rows or b"".join(b"\x01" + places.get(number, start).to_bytes(2, "big") + b"\x00" for number in range(7))
    data = zlib.compress(rows)
    written += b"6 0 obj\n<< /Type /XRef /Size %d /W %s /Root 1 0 R /Length %d /Filter /FlateDecode %s >> stream\n" % (
        size,
        widths,
        len(data),
        entries,
    )
    return bytes(written) + data + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def with_object_stream(first: int, count: int, extends: bytes = b"") -> bytes:
    """Return a file with a stream of objects that lies of how many it holds and where they begin."""
    data = zlib.compress(b"20 0 21 8 << /A 1 >> << /B 2 >>")
    body = b"<< /Type /ObjStm /N %d /First %d %s /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (
        count,
        first,
        extends,
        len(data),
        data,
    )
    return bare({6: body, 3: PLAIN[3].replace(b"/Contents 4 0 R", b"/Contents 20 0 R")})


def moved(by: int) -> bytes:
    """Return a good resolution whose table of objects is said to stand elsewhere."""
    return re.sub(rb"startxref\s+(\d+)", lambda found: b"startxref\n%d" % (int(found[1]) + by), good())


def header_at(place: int) -> bytes:
    """Return a good resolution with so many bytes before it."""
    return b" " * (place - 1) + b"\n" + good()


FILES = (
    Hostile("table-previous-is-itself", ANY, lambda: bare({}, b"/Prev 9 ")),
    Hostile("table-previous-in-a-circle", ANY, lambda: edited(rb"/Size 6", b"/Size 6 /Prev 500")),
    Hostile("table-previous-far", ANY, lambda: bare({}, b"/Prev 99999999999999999999")),
    Hostile("table-previous-negative", ANY, lambda: bare({}, b"/Prev -1")),
    Hostile("table-hybrid", ANY, lambda: bare({}, b"/XRefStm 9")),
    Hostile("table-all-at-one-place", ANY, lambda: edited(rb"\d{10} 00000 n", b"0000000009 00000 n")),
    Hostile("table-all-nowhere", ANY, lambda: edited(rb"\d{10} 00000 n", b"9999999999 00000 n")),
    Hostile("table-all-free", ANY, lambda: edited(rb" n \n", b" f \n")),
    Hostile("table-generations", ANY, lambda: edited(rb" 00000 n", b" 65535 n")),
    Hostile("table-count-huge", ANY, lambda: edited(rb"xref\n0 6", b"xref\n0 999999999")),
    Hostile("table-start-huge", ANY, lambda: edited(rb"xref\n0 6", b"xref\n4294967290 6")),
    Hostile("table-count-negative", ANY, lambda: edited(rb"xref\n0 6", b"xref\n0 -6")),
    Hostile("table-of-letters", ANY, lambda: edited(rb"\d{10} 00000 n", b"wellwellwe wells n")),
    Hostile("size-huge", ANY, partial(bare, {}, size=2**31 - 1)),
    Hostile("size-beyond-all", ANY, partial(bare, {}, size=2**70)),
    Hostile("size-zero", ANY, partial(bare, {}, size=0)),
    Hostile("size-negative", ANY, partial(bare, {}, size=-5)),
    Hostile("widths-of-zero", ANY, lambda: with_stream(b"[0 0 0]", bytes(8))),
    Hostile("widths-huge", ANY, lambda: with_stream(b"[1 999999999 1]", b"")),
    Hostile("widths-negative", ANY, lambda: with_stream(b"[1 -2 1]", b"")),
    Hostile("widths-none", ANY, lambda: with_stream(b"[]", b"")),
    Hostile("widths-of-names", ANY, lambda: with_stream(b"[/A /B /C]", b"")),
    Hostile("stream-of-zeros-and-huge-size", ANY, lambda: with_stream(b"[0 0 0]", bytes(8), 2**31 - 1)),
    Hostile("index-huge", ANY, lambda: with_stream(b"[1 2 1]", b"", 7, b"/Index [0 999999999]")),
    Hostile("index-odd", ANY, lambda: with_stream(b"[1 2 1]", b"", 7, b"/Index [0]")),
    Hostile("index-many", ANY, lambda: with_stream(b"[1 2 1]", b"", 7, b"/Index [" + b"0 7 " * 20000 + b"]")),
    Hostile("objects-too-many", ANY, lambda: with_object_stream(11, 2**31 - 1)),
    Hostile("objects-negative", ANY, lambda: with_object_stream(-1, -1)),
    Hostile("objects-extend-themselves", ANY, lambda: with_object_stream(11, 2, b"/Extends 6 0 R")),
    Hostile(
        "object-in-itself",
        ANY,
        lambda: bare({20: b"<< /Type /ObjStm /N 1 /First 5 /Length 20 0 R >> stream\n20 0 1\nendstream"}),
    ),
    Hostile("no-root", ANY | DAMAGED, lambda: edited(rb"/Root 1 0 R", b"")),
    Hostile("root-is-no-dictionary", ANY, lambda: bare({1: b"[1 2 3]"})),
    Hostile("root-is-a-page", ANY, lambda: edited(rb"/Root 1 0 R", b"/Root 3 0 R")),
    Hostile("no-pages", ANY, lambda: bare({1: b"<< /Type /Catalog >>"})),
    Hostile("no-kids", DAMAGED | REFUSED, lambda: bare({2: b"<< /Type /Pages /Kids [] /Count 0 >>"})),
    Hostile("kids-null", REFUSED, lambda: bare({2: b"<< /Type /Pages /Kids [null 99 0 R] /Count 2 >>"})),
    Hostile("kids-of-numbers", REFUSED, lambda: bare({2: b"<< /Type /Pages /Kids [1 2 3] /Count 3 >>"})),
    Hostile("count-huge", REFUSED, lambda: bare({2: b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>"})),
    Hostile("count-negative", REFUSED, lambda: bare({2: b"<< /Type /Pages /Kids [3 0 R] /Count -4 >>"})),
    Hostile("count-is-a-name", REFUSED, lambda: bare({2: b"<< /Type /Pages /Kids [3 0 R] /Count /Many >>"})),
    Hostile("start-moved-a-little", REVIEWED | REFUSED, partial(moved, -3)),
    Hostile("start-moved-beyond", REVIEWED | REFUSED, partial(moved, 10**9)),
    Hostile("header-at-500", DELIVERED | REFUSED, partial(header_at, 500)),
    Hostile("header-at-1000", DELIVERED | REFUSED, partial(header_at, 1000)),
)
