"""Gather lines into paragraphs by fusing three readings: tags, geometry, and how the text begins and ends.

A tag says where a paragraph begins on a page (Word closes it at a page's end). A gap wider than the leading, a label,
or an indented first line say it again. Across pages only geometry and language can say it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, takewhile

from pipeline.languages.loader import Language
from pipeline.languages.matching import comparable, is_formula, matches
from pipeline.model.blocks import Passage
from pipeline.model.layout import SMALL
from pipeline.model.pages import Element, Line, Pages
from pipeline.normalise.atoms import line_atoms
from pipeline.normalise.labels import label_of

# Structure types that hold a paragraph (ISO 32000-1, 14.8.4.3); the innermost of them around a glyph counts.
HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6"})
PARAGRAPHS = HEADINGS | frozenset({"P", "LI", "LBody", "TD", "TH", "Caption", "Title"})
WIDE = 1.25  # parts of the leading; paragraphs stand 1.45 to 1.5 leadings apart in the UN's papers
LEADING = 1.2  # sizes; where no line shows it
FULL = 0.15  # parts of the width: a line that ends so near the margin is filled, and the next stands a leading below
SAME_PLACE = 3.0  # points
ROOM = 2.5  # parts of the size: a line that ends nearer to the margin is filled


@dataclass(frozen=True)
class Measure:
    """What is usual in a document: the leading in parts of the size, and the edges of the column in points."""

    leading: float
    left: float
    right: float


@dataclass(frozen=True)
class Gatherer:
    """What is needed to gather lines: the pages' tags, the language, and the usual measures."""

    pages: Pages
    language: Language
    measure: Measure
    tags: bool = True

    def gather(self, lines: Sequence[Line]) -> list[Passage]:
        """Return the paragraphs of lines in reading order, possibly of many pages."""
        passages: list[Passage] = []
        for line in lines:
            above = passages[-1] if passages else None
            if above is not None and not self._begins(above, line):
                passages[-1] = Passage((*above.lines, line), above.gap, above.tag)
            else:
                element = self.paragraph(line)
                passages.append(Passage((line,), _gap(above, line), element.type if element else None))
        return passages

    def _begins(self, passage: Passage, line: Line) -> bool:
        above = passage.lines[-1]
        if above.page != line.page:
            return self._begins_overleaf(passage, line)
        tagged = self._tags_say(above, line)
        wide = line.baseline - above.baseline > WIDE * self.measure.leading * max(above.size, line.size)
        if tagged is not None:
            return tagged or (len(passage.lines) == 1 and self._names_annex(above))
        return wide or self._begins_by_form(passage, line)

    def _names_annex(self, line: Line) -> bool:
        """Say whether a line is but the name of an annex, over its title in one heading."""
        return self._heading(line) and matches(self.language, "annex", comparable(line.text)) is not None

    def _begins_by_form(self, passage: Passage, line: Line) -> bool:
        """Say whether a line without a wide gap above begins a paragraph, by its label, type or indent."""
        above = passage.lines[-1]
        if len(passage.lines) == 1 and self._stands_alone(above):
            return True
        if _bold(above) != _bold(line) or abs(above.size - line.size) > 0.12 * above.size:
            return True
        if self._label(line) and self._ends(above):
            return True
        return line.start > passage.margin + 15 and len(passage.lines) > 1 and self._ends(above)

    def _stands_alone(self, line: Line) -> bool:
        """Say whether a line is a paragraph by what it says: an enacting formula, or a heading's number in bold."""
        return is_formula(self.language, line.text) or (_bold(line) and self._only_numbers(line))

    def _begins_overleaf(self, passage: Passage, line: Line) -> bool:
        """Say whether the first line of a page begins a paragraph."""
        above = passage.lines[-1]
        tagged = self._tags_say(above, line)
        if tagged is False or (tagged and self._whole_overleaf):
            return tagged
        if len(passage.lines) == 1 and self._stands_alone(above):
            return True
        if self._heading(above) != self._heading(line):
            return True
        if self._label(line) or _bold(above) != _bold(line) or abs(above.size - line.size) > 0.12 * above.size:
            return True
        if self._in_place(passage, line):
            return self._ends(above) and self._has_room(above, line)
        return True

    @cached_property
    def _whole_overleaf(self) -> bool:
        """Whether the tags keep paragraphs whole across pages: some paragraph goes on overleaf in one element."""
        begun: dict[int, int] = {}
        texts = (line for page in self.pages.pages for line in page.lines if line.furniture is None)
        elements = ((self.paragraph(line), line.page) for line in texts)
        return any(begun.setdefault(element.index, page) != page for element, page in elements if element is not None)

    def _in_place(self, passage: Passage, line: Line) -> bool:
        """Say whether a line stands where a paragraph's next line would."""
        if len(passage.lines) > 1:
            return abs(line.start - passage.margin) <= SAME_PLACE
        hanging = self._text_start(passage.first)
        if hanging is not None and abs(line.start - hanging) <= SAME_PLACE:
            return True
        if abs(line.start - passage.indent) <= SAME_PLACE and not self._ends(passage.lines[-1]):
            return True
        return abs(line.start - self.measure.left) <= SAME_PLACE or line.start < passage.indent - SAME_PLACE

    def _has_room(self, above: Line, line: Line) -> bool:
        """Say whether the first word of a line would have found room at the end of the line above."""
        spaces = self.language.joining.spaces
        word = takewhile(lambda atom: not atom.blank, line_atoms(line, line.inked, spaces)) if spaces else ()
        ink = [atom.glyph for atom in word if atom.glyph is not None]
        width = max(glyph.x1 for glyph in ink) - min(glyph.x0 for glyph in ink) if ink else 0.0
        return above.stop + max(width, ROOM * above.size) < self.measure.right

    def _text_start(self, line: Line) -> float | None:
        """Return the left edge of the text behind a line's label, in points; None where it has no label."""
        atoms = line_atoms(line, line.glyphs, self.language.joining.spaces)
        label = label_of(atoms, self.language)
        if label is None:
            return None
        behind = [atom.glyph for atom in atoms[label.atoms :] if atom.glyph is not None and not atom.blank]
        if not behind:
            return None
        return line.width - behind[0].x1 if line.right_to_left else behind[0].x0

    def agreement(self, lines: Sequence[Line]) -> float:
        """Return the share of paragraphs, with tags and without, that begin at the same line."""
        fused = {passage.first.inked[0].index for passage in self.gather(lines)}
        plain = {passage.first.inked[0].index for passage in replace(self, tags=False).gather(lines)}
        return round(len(fused & plain) / max(1, len(fused | plain)), 4)

    def _only_numbers(self, line: Line) -> bool:
        """Say whether a line is but a number or a word with one, as "II", "Annex", "Part I"."""
        text = comparable(line.text)
        names = ("annex", "divisions")
        labels = (re.fullmatch(source, text) for source in self.language.patterns.heading_labels)
        return any(labels) or any(matches(self.language, name, text) for name in names)

    def _heading(self, line: Line) -> bool:
        element = self.paragraph(line)
        return element is not None and element.type in HEADINGS

    def _label(self, line: Line) -> bool:
        return label_of(line_atoms(line, line.glyphs, self.language.joining.spaces), self.language) is not None

    def _ends(self, line: Line) -> bool:
        return ends(line, self.language)

    def _tags_say(self, above: Line, line: Line) -> bool | None:
        """Return whether the tags put two lines in different paragraphs, or None where they say nothing."""
        if not self.tags:
            return None
        first, second = self.paragraph(above, last=True), self.paragraph(line)
        if first is None or second is None:
            return None
        return first.index != second.index

    def paragraph(self, line: Line, last: bool = False) -> Element | None:
        """Return the paragraph element that a line begins in, or ends in; None where it is not tagged."""
        inked = line.inked
        glyph = inked[-1] if last else inked[0]
        plain = [item for item in inked if item.size > SMALL * line.size]
        glyph = (plain[-1] if last else plain[0]) if plain else glyph
        return next((item for item in self.pages.ancestors(glyph.element) if item.type in PARAGRAPHS), None)


def ends(line: Line, language: Language) -> bool:
    """Say whether a line's text could be the end of a paragraph."""
    text = "".join(
        glyph.text for glyph in line.inked if line.rise(glyph) < 0.15 or glyph.size > SMALL * line.size
    ).rstrip(language.joining.closers)
    return text == "" or text[-1] in language.joining.terminal


def measure_of(lines: Sequence[Line], language: Language) -> Measure:
    """Return the usual measures of a document's text lines.

    A line that is filled, and whose text goes on, shows the leading below it; one that ends a paragraph does not, and
    a short paper may have no others.
    """
    if not lines:
        return Measure(LEADING, 0.0, 0.0)
    size = Counter(round(line.size, 1) for line in lines).most_common(1)[0][0]
    body = [line for line in lines if abs(line.size - size) < 0.3]
    rights = sorted(line.stop for line in body)
    right = rights[int(len(rights) * 0.9)]
    steps = Counter(
        round((below.baseline - above.baseline) / below.size, 2)
        for above, below in pairwise(body)
        if above.page == below.page
        and 0.8 < (below.baseline - above.baseline) / below.size < 2.2
        and above.stop > right - FULL * (right - above.start)
        and not ends(above, language)
    )
    common = [step for step, count in steps.most_common() if count >= max(3, 0.1 * sum(steps.values()))]
    leading = min(common) if common else min(steps, default=LEADING)
    left = Counter(round(line.start) for line in body).most_common(1)[0][0]
    return Measure(leading, float(left), right)


def _bold(line: Line) -> bool:
    plain = [glyph for glyph in line.inked if glyph.size > SMALL * line.size]
    return all(glyph.bold for glyph in plain)


def _gap(above: Passage | None, line: Line) -> float | None:
    if above is None or above.lines[-1].page != line.page:
        return None
    return line.baseline - above.lines[-1].baseline
