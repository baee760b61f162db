"""Glyphs, lines and pages made by hand."""

from itertools import count

from pipeline.model.pages import Glyph, Line, LinkArea, Page, Pages

SIZE = 10.0
WIDTH = 5.0
_numbers = count()


def glyph(text: str, x: float = 100.0, baseline: float = 300.0, size: float = SIZE, page: int = 1) -> Glyph:
    """Return a glyph half its size wide."""
    return Glyph(
        index=next(_numbers),
        text=text,
        page=page,
        x0=x,
        top=baseline - 0.8 * size,
        x1=x + WIDTH * size / SIZE,
        bottom=baseline + 0.2 * size,
        baseline=baseline,
        size=size,
        font="Serif",
        bold=False,
        italic=False,
        hidden=None,
        artifact=False,
        element=None,
    )


def glyphs(
    text: str, x: float = 100.0, baseline: float = 300.0, size: float = SIZE, page: int = 1
) -> tuple[Glyph, ...]:
    """Return the glyphs of a text set from `x` on, one for each character."""
    step = WIDTH * size / SIZE
    return tuple(glyph(each, x + at * step, baseline, size, page) for at, each in enumerate(text))


def line(text: str, x: float = 100.0, baseline: float = 300.0, size: float = SIZE, page: int = 1) -> Line:
    """Return a line of one size."""
    return Line(page, glyphs(text, x, baseline, size, page), baseline, size)


def page(lines: tuple[Line, ...], number: int = 1, links: tuple[LinkArea, ...] = ()) -> Page:
    """Return a page of letter size."""
    return Page(number, 612.0, 792.0, lines, (), links)


def pages(*each: Page) -> Pages:
    """Return pages without tags."""
    return Pages(each, (), None, False)
