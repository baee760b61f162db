"""Which characters may stand in text: one place, after the text layer is mended and before anything is made of it.

Characters that are never drawn but steer how others are shown are taken out where they have no business: embeddings,
overrides and isolates unless they stand in text from right to left and are closed again; tag characters; characters
that no text can hold. Nothing that is seen is changed. Each is told with
its place.
"""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.extract.characters import STEERS
from pipeline.extract.direction import is_right_to_left
from pipeline.extract.glyphs import RawPage
from pipeline.extract.kinds import STEERING
from pipeline.model.finding import Finding
from pipeline.model.pages import Glyph, box_of

OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"} | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
CLOSING = frozenset(OPENING.values())


def without_steering(pages: tuple[RawPage, ...]) -> tuple[tuple[RawPage, ...], tuple[Finding, ...]]:
    """Return the pages without characters that steer others and may not, and a finding for each page that held some."""
    texts = [text for page in pages for text in page.texts]
    if not any(STEERS.search(text) for text in texts):
        return pages, ()
    allowed = is_right_to_left(texts)
    cleaned, findings = [], []
    for page in pages:
        kept = allowed and is_balanced("".join(page.texts))
        held = [] if kept else [glyph for glyph in page.glyphs if STEERS.search(glyph.text)]
        changed = {glyph.index: replace(glyph, text=STEERS.sub("", glyph.text)) for glyph in held}
        cleaned.append(replace(page, glyphs=tuple(changed.get(glyph.index, glyph) for glyph in page.glyphs)))
        if held:
            findings.append(STEERING.at(page=page.number, box=box_of(held), found=_numbers(held)))
    return tuple(cleaned), tuple(findings)


def is_balanced(text: str) -> bool:
    """Say whether what steers the direction of a text is closed again, in order, and nothing else steers it."""
    open_ones: list[str] = []
    for character in STEERS.findall(text):
        if character in OPENING:
            open_ones.append(OPENING[character])
        elif character not in CLOSING or not open_ones or open_ones.pop() != character:
            return False
    return not open_ones


def _numbers(glyphs: Iterable[Glyph]) -> str:
    held = [character for glyph in glyphs for character in STEERS.findall(glyph.text)]
    return " ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(held))
