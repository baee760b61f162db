"""Bring lines to logical order from where their glyphs stand, never from the order in which the file stores them.

A line that holds right-to-left letters is read from right to left; runs of Latin letters and of digits inside it are
read from left to right. This inverts the Unicode bidirectional algorithm (UAX 9) for text without explicit controls;
`shows_as_printed` runs the algorithm itself forward again, from a library, to prove a line.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bidi import get_display

from pipeline.extract.marks import parted
from pipeline.model.layout import RAISED, SMALL
from pipeline.model.pages import Glyph, apart

RIGHT_TO_LEFT = frozenset({"R", "AL"})
LETTER = "\u0627"  # any Arabic letter
MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
SIDELESS = str.maketrans(")]}>»›", "([{<«‹")  # one sign for both sides
COMMA, HYPHEN = ",", "-"
STOPS = frozenset(".,;:-")
TOUCHING = 0.1  # parts of the size
OPEN_NUMBERS = re.compile(r"^\s*\d+-\d+(?!\d)|(?<!\d)\d{1,3}(?: \d{1,3})+(?!\d)")
WORD = 0.5  # parts of the size: numbers so far apart are two
OPENING, CLOSING, BRACKETS = frozenset("([{"), frozenset(")]}"), frozenset("()[]{}<>«»")


def holds_right_to_left(glyphs: Sequence[Glyph]) -> bool:
    """Say whether any glyph is a letter of a right-to-left script."""
    return any(_kind(glyph) == "R" for glyph in glyphs)


def is_right_to_left(texts: Sequence[str]) -> bool:
    """Say whether most letters of a document run from right to left."""
    counts = {"left": 0, "right": 0}
    for text in texts:
        for character in text:
            kind = unicodedata.bidirectional(character)
            counts["right"] += kind in RIGHT_TO_LEFT
            counts["left"] += kind == "L"
    return counts["right"] > counts["left"]


@dataclass(frozen=True)
class Mirror:
    """Which brackets a file's text holds turned round: those among right-to-left letters, those inside Latin runs.

    Producers differ: some keep the meant bracket, some the bracket as it looks, some its opposite everywhere.
    """

    letters: bool = False
    runs: bool = False


NO_MIRROR = Mirror()


def reading_order(visual: Sequence[Glyph], mirror: Mirror) -> list[Glyph]:
    """Return the glyphs of a piece of a right-to-left line in logical order.

    Args:
        visual: the glyphs from left to right.
        mirror: which brackets must be turned round.
    """
    bases, marks = parted(visual)
    kinds = [_kind(glyph) for glyph in bases]
    if _is_left_to_right(bases, kinds):
        return [_turned(glyph) if mirror.runs else glyph for glyph in visual]
    turned = [_turned(glyph) if mirror.runs else glyph for glyph in bases]
    runs = _left_to_right_runs(turned, kinds)
    ordered: list[Glyph] = []
    position = len(bases) - 1
    while position >= 0:
        start = runs.get(position, position)
        if position in runs:
            members = [(inner, turned[inner]) for inner in range(start, position + 1)]
        else:
            members = [(position, _turned(bases[position]) if mirror.letters else bases[position])]
        for inner, glyph in members:
            ordered += [glyph, *marks.get(inner, ())]
        position = start - 1
    return ordered


def _is_left_to_right(bases: Sequence[Glyph], kinds: Sequence[str]) -> bool:
    """Say whether a piece without right-to-left letters is read from left to right.

    Numbers set apart by spaces, as groups of three digits are, run on from right to left: each is a run of its own. So
    does what stands behind a note's mark, and what commas that lean to the right set apart.
    """
    if not bases:
        return True
    if "R" in kinds or not (kinds[0] in "LE" or bases[0].text in OPENING) or _raised(bases[0], bases[-1]):
        return False
    if any(glyph.text == COMMA and _leans_right(bases, place) for place, glyph in enumerate(bases)):
        return False
    shown = [kind for kind, glyph in zip(kinds, bases, strict=True) if not glyph.blank and glyph.text not in BRACKETS]
    if "".join(shown).strip("EC") != "":
        return True
    return not any(glyph.blank for glyph in bases) and _balanced([glyph.text for glyph in bases])


def _balanced(texts: Sequence[str]) -> bool:
    """Say whether a bracket closes for each that opens: of a number alone, one that only closes ends a text."""
    return sum(text in OPENING for text in texts) == sum(text in CLOSING for text in texts)


def _turned(glyph: Glyph) -> Glyph:
    return replace(glyph, text=glyph.text.translate(MIRRORED)) if glyph.text in BRACKETS else glyph


def _kind(glyph: Glyph) -> str:
    """Return R, L, E (European digit), C (separator inside numbers) or N (neutral) for a glyph."""
    kind = unicodedata.bidirectional(glyph.text[0]) if glyph.text else ""
    if kind in RIGHT_TO_LEFT:
        return "R"
    return {"L": "L", "EN": "E", "AN": "E", "CS": "C"}.get(kind, "N")


def _left_to_right_runs(bases: Sequence[Glyph], kinds: Sequence[str]) -> dict[int, int]:
    """Return the first position of each left-to-right run by its last position."""
    runs: dict[int, int] = {}
    position = 0
    while position < len(bases):
        if kinds[position] not in "LE":
            position += 1
            continue
        end = _latin_end(bases, kinds, position) if kinds[position] == "L" else _range_end(bases, kinds, position)
        start = position
        if position and end + 1 < len(bases) and kinds[position] == "L" and _pair(bases[position - 1], bases[end + 1]):
            start, end = position - 1, end + 1
        runs[end] = start
        position = end + 1
    return runs


def _pair(first: Glyph, last: Glyph) -> bool:
    return first.text in OPENING and last.text == first.text.translate(MIRRORED)


def _latin_end(bases: Sequence[Glyph], kinds: Sequence[str], start: int) -> int:
    """Return where a run of Latin letters ends: its last letter or digit, and brackets that close inside it.

    It ends before a bracket that closes what it did not open, or that it does not close, and before a comma that leans
    on the word to its right: that comma was set from right to left, and ends the run on its right.
    """
    end, position, depth, opened = start, start + 1, 0, start
    while position < len(bases) and kinds[position] != "R" and not _raised(bases[start], bases[position]):
        text = bases[position].text
        if text in OPENING:
            opened = end if depth == 0 else opened
            depth += 1
        elif text in CLOSING:
            if depth == 0:
                break
            depth -= 1
            end = position
        elif text == COMMA and depth == 0 and _leans_right(bases, position):
            break
        elif kinds[position] in "LE":
            end = position
        position += 1
    return _leaning_end(bases, opened if depth else end)


def _leaning_end(bases: Sequence[Glyph], end: int) -> int:
    """Return where a run ends with the stop that leans on its last letter, and on nothing to its right.

    A line's end may part a run there: "No." stands before its number on the next line.
    """
    stop = bases[end + 1 : end + 2]
    behind = bases[end + 2 : end + 3]
    leans = bool(stop) and stop[0].text in STOPS and apart(bases[end], stop[0]) < TOUCHING * stop[0].size
    return end + 1 if leans and (not behind or behind[0].blank or behind[0].text in BRACKETS) else end


def _leans_right(bases: Sequence[Glyph], position: int) -> bool:
    around = [*bases[max(0, position - 1) : position], *bases[position + 1 : position + 2]]
    return [glyph.blank for glyph in around] == [True, False]


def _raised(base: Glyph, glyph: Glyph) -> bool:
    """Say whether a glyph stands small above another: a note's mark ends the run that it stands behind."""
    return glyph.size < SMALL * base.size and base.baseline - glyph.baseline > RAISED * base.size


def _number_end(bases: Sequence[Glyph], kinds: Sequence[str], start: int) -> int:
    """Return where a number ends; Latin letters that follow it without a gap are of the same run."""
    end = start
    while end + 1 < len(bases) and apart(bases[end], bases[end + 1]) < WORD * bases[end].size:
        if kinds[end + 1] == "E" or (kinds[end + 1] == "C" and list(kinds[end + 2 : end + 3]) == ["E"]):
            end += 1
        elif kinds[end + 1] == "L":
            return _latin_end(bases, kinds, end + 1)
        else:
            break
    return end


def _range_end(bases: Sequence[Glyph], kinds: Sequence[str], start: int) -> int:
    """Return where a number ends, or a range at the very beginning of the line.

    A hyphen between numbers does not join them behind Arabic letters (UAX 9, rule W2). Producers that set each line by
    itself forget the letters of the line above; that a range ascends shows which way it was set.
    """
    end = _number_end(bases, kinds, start)
    if "".join(glyph.text for glyph in bases[end + 1 : end + 2]) != HYPHEN or kinds[end + 2 : end + 3] != ["E"]:
        return end
    last = _number_end(bases, kinds, end + 2)
    first_text, last_text = (
        "".join(glyph.text for glyph in part) for part in (bases[start : end + 1], bases[end + 2 : last + 1])
    )
    both = len(first_text) == len(last_text) and (first_text + last_text).isdigit()
    return last if both and first_text < last_text and not {"L", "R", "E"} & set(kinds[last + 1 :]) else end


def mirror_of(pieces: Sequence[Sequence[Glyph]]) -> Mirror:
    """Return which brackets of a document must be turned round: those that, as they are, close before they open, in
    their line or, where lines say nothing, in the document.
    """
    letters = runs = 0
    whole: list[Glyph] = []
    for visual in pieces:
        kinds = [_kind(glyph) for glyph in visual]
        if "R" not in kinds and kinds[:1] != ["L"]:
            continue
        between = _between_letters(kinds) if "R" in kinds else [True] * len(visual)
        runs += _balance([glyph for glyph, inside in zip(visual, between, strict=True) if inside])
        outside = [glyph for glyph, inside in zip(reversed(visual), reversed(between), strict=True) if not inside]
        letters += _balance(outside)
        whole += outside
    return Mirror(letters=(letters or _balance(whole)) < 0, runs=runs < 0)


def _between_letters(kinds: Sequence[str]) -> list[bool]:
    """Say of each glyph whether the letters nearest on both sides are Latin."""
    left = _nearest(kinds)
    right = _nearest(list(reversed(kinds)))[::-1]
    return [before == "L" and after == "L" for before, after in zip(left, right, strict=True)]


def _nearest(kinds: Sequence[str]) -> list[str]:
    last, found = "R", []
    for kind in kinds:
        last = kind if kind in "LR" else last
        found.append(last)
    return found


def _balance(glyphs: Sequence[Glyph]) -> int:
    """Return how much more often brackets open before they close than the other way round."""
    score = depth = 0
    for glyph in glyphs:
        if glyph.text in OPENING:
            score, depth = score + (depth >= 0), depth + 1
        elif glyph.text in CLOSING:
            score, depth = score + (1 if depth > 0 else -1), depth - 1
    return score


def shows_as_printed(piece: Sequence[Glyph]) -> bool:
    """Say whether glyphs in reading order, set right to left, show in the order in which they are printed.

    Sides of brackets are not compared, since producers store them either way; nor are marks, which stand above letters.
    The line above may have ended in a letter that tells how numbers show; either way will do.
    """
    printed = sorted(piece, key=lambda glyph: (glyph.x0, glyph.x1))
    text = "".join(glyph.text for glyph in piece)
    seen = _sideless("".join(glyph.text[::-1] for glyph in printed))
    return any(_sideless(get_display(before + text, base_dir="R")) == seen + before for before in ("", LETTER))


def open_orders(piece: Sequence[Glyph]) -> list[str]:
    """Return the numbers of a right-to-left piece, given in reading order, whose order its print leaves open.

    Groups of digits with ordinary spaces are one number or several; a range at the beginning runs either way, by what
    the line above ended in.
    """
    text = "".join(glyph.text for glyph in piece)
    return [match[0].strip() for match in OPEN_NUMBERS.finditer(text)]


def _sideless(text: str) -> str:
    """Return a text with one sign for both sides of a bracket, and without marks, which stand above their letters."""
    kept = "".join(character for character in text if not unicodedata.combining(character) and not character.isspace())
    return kept.translate(SIDELESS)
