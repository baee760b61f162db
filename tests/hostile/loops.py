"""Files whose objects lead in a circle, or on without end."""

from functools import partial

from tests.hostile.build import PLAIN, REFUSED, Hostile, bare, page, stream

SELF = b"6 0 R"


def form(entries: bytes = b"", content: bytes = b"/X Do") -> bytes:
    """Return a form that draws another."""
    return stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] " + entries)


def cmap(more: bytes) -> bytes:
    """Return a map of codes to characters."""
    return stream(b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n" + more + b"\nendcmap end end")


def long_chain(length: int) -> dict[int, bytes]:
    """Return a length of a stream that leads from object to object."""
    chain = {number: b"%d 0 R" % (number + 1) for number in range(10, 10 + length)}
    return {4: b"<< /Length 10 0 R >> stream\nBT ET\nendstream", **chain, 10 + length: b"5"}


def tree_of_pages(depth: int) -> dict[int, bytes]:
    """Return a tree of pages as deep as that."""
    nodes = {number: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1) for number in range(10, 10 + depth)}
    return {2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>", **nodes, 10 + depth: PLAIN[3]}


FONT_WITH = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica %s >>"
TYPE0 = b"<< /Type /Font /Subtype /Type0 /BaseFont /Wells /Encoding /Identity-H %s >>"
MADE: dict[str, dict[int, bytes]] = {
    "media-box": {3: page(box=SELF), 6: SELF},
    "media-box-of-two": {3: page(box=SELF), 6: b"7 0 R", 7: SELF},
    "media-box-in-itself": {3: page(box=SELF), 6: b"[0 0 612 6 0 R]"},
    "length": {4: b"<< /Length 6 0 R >> stream\nBT ET\nendstream", 6: b"7 0 R", 7: SELF},
    "length-own": {4: b"<< /Length 4 0 R >> stream\nBT ET\nendstream"},
    "length-chain": long_chain(3000),
    "contents": {3: page(content=SELF), 6: SELF},
    "contents-array": {3: page(content=SELF), 6: b"[6 0 R 4 0 R]"},
    "kids": {2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"},
    "kids-of-two": {
        2: b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>",
        6: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>",
    },
    "kids-twice": {2: b"<< /Type /Pages /Kids [" + b"3 0 R " * 300 + b"] /Count 300 >>"},
    "kids-deep": tree_of_pages(4000),
    "parent": {3: page().replace(b"/Parent 2 0 R", b"/Parent 3 0 R")},
    "pages-own": {1: b"<< /Type /Catalog /Pages 1 0 R >>"},
    "resources": {3: PLAIN[3].replace(b"<< /Font << /F 5 0 R >> >>", SELF), 6: SELF},
    "form-own": {
        3: page(resources=b"/XObject << /X 6 0 R >>"),
        4: stream(b"/X Do"),
        6: form(b"/Resources << /XObject << /X 6 0 R >> >>"),
    },
    "form-of-two": {
        3: page(resources=b"/XObject << /X 6 0 R >>"),
        4: stream(b"/X Do"),
        6: form(b"/Resources << /XObject << /X 7 0 R >> >>"),
        7: form(b"/Resources << /XObject << /X 6 0 R >> >>"),
    },
    "form-inherits": {3: page(resources=b"/XObject << /X 6 0 R >>"), 4: stream(b"/X Do"), 6: form()},
    "form-doubles": {
        3: page(resources=b"/XObject << /X 20 0 R >>"),
        4: stream(b"/X Do"),
        **{
            number: form(b"/Resources << /XObject << /X %d 0 R >> >>" % (number + 1), b"/X Do /X Do")
            for number in range(20, 60)
        },
        60: form(content=b"BT /F 9 Tf (Well) Tj ET"),
    },
    "pattern-own": {
        3: page(resources=b"/Pattern << /P 6 0 R >>"),
        4: stream(b"/Pattern cs /P scn 0 0 300 300 re f"),
        6: stream(
            b"/Pattern cs /P scn 0 0 9 9 re f",
            b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9"
            b" /Resources << /Pattern << /P 6 0 R >> >>",
        ),
    },
    "glyph-own": {
        5: b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 87"
        b" /LastChar 87 /Widths [500] /Encoding << /Differences [87 /W] >> /CharProcs << /W 6 0 R >>"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        6: stream(b"500 0 d0 BT /F 12 Tf (W) Tj ET"),
    },
    "descendant-own": {5: TYPE0 % b"/DescendantFonts [5 0 R]"},
    "descendant": {5: TYPE0 % b"/DescendantFonts 6 0 R", 6: SELF},
    "encoding": {5: FONT_WITH % b"/Encoding 6 0 R", 6: SELF},
    "encoding-base": {5: FONT_WITH % b"/Encoding 6 0 R", 6: b"<< /BaseEncoding 6 0 R /Differences 6 0 R >>"},
    "to-unicode": {5: FONT_WITH % b"/ToUnicode 6 0 R", 6: SELF},
    "to-unicode-uses-itself": {5: FONT_WITH % b"/ToUnicode 6 0 R", 6: cmap(b"/UseCMap 6 0 R")},
    "descriptor": {5: FONT_WITH % b"/FontDescriptor 6 0 R", 6: b"<< /FontFile2 6 0 R /FontBBox 6 0 R >>"},
    "widths": {5: FONT_WITH % b"/FirstChar 0 /LastChar 255 /Widths 6 0 R", 6: b"[6 0 R]"},
    "outlines": {
        1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>",
        6: b"<< /First 6 0 R /Next 6 0 R /Title (W) >>",
    },
    "structure-own": {
        1: b"<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R >>",
        6: b"<< /Type /StructTreeRoot /K 7 0 R /ParentTree 8 0 R >>",
        7: b"<< /S /P /P 7 0 R /K [7 0 R 0] /Pg 3 0 R >>",
        8: b"<< /Kids [8 0 R] >>",
    },
    "structure-of-two": {
        1: b"<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R >>",
        6: b"<< /Type /StructTreeRoot /K 7 0 R >>",
        7: b"<< /S /Sect /P 6 0 R /K 8 0 R >>",
        8: b"<< /S /Sect /P 7 0 R /K 7 0 R >>",
    },
    "role-map": {
        1: b"<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R >>",
        6: b"<< /Type /StructTreeRoot /K 7 0 R /RoleMap << /A /B /B /A >> >>",
        7: b"<< /S /A /P 6 0 R /K 0 /Pg 3 0 R >>",
    },
    "names": {1: b"<< /Type /Catalog /Pages 2 0 R /Names << /Dests 6 0 R >> >>", 6: b"<< /Kids [6 0 R] >>"},
    "labels": {1: b"<< /Type /Catalog /Pages 2 0 R /PageLabels 6 0 R >>", 6: b"<< /Kids [6 0 R] /Nums 6 0 R >>"},
    "annotations": {3: page(b"/Annots 6 0 R"), 6: b"[6 0 R]"},
    "annotation-of-itself": {3: page(b"/Annots [6 0 R]"), 6: b"<< /Subtype /Link /Rect 6 0 R /A 6 0 R /P 6 0 R >>"},
    "layers": {
        1: b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs 6 0 R /D 6 0 R >> >>",
        6: b"<< /OFF 6 0 R /OCGs [6 0 R] /BaseState /OFF >>",
    },
    "colour-space": {
        3: page(resources=b"/ColorSpace << /C 6 0 R >>"),
        4: stream(b"/C cs 0 scn"),
        6: b"[/Indexed 6 0 R 1 <00>]",
    },
    "function": {
        3: page(resources=b"/Shading << /S 6 0 R >>"),
        4: stream(b"/S sh"),
        6: b"<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 9 9] /Function 7 0 R >>",
        7: b"<< /FunctionType 3 /Domain [0 1] /Functions [7 0 R] /Bounds [] /Encode [0 1] >>",
    },
    "decode-parameters": {
        4: b"<< /Length 5 /Filter /FlateDecode /DecodeParms 6 0 R >> stream\nBT ET\nendstream",
        6: SELF,
    },
    "filter": {4: b"<< /Length 5 /Filter 6 0 R >> stream\nBT ET\nendstream", 6: b"[6 0 R]"},
    "info": {6: SELF},
}
FILES = tuple(Hostile(f"loop-{name}", REFUSED, partial(bare, objects)) for name, objects in MADE.items())
