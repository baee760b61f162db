"""What the drawings of a font program prove of glyphs that its tables do not name.

Arabic programs draw a letter as a body with parts set over and under it: ج ح خ share a body and differ in a dot. Where
the text layer gives one of them no character, the others say which it is. A short stroke on the baseline that runs out
of its own space on both sides only joins two letters; a glyph that takes no space is a mark and no letter. Producers
that cut the text of a letter into its glyphs give them each other's characters.
"""

import struct
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

STROKE = 0.15  # parts of the em: how high a joining stroke is at most; measured 0.07 to 0.11
UNDER = 0.06  # parts of the em: how far it may reach under the baseline
FILLED = 0.7  # of its box, for it is a bar; measured 0.78 to 1.0, and 0.58 for the fullest letter
WORDS, MORE = 0x1, 0x20  # flags of a part: its place takes two words; another part follows
SCALES = {0x8: 2, 0x40: 4, 0x80: 8}  # flags of a part: how many bytes of scale it has
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
    """Return how a TrueType program draws each of its glyphs, by number."""
    return _Program(program.reader).shape


@dataclass(frozen=True)
class _Outline:
    """A glyph's contours, -1 for one made of parts, its box, its data, and the parts with how far each is raised."""

    contours: int
    box: tuple[int, int, int, int]
    data: bytes
    parts: tuple[tuple[int, int], ...] = ()

    @property
    def size(self) -> int:
        """The area of the box."""
        return (self.box[2] - self.box[0]) * (self.box[3] - self.box[1])

    @property
    def filled(self) -> float:
        """Which part of the box the points of a glyph of one contour enclose."""
        glyph = Glyph(self.data)
        glyph.expand(None)
        points: list[tuple[int, int]] = list(glyph.coordinates)
        turns = (x * below - y * beside for (x, y), (beside, below) in pairwise([*points, points[0]]))
        return float(abs(sum(turns)) / 2 / max(1, self.size))


class _Program:
    """The tables of a program that say how it draws (OpenType: head, hhea, hmtx, loca, glyf)."""

    def __init__(self, tables: Mapping[str, bytes]) -> None:
        self._tables = tables

    def shape(self, number: int) -> Shape | None:
        """Return how a glyph is drawn; None for one without ink."""
        outline = self._outline(number)
        if outline is None:
            return None
        advance = self._advance(number)
        if outline.contours >= 0:
            return Shape(number, is_stroke=self._is_stroke(outline, advance), is_still=advance == 0)
        drawn = [(part, held, rise) for part, rise in outline.parts if (held := self._outline(part)) is not None]
        if not drawn:
            return None
        body, widest, rise = max(drawn, key=lambda part: part[1].size)
        top = widest.box[3] + rise
        parts = [(part, (held.box[1] + held.box[3]) / 2 + y > top) for part, held, y in drawn if part != body]
        return Shape(body, frozenset(parts), is_still=advance == 0)

    def _is_stroke(self, outline: _Outline, advance: int) -> bool:
        (em,) = struct.unpack_from(">H", self._tables["head"], 18)
        left, low, right, high = outline.box
        flat = outline.contours == 1 and -UNDER * em < low and high < STROKE * em and left < 0 < advance < right
        return flat and outline.filled > FILLED

    def _advance(self, number: int) -> int:
        (count,) = struct.unpack_from(">H", self._tables["hhea"], 34)
        return int(struct.unpack_from(">H", self._tables["hmtx"], 4 * min(number, count - 1))[0])

    def _outline(self, number: int) -> _Outline | None:
        (long,) = struct.unpack_from(">h", self._tables["head"], 50)
        places = struct.unpack_from(">2L" if long else ">2H", self._tables["loca"], number * (4 if long else 2))
        first, end = (place if long else 2 * place for place in places)
        if end <= first:
            return None
        contours, *box = struct.unpack_from(">5h", self._tables["glyf"], first)
        held = (box[0], box[1], box[2], box[3])
        parts = tuple(self._parts(first + 10)) if contours < 0 else ()
        return _Outline(contours, held, self._tables["glyf"][first:end], parts)

    def _parts(self, place: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of a glyph: the number of each, and how far it is raised (OpenType, composite glyphs)."""
        flags = MORE
        while flags & MORE:
            flags, number = struct.unpack_from(">2H", self._tables["glyf"], place)
            _, rise = struct.unpack_from(">2h" if flags & WORDS else ">2b", self._tables["glyf"], place + 4)
            place += (8 if flags & WORDS else 6) + next((size for flag, size in SCALES.items() if flags & flag), 0)
            yield number, rise


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
