"""Write a resolution as one HTML page that stands alone: no script, nothing loaded, the same bytes each time."""

from importlib.resources import files

from pipeline.errors import Stop
from pipeline.languages.loader import Language, languages
from pipeline.model.outcome import Outcome
from pipeline.model.resolution import Resolution
from pipeline.render.html.screen import on_screen
from pipeline.render.html.serialise import serialise
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


def stylesheet(language: Language) -> str:
    """Return the style sheet of the page, with the fonts of a language; no font is loaded from anywhere."""
    output = language.output
    rules = [f":root {{ font-family: {_families(output.web_fonts)}, serif; }}"]
    if not output.synthetic_italic:
        rules.append("em { font-style: normal; }")
        rules.append(_emphasis(output.web_emphasis_fonts))
    return "\n".join([(files("pipeline.render.html") / "style.css").read_text("utf-8").strip(), *rules])


def _emphasis(names: tuple[str, ...]) -> str:
    """Return the rule for emphasis in a script without slanted type: another family, or where none is, more weight."""
    if names:
        return f"em {{ font-family: {_families(names)}, serif; }}"
    return "em { font-weight: bold; }"


def _families(names: tuple[str, ...]) -> str:
    return ", ".join('"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"' for name in names)
