"""Check what was read: two independent readers must see the same characters, and every glyph must be one."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping

from pipeline.errors import Stop
from pipeline.extract.characters import UNMAPPED
from pipeline.extract.direction import holds_right_to_left, open_orders, shows_as_printed
from pipeline.extract.kinds import HIDDEN, NO_TEXT_PAGE, OPEN_ORDER, ORDER, READERS_DISAGREE, UNKNOWN_GLYPH
from pipeline.extract.layer import Change, Layer
from pipeline.extract.witness import inkless
from pipeline.model.finding import Finding
from pipeline.model.layout import segments
from pipeline.model.outcome import Outcome
from pipeline.model.pages import Glyph, Page, Pages, box_of
from pipeline.model.sides import SIDELESS

FEW = 10  # glyphs: so many may be wrong in a paper of any length, and are for a person to correct
SOME = 0.005  # of the glyphs; 0 on 238 UN papers, 0.0013 on facsimiles, 0.24 in a corrupt layer


def check_pages(
    pages: Pages, second: list[Counter[str]], changes: Mapping[int, tuple[Change, ...]] | None = None
) -> tuple[Finding, ...]:
    """Return what was found in pages that were read twice.

    Args:
        pages: the first reader's.
        second: the inked characters of each page, by the second reader.
        changes: what was mended on each page, which the second reader does not know.

    Raises:
        Stop: NO_TEXT where no page has text; DISAGREE where the readers see another number of pages.
    """
    if len(second) != len(pages.pages):
        raise Stop(Outcome.DISAGREE, f"one reader sees {len(pages.pages)} pages, the other {len(second)}")
    if not any(page.lines for page in pages.pages):
        raise Stop(Outcome.NO_TEXT, f"none of {len(pages.pages)} pages has text")
    return tuple(
        finding
        for page, characters in zip(pages.pages, second, strict=True)
        for finding in _page_findings(page, characters, (changes or {}).get(page.number, ()))
    )


def check_layer(layer: Layer) -> tuple[Finding, ...]:
    """Return what was found in the text layer.

    Raises:
        Stop: NO_TEXT where so much of it is wrong beyond repair that it is no text to go on with.
    """
    if layer.unproven > FEW and layer.unproven > SOME * layer.inked:
        detail = f"the text layer is corrupt: {layer.unproven} of {layer.inked} glyphs have a character that is wrong"
        raise Stop(Outcome.NO_TEXT, f"{detail}, and no font proves the right one", layer.findings)
    return layer.findings


def _page_findings(page: Page, characters: Counter[str], changes: tuple[Change, ...]) -> Iterator[Finding]:
    glyphs = [glyph for line in page.lines for glyph in line.inked]
    if not glyphs:
        yield NO_TEXT_PAGE.at(page=page.number)
    unmapped = [glyph for glyph in glyphs if UNMAPPED.search(glyph.text)]
    if unmapped:
        yield UNKNOWN_GLYPH.at(page=page.number, box=box_of(unmapped), found=f"{len(unmapped)} glyphs")
    hidden = [glyph for glyph in page.hidden if not glyph.blank]
    for reason in dict.fromkeys(glyph.hidden for glyph in hidden):
        unseen = [glyph for glyph in hidden if glyph.hidden == reason]
        yield HIDDEN.at(page=page.number, found=f"{reason}: {''.join(glyph.text for glyph in unseen)}")
    for piece in (piece for line in page.lines if line.right_to_left for piece in segments(line)):
        if holds_right_to_left(piece) and not shows_as_printed(piece):
            yield ORDER.at(page=page.number, box=box_of(piece), found="".join(glyph.text for glyph in piece))
    turned = [line for line in page.lines if line.right_to_left and line.furniture is None]
    numbers = [found for line in turned for piece in segments(line) for found in open_orders(piece)]
    if numbers:
        yield OPEN_ORDER.at(page=page.number, found=", ".join(numbers))
    difference = compare(glyphs, hidden, characters, changes)
    if difference:
        yield READERS_DISAGREE.at(page=page.number, expected=difference[0], found=difference[1])


def compare(
    glyphs: list[Glyph], hidden: list[Glyph], characters: Counter[str], changes: tuple[Change, ...] = ()
) -> tuple[str, str] | None:
    """Return what only the first and only the second reader sees, or None where they agree.

    Characters are compared in compatibility form, since readers write ligatures and presentation forms each in
    their own way; on a page with right-to-left letters without their side, since pdfium turns brackets and quotation
    marks there. What is hidden may or may not be seen by the second reader. What was mended it may see unmended.
    """
    text = "".join(glyph.text for glyph in glyphs)
    fold = _without_side if holds_right_to_left(glyphs) else _compatible
    first, other = fold(text), fold("".join(characters.elements()))
    unseen = fold("".join(glyph.text for glyph in hidden))
    mended = [(fold(change.before), fold(change.after)) for change in changes]
    nothing: Counter[str] = Counter()
    all_mended = other - sum((before for before, _ in mended), nothing) + sum((after for _, after in mended), nothing)
    if first == all_mended:
        return None
    missing, extra = first - other, other - first - unseen
    for before, after in mended:
        if not (after - before) - missing:
            missing, extra = missing - (after - before), extra - (before - after)
    if not missing and not extra:
        return None
    return _shown(missing), _shown(extra)


def _compatible(text: str) -> Counter[str]:
    return Counter(character for character in unicodedata.normalize("NFKD", text) if not inkless(character))


def _without_side(text: str) -> Counter[str]:
    return _compatible(text.translate(SIDELESS))


def _shown(characters: Counter[str]) -> str:
    return "".join(sorted(characters.elements()))[:80]
