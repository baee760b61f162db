"""Which letter a combining mark belongs to.

A mark stands over its letter, but fonts set it outside the letter's box, and some draw it off the letter's baseline, so
that its own place says little. A file draws a mark right before or right after its letter.
"""

import unicodedata
from collections.abc import Mapping, Sequence

from pipeline.model.pages import Glyph

REACH = 1.0  # parts of the size: how far a mark may stand from its letter
STACKED = 3  # marks on one letter, at the most

Rows = list[list[Glyph]]


def is_mark(glyph: Glyph) -> bool:
    """Say whether a glyph is of combining marks alone."""
    return bool(glyph.text) and all(unicodedata.combining(character) for character in glyph.text)


def with_marks(rows: Rows) -> Rows:
    """Return rows of glyphs with each mark in the row of the letter that the file draws beside it.

    A mark that is drawn beside no letter, or far from it, stays where it is.
    """
    row_of = {glyph.index: place for place, row in enumerate(rows) for glyph in row if not is_mark(glyph)}
    letters = {glyph.index: glyph for row in rows for glyph in row if glyph.index in row_of}
    settled: Rows = [[] for _ in rows]
    for place, row in enumerate(rows):
        for glyph in row:
            letter = _letter_over(glyph, letters) if is_mark(glyph) else None
            settled[row_of[letter.index] if letter else place].append(glyph)
    return [row for row in settled if row]


def _letter_over(mark: Glyph, letters: Mapping[int, Glyph]) -> Glyph | None:
    """Return the letter beside a mark that it stands over or under; the nearer in height of two."""
    near = [
        letter
        for letter in map(letters.get, _beside(mark, letters))
        if letter is not None and not letter.blank and _distance(mark, letter) < REACH * letter.size
    ]
    within = [letter for letter in near if abs(letter.baseline - mark.baseline) < REACH * letter.size]
    return min(within, key=lambda letter: abs(letter.baseline - mark.baseline), default=None)


def _beside(mark: Glyph, places: Mapping[int, object]) -> list[int]:
    """Return the glyphs drawn next after and next before a mark, of those that have a place."""
    steps = range(1, STACKED + 1)
    after = next((mark.index + step for step in steps if mark.index + step in places), None)
    before = next((mark.index - step for step in steps if mark.index - step in places), None)
    return [index for index in (after, before) if index is not None]


def parted(visual: Sequence[Glyph]) -> tuple[list[Glyph], dict[int, list[Glyph]]]:
    """Part the glyphs of a line in letters and, by the position of its letter, the marks on each.

    A mark may stand outside its letter's box; the file draws both one after the other, so that of the letters drawn
    just before and just after it, the nearer one carries it.
    """
    bases = [glyph for glyph in visual if not is_mark(glyph)]
    place = {glyph.index: position for position, glyph in enumerate(bases)}
    marks: dict[int, list[Glyph]] = {}
    for mark in visual:
        if is_mark(mark) and bases:
            marks.setdefault(_carrier(mark, bases, place), []).append(mark)
    for position, stacked in marks.items():
        stacked.sort(key=lambda mark: abs(mark.index - bases[position].index))
    return bases, marks


def _carrier(mark: Glyph, bases: Sequence[Glyph], place: Mapping[int, int]) -> int:
    """Return the position of the letter that a mark belongs to.

    A file that stores a line from left to right draws a mark before its letter, one that stores it in reading order
    after it; the mark's own place says little, since fonts set marks outside their letter's box.
    """
    beside = [place[index] for index in _beside(mark, place)]
    near = [at for at in beside if _distance(mark, bases[at]) < REACH * bases[at].size]
    if len(near) == 2:
        stored_visually = bases[near[0]].x0 >= bases[near[1]].x0
        return near[0] if stored_visually else near[1]
    if near:
        return near[0]
    return min(range(len(bases)), key=lambda at: (bases[at].blank, _distance(mark, bases[at])))


def _distance(mark: Glyph, base: Glyph) -> float:
    middle = (mark.x0 + mark.x1) / 2
    return max(base.x0 - middle, middle - base.x1, 0.0)
