"""From passages to items: what each paragraph is, with its label apart from its text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.languages.loader import Language
from pipeline.languages.matching import begins, comparable, expression, find_date, matches
from pipeline.model.blocks import Grid, Passage
from pipeline.model.layout import RAISED, SMALL
from pipeline.model.pages import Glyph, Line, apart
from pipeline.normalise.atoms import SPACE, Atom, Atoms, passage_text, strip, text_of
from pipeline.normalise.labels import Label, label_of
from pipeline.normalise.passages import HEADINGS

LARGE = 1.12  # parts of the text's size: annex labels and titles are 12 under 10 points
LOOSE = 1.6  # parts of the size; tight lines stand 1.2 apart, paragraphs 1.75 and more
TAB = 0.9  # parts of the size: white space between a heading's label and its text
ROOM = 0.15  # parts of the size: white space behind a stop that ends a label, where the file draws no space


@dataclass(frozen=True)
class Item:
    """A paragraph, heading, annex label, closing line or table of the text, in printed order.

    `kind` is one of formula, paragraph, heading, annex, closing, table. `atoms` are the text without the label;
    `label_atoms` the label's own. `indent` and `margin` are the left edges of first and further lines in points.
    `draft` are the items of a draft that the paragraph leads in. `tag` is the type of the structure element that it is
    tagged with, or None.
    """

    kind: str
    atoms: Atoms
    label: Label | None = None
    label_atoms: Atoms = ()
    indent: float = 0.0
    margin: float = 0.0
    size: float = 0.0
    level: int = 0
    grid: Grid | None = None
    draft: tuple["Item", ...] = ()
    tag: str | None = None

    @property
    def text(self) -> str:
        """The characters without the label."""
        return text_of(self.atoms)

    @property
    def number(self) -> int | None:
        """The number of a numbered paragraph; None where its label is a point's, or where it has none."""
        first = next(iter(self.label.counts), None) if self.label else None
        return first.ordinal if first is not None and first.kind == "number" else None

    @property
    def glyphs(self) -> list[Glyph]:
        """The glyphs of label and text."""
        return [atom.glyph for atom in (*self.label_atoms, *self.atoms) if atom.glyph is not None]


def items_of(text: Sequence[Passage | Grid], language: Language) -> list[Item]:
    """Return the items of a document's text in printed order."""
    sizes = sorted(
        line.size for block in text if isinstance(block, Passage) for line in block.lines for _ in line.inked
    )
    usual = sizes[len(sizes) // 2] if sizes else 10.0
    items: list[Item] = []
    for block in text:
        if isinstance(block, Grid):
            items.append(_grid_item(block))
        else:
            for passage in _closing_lines(block, language):
                item = _item(passage, language, usual)
                item = _unlabelled(item) if _is_table_note(item, items) else _counted(item, items, language)
                if items and _numbers_next(items[-1], item, passage.gap):
                    items[-1] = _joined(items[-1], item)
                else:
                    items.append(item)
    return items


def _counted(item: Item, above: Sequence[Item], language: Language) -> Item:
    """Return an item whose label fills its column, so that no space is left behind it, with that label.

    It is one where it stands in brackets and counts on from the label above.
    """
    if item.kind != "paragraph" or item.label is not None:
        return item
    label = label_of(item.atoms, language, spaced=False)
    last = next((each.label for each in reversed(above) if each.label is not None), None)
    if label is None or last is None or label.text[-1] not in language.joining.closers:
        return item
    expected = {replace(count, ordinal=count.ordinal + 1) for count in last.counts}
    return _labelled(item, label) if expected & set(label.counts) else item


def _labelled(item: Item, label: Label) -> Item:
    atoms = item.atoms
    return replace(item, label=label, label_atoms=strip(atoms[: label.atoms]), atoms=strip(atoms[label.atoms :]))


def _is_table_note(item: Item, above: Sequence[Item]) -> bool:
    """Say whether an item explains a raised mark of the table above it, and is no point of a list."""
    if item.kind != "paragraph" or item.label is None or item.number is not None:
        return False
    table = next((each for each in reversed(above) if each.kind == "table" or each.label is not None), None)
    marks = _raised_marks(table.grid) if table is not None and table.grid is not None else set()
    return "".join(filter(str.isalnum, item.label.text)) in marks


def _raised_marks(grid: Grid) -> set[str]:
    """Return the letters and digits that stand raised in a table, each run by itself."""
    lines = [line for row in grid.rows for cell in row for line in cell.lines]
    texts = ("".join(glyph.text if _is_raised(line, glyph) else " " for glyph in line.glyphs) for line in lines)
    return {mark for text in texts for mark in re.findall(r"[^\W_]+", text)}


def _is_raised(line: Line, glyph: Glyph) -> bool:
    return glyph.size < SMALL * line.size and line.rise(glyph) > RAISED


def _unlabelled(item: Item) -> Item:
    return replace(item, label=None, label_atoms=(), atoms=(*item.label_atoms, SPACE, *item.atoms))


def _numbers_next(item: Item, following: Item, gap: float | None) -> bool:
    """Say whether a number on a line of its own and the heading under it are one heading.

    They are where the heading follows at a paragraph's distance. A number set tight over a title is how the General
    Assembly prints two headings; the organization's own edition holds them as two.
    """
    return (
        item.kind == following.kind == "heading"
        and item.label is not None
        and not item.atoms
        and following.label is None
        and gap is not None
        and gap > LOOSE * following.size
    )


def _joined(number: Item, heading: Item) -> Item:
    return replace(heading, level=number.level, label=number.label, label_atoms=number.label_atoms)


def _closing_lines(passage: Passage, language: Language) -> list[Passage]:
    """Part a passage that begins with a closing line: meeting, date, the bracket and each list of States in it are
    lines of their own, whatever the tags say.
    """
    texts = [text_of(passage_atoms(Passage((line,)), language)) for line in passage.lines]
    starts = [at for at, text in enumerate(texts) if _is_closing(text, language) or begins_list(text, language)]
    if len(texts) == 1 or starts[:1] != [0] or not _parts_whole(texts, starts, language):
        return [passage]
    ends = (*starts[1:], len(texts))
    return [
        Passage(passage.lines[start:end], passage.gap, passage.tag) for start, end in zip(starts, ends, strict=True)
    ]


def _parts_whole(texts: Sequence[str], starts: Sequence[int], language: Language) -> bool:
    """Say whether all lines are closing lines, or those that are none go on in a bracket."""
    bracket = next((at for at in starts if begins(language, "closing_bracket", texts[at])), len(texts))
    return all(at in starts for at in range(bracket))


def begins_list(text: str, language: Language) -> bool:
    """Say whether a text begins with the words before a list of the States that voted alike."""
    words = language.votes
    heads = (words.in_favour, words.against, words.abstaining)
    return any(expression(head).match(comparable(text)) for head in heads)


def passage_atoms(passage: Passage, language: Language) -> Atoms:
    """Return a passage's text with its glyphs."""
    return passage_text(passage.lines, language.joining.spaces)


def _grid_item(grid: Grid) -> Item:
    return Item("table", (), grid=grid)


def _item(passage: Passage, language: Language, usual: float) -> Item:
    atoms = passage_atoms(passage, language)
    item = Item("paragraph", atoms, indent=passage.indent, margin=passage.margin, size=passage.size, tag=passage.tag)
    if _is_closing(item.text, language):
        return replace(item, kind="closing")
    if matches(language, "annex", item.text):
        return replace(item, kind="annex")
    large = passage.size > LARGE * usual
    if large or ((is_bold(atoms) or passage.tag in HEADINGS) and not _ends_like_text(item.text, language)):
        return _heading(item, language)
    label = label_of(atoms, language)
    return item if label is None else _labelled(item, label)


def _plain_ink(atoms: Atoms) -> list[Glyph]:
    return [atom.glyph for atom in atoms if atom.glyph is not None and not atom.blank and not atom.raised]


def is_bold(atoms: Atoms) -> bool:
    """Say whether all the ink of a text is bold, note marks apart."""
    inked = _plain_ink(atoms)
    return bool(inked) and all(glyph.bold for glyph in inked)


def is_italic(atoms: Atoms) -> bool:
    """Say whether all the ink of a text is italic, note marks apart."""
    inked = _plain_ink(atoms)
    return bool(inked) and all(glyph.italic for glyph in inked)


def _ends_like_text(text: str, language: Language) -> bool:
    return text.rstrip()[-1:] in language.joining.preambular + language.joining.operative


def _is_closing(text: str, language: Language) -> bool:
    if matches(language, "closing_meeting", text) or matches(language, "closing_bracket", text):
        return True
    found = find_date(language, text)
    return found is not None and comparable(found[1]) == comparable(text)


@cache
def _heading_patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(source) for source in language.patterns.heading_labels)


def _heading(item: Item, language: Language) -> Item:
    """Return a heading with its label apart: alone, ended by a stop or its line, or set apart by a tab."""
    atoms = item.atoms
    for level, pattern in enumerate(_heading_patterns(language), 1):
        match = pattern.match(item.text)
        if match is None:
            continue
        end = _position(atoms, match.start("mark") + len(match["mark"].rstrip()))
        if end is None or not (end == len(atoms) or _is_set_off(atoms, end)):
            continue
        label = Label(match["mark"].rstrip(), end, ())
        return replace(
            item,
            kind="heading",
            level=level,
            label=label,
            label_atoms=atoms[:end],
            atoms=strip(atoms[end:]),
        )
    return replace(item, kind="heading")


def _position(atoms: Sequence[Atom], characters: int) -> int | None:
    for position, atom in enumerate(atoms):
        if characters <= 0:
            return position if characters == 0 else None
        characters -= len(atom.text)
    return len(atoms) if characters == 0 else None


def _is_set_off(atoms: Atoms, end: int) -> bool:
    return _tab_behind(atoms, end) or _stop_before(atoms, end) or _line_behind(atoms, end)


def _stop_before(atoms: Atoms, end: int) -> bool:
    return not atoms[end - 1].text.isalnum() and atoms[end].blank


def _tab_behind(atoms: Atoms, end: int) -> bool:
    left = atoms[end - 1].glyph
    right = next((atom.glyph for atom in atoms[end:] if atom.glyph is not None and not atom.blank), None)
    room = TAB if atoms[end - 1].text.isalnum() else ROOM
    return left is not None and right is not None and apart(left, right) > room * left.size


def _line_behind(atoms: Atoms, end: int) -> bool:
    """Say whether a label ends its line, and the text goes on below."""
    left, right = atoms[end - 1].glyph, next((atom.glyph for atom in atoms[end:] if atom.glyph is not None), None)
    return left is not None and right is not None and right.baseline > left.baseline + left.size / 2
