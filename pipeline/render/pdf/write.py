"""Write a resolution as one PDF: accessible (PDF/UA-1, ISO 14289-1) and archival (PDF/A-3a, ISO 19005-3)."""

from datetime import UTC, datetime
from functools import partial
from importlib.resources import files

from pipeline.errors import Stop
from pipeline.languages.loader import Language, languages
from pipeline.model.canonical import canonical_json
from pipeline.model.outcome import Outcome
from pipeline.model.resolution import Resolution
from pipeline.render.page.document import page
from pipeline.render.page.values import refuse_unwritable
from pipeline.render.pdf.metadata import with_claims
from pipeline.render.pdf.paper import on_paper

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def write(resolution: Resolution) -> bytes:
    """Return the PDF of a resolution; the same resolution gives the same bytes.

    The canonical JSON of the resolution is embedded as the source of the file.

    Stops (`Outcome.OUTPUT`) where the language is not known, a font or library is missing, or a character cannot be
    written; the detail names them. Nothing is replaced, and no file outside this package is read but fonts.
    """
    language = languages().get(resolution.language)
    if language is None:
        raise Stop(Outcome.OUTPUT, f"no language file for {resolution.language!r}")
    refuse_unwritable(resolution)
    try:
        from pipeline.render.pdf import engine, tags
    except (ImportError, OSError) as error:
        raise Stop(Outcome.OUTPUT, f"The typesetter cannot be loaded: {error}. Run `resolution doctor`.") from error
    html = on_paper(page(resolution, language))
    job = engine.Job(
        html=html,
        style=stylesheet(language),
        families=language.output.fonts,
        tag=partial(tags.tag, html),
        metadata=partial(with_claims, identifier=resolution.iri, language=resolution.language),
        attachment=engine.Attachment(
            attachment_name(resolution), resolution.iri, canonical_json(resolution), _date(resolution)
        ),
        spread=not language.joining.spaces,
    )
    return engine.render(job)


def attachment_name(resolution: Resolution) -> str:
    """Return the name of the embedded source: the symbol and the language, in characters safe for every file system."""
    stem = "".join(c if c.isascii() and (c.isalnum() or c in ".-") else "_" for c in resolution.symbol)
    return f"{stem}.{resolution.language}.json"


def stylesheet(language: Language) -> str:
    """Return the style sheet of the page, with the fonts and the direction of a language."""
    fonts = _families(_in_order(language))
    rules = [f":root {{ font-family: {fonts}; }}", f"@page {{ font-family: {fonts}; }}"]
    rules.append(f"@page :first {{ @bottom-right {{ direction: {language.direction}; }} }}")
    if not language.output.synthetic_italic:
        emphasis = ", ".join(filter(None, (_families(language.output.emphasis_fonts), fonts)))
        slanted = _families(language.output.italic_fonts) or fonts
        rules.append(f"em {{ font-style: normal; font-family: {emphasis}; }}")
        rules.append(".closing, h5, h6 { font-style: normal; }")
        rules.append(f"em.latin, .latin em {{ font-style: italic; font-family: {slanted}; }}")
    if not language.joining.spaces:
        rules.append(".formula, .paragraph, .point, .wrap { text-align: start; }")
    rules += _latin(language.output.latin_fonts, fonts)
    return "\n".join([(files("pipeline.render.pdf") / "style.css").read_text("utf-8"), *rules])


def _in_order(language: Language) -> tuple[str, ...]:
    """Return the font families of a language, best first: Latin ones draw what the very best has not."""
    best, *others = language.output.fonts
    return (best, *language.output.latin_fonts, *others)


def _latin(names: tuple[str, ...], fonts: str) -> list[str]:
    """Return the rules that set symbols, dates in English and page numbers whole in Latin fonts, if there are any."""
    if not names:
        return []
    face = f"{{ font-family: {_families(names)}; }}"
    boxes = " ".join(f"@{place} {face}" for place in ("bottom-left", "bottom-right"))
    return [
        f'[dir="ltr"], .latin {face}',
        f"@page :left {{ @top-left {face} {boxes} }}",
        f"@page :right {{ @top-right {face} {boxes} }}",
        f"@page mirrored:first {{ @bottom-right {face} }}",
        f"@page mirrored:first {{ @bottom-left {{ font-family: {fonts}; }} }}",
    ]


def _families(names: tuple[str, ...]) -> str:
    return ", ".join('"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"' for name in names)


def _date(resolution: Resolution) -> datetime:
    """Return the date of the source: of issue, else of adoption; never today's."""
    for text in (resolution.masthead.issued, resolution.adoption.date):
        if text is not None:
            try:
                return datetime.fromisoformat(text).replace(tzinfo=UTC)
            except ValueError:
                continue
    return UNDATED
