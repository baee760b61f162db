"""No-break spaces drawn with a glyph of their own, so that they can be told from spaces in what is written.

A font draws both with one glyph, and a file says of each glyph one character (ToUnicode, ISO 32000-1, 9.10.3). Whoever
read the text would take no-break spaces for spaces, and "20 000" in Arabic, which they hold together, for "000 20". So
they are drawn with another blank glyph of the font, moved to the same width.
"""

from collections.abc import Callable, Iterator
from typing import Any

from weasyprint.text import ffi as native

from pipeline.render.pdf.glyphs import glyph_characters

NO_BREAK = ("\u00a0", "\u202f", "\u2007")
SPACES = (" ", *NO_BREAK)
FIRST = range(1, 4)  # fonts open with .null and nonmarkingreturn, which no text is drawn with
BLANK = ("\r", "\0", "\u2002", "\u2003", "\u2005", "\u2004", "\u2000")
Draw = Callable[..., Any]


class Apart:
    """Draws lines of text as WeasyPrint does, their no-break spaces set apart."""

    def __init__(self, draw: Draw, text: str) -> None:
        """Take the place of `draw` (weasyprint.draw.text.draw_first_line) for a document of this text.

        `blanks` holds by the name of a font the glyph that each no-break space was drawn with.
        """
        self.draw = draw
        self.text = frozenset(text)
        self.blanks: dict[str, dict[str, int]] = {}

    def __call__(self, stream: Any, box: Any, *arguments: Any) -> Any:
        """Draw the first line of a text box."""
        layout = box.pango_layout
        if not any(character in layout.text for character in NO_BREAK):
            return self.draw(stream, box, *arguments)
        own = layout.get_first_line
        layout.get_first_line = lambda: self._set_apart(own(), stream, layout.text.encode())
        try:
            return self.draw(stream, box, *arguments)
        finally:
            del layout.get_first_line

    def _set_apart(self, found: tuple[Any, Any], stream: Any, text: bytes) -> tuple[Any, Any]:
        for item in _runs(found[0]):
            font, _ = stream.add_font(item.item.analysis.font)
            if font.hash not in self.blanks:
                self.blanks[font.hash] = self._blank(font, item.item.analysis.font)
            spaces = _glyphs(font, (" ",))
            for place in range(item.glyphs.num_glyphs):
                glyph = item.glyphs.glyphs[place]
                if glyph.glyph in spaces:
                    start = item.item.offset + item.glyphs.log_clusters[place]
                    glyph.glyph = self.blanks[font.hash].get(_character(text, start), glyph.glyph)
        return found

    def _blank(self, font: Any, pango_font: Any) -> dict[str, int]:
        """Return for each no-break space of the document a blank glyph that no character of it is drawn with.

        The nearest to a space in width come first.
        """
        characters = glyph_characters(font)
        candidates = {*FIRST, *_glyphs(font, BLANK)} - _glyphs(font, SPACES)
        free = [glyph for glyph in candidates if not characters.get(glyph, frozenset()) & self.text]
        widths = {glyph: width for glyph in sorted(free) if (width := _blank_width(pango_font, glyph)) is not None}
        space = next((_blank_width(pango_font, glyph) for glyph in sorted(_glyphs(font, (" ",)))), None) or 0
        nearest = sorted(widths, key=lambda glyph: (abs(widths[glyph] - space), glyph))
        return dict(zip((character for character in NO_BREAK if character in self.text), nearest, strict=False))


def _runs(line: Any) -> Iterator[Any]:
    run = line.runs[0]
    while run != native.ffi.NULL:
        yield run.data
        run = run.next


def _character(text: bytes, start: int) -> str:
    """Return the character of encoded text that begins at a byte; those looked for take two or three."""
    return next((character for character in NO_BREAK if text.startswith(character.encode(), start)), "")


def _glyphs(font: Any, characters: tuple[str, ...]) -> frozenset[int]:
    wanted = set(characters)
    return frozenset(glyph for glyph, drawn in glyph_characters(font).items() if drawn & wanted)


def _blank_width(pango_font: Any, glyph: int) -> int | None:
    """Return the width of a glyph in Pango's units, or None where it leaves ink."""
    ink, logical = (native.ffi.new("PangoRectangle *") for _ in range(2))
    native.pango.pango_font_get_glyph_extents(pango_font, glyph, ink, logical)
    return None if ink.width or ink.height else int(logical.width)
