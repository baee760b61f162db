"""Papers whose text holds characters that no writer, or no reader, should meet."""

from functools import partial

from pipeline.model.outcome import Outcome
from tests.hostile.build import REFUSED, REVIEWED, Hostile, drawn

CHARACTERS = {
    "null": "0000",
    "controls": "0001001b0007",
    "vertical-tab": "000b000c",
    "half-a-pair": "d800",
    "other-half": "dc00",
    "halves-turned": "dc00d800",
    "no-character": "fffe",
    "no-character-within": "fdd0fdd1",
    "last-of-all": "dbffdfff",
    "private": "e000e001f8ff",
    "private-far": "dbc0dc00",
    "tags": "db40dc41db40dc42",
    "turned-by-force": "202e0057202c",
    "turned-and-left-open": "202e0057",
    "isolates": "206700570066",
    "isolates-left-open": "2066206720680057",
    "marks": "200f200e061c",
    "nothing-wide": "200b200c200d2060feff",
    "letters-of-two-scripts": "0057043504410074",
    "letters-alike": "0430005000430061",
    "piled-marks": "0057" + "0301" * 300,
    "mark-alone": "0301",
    "replacement": "fffd",
    "long": "0057" * 200,
    "lines": "20282029008500a0",
    "ligature": "fb03",
    "forms": "fe8dfefb",
    "emoji": "d83ddca7200dd83ddc69",
}
CMAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff>"
    b" endcodespacerange 1 beginbfchar <57> <%s> endbfchar endcmap end end"
)
WORD = b"BT /Odd 10 Tf 1 0 0 1 100 400 Tm (W) Tj ET"


def odd(characters: str) -> bytes:
    """Return a good resolution with a glyph whose font says that it is such characters (UTF-16, hexadecimal)."""
    import pikepdf

    def add(file: pikepdf.Pdf, first: pikepdf.Page) -> None:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            ToUnicode=file.make_stream(CMAP % characters.encode("ascii")),
        )
        first.add_resource(file.make_indirect(font), pikepdf.Name.Font, pikepdf.Name.Odd)

    return drawn(WORD, add)


# Ends in no PDF, by name: characters for which no font here has a glyph, and what our PDF cannot set yet.
WITHOUT_GLYPH = frozenset({"private", "private-far", "emoji"})
NOT_SET_YET = frozenset({"piled-marks", "mark-alone", "long", "forms"})
UNSHOWN = frozenset({Outcome.OUTPUT.code})


def _right(name: str) -> frozenset[int]:
    return REVIEWED | REFUSED | (UNSHOWN if name in WITHOUT_GLYPH | NOT_SET_YET else frozenset())


FILES = tuple(
    Hostile(f"word-{name}", _right(name), partial(odd, characters)) for name, characters in CHARACTERS.items()
)
