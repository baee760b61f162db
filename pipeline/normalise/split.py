"""Split the pages' lines by what they are: furniture, masthead, notes, text."""

import re
from dataclasses import dataclass

from pipeline.languages.loader import Language
from pipeline.languages.matching import begins, holds, matches
from pipeline.model.blocks import NoteLines
from pipeline.model.layout import RAISED, SMALL
from pipeline.model.pages import Line, Page, Pages
from pipeline.normalise.composites import first_part

NOTE_SIZE = 0.93  # parts of the text's size: notes are 8.5 under 10 points, 9 under 10.5
AT_MARGIN = 0.22  # parts of the page's width: the rule above notes begins at 0.10 to 0.20
MOSTLY = 0.8
# LibreOffice sets the number before both brackets of a mark that Word numbers.
MARK = re.compile(r"\(?(?:\d{1,3}|\*{1,3}|[a-z])\)?|\d{1,3}\(\)")
SHORT_RULE = 0.35  # parts of the page's width: the rule above notes is 72 of 612 points


@dataclass(frozen=True)
class Split:
    """Lines by what they are: those down to the enacting formula, the text from there, and those of the notes."""

    masthead: tuple[Line, ...]
    text: tuple[Line, ...]
    notes: tuple[Line, ...]


def split_lines(pages: Pages, language: Language, organ: str) -> Split:
    """Return the lines of a document by what they are; furniture is left out."""
    text: list[Line] = []
    notes: list[Line] = []
    size = _text_size(pages)
    for page in pages.pages:
        start = _notes_start(page, pages, size)
        for line in page.lines:
            if line.furniture is None:
                (notes if line.baseline > start else text).append(line)
    end = _masthead_end(text, language, organ) or _front_end(text, language, organ)
    return Split(tuple(text[:end]), tuple(text[end:]), tuple(notes))


def _text_size(pages: Pages) -> float:
    sizes: dict[float, int] = {}
    for page in pages.pages:
        for line in page.lines:
            if line.furniture is None:
                sizes[round(line.size, 1)] = sizes.get(round(line.size, 1), 0) + len(line.glyphs)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 10.0


def _masthead_end(lines: list[Line], language: Language, organ: str) -> int:
    """Return where the text begins: at the enacting formula under the adoption line, or at the letter of the first
    part of a composite above it. The organ's name in the masthead may read like the formula.
    """
    adopted = False
    for position, line in enumerate(lines):
        if line.page > 1:
            return 0
        adopted = adopted or begins(language, "adoption_start", line.text, organ)
        ended = line.text.rstrip()[-1:] in language.joining.terminal
        if (adopted or ended) and matches(language, "formula", line.text, organ):
            return first_part(lines, position, language, organ)
    return 0


def _front_end(lines: list[Line], language: Language, organ: str) -> int:
    """Return where the text begins without a formula: under the bold lines that follow the adoption or draft line."""
    seen = False
    for position, line in enumerate(lines):
        bold = sum(glyph.bold for glyph in line.inked) > MOSTLY * len(line.inked)
        if line.page > 1 or (seen and not bold and not line.text.lstrip().startswith("[")):
            return position
        calls = holds(language, "draft", line.text)
        seen = seen or (bold and (calls or begins(language, "adoption_start", line.text, organ)))
    return len(lines)


def _notes_start(page: Page, pages: Pages, size: float) -> float:
    """Return the baseline that notes stand below on a page; twice the page's height where there are none."""
    typed = [line.baseline for line in page.lines if line.furniture == "note_rule"]
    for start in sorted(typed or _short_rules(page), reverse=True):
        below = [line for line in page.lines if line.furniture is None and line.baseline > start + 1]
        small = bool(below) and all(line.size < NOTE_SIZE * size for line in below)
        if below and (note_mark(below[0]) or all(_tagged_note(line, pages) for line in below)):
            return start + 1
        if small and page.number > 1:
            return start + 1
    return _notes_by_form(page, pages, size)


def _short_rules(page: Page) -> list[float]:
    """Return the heights of short rules that stand alone at the text's margin, as those above notes do."""
    return [
        rule.top
        for rule in page.rules
        if 40 < rule.x1 - rule.x0 < SHORT_RULE * page.width
        and rule.top > 0.15 * page.height
        and min(rule.x0, page.width - rule.x1) < AT_MARGIN * page.width
        and not any(other is not rule and abs(other.top - rule.top) < 1 for other in page.rules)
    ]


def _notes_by_form(page: Page, pages: Pages, size: float) -> float:
    """Find notes without a rule: the small lines at the foot, the first of them opening with a mark."""
    foot: list[Line] = []
    for line in reversed([line for line in page.lines if line.furniture is None]):
        if line.size >= NOTE_SIZE * size and not _tagged_note(line, pages):
            break
        foot.append(line)
    while foot and not _numbered(foot[-1]) and not _tagged_note(foot[-1], pages):
        foot.pop()
    return foot[-1].baseline - 0.01 if foot and foot[-1].size < NOTE_SIZE * size else page.height * 2


def _numbered(line: Line) -> bool:
    """Say whether a line opens with a note's number; letters mark what stands under tables."""
    span = note_mark(line)
    return span is not None and not any(glyph.text.isalpha() for glyph in line.glyphs[span[0] : span[1]])


def _tagged_note(line: Line, pages: Pages) -> bool:
    tagged = [any(item.type == "Note" for item in pages.ancestors(glyph.element)) for glyph in line.inked]
    return bool(tagged) and sum(tagged) > len(tagged) / 2


def note_mark(line: Line) -> tuple[int, int] | None:
    """Return the [start, end) of the glyphs of the mark that a note's first line opens with, or None."""
    start = next(position for position, glyph in enumerate(line.glyphs) if not glyph.blank)
    end = start
    while end < len(line.glyphs) and _raised(line, end):
        end += 1
    if line.glyphs[start].text == "*":
        return start, next(
            at
            for at in range(start, len(line.glyphs) + 1)
            if line.glyphs[at : at + 1] == () or line.glyphs[at].text != "*"
        )
    text = "".join(glyph.text for glyph in line.glyphs[start:end]).strip()
    return (start, end) if MARK.fullmatch(text) else None


def _raised(line: Line, position: int) -> bool:
    glyph = line.glyphs[position]
    return glyph.blank is False and glyph.size < SMALL * line.size and line.rise(glyph) > RAISED


def gather_notes(lines: tuple[Line, ...]) -> tuple[tuple[NoteLines, ...], tuple[Line, ...]]:
    """Return the notes of the lines at the feet of pages, and the lines that belong to none.

    A note ends where the next begins; one that goes on overleaf stays one note.
    """
    notes: list[NoteLines] = []
    stray: list[Line] = []
    for line in lines:
        span = note_mark(line)
        if span is not None:
            mark = line.glyphs[span[0] : span[1]]
            marker = "".join(glyph.text for glyph in mark)
            notes.append(NoteLines(marker, mark, (line,)))
        elif notes:
            last = notes[-1]
            notes[-1] = NoteLines(last.marker, last.mark, (*last.lines, line))
        else:
            stray.append(line)
    return tuple(notes), tuple(stray)
