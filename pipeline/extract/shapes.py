"""What the drawings of a font program prove of glyphs that its tables do not name.

Arabic programs draw a letter as a body with parts set over and under it: ج ح خ share a body and differ in a dot. Where
the text layer gives one of them no character, the others say which it is. A short stroke on the baseline that runs out
of its own space on both sides only joins two letters; a glyph that takes no space is a mark and no letter. Producers
that cut the text of a letter into its glyphs give them each other's characters.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fontTools.ttLib import TTFont

STROKE = 0.15  # parts of the em: how high a joining stroke is at most; measured 0.09, the lowest letter 0.3
UNDER = 0.06  # parts of the em: how far it may reach under the baseline
JOINING = frozenset({"AL", "R"})


@dataclass(frozen=True)
class Shape:
    """How a program draws a glyph: which glyph is its body, and which parts stand above its top or lower.

    `is_stroke` says that it only joins two letters, `is_still` that it takes no space.
    """

    body: int
    parts: frozenset[tuple[int, bool]] = frozenset()
    is_stroke: bool = False
    is_still: bool = False


def shapes_of(program: TTFont) -> Callable[[int], Shape | None]:
    """Return how a TrueType program draws each of its glyphs, whose names are their numbers."""
    tables: list[Any] = []

    def shape(number: int) -> Shape | None:
        if not tables:
            tables.extend((program["glyf"], program["hmtx"], program["head"].unitsPerEm))
        return _shape(number, *tables) if 0 <= number < program["maxp"].numGlyphs else None

    return shape


def _shape(number: int, glyphs: Any, widths: Any, em: int) -> Shape | None:
    name = glyphs.glyphOrder[number]
    glyph, (advance, _) = glyphs[name], widths[name]
    if glyph.numberOfContours == 0:
        return None
    if not glyph.isComposite():
        low = -UNDER * em < glyph.yMin and glyph.yMax < STROKE * em
        runs_out = glyph.xMin < 0 and 0 < advance < glyph.xMax
        return Shape(number, is_stroke=glyph.numberOfContours == 1 and low and runs_out, is_still=advance == 0)
    drawn = [(glyphs.getGlyphID(part.glyphName), glyphs[part.glyphName], part.y) for part in glyph.components]
    body, outline, rise = max(drawn, key=lambda part: _size(part[1]))
    top = outline.yMax + rise
    parts = [(each, (held.yMin + held.yMax) / 2 + y > top) for each, held, y in drawn if each != body]
    return Shape(body, frozenset(parts), is_still=advance == 0)


def _size(outline: Any) -> int:
    return int((outline.xMax - outline.xMin) * (outline.yMax - outline.yMin))


def proven(shapes: Mapping[int, Shape], texts: Mapping[int, str]) -> dict[int, str]:
    """Return the text that the drawings prove for codes whose text is another or none.

    Args:
        shapes: how the font draws each code.
        texts: what the text layer says of each code.
    """
    known = {
        code: text
        for code, text in texts.items()
        if _is_letter(text) and code in shapes and not shapes[code].is_stroke and not shapes[code].is_still
    }
    mute = [code for code, text in texts.items() if not text.strip() and code in shapes]
    found = {code: _letter_of(shapes[code], shapes, known) for code in mute if not shapes[code].is_stroke}
    letters = {code: letter for code, letter in found.items() if letter}
    if len(letters) < len(found):
        return letters
    joining = {code: "" for code, text in texts.items() if code in shapes and _only_joins(text, shapes[code])}
    marks = {code: text[1:] for code, text in texts.items() if code in shapes and _only_marks(text, shapes[code])}
    return {**letters, **joining, **marks}


def _letter_of(shape: Shape, shapes: Mapping[int, Shape], known: Mapping[int, str]) -> str | None:
    """Return the one letter that has a shape's parts and shares a body, here or elsewhere, with those of its body."""
    bodies: dict[int, set[str]] = {}
    for code, letter in known.items():
        bodies.setdefault(shapes[code].body, set()).add(letter)
    own = bodies.get(shape.body, set())
    kin = {letter for letters in bodies.values() if letters & own for letter in letters}
    fitting = {letter for code, letter in known.items() if letter in kin and shapes[code].parts == shape.parts}
    return fitting.pop() if len(fitting) == 1 else None


def _is_letter(text: str) -> bool:
    return len(text) == 1 and unicodedata.bidirectional(text) in JOINING and unicodedata.category(text) == "Lo"


def _only_joins(text: str, shape: Shape) -> bool:
    return shape.is_stroke and (not text.strip() or _is_letter(text))


def _only_marks(text: str, shape: Shape) -> bool:
    """Say whether a glyph without width is said to be a letter with its marks."""
    return shape.is_still and _is_letter(text[:1]) and len(text) > 1 and all(map(unicodedata.combining, text[1:]))
