"""Write a resolution as one HTML page that stands alone: no script, nothing loaded, the same bytes each time."""

from pipeline.errors import Stop
from pipeline.languages.loader import languages
from pipeline.model.outcome import Outcome
from pipeline.model.resolution import Resolution
from pipeline.render.html.screen import on_screen
from pipeline.render.html.serialise import serialise
from pipeline.render.html.sheet import stylesheet
from pipeline.render.page.document import page
from pipeline.render.page.values import refuse_unwritable


def write(resolution: Resolution) -> bytes:
    """Return the HTML of a resolution; the same resolution gives the same bytes.

    Stops (`Outcome.OUTPUT`) where the language is not known, or a character cannot be written; the detail names them.
    """
    language = languages().get(resolution.language)
    if language is None:
        raise Stop(Outcome.OUTPUT, f"no language file for {resolution.language!r}")
    refuse_unwritable(resolution)
    return serialise(on_screen(page(resolution, language), resolution, language, stylesheet(language)))
