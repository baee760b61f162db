"""The barcode of a job number as text, in a font made here: official papers print it in a Code 39 font."""

import re
from base64 import b64encode
from functools import cache
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

FAMILY = "Code 39"

# The five bars and four spaces of each character, bar first: n narrow, w wide.
_PATTERNS = {
    "0": "nnnwwnwnn",
    "1": "wnnwnnnnw",
    "2": "nnwwnnnnw",
    "3": "wnwwnnnnn",
    "4": "nnnwwnnnw",
    "5": "wnnwwnnnn",
    "6": "nnwwwnnnn",
    "7": "nnnwnnwnw",
    "8": "wnnwnnwnn",
    "9": "nnwwnnwnn",
    "*": "nwnnwnwnn",
}
_NARROW, _WIDE, _HEIGHT = 66, 190, 900


def barcode(job_number: str) -> str:
    """Return what the barcode under a job number says: its digits between asterisks."""
    return f"*{''.join(re.findall('[0-9]+', job_number.partition(' ')[0]))}*"


@cache
def font_face() -> str:
    """Return the style rule that brings the font."""
    data = b64encode(_font()).decode("ascii")
    return f'@font-face {{ font-family: "{FAMILY}"; src: url("data:font/ttf;base64,{data}") }}'


def _font() -> bytes:
    names = {character: f"bars{number}" for number, character in enumerate(_PATTERNS)}
    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    glyphs |= {names[character]: _bars(pattern) for character, pattern in _PATTERNS.items()}
    advance = 6 * _NARROW + 3 * _WIDE + _NARROW
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({ord(character): name for character, name in names.items()})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (advance, 0)))
    builder.setupHorizontalHeader(ascent=_HEIGHT, descent=-100)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=_HEIGHT, usWinAscent=_HEIGHT, usWinDescent=100)
    builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    written = BytesIO()
    builder.save(written)
    return written.getvalue()


def _bars(pattern: str) -> Glyph:
    pen = TTGlyphPen(None)
    left = 0
    for place, width in enumerate(pattern):
        right = left + (_WIDE if width == "w" else _NARROW)
        if place % 2 == 0:
            _bar(pen, left, right)
        left = right
    return pen.glyph()


def _bar(pen: TTGlyphPen, left: int, right: int) -> None:
    pen.moveTo((left, 0))
    pen.lineTo((left, _HEIGHT))
    pen.lineTo((right, _HEIGHT))
    pen.lineTo((right, 0))
    pen.closePath()
