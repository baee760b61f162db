"""Compare what a file says of the widths of glyphs with their fonts: words are told apart by them.

No checksum covers the widths in a file's dictionaries, and no other reader would see one that was changed.
"""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.extract.fonts import Font
from pipeline.extract.glyphs import RawPage
from pipeline.extract.kinds import WIDTHS
from pipeline.model.finding import Finding

NEAR = 0.005  # of the font's size; at most 0.002 on 58 papers of all producers


def check_widths(pages: Sequence[RawPage], fonts: Mapping[int, Font]) -> Iterator[Finding]:
    """Yield a finding for each font of which the file says other widths than its program, at the first such glyph.

    Args:
        pages: the pages as read.
        fonts: the fonts by number.
    """
    shown: dict[int, dict[int, tuple[int, float]]] = {}
    for page in pages:
        for drawn in page.drawn:
            if drawn.width is not None:
                shown.setdefault(drawn.font, {}).setdefault(drawn.code, (page.number, drawn.width))
    for number, codes in sorted(shown.items()):
        font = fonts[number]
        wrong = [page for code, (page, width) in codes.items() if _differs(font.advance(code), width)]
        if wrong:
            yield WIDTHS.at(page=min(wrong), found=f"{len(wrong)} of {len(codes)} glyphs of {font.name}")


def _differs(own: float | None, said: float) -> bool:
    return own is not None and abs(own - said) > NEAR
