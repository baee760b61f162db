"""The characters that glyphs stand for (ToUnicode): WeasyPrint takes the first it meets, which may be a look-alike.

A font draws a no-break space with the glyph of the space, and a bracket in right-to-left text with that of its mirror
image. Whoever copies the text would get the look-alike everywhere; the glyph's own character is put in its place.
"""

import io
from typing import Any

from fontTools.ttLib import TTFont

OWN = {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u00ad": "-", "\u2010": "-", "\u2011": "-"}
MIRRORED = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))
_READ: dict[str, dict[str, int]] = {}


def correct(fonts: dict[Any, Any]) -> None:
    """Give the glyphs of the fonts of a document their own characters, before the fonts are written."""
    for font in fonts.values():
        doubtful = {glyph: text for glyph, text in font.to_unicode.items() if text in OWN or text in MIRRORED}
        if doubtful:
            own = _own_glyphs(font.hash, font.file_content, font.index)
            font.to_unicode.update({glyph: own_character(text, glyph, own) for glyph, text in doubtful.items()})


def own_character(text: str, glyph: int, glyphs: dict[str, int]) -> str:
    """Return the character for a glyph that was drawn for `text`, by the font's own map from characters to glyphs."""
    other = OWN.get(text) or MIRRORED[text]
    if glyphs.get(other) == glyph and (text in OWN or glyphs.get(text) != glyph):
        return other
    return text


def _own_glyphs(name: str, data: bytes, index: int) -> dict[str, int]:
    """Return the glyphs that a font has for the doubtful characters; read once for each font, by its name."""
    if name not in _READ:
        font = TTFont(io.BytesIO(data), fontNumber=index, lazy=True)
        names = font.getBestCmap()
        characters = {*OWN.values(), *OWN, *MIRRORED}
        _READ[name] = {c: font.getGlyphID(names[ord(c)]) for c in characters if ord(c) in names}
    return _READ[name]
