"""Which spaces between digits hold the groups of one number together.

Groups of digits that an ordinary space parts run from right to left in a right-to-left line; a no-break space joins
them to one number, which runs from left to right (UAX 9, W4). Producers write both spaces into the text layer as one
character, and then the same print may mean either. What a file does with one number it does otherwise with several: it
draws the number with its spaces in one go, or sets the spaces in the number's own font.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.extract.direction import holds_right_to_left
from pipeline.model.pages import Glyph

NO_BREAK = "\u00a0"
SOME = 3  # spaces of a line: so many must agree for another one to stand out
Groups = tuple[Glyph, Glyph, Glyph]


def joining_spaces(glyphs: Iterable[Glyph]) -> frozenset[int]:
    """Return the indexes of the spaces that join two groups of digits, where the file itself tells them from others.

    Args:
        glyphs: those of a right-to-left document, on all its pages.
    """
    rows = [row for row in _rows(glyphs) if holds_right_to_left(row)]
    found = [(groups, row) for row in rows for groups in _between_digits(row)]
    in_order = [groups for groups, _ in found if _drawn_in_order(groups)]
    told = in_order if 2 * len(in_order) < len(found) else []
    apart = [groups for groups, row in found if _set_apart(groups, row)]
    return frozenset(space.index for _, space, _ in (*told, *apart))


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the visible glyphs of each baseline from left to right."""
    rows: dict[tuple[int, float], list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.hidden is None and glyph.text:
            rows.setdefault((glyph.page, round(glyph.baseline, 1)), []).append(glyph)
    return [sorted(row, key=lambda glyph: (glyph.x0 + glyph.x1, glyph.index)) for row in rows.values()]


def _between_digits(row: Sequence[Glyph]) -> list[Groups]:
    """Return each ordinary space between two digits, with both."""
    triples = zip(row, row[1:], row[2:], strict=False)
    return [triple for triple in triples if triple[1].text == " " and _is_digit(triple[0]) and _is_digit(triple[2])]


def _is_digit(glyph: Glyph) -> bool:
    return unicodedata.bidirectional(glyph.text[0]) == "EN"


def _drawn_in_order(groups: Groups) -> bool:
    first, space, last = groups
    return first.index + 1 == space.index == last.index - 1


def _set_apart(groups: Groups, row: Sequence[Glyph]) -> bool:
    """Say whether a space has the font of the digits on both sides of it, and the other spaces of its line have not."""
    fonts = Counter(glyph.font for glyph in row if glyph.blank)
    own = fonts.pop(groups[1].font)
    return len({glyph.font for glyph in groups}) == 1 and own <= _inside(groups[1].font, row) and fonts.total() >= SOME


def _inside(font: str, row: Sequence[Glyph]) -> int:
    """Return how many spaces of a font stand between digits of it."""
    return sum({glyph.font for glyph in groups} == {font} for groups in _between_digits(row))
