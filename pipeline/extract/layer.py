"""Mend a text layer that lies, where it is proven what is right, and say of every mend what it did.

Steps in turn, each a rule of its own: a radical or presentation form becomes its letter; replacement text explains
glyphs that have no character; a font program proves another character than the layer says; a ligature stored the wrong
way round is turned; in text from right to left a bracket faces as it is drawn, and a space that holds one number
together is a no-break space.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pikepdf

from pipeline.extract.characters import UNMAPPED
from pipeline.extract.device import Drawn
from pipeline.extract.direction import BRACKETS, MIRRORED, is_right_to_left
from pipeline.extract.fonts import Font, read_font
from pipeline.extract.glyphs import RawPage
from pipeline.extract.groups import NO_BREAK, joining_spaces
from pipeline.extract.kinds import DISPUTED, EXPLAINED, FACED, FORM, JOINED, MENDED, RECOGNISED, TURNED, UNPROVEN
from pipeline.extract.letters import letters
from pipeline.extract.replacement import spread
from pipeline.extract.widths import check_widths
from pipeline.extract.witness import Shown, Truth, Verdict, inkless, judge
from pipeline.model.finding import Finding, Kind
from pipeline.model.pages import Glyph, box_of

LAM = "\u0644"
ALEFS = frozenset("\u0622\u0623\u0625\u0627\u0671")
KINDS = {Truth.PROVEN: MENDED, Truth.UNPROVEN: UNPROVEN, Truth.DISPUTED: DISPUTED}


@dataclass(frozen=True)
class Change:
    """What another reader of the layer may see instead of what we go on with, on one page."""

    before: str
    after: str


@dataclass(frozen=True)
class Layer:
    """Pages with a mended text layer, what was found in it, and how much of it nobody can prove."""

    pages: tuple[RawPage, ...]
    findings: tuple[Finding, ...] = ()
    changes: Mapping[int, tuple[Change, ...]] = field(default_factory=dict)
    inked: int = 0
    unproven: int = 0


@dataclass(frozen=True)
class _Note:
    """One glyph that was mended or is doubted."""

    kind: Kind
    font: str
    glyph: Glyph
    said: str
    reason: str = ""


Key = tuple[int, int]


@dataclass
class _Ledger:
    fonts: dict[int, Font]
    notes: list[_Note] = field(default_factory=list)
    explained: set[int] = field(default_factory=set)

    def note(self, kind: Kind, drawn: Drawn, glyph: Glyph, why: tuple[str, str]) -> None:
        """Keep what was done with a glyph, or is doubted of it: what was said against its text, and the reason."""
        self.notes.append(_Note(kind, self.fonts[drawn.font].name, glyph, *why))


def mend(pages: tuple[RawPage, ...], pdf: pikepdf.Pdf) -> Layer:
    """Return the pages with their text layer mended where that is proven.

    Args:
        pages: the pages as read.
        pdf: the same file, opened by a library of its own.
    """
    numbers = {drawn.font for page in pages for drawn in page.drawn}
    ledger = _Ledger({number: read_font(pdf, number) if number else Font("unknown") for number in sorted(numbers)})
    lettered = tuple(_lettered(page, ledger) for page in pages)
    verdicts = _verdicts(lettered, ledger.fonts)
    mended = tuple(_mended(page, verdicts, ledger) for page in lettered)
    if is_right_to_left([text for page in mended for text in page.texts]):
        joining = joining_spaces(glyph for page in mended for glyph in page.glyphs)
        mended = tuple(_joined(_faced(page, ledger), joining, ledger) for page in mended)
    inked = sum(not glyph.blank for page in mended for glyph in page.glyphs)
    return Layer(
        pages=mended,
        findings=(*_recognised(pages), *_findings(ledger.notes), *check_widths(pages, ledger.fonts)),
        changes=_changes(lettered, mended),
        inked=inked,
        unproven=sum(note.kind is UNPROVEN for note in ledger.notes),
    )


def _faced(page: RawPage, ledger: _Ledger) -> RawPage:
    """Return a page with each bracket as it is drawn, where the font says so.

    In text from right to left a bracket is drawn by the glyph of its opposite, and a font that is read in both
    directions gives one glyph one character for both. Which of them is meant, the direction of the text around it says.
    """
    glyphs = list(page.glyphs)
    for place, (glyph, drawn) in enumerate(zip(page.glyphs, page.drawn, strict=True)):
        if glyph.text in BRACKETS and drawn.font:
            opposite = glyph.text.translate(MIRRORED)
            if {glyph.text, opposite} & ledger.fonts[drawn.font].says(drawn.code) == {opposite}:
                glyphs[place] = replace(glyph, text=opposite)
                ledger.note(FACED, drawn, glyph, (opposite, ""))
    return replace(page, glyphs=tuple(glyphs))


def _joined(page: RawPage, joining: frozenset[int], ledger: _Ledger) -> RawPage:
    """Return a page with a no-break space where a space holds the groups of one number together."""
    glyphs = list(page.glyphs)
    for place, glyph in enumerate(page.glyphs):
        if glyph.index in joining:
            glyphs[place] = replace(glyph, text=NO_BREAK)
            ledger.note(JOINED, page.drawn[place], glyph, (NO_BREAK, ""))
    return replace(page, glyphs=tuple(glyphs))


def _lettered(page: RawPage, ledger: _Ledger) -> RawPage:
    glyphs = list(page.glyphs)
    for place, glyph in enumerate(glyphs):
        text = letters(glyph.text)
        if text != glyph.text:
            glyphs[place] = replace(glyph, text=text)
            ledger.note(FORM, page.drawn[place], glyph, (text, ""))
    return replace(page, glyphs=tuple(glyphs))


def _verdicts(pages: tuple[RawPage, ...], fonts: dict[int, Font]) -> dict[Key, Verdict]:
    shown: dict[int, dict[int, Shown]] = {}
    for page in pages:
        for drawn, text in zip(page.drawn, page.texts, strict=True):
            codes = shown.setdefault(drawn.font, {})
            if drawn.font and drawn.code not in codes:
                codes[drawn.code] = Shown(drawn.code, text, drawn.mapped)
    return {
        (number, code): verdict
        for number, codes in shown.items()
        for code, verdict in judge(fonts[number], codes.values()).items()
    }


def _mended(page: RawPage, verdicts: dict[Key, Verdict], ledger: _Ledger) -> RawPage:
    glyphs = list(page.glyphs)
    for places in _sequences(page):
        _explain(page, glyphs, places, verdicts, ledger)
    for place, (glyph, drawn) in enumerate(zip(glyphs, page.drawn, strict=True)):
        verdict = verdicts.get((drawn.font, drawn.code))
        if verdict is None or verdict.truth is Truth.STANDS or glyph.index in ledger.explained:
            continue
        glyphs[place] = replace(glyph, text=verdict.text)
        ledger.note(KINDS[verdict.truth], drawn, glyph, (verdict.said, verdict.reason))
    for place, glyph in enumerate(glyphs):
        if _stored_backwards(glyph.text):
            glyphs[place] = replace(glyph, text=glyph.text[::-1])
            ledger.note(TURNED, page.drawn[place], glyph, (glyph.text[::-1], ""))
    return replace(page, glyphs=tuple(glyphs))


def _sequences(page: RawPage) -> Iterator[list[int]]:
    """Yield the places of the glyphs of each sequence with replacement text."""
    places: dict[int, list[int]] = {}
    for place, drawn in enumerate(page.drawn):
        if drawn.span is not None:
            places.setdefault(drawn.span, []).append(place)
    yield from places.values()


def _explain(
    page: RawPage, glyphs: list[Glyph], places: list[int], verdicts: dict[Key, Verdict], ledger: _Ledger
) -> None:
    """Let replacement text say what glyphs without a character stand for."""
    drawn = [page.drawn[place] for place in places]
    doubted = [verdicts.get((each.font, each.code)) for each in drawn]
    mute = [
        verdict is not None and verdict.truth is not Truth.STANDS and _silent(glyphs[place].text, verdict)
        for place, verdict in zip(places, doubted, strict=True)
    ]
    texts = [glyphs[place].text for place in places]
    actual = page.spans[drawn[0].span or 0]
    meant = spread(texts, mute, actual)
    if meant is None:
        return
    for place, text, each in zip(places, meant, drawn, strict=True):
        ledger.explained.add(glyphs[place].index)
        if text != glyphs[place].text:
            ledger.note(EXPLAINED, each, glyphs[place], (actual, ""))
            glyphs[place] = replace(glyphs[place], text=text)


def _silent(text: str, verdict: Verdict) -> bool:
    return inkless(text) or bool(UNMAPPED.search(text) or UNMAPPED.search(verdict.text))


def _stored_backwards(text: str) -> bool:
    """Say whether one glyph says alef and lam: no font has a glyph for that, all have one for lam and alef."""
    return len(text) == 2 and text[0] in ALEFS and text[1] == LAM


def _recognised(pages: Iterable[RawPage]) -> Iterator[Finding]:
    for page in pages:
        if page.recognised:
            yield RECOGNISED.at(page=page.number)


def _findings(notes: Sequence[_Note]) -> Iterator[Finding]:
    """Yield one finding for each font and pair of characters, at the first of its glyphs."""
    groups: dict[tuple[str, str, str, str, str], list[_Note]] = {}
    for note in notes:
        key = (note.kind.code, note.font, note.glyph.text, note.said, note.reason)
        groups.setdefault(key, []).append(note)
    for (_, font, before, said, reason), group in groups.items():
        pages = sorted({note.glyph.page for note in group})
        where = f"page {pages[0]}" if len(pages) == 1 else f"{len(pages)} pages from {pages[0]} on"
        yield group[0].kind.at(
            page=pages[0],
            box=box_of([group[0].glyph]),
            expected=shown(said) if said else None,
            found=f"{shown(before)} in {font}{reason and f', {reason}'}: {len(group)} glyphs on {where}",
        )


def shown(text: str) -> str:
    """Return a text as a person can read it: what cannot be seen by its number."""
    seen = all(character.isprintable() for character in text) and text.strip()
    return text if seen else " ".join(f"U+{ord(character):04X}" for character in text) or "nothing"


def _changes(before: tuple[RawPage, ...], after: tuple[RawPage, ...]) -> dict[int, tuple[Change, ...]]:
    """Return by page what pdfium may see otherwise than we do."""
    listed = {
        old.number: (*_mends(old, new), *_echoes(new), *_overprinted(old))
        for old, new in zip(before, after, strict=True)
    }
    return {number: changes for number, changes in listed.items() if changes}


def _mends(old: RawPage, new: RawPage) -> Iterator[Change]:
    """Yield what was mended; a glyph without a character pdfium reads as the character of its code."""
    for drawn, glyph, mended in zip(old.drawn, old.glyphs, new.glyphs, strict=True):
        if mended.text != glyph.text or not glyph.text:
            read = UNMAPPED.sub("", glyph.text)
            yield Change(read if read == glyph.text and read else glyph.text + chr(drawn.code), mended.text)


def _echoes(page: RawPage) -> Iterator[Change]:
    """Yield replacement text that says what its glyphs do: pdfium gives it once for each piece they are drawn in."""
    for places in _sequences(page):
        actual = page.spans[page.drawn[places[0]].span or 0]
        if len(places) > 1 and Counter("".join(page.glyphs[place].text for place in places)) == Counter(actual):
            yield Change(actual, "")


def _overprinted(page: RawPage) -> Iterator[Change]:
    """Yield glyphs drawn over the same glyph again, as strokes that fill a line are: pdfium leaves them out."""
    for first, second in pairwise(page.glyphs):
        overlap = min(first.x1, second.x1) - max(first.x0, second.x0)
        same = first.text == second.text and abs(first.baseline - second.baseline) < 1
        if same and overlap > 0 and overlap > 0.5 * (second.x1 - second.x0):
            yield Change("", second.text)
