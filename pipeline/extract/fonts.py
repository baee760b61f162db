"""What a font program says of its own glyphs: which characters it draws for a code, and whether that leaves ink.

A text layer is what a file says its glyphs mean (ToUnicode, ISO 32000-1, 9.10.3). The embedded program draws them, and
its own Unicode cmap and its glyph names say what they are. The two come from different hands, so that the second can
witness against the first. Symbolic cmaps and names like `g12` or `cid00012` say nothing.
"""

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from fontTools import agl, cffLib
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.ttLib import TTFont, TTLibError

from pipeline.damage import DAMAGE
from pipeline.extract.shapes import Shape, shapes_of

SYMBOLIC = 4  # ISO 32000-1, table 123, bit 3
UNICODE_CMAPS = frozenset({*((0, encoding) for encoding in (0, 1, 2, 3, 4, 6)), (3, 1), (3, 10)})
FONT_ERRORS = (*DAMAGE, TTLibError)
PROGRAMS = frozenset({"/FontFile", "/FontFile2", "/FontFile3"})
DINGBATS = frozenset({"/Symbol", "/ZapfDingbats"})
NO_GLYPH = ".notdef"
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Outlines:
    """An embedded program, by glyph number: its characters, its names, whether a glyph leaves ink, how it is drawn,
    and how far it moves on, in parts of the font's size.
    """

    characters: Mapping[int, frozenset[str]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    inks: Callable[[int], bool | None] = lambda _glyph: None
    shape: Callable[[int], Shape | None] = lambda _glyph: None
    advance: Callable[[int], float | None] = lambda _glyph: None

    def says(self, glyph: int) -> frozenset[str]:
        """Return the characters of a glyph; by its name where the cmap has none."""
        if glyph in self.characters:
            return self.characters[glyph]
        return by_name(self.names[glyph]) if 0 <= glyph < len(self.names) else NOTHING


@dataclass(frozen=True)
class Font:
    """A font as a witness: what its program says of each code.

    `invents` says that what a reader makes of a code without ToUnicode is invented: the font has an encoding of its
    own, which it does not give.
    """

    name: str
    outlines: Outlines = Outlines()
    glyph_of: Callable[[int], int | None] = lambda _code: None
    encoding: Mapping[int, str] = field(default_factory=dict)
    invents: bool = False

    def says(self, code: int) -> frozenset[str]:
        """Return the characters that the program draws for a code, one of them or alike; none where it is silent."""
        try:
            glyph = self.glyph_of(code)
            said = self.outlines.says(glyph) if glyph else NOTHING
        except FONT_ERRORS:
            said = NOTHING
        return said or by_name(self.encoding.get(code, ""))

    def inks(self, code: int) -> bool | None:
        """Say whether a code leaves ink; None where the program does not say."""
        try:
            glyph = self.glyph_of(code)
            return None if glyph is None else self.outlines.inks(glyph)
        except FONT_ERRORS:
            return None

    def shape(self, code: int) -> Shape | None:
        """Return how the program draws a code; None where it does not say."""
        try:
            glyph = self.glyph_of(code)
            return None if glyph is None else self.outlines.shape(glyph)
        except FONT_ERRORS:
            return None

    def advance(self, code: int) -> float | None:
        """Return how far a code moves on by the program, in parts of the font's size; None where it does not say."""
        try:
            glyph = self.glyph_of(code)
            return None if glyph is None else self.outlines.advance(glyph)
        except FONT_ERRORS:
            return None


@cache
def by_name(name: str) -> frozenset[str]:
    """Return what a glyph's name says, by the Adobe Glyph List; nothing for names that are only numbers."""
    text = agl.toUnicode(name)
    return frozenset({text}) if text and "\0" not in text else NOTHING


def read_font(pdf: pikepdf.Pdf, number: int) -> Font:
    """Return the font of an object number; a font that cannot be read is a witness that says nothing."""
    try:
        held = pdf.get_object(number, 0)
        if not isinstance(held, pikepdf.Dictionary):
            return Font("unknown")
        name = str(held.get("/BaseFont", "/unknown")).lstrip("/").rsplit("+", 1)[-1]
        return _composite(name, held) if "/DescendantFonts" in held else _simple(name, held)
    except FONT_ERRORS:
        return Font("unknown")


def _composite(name: str, held: pikepdf.Dictionary) -> Font:
    """Read a composite font: codes are CIDs (ISO 32000-1, 9.7.4.2), as pdfminer gives them."""
    descendant = held["/DescendantFonts"][0]
    outlines, cids = _program(descendant.get("/FontDescriptor"))
    table = descendant.get("/CIDToGIDMap")
    if isinstance(table, pikepdf.Stream):
        return Font(name, outlines, _mapped(table.read_bytes()))
    return Font(name, outlines, cids.get if cids is not None else lambda code: code)


def _mapped(table: bytes) -> Callable[[int], int | None]:
    return lambda code: int.from_bytes(table[2 * code : 2 * code + 2], "big") if 2 * code + 2 <= len(table) else None


def _simple(name: str, held: pikepdf.Dictionary) -> Font:
    """Read a simple font (ISO 32000-1, 9.6)."""
    descriptor = held.get("/FontDescriptor")
    if str(held.get("/Subtype")) == "/Type3":
        return Font(name)
    if not isinstance(descriptor, pikepdf.Dictionary) or not PROGRAMS & set(descriptor.keys()):
        return Font(name, encoding=_of_names(held, descriptor))
    symbolic = bool(int(descriptor.get("/Flags", 0)) & SYMBOLIC)
    encoding = _encoding(held.get("/Encoding"))
    invents = symbolic and "/Encoding" not in held
    if "/FontFile2" in descriptor:
        program = _open(descriptor["/FontFile2"].read_bytes())
        used = {} if symbolic else encoding
        return Font(name, _true_type(program)[0], _true_type_codes(program, used), used, invents)
    if "/FontFile3" in descriptor:
        outlines, _ = _program(descriptor)
        places = {each: glyph for glyph, each in enumerate(outlines.names)}
        built_in = encoding or _built_in(descriptor)
        return Font(name, outlines, lambda code: places.get(built_in.get(code, "")), built_in, invents)
    return Font(name, encoding=encoding)


def _of_names(held: pikepdf.Dictionary, descriptor: Any) -> dict[int, str]:
    """Return what a font without a program is drawn by: the names of its encoding (ISO 32000-1, 9.6.6.2)."""
    symbolic = isinstance(descriptor, pikepdf.Dictionary) and bool(int(descriptor.get("/Flags", 0)) & SYMBOLIC)
    if symbolic or str(held.get("/BaseFont")) in DINGBATS:
        return {}
    return _encoding(held.get("/Encoding")) or {
        code: name for code, name in enumerate(StandardEncoding) if name != NO_GLYPH
    }


def _encoding(held: Any) -> dict[int, str]:
    """Return the glyph names of a font's /Encoding by code (ISO 32000-1, 9.6.6); none where it has none."""
    if isinstance(held, pikepdf.Name):
        return _base(str(held))
    if not isinstance(held, pikepdf.Dictionary):
        return {}
    names = _base(str(held.get("/BaseEncoding", "")))
    code = 0
    for item in held.get("/Differences", ()):
        if isinstance(item, pikepdf.Name):
            names[code] = str(item).lstrip("/")
            code += 1
        else:
            code = int(item)
    return names


def _base(name: str) -> dict[int, str]:
    codec = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}.get(name)
    if codec is None:
        return {}
    texts = {code: bytes([code]).decode(codec, "ignore") for code in range(32, 256)}
    return {code: agl.UV2AGL.get(ord(text), f"uni{ord(text):04X}") for code, text in texts.items() if text}


def _built_in(descriptor: pikepdf.Dictionary) -> dict[int, str]:
    """Return the encoding inside a Type 1C program."""
    if "/FontFile3" not in descriptor:
        return {}
    top = _cff(descriptor["/FontFile3"].read_bytes())
    held = StandardEncoding if top.Encoding == "StandardEncoding" else top.Encoding
    return {code: name for code, name in enumerate(held) if isinstance(name, str) and name != NO_GLYPH}


def _program(descriptor: Any) -> tuple[Outlines, dict[int, int] | None]:
    """Return the embedded program of a descriptor, and the glyph of each CID where the program has them."""
    if not isinstance(descriptor, pikepdf.Dictionary):
        return Outlines(), {}
    if "/FontFile2" in descriptor:
        return _true_type(_open(descriptor["/FontFile2"].read_bytes()))
    if "/FontFile3" not in descriptor:
        return Outlines(), {}
    data = descriptor["/FontFile3"].read_bytes()
    if str(descriptor["/FontFile3"].get("/Subtype")) == "/OpenType":
        return _true_type(_open(data))
    return _of_cff(_cff(data))


def _open(data: bytes) -> TTFont:
    """Open a program, its glyphs named by their numbers, unless it has names of its own."""
    program = TTFont(BytesIO(data), lazy=True)
    if "CFF " not in program and not ("post" in program and program["post"].formatType == 2.0):
        program.setGlyphOrder([str(number) for number in range(program["maxp"].numGlyphs)])
    return program


def _true_type(program: TTFont) -> tuple[Outlines, dict[int, int] | None]:
    order = program.getGlyphOrder()
    numbers = _numbers(order)
    characters: dict[int, set[str]] = {}
    for table in program["cmap"].tables if "cmap" in program else ():
        if (table.platformID, table.platEncID) in UNICODE_CMAPS:
            for value, name in table.cmap.items():
                characters.setdefault(numbers(name), set()).add(chr(value))
    held = {number: frozenset(each) for number, each in characters.items()}
    if "CFF " in program:
        outlines, cids = _of_cff(program["CFF "].cff[0])
        return Outlines(held, outlines.names, outlines.inks), cids
    names = () if order[:1] == ["0"] else tuple(name.split("#")[0] for name in order)
    return Outlines(
        held,
        names,
        lambda glyph: _true_type_inks(program, glyph),
        shapes_of(program),
        lambda glyph: _true_type_advance(program, glyph),
    ), None


def _true_type_inks(program: TTFont, glyph: int) -> bool:
    """Say whether a glyph has contours: one without has no length, or a box without area (OpenType, loca and glyf)."""
    (long,) = struct.unpack_from(">h", program.reader["head"], 50)
    places = struct.unpack_from(">2L" if long else ">2H", program.reader["loca"], glyph * (4 if long else 2))
    first, end = (place if long else 2 * place for place in places)
    if end <= first:
        return False
    contours, left, low, right, high = struct.unpack_from(">5h", program.reader["glyf"], first)
    return bool(contours != 0 and left < right and low < high)


def _true_type_advance(program: TTFont, glyph: int) -> float:
    """Return how far a glyph moves on; the last of the table's widths holds for all that follow (OpenType, hmtx)."""
    (units,) = struct.unpack_from(">H", program.reader["head"], 18)
    (count,) = struct.unpack_from(">H", program.reader["hhea"], 34)
    (width,) = struct.unpack_from(">H", program.reader["hmtx"], 4 * min(glyph, count - 1))
    return float(width / units)


def _numbers(order: list[str]) -> Callable[[str], int]:
    if order[:1] == ["0"]:
        return int
    return {name: number for number, name in enumerate(order)}.__getitem__


def _true_type_codes(program: TTFont, encoding: Mapping[int, str]) -> Callable[[int], int | None]:
    """Return which glyph a simple TrueType font draws for a code (ISO 32000-1, 9.6.6.4)."""
    numbers = _numbers(program.getGlyphOrder())
    tables = {(each.platformID, each.platEncID): each.cmap for each in program["cmap"].tables}

    def glyph_of(code: int) -> int | None:
        if encoding and (3, 1) in tables:
            places = [(tables[3, 1], ord(text)) for text in by_name(encoding.get(code, "")) if len(text) == 1]
        else:
            symbols, plain = tables.get((3, 0), {}), tables.get((1, 0), {})
            places = [(symbols, 0xF000 + code), (symbols, code), (plain, code)]
        return next((numbers(table[at]) for table, at in places if at in table), None)

    return glyph_of


def _cff(data: bytes) -> Any:
    fonts = cffLib.CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    return fonts[0]


def _of_cff(top: Any) -> tuple[Outlines, dict[int, int] | None]:
    names = tuple(top.charset)
    keyed = hasattr(top, "ROS")
    cids = {int(name[3:]): glyph for glyph, name in enumerate(names) if name[3:].isdigit()} if keyed else None
    return Outlines({}, () if keyed else names, lambda glyph: _cff_inks(top, names[glyph])), cids


def _cff_inks(top: Any, name: str) -> bool:
    pen = ControlBoundsPen(None)
    top.CharStrings[name].draw(pen)
    return pen.bounds is not None
