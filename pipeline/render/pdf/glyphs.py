"""The characters that glyphs stand for (ToUnicode): WeasyPrint takes the first it meets, which may be a look-alike.

A font draws a no-break space with the glyph of the space, a bracket in right-to-left text with that of its mirror
image, and a vowel sign over a letter as one of two glyphs for both. Whoever copies the text would get the wrong one
everywhere; the glyph's own character is put in its place.
"""

import io
import unicodedata
from typing import Any

from fontTools.ttLib import TTFont

OWN = {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u00ad": "-", "\u2010": "-", "\u2011": "-"}
MIRRORED = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))
_READ: dict[str, dict[int, frozenset[str]]] = {}


def correct(fonts: dict[Any, Any]) -> None:
    """Give the glyphs of the fonts of a document their own characters, before the fonts are written."""
    for font in fonts.values():
        doubtful = {glyph: text for glyph, text in font.to_unicode.items() if is_doubtful(text)}
        if doubtful:
            own = _characters(font.hash, font.file_content, font.index)
            for glyph, text in doubtful.items():
                font.to_unicode[glyph] = own_character(text, own.get(glyph, frozenset()))


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


def _characters(name: str, data: bytes, index: int) -> dict[int, frozenset[str]]:
    """Return the characters that a font draws with each glyph, and those that they are forms of.

    A font is read once, by its name.
    """
    if name not in _READ:
        font = TTFont(io.BytesIO(data), fontNumber=index, lazy=True)
        found: dict[int, set[str]] = {}
        for code, glyph in font.getBestCmap().items():
            found.setdefault(font.getGlyphID(glyph), set()).update(
                {chr(code), unicodedata.normalize("NFKC", chr(code))}
            )
        _READ[name] = {glyph: frozenset(characters) for glyph, characters in found.items()}
    return _READ[name]
