"""Which characters may stand in text: one place, after the text layer is mended and before anything is made of it.

- What no text can hold is replaced: by a space where it is white, else by the replacement character, which then counts
  as a glyph without a character.
- What is never drawn but steers how others are shown is taken out: tag characters, and embeddings, overrides and
  isolates unless they stand in text from right to left and are closed again.

Nothing else is changed, and nothing that is seen. What was done is told with its place. What is left every format can
hold.
"""

from collections.abc import Callable
from dataclasses import replace

from pipeline.extract.characters import ENDS, STEERS, UNWRITABLE
from pipeline.extract.direction import is_right_to_left
from pipeline.extract.glyphs import RawPage
from pipeline.extract.kinds import REPLACED, STEERING
from pipeline.model.finding import Finding, Kind
from pipeline.model.pages import Glyph, box_of

NO_CHARACTER = "\ufffd"
OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"} | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
CLOSING = frozenset(OPENING.values())


def lawful(pages: tuple[RawPage, ...]) -> tuple[tuple[RawPage, ...], tuple[Finding, ...]]:
    """Return the pages with text that every format can hold, and a finding for each page and rule that changed some."""
    texts = ["".join(page.texts) for page in pages]
    if not any(rule.search(text) for text in texts for rule in (ENDS, UNWRITABLE, STEERS)):
        return pages, ()
    directed = is_right_to_left([text for page in pages for text in page.texts])
    cleaned, findings = [], []
    for page, text in zip(pages, texts, strict=True):
        kept = directed and is_balanced(text)
        for kind, change in ((REPLACED, writable), (STEERING, str if kept else without_steering)):
            page, found = _changed(page, kind, change)
            findings += found
        cleaned.append(page)
    return tuple(cleaned), tuple(findings)


def writable(text: str) -> str:
    """Return a text in which nothing stands that no text can hold."""
    return UNWRITABLE.sub(NO_CHARACTER, ENDS.sub(" ", text))


def without_steering(text: str) -> str:
    """Return a text without characters that are never drawn but steer how others are shown."""
    return STEERS.sub("", text)


def is_balanced(text: str) -> bool:
    """Say whether what steers the direction of a text is closed again, in order, and nothing else steers it."""
    open_ones: list[str] = []
    for character in STEERS.findall(text):
        if character in OPENING:
            open_ones.append(OPENING[character])
        elif character not in CLOSING or not open_ones or open_ones.pop() != character:
            return False
    return not open_ones


def _changed(page: RawPage, kind: Kind, change: Callable[[str], str]) -> tuple[RawPage, list[Finding]]:
    glyphs = tuple(
        glyph if (text := change(glyph.text)) == glyph.text else replace(glyph, text=text) for glyph in page.glyphs
    )
    held = [old for old, new in zip(page.glyphs, glyphs, strict=True) if old is not new]
    if not held:
        return page, []
    return replace(page, glyphs=glyphs), [kind.at(page=page.number, box=box_of(held), found=_numbers(held, change))]


def _numbers(glyphs: list[Glyph], change: Callable[[str], str]) -> str:
    held = [character for glyph in glyphs for character in glyph.text if change(character) != character]
    return " ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(held))
