"""The characters that glyphs stand for (ToUnicode): WeasyPrint takes the first it meets, which may be a look-alike.

A font draws a no-break space with the glyph of the space, a bracket in right-to-left text with that of its mirror
image, and a vowel sign over a letter as one of two glyphs for both. Whoever copies the text would get the wrong one
everywhere; the glyph's own character is put in its place.
"""

import io
import unicodedata
from collections.abc import Mapping
from typing import Any

from fontTools.ttLib import TTFont

OWN = {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u00ad": "-", "\u2010": "-", "\u2011": "-"}
MIRRORED = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))
_READ: dict[str, dict[int, frozenset[str]]] = {}


def correct(fonts: dict[Any, Any], apart: Mapping[str, Mapping[str, int]]) -> None:
    """Give the glyphs of the fonts of a document their own characters, before the fonts are written.

    The glyphs in `apart`, by the name of their font, stand for what they were drawn for, whatever the font says.
    """
    for font in fonts.values():
        kept = set(apart.get(font.hash, {}).values())
        doubtful = {glyph: text for glyph, text in font.to_unicode.items() if is_doubtful(text) and glyph not in kept}
        if doubtful:
            own = glyph_characters(font)
            for glyph, text in doubtful.items():
                font.to_unicode[glyph] = own_character(text, _with_forms(own.get(glyph, frozenset())))


def is_doubtful(text: str) -> bool:
    """Return whether the text of a glyph may belong to another one: a look-alike, nothing, or a letter with signs."""
    return text in OWN or text in MIRRORED or not text or _has_signs(text)


def own_character(text: str, own: frozenset[str]) -> str:
    """Return what a glyph stands for that was drawn for `text`; `own` are the characters that the font gives it."""
    if text in OWN or text in MIRRORED:
        other = OWN.get(text) or MIRRORED[text]
        return other if other in own and (text in OWN or text not in own) else text
    if not text:
        return min(own, default="")
    letters = _letters(text)
    if not own or letters in own:
        return letters or text
    return next((character for character in text if character in own), text)


def _letters(text: str) -> str:
    """Return text without the signs over and under its letters."""
    return "".join(character for character in text if unicodedata.category(character) != "Mn")


def _has_signs(text: str) -> bool:
    return len(text) > 1 and _letters(text) != text


def _with_forms(characters: frozenset[str]) -> frozenset[str]:
    """Return characters, and those that they are forms of."""
    return characters | {unicodedata.normalize("NFKC", character) for character in characters}


def glyph_characters(font: Any) -> dict[int, frozenset[str]]:
    """Return the characters that a font of WeasyPrint draws with each glyph; a font is read once, by its name."""
    if font.hash not in _READ:
        read = TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True)
        found: dict[int, set[str]] = {}
        for code, glyph in read.getBestCmap().items():
            found.setdefault(read.getGlyphID(glyph), set()).add(chr(code))
        _READ[font.hash] = {glyph: frozenset(characters) for glyph, characters in found.items()}
    return _READ[font.hash]
