"""The style sheet of the page, with what a language's script asks for."""

from importlib.resources import files

from pipeline.languages.loader import Language


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
