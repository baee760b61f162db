"""A page set in a font made for it: what its glyphs are, and what its text layer says of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

WIDTH = 600
LINE = 40  # glyphs
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Face:
    """A font and a text layer.

    `glyphs` are its glyphs in order, each named by the character that it draws; code 1 is the first. `layer` holds
    what ToUnicode says where it says another text than the font; None leaves a code out. `hidden` are characters that
    the font's own cmap does not hold.
    """

    glyphs: str
    layer: Mapping[str, str | None] = field(default_factory=dict)
    hidden: str = ""
    scrambled: bool = False
    cff: bool = False

    @property
    def cmap(self) -> dict[int, str]:
        """The font's own cmap."""
        order = self.glyphs[1:] + self.glyphs[:1] if self.scrambled else self.glyphs
        return {
            ord(character): f"glyph{code}" for code, character in enumerate(order, 1) if character not in self.hidden
        }

    def code(self, character: str) -> int:
        """Return the code of a glyph."""
        return self.glyphs.index(character) + 1


def page_of(face: Face, text: str, before: bytes = b"", *, simple: bool = False) -> bytes:
    """Return a PDF of one page with a text in this font, in short lines; `before` is content drawn first."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    font = _simple(pdf, face) if simple else _composite(pdf, face)
    page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.F)
    lines = [text[at : at + LINE] for at in range(0, len(text), LINE)]
    shown = b" ".join(
        b"1 0 0 1 50 %d Tm <%s> Tj" % (700 - 14 * number, codes(face, line, simple=simple))
        for number, line in enumerate(lines)
    )
    page.contents_add(before + b" BT /F 10 Tf " + shown + b" ET")
    written = BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


def codes(face: Face, text: str, *, simple: bool = False) -> bytes:
    """Return the codes of a text, as content streams hold them."""
    return "".join(f"{face.code(character):0{2 if simple else 4}x}" for character in text).encode()


def _composite(pdf: pikepdf.Pdf, face: Face) -> pikepdf.Object:
    name = pikepdf.Name("/ABCDEF+Made")
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType0 if face.cff else pikepdf.Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=_descriptor(pdf, face, name),
        DW=WIDTH,
    )
    if not face.cff:
        descendant.CIDToGIDMap = pikepdf.Name.Identity
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(descendant)],
            ToUnicode=pdf.make_stream(_to_unicode(face, 4)),
        )
    )


def _simple(pdf: pikepdf.Pdf, face: Face) -> pikepdf.Object:
    name = pikepdf.Name("/ABCDEF+Made")
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.TrueType,
            BaseFont=name,
            FirstChar=1,
            LastChar=len(face.glyphs),
            Widths=[WIDTH] * len(face.glyphs),
            FontDescriptor=_descriptor(pdf, face, name),
            ToUnicode=pdf.make_stream(_to_unicode(face, 2)),
        )
    )


def _descriptor(pdf: pikepdf.Pdf, face: Face, name: pikepdf.Name) -> pikepdf.Object:
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=[0, -200, WIDTH, 800],
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=700,
        StemV=80,
    )
    program = pdf.make_stream(_program(face))
    if face.cff:
        program.Subtype = pikepdf.Name.OpenType
        descriptor.FontFile3 = program
    else:
        descriptor.FontFile2 = program
    return pdf.make_indirect(descriptor)


def _to_unicode(face: Face, digits: int) -> bytes:
    texts = {code: face.layer.get(character, character) for code, character in enumerate(face.glyphs, 1)}
    rows = [
        f"<{code:0{digits}x}> <{text.encode('utf-16-be').hex()}>" for code, text in texts.items() if text is not None
    ]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Made def /CMapType 2 def "
        f"1 begincodespacerange <{'00' * (digits // 2)}> <{'ff' * (digits // 2)}> endcodespacerange "
        f"{len(rows)} beginbfchar {' '.join(rows)} endbfchar endcmap end end"
    ).encode()


def _program(face: Face) -> bytes:
    names = [".notdef", *(f"glyph{code}" for code in range(1, len(face.glyphs) + 1))]
    inked = [False, *(not character.isspace() for character in face.glyphs)]
    builder = FontBuilder(1000, isTTF=not face.cff)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(face.cmap)
    if face.cff:
        builder.setupCFF("Made", {}, {name: _charstring(ink) for name, ink in zip(names, inked, strict=True)}, {})
    else:
        drawn = {name: _outline(ink) for name, ink in zip(names, inked, strict=True)}
        if NO_BREAK in face.glyphs:
            drawn[f"glyph{face.code(NO_BREAK)}"] = _copy_of(f"glyph{face.code(' ')}", drawn)
        builder.setupGlyf(drawn)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (WIDTH, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Made", "styleName": "Regular"})
    builder.setupPost(keepGlyphNames=False)
    if not face.cff:
        builder.font["cmap"].tables.append(_plain(names))
    written = BytesIO()
    builder.save(written)
    return written.getvalue()


def _plain(names: list[str]) -> object:
    """Return a table of codes, as simple symbolic fonts are shown by."""
    table = CmapSubtable.newSubtable(0)
    table.platformID, table.platEncID, table.language = 1, 0, 0
    table.cmap = {code: name for code, name in enumerate(names) if 0 < code < 256}
    return table


def _square(pen: TTGlyphPen | T2CharStringPen, ink: bool) -> None:
    if ink:
        pen.moveTo((50, 0))
        for corner in ((50, 500), (550, 500), (550, 0)):
            pen.lineTo(corner)
        pen.closePath()


def _outline(ink: bool) -> object:
    pen = TTGlyphPen(None)
    _square(pen, ink)
    return pen.glyph()


def _copy_of(name: str, drawn: dict[str, object]) -> object:
    """Return a glyph that is made of another, as fonts make the no-break space."""
    pen = TTGlyphPen(drawn)
    pen.addComponent(name, (1, 0, 0, 1, 0, 0))
    return pen.glyph()


def _charstring(ink: bool) -> object:
    pen = T2CharStringPen(WIDTH, None)
    _square(pen, ink)
    return pen.getCharString()
