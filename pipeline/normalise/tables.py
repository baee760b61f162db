"""Find tables among the lines of the text, by tags and by drawn rules."""

from collections.abc import Sequence

from pipeline.model.blocks import Grid, Passage
from pipeline.model.pages import Line, Pages
from pipeline.normalise.passages import Gatherer


def find_grids(lines: Sequence[Line], pages: Pages, gatherer: Gatherer) -> list[Passage | Grid]:
    """Return the text's paragraphs and tables in order."""
    return list(gatherer.gather(lines))
