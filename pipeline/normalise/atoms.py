"""Text that knows its glyphs: every character of a paragraph beside the glyph that it came from."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.model.layout import RAISED, SMALL
from pipeline.model.pages import Glyph, Line, apart

WRAPPED = 0.75  # parts of the paragraph's size: a line of smaller type is a wrapped mark
WORD_GAP = 0.20  # parts of the size: white space that was moved, not drawn
LETTERSPACED = 8  # gaps between letters that tell how far apart they stand
EVEN = 1.5  # a word's gap is wider by a space, 0.25 of the size, than that of its letters
WIDEST = 1.0  # parts of the size: so far a joint is stretched at most; measured 0.2 to 0.4
NEXT = 3  # glyphs: so near the letters of a word are drawn; measured 1, and 21 where a word ends
TOUCH = 0.5  # points: glyphs may overlap by so much
GROUP = 3
LONE = "\u0621"  # a letter that joins no other
JOIN_NO_FURTHER = frozenset("\u0622\u0623\u0624\u0625\u0627\u0629\u062f\u0630\u0631\u0632\u0648\u0649\u0671")
HEBREW, LATIN_EXTENDED = 0x0590, 0x1E00  # right-to-left scripts lie between
HAN = 0x2E80  # the first code point of Chinese radicals, signs and characters
SYMBOL_END = re.compile(r"[A-Z\d]/[A-Z][A-Za-z]{0,5}\.$")
SALES_NUMBER = re.compile(r"\d{2}\.[IVXL]+\.")
LONGEST_WORD = 12  # characters
HYPHENS = "-‐‑–—/\u00ad"  # a line may break after these without a space


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of text and its glyph; the glyph is None for a space that a rule put between lines or words.

    `raised` says that it stands small above the line, `lowered` small below it.
    """

    text: str
    glyph: Glyph | None
    raised: bool = False
    lowered: bool = False

    @property
    def blank(self) -> bool:
        """Whether the atom is white space."""
        return not self.text.strip()


Atoms = tuple[Atom, ...]
SPACE = Atom(" ", None)


def text_of(atoms: Sequence[Atom]) -> str:
    """Return the characters of atoms."""
    return "".join(atom.text for atom in atoms)


def glyphs_of(atoms: Sequence[Atom]) -> list[Glyph]:
    """Return the glyphs of atoms."""
    return [atom.glyph for atom in atoms if atom.glyph is not None]


def passage_text(lines: Sequence[Line], spaces: bool) -> Atoms:
    """Return the text of whole lines with its glyphs. A line of nothing but small type is a mark that was wrapped."""
    size = max((line.size for line in lines), default=0.0)
    return join_lines([line_atoms(line, line.glyphs, spaces, size) for line in lines], spaces)


def line_atoms(line: Line, glyphs: Sequence[Glyph], spaces: bool, size: float | None = None) -> list[Atom]:
    """Return the atoms of some glyphs of a line.

    Args:
        line: the line that the glyphs stand on.
        glyphs: the glyphs in reading order; all of the line's, or one piece of it.
        spaces: whether the script sets words apart by spaces, so that a wide gap without a space glyph is one.
        size: the size of the paragraph's type in points, where it is not the line's.
    """
    atoms: list[Atom] = []
    last: Glyph | None = None
    alone = size is not None and line.size < WRAPPED * size
    for glyph in glyphs:
        small = glyph.size < SMALL * line.size or alone
        rise = 1.0 if alone else line.rise(glyph)
        combines = unicodedata.combining(glyph.text[:1] or " ") != 0
        gap = 0.0 if last is None or combines or not spaces else _gap(line, last, glyph)
        if gap > WORD_GAP * line.size and not _letterspaced(line, gap):
            atoms.append(SPACE)
        atoms.append(Atom(glyph.text, glyph, small and rise > RAISED, small and rise < -0.1))
        last = last if combines else glyph
    return atoms


def _gap(line: Line, left: Glyph, right: Glyph) -> float:
    """Return the white space left between two glyphs, in points; 0 where a right-to-left line jumps to a Latin run,
    and inside a word whose letters were drawn apart to fill the line.
    """
    if left.blank or right.blank:
        return 0.0
    gap = apart(left, right)
    if not line.right_to_left or gap <= WORD_GAP * line.size:
        return gap
    if _western(left.text[-1:]) or _western(right.text[:1]) or _drawn_apart(line, left, right, gap):
        return 0.0
    return min([gap, *(glyph.x0 - right.x1 for glyph in line.glyphs if glyph.x0 > right.x1 - TOUCH and glyph != right)])


def _letterspaced(line: Line, gap: float) -> bool:
    """Say whether a gap is no wider than the letters of the whole line stand apart."""
    pairs = pairwise(line.glyphs)
    gaps = [apart(left, right) for left, right in pairs if left.text.isalpha() and right.text.isalpha()]
    return len(gaps) >= LETTERSPACED and gap < EVEN * median(gaps)


def _drawn_apart(line: Line, left: Glyph, right: Glyph, gap: float) -> bool:
    """Say whether two letters that join in writing stand apart in one word: their line draws its spaces, and the file
    draws one letter next to the other, with their marks between.
    """
    if abs(left.index - right.index) > NEXT:
        return False
    joins = _is_joining(left.text[-1:]) and left.text[-1:] not in JOIN_NO_FURTHER and _is_joining(right.text[:1])
    return joins and gap < WIDEST * line.size and any(glyph.blank for glyph in line.glyphs)


def _is_joining(character: str) -> bool:
    return unicodedata.bidirectional(character or " ") == "AL" and character.isalpha() and character != LONE


def join_lines(lines: Sequence[list[Atom]], spaces: bool) -> Atoms:
    """Return the atoms of several lines as one text, by the rule for line ends; outer white space removed.

    White space that the file itself draws at a line's end is the evidence for a space. Without it, a script with
    spaces takes one unless the line ends in a hyphen, dash or slash joined to its word, or inside a document's symbol;
    a script without takes one only between words of other scripts, and never inside a number. Hyphens stay as printed.
    """
    joined: list[Atom] = []
    for atoms in lines:
        if joined and _space_between(joined, atoms, spaces):
            joined = [*_trimmed(joined), SPACE]
        joined = joined if joined and joined[-1] is SPACE else _trimmed(joined)
        joined.extend(_left_trimmed(atoms))
    return tuple(_collapsed(_trimmed(joined)))


def _space_between(above: list[Atom], below: list[Atom], spaces: bool) -> bool:
    left = next((atom.text[-1] for atom in reversed(above) if not atom.blank), "")
    right = next((atom.text[0] for atom in below if not atom.blank), "")
    drawn = above[-1].blank or (bool(below) and below[0].blank)
    if spaces and not drawn and _closes(below):
        return False
    if spaces:
        return drawn or _stands_alone(above) or not (left in HYPHENS or _inside_symbol(above, below))
    if drawn:
        return True
    if left.isdigit() and right.isdigit():
        return _groups(above, below)
    return _western(left) and _western(right) and not _in_address(above)


def _in_address(atoms: list[Atom]) -> bool:
    """Say whether a text ends inside the address of a web page."""
    return re.search(r"://[!-~]*$", text_of(atoms)) is not None


def _closes(atoms: list[Atom]) -> bool:
    """Say whether a line begins with a dash that closes what stood before it, with a stop behind the dash."""
    begin = text_of(_left_trimmed(atoms)[:2])
    return re.fullmatch(r"[–—][,;:.)]", begin) is not None


def _stands_alone(atoms: list[Atom]) -> bool:
    """Say whether the last character has white space before it, as the dash between two parts of a sentence."""
    return len(atoms) > 1 and atoms[-2].blank


def _inside_symbol(above: list[Atom], below: list[Atom]) -> bool:
    """Say whether a line ends inside a document's symbol, behind the short word before its last number, as A/75/L.7, or
    behind the language of a sales number, as E.86.IX.7.
    """
    left, right = text_of(_trimmed(above)[-LONGEST_WORD:]), text_of(_left_trimmed(below)[:LONGEST_WORD])
    if SALES_NUMBER.match(right) and re.search(r"\b[A-Z]\.$", left):
        return True
    return right[:1].isdigit() and SYMBOL_END.search(left) is not None


def _groups(above: list[Atom], below: list[Atom]) -> bool:
    """Say whether a number broken between lines is broken between groups of three digits, as "25 200"."""
    left = re.search(r"\d+$", text_of(_trimmed(above)))
    right = re.match(r"\d+", text_of(_left_trimmed(below)))
    return left is not None and right is not None and len(left[0]) <= GROUP and len(right[0]) == GROUP


def _western(character: str) -> bool:
    """Say whether a character is a letter or digit of a script written from left to right with spaces."""
    return character.isalnum() and (ord(character) < HEBREW or LATIN_EXTENDED <= ord(character) < HAN)


def _trimmed(atoms: list[Atom]) -> list[Atom]:
    end = len(atoms)
    while end and atoms[end - 1].blank:
        end -= 1
    return atoms[:end]


def _left_trimmed(atoms: list[Atom]) -> list[Atom]:
    start = 0
    while start < len(atoms) and atoms[start].blank:
        start += 1
    return atoms[start:]


def _collapsed(atoms: list[Atom]) -> list[Atom]:
    """Leave one of several blanks in a row: how many a justified line holds says nothing."""
    kept: list[Atom] = []
    for atom in atoms:
        if not (atom.blank and kept and kept[-1].blank):
            kept.append(atom)
    return kept


def strip(atoms: Sequence[Atom]) -> Atoms:
    """Return atoms without outer white space."""
    return tuple(_trimmed(_left_trimmed(list(atoms))))
