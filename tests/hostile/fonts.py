"""Fonts and maps of characters that are broken, endless, or lie."""

from functools import partial

import pikepdf

from pipeline.model.outcome import DELIVERED
from tests.hostile.build import REFUSED, REVIEWED, Hostile, bare, changed, flate, stream

CMAP = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n%s\nendcmap end end"
PROGRAMS = {
    "truetype-of-nothing": (b"FontFile2", bytes(64)),
    "truetype-cut": (b"FontFile2", b"\x00\x01\x00\x00\x00\x09\x00\x80\x00\x03\x00\x10glyf" + b"\xff" * 40),
    "truetype-of-tables": (
        b"FontFile2",
        b"\x00\x01\x00\x00\xff\xff" + b"cmap\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff" * 300,
    ),
    "compact-of-nothing": (b"FontFile3", b"\x01\x00\x04\x04" + b"\xff" * 60),
    "compact-index-huge": (b"FontFile3", b"\x01\x00\x04\x04\xff\xff\x04" + b"\x7f" * 400),
    "type1-of-nothing": (b"FontFile", b"%!PS-AdobeFont-1.0: Wells\n" + b"x" * 400),
    "type1-endless": (b"FontFile", b"%!PS-AdobeFont-1.0\n/Subrs 999999999 array dup 0 999999999 RD " + b"x" * 40),
}
MAPS = {
    "empty": b"",
    "range-huge": b"1 beginbfrange <0000> <ffffffff> <0041> endbfrange",
    "range-inverted": b"1 beginbfrange <ffff> <0000> <0041> endbfrange",
    "ranges-many": b"100 beginbfrange " + b"<0000> <ffff> <0041> " * 100 + b"endbfrange",
    "range-of-nothing": b"1 beginbfrange <00> <ff> [] endbfrange",
    "characters-long": b"1 beginbfchar <57> <" + b"0041" * 5000 + b"> endbfchar",
    "characters-surrogate": b"1 beginbfchar <57> <d800> endbfchar",
    "characters-null": b"1 beginbfchar <57> <0000> endbfchar",
    "characters-odd": b"1 beginbfchar <57> <004> endbfchar",
    "codes-long": b"1 begincodespacerange <" + b"00" * 64 + b"> <" + b"ff" * 64 + b"> endcodespacerange",
    "operators-only": b"beginbfchar endbfchar beginbfrange endbfrange begincidrange endcidrange usecmap def",
    "uses-a-file": b"/../../../../etc/passwd usecmap",
    "not-closed": b"1 beginbfchar <57 <0041",
}
NAMES = {
    "differences-huge": b"/Encoding << /Differences [99999999 /W] >>",
    "differences-negative": b"/Encoding << /Differences [-5 /W /e] >>",
    "differences-odd": b"/Encoding << /Differences [/W (x) [1] 7 7 7] >>",
    "names-long": b"/Encoding << /Differences [87 /u" + b"1" * 9000 + b" /uniD800 /uniFFFFFFFF /u110000] >>",
    "encoding-of-a-path": b"/Encoding /..#2f..#2f..#2fetc#2fpasswd",
    "encoding-is-a-number": b"/Encoding 12",
    "widths-short": b"/FirstChar 200 /LastChar 3 /Widths [1]",
    "widths-of-names": b"/FirstChar 0 /LastChar 3 /Widths [/A /B (c) []]",
    "widths-huge": b"/FirstChar 87 /LastChar 87 /Widths [1e38]",
    "subtype-none": b"/Subtype /Well",
}
TYPE0 = b"<< /Type /Font /Subtype /Type0 /BaseFont /Wells /Encoding %s /DescendantFonts [6 0 R] >>"
COMPOSITE = {
    "cid-widths-huge": (b"/Identity-H", b"/W [0 2147483647 500]"),
    "cid-widths-odd": (b"/Identity-H", b"/W [0 [1 2] 3 [ ] 4 /A]"),
    "cid-map-cut": (b"/Identity-H", b"/CIDToGIDMap 4 0 R"),
    "cid-encoding-of-a-path": (b"/..#2f..#2ftmp#2fx", b""),
    "cid-encoding-unknown": (b"/Well-H", b""),
    "cid-no-system": (b"/UniGB-UCS2-H", b"/CIDSystemInfo null"),
}


def with_program(key: bytes, program: bytes) -> bytes:
    """Return a page in a font with such a program."""
    return bare(
        {
            5: b"<< /Type /Font /Subtype /TrueType /BaseFont /Wells /FirstChar 32 /LastChar 34 /Widths [9 9 9]"
            b" /FontDescriptor 6 0 R >>",
            6: b"<< /Type /FontDescriptor /FontName /Wells /Flags 4 /%s 7 0 R >>" % key,
            7: flate(program, b"/Length1 %d" % len(program)),
        }
    )


def with_map(more: bytes) -> bytes:
    """Return a page in a font with such a map to characters."""
    return bare({5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>", 6: stream(CMAP % more)})


def with_entries(entries: bytes) -> bytes:
    """Return a page in a font with such entries."""
    return bare({5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica %s >>" % entries})


def composite(encoding: bytes, entries: bytes) -> bytes:
    """Return a page in a composite font."""
    below = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Wells /CIDSystemInfo << /Registry (A) /Ordering (B) >> %s >>"
    )
    return bare({5: TYPE0 % encoding, 6: below % entries})


def lying(before: bytes, after: bytes) -> bytes:
    """Return a good resolution whose fonts name one character in place of another."""

    def change(file: pikepdf.Pdf) -> None:
        for font in [item for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item]:
            font.ToUnicode.write(font.ToUnicode.read_bytes().replace(before, after))

    return changed(change)


def without_maps() -> bytes:
    """Return a good resolution whose fonts do not say what their glyphs are."""

    def change(file: pikepdf.Pdf) -> None:
        for font in [item for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item]:
            del font["/ToUnicode"]

    return changed(change)


FILES = (
    *(Hostile(f"font-{name}", REFUSED, partial(with_program, *program)) for name, program in PROGRAMS.items()),
    *(Hostile(f"map-{name}", REFUSED, partial(with_map, more)) for name, more in MAPS.items()),
    *(Hostile(f"font-{name}", REFUSED, partial(with_entries, entries)) for name, entries in NAMES.items()),
    *(Hostile(f"font-{name}", REFUSED, partial(composite, *parts)) for name, parts in COMPOSITE.items()),
    Hostile("map-lies", REVIEWED | REFUSED, partial(lying, b"<0065>", b"<0061>")),
    Hostile("map-says-controls", REVIEWED | REFUSED, partial(lying, b"<0065>", b"<0007>")),
    Hostile("map-says-surrogates", REVIEWED | REFUSED, partial(lying, b"<0065>", b"<d801>")),
    Hostile("map-says-private", REVIEWED | REFUSED, partial(lying, b"<0065>", b"<e000>")),
    Hostile("maps-gone", DELIVERED | REFUSED, without_maps),
)
