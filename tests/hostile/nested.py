"""Files that nest as deep as they can."""

from functools import partial

from tests.hostile.build import REFUSED, REVIEWED, Hostile, bare, flate, page

DEEP = 200_000


def deep_function(depth: int) -> bytes:
    """Return a calculator function of braces in braces."""
    program = b"{" * depth + b"}" * depth
    return b"<< /FunctionType 4 /Domain [0 1] /Range [0 1] /Length %d >> stream\n%s\nendstream" % (
        len(program),
        program,
    )


def elements(depth: int) -> dict[int, bytes]:
    """Return a structure tree as deep as that."""
    below = {
        number: b"<< /S /Sect /P %d 0 R /K %d 0 R >>" % (number - 1, number + 1) for number in range(10, 10 + depth)
    }
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 9 0 R >>",
        9: b"<< /Type /StructTreeRoot /K 10 0 R >>",
        **below,
        10 + depth: b"<< /S /P /K 0 /Pg 3 0 R >>",
    }


MADE: dict[str, dict[int, bytes]] = {
    "arrays": {6: b"[" * DEEP + b"]" * DEEP},
    "arrays-600": {6: b"[" * 600 + b"]" * 600},
    "dictionaries": {6: b"<< /A " * DEEP + b">>" * DEEP},
    "arrays-open": {6: b"[" * DEEP},
    "in-the-page": {3: page(b"/Well " + b"[" * 5000 + b"]" * 5000)},
    "in-the-box": {3: page(box=b"[" * 5000 + b"]" * 5000)},
    "in-the-content": {4: flate(b"[" * DEEP + b"]" * DEEP + b" TJ")},
    "dictionary-in-the-content": {4: flate(b"/P " + b"<< /A " * DEEP + b">>" * DEEP + b" BDC EMC")},
    "states": {4: flate(b"q " * DEEP * 5)},
    "states-closed": {4: flate(b"Q " * DEEP)},
    "texts": {4: flate(b"BT " * DEEP)},
    "marks": {4: flate(b"/P BMC " * DEEP + b"EMC " * DEEP)},
    "strings": {4: flate(b"(" * DEEP + b")" * DEEP + b" Tj")},
    "functions": {3: page(resources=b"/Shading << /S << /Function 6 0 R >> >>"), 6: deep_function(DEEP)},
    "elements": elements(20_000),
    "outlines": {
        1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 10 0 R >>",
        **{number: b"<< /First %d 0 R /Title (W) >>" % (number + 1) for number in range(10, 20_000)},
    },
}
FILES = tuple(Hostile(f"nested-{name}", REFUSED | REVIEWED, partial(bare, objects)) for name, objects in MADE.items())
