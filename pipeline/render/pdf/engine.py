"""The one module that knows WeasyPrint from the inside: lays out our page, and hands our tagger what was drawn.

WeasyPrint's own structure tree is replaced, because it cuts elements at lines and pages and knows no notes. For that
its function `add_tags` is exchanged while a file is written, so the version is pinned to the one that was read.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2
import pydyf
import weasyprint
import weasyprint.draw.text
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text import ffi as native
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.render.pdf.glyphs import correct
from pipeline.render.pdf.indents import mirror
from pipeline.render.pdf.nobreak import Apart
from pipeline.render.pdf.outlines import empty_unused
from pipeline.render.pdf.overleaf import Mender, passes
from pipeline.render.pdf.spaces import Line, restore
from pipeline.render.pdf.spread import spread
from pipeline.render.pdf.terse import terse

VERSION = "70."
DOCTOR = "Run `resolution doctor`."
LOCK = threading.Lock()
WORD_JOINER = "\u2060"
EDGES = {"top": "Header", "bottom": "Footer"}


@dataclass(frozen=True)
class Attachment:
    """A file to embed as the source of the document (ISO 19005-3, 6.8)."""

    name: str
    description: str
    data: bytes
    date: datetime


@dataclass(frozen=True)
class Mark:
    """A marked-content sequence of real text (ISO 32000-1, 14.6): its element, its 0-based page, its MCID there."""

    element: Element
    page: int
    mcid: int


@dataclass(frozen=True)
class Annotation:
    """A link annotation (ISO 32000-1, 12.5.6.5) over one stretch of a link element, on a 0-based page."""

    element: Element
    page: int
    dictionary: Any


@dataclass(frozen=True)
class Drawing:
    """What was drawn: the file under construction, its pages' references, real text and links in reading order."""

    pdf: Any
    pages: tuple[bytes, ...]
    marks: tuple[Mark, ...]
    annotations: tuple[Annotation, ...]


@dataclass(frozen=True)
class Job:
    """What is to be set: page, style sheet, font families (one of them must be there), tagger, metadata, attachment.

    `spread` shares the room at the ends of lines between characters, where words are not set apart by spaces.
    """

    html: Element
    style: str
    families: tuple[str, ...]
    tag: Callable[[Drawing], None]
    metadata: Callable[[bytes], bytes]
    attachment: Attachment
    spread: bool = False


class _Page(weasyprint.HTML):  # type: ignore[misc]
    """Our tree given to WeasyPrint as it is: never serialised, never parsed again, nothing fetched."""

    def __init__(self, html: Element) -> None:
        self.base_url = None
        self.url_fetcher = _closed()
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(html, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


class _Records(logging.Handler):
    """Keeps what WeasyPrint would only log: a warning is a fault of the output."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self.messages.append(record.getMessage())


def render(job: Job) -> bytes:
    """Return the PDF of a job.

    Stops (`Outcome.OUTPUT`) where a font or a library is missing, a character has no glyph, or WeasyPrint warns at all.
    """
    preflight(job.families)
    with LOCK, _listening() as messages:
        try:
            data = _write(job)
        except FatalURLFetchingError as error:
            raise Stop(Outcome.OUTPUT, f"the page asked for a file from outside: {error}") from error
    if messages:
        raise Stop(Outcome.OUTPUT, _complaint(messages))
    return data


def preflight(families: tuple[str, ...]) -> None:
    """Stop unless WeasyPrint is of the version that is known, can subset fonts, and finds one of the font families."""
    if not weasyprint.__version__.startswith(VERSION):
        raise Stop(Outcome.OUTPUT, f"WeasyPrint {weasyprint.__version__} is installed; {VERSION}x is needed. {DOCTOR}")
    if native.harfbuzz_subset is None:
        raise Stop(Outcome.OUTPUT, f"The library harfbuzz-subset is missing, without which fonts are not cut. {DOCTOR}")
    if not any(installed(family) for family in families):
        raise Stop(Outcome.OUTPUT, f"None of these fonts is installed: {', '.join(families)}. {DOCTOR}")


@cache
def installed(family: str) -> bool:
    """Return whether fontconfig has a font of this family, and would not put another in its place."""
    ffi, fontconfig = native.ffi, native.fontconfig
    pattern = ffi.gc(fontconfig.FcPatternCreate(), fontconfig.FcPatternDestroy)
    fontconfig.FcPatternAddString(pattern, b"family", family.encode())
    fontconfig.FcConfigSubstitute(ffi.NULL, pattern, fontconfig.FcMatchPattern)
    fontconfig.FcDefaultSubstitute(pattern)
    result = ffi.new("FcResult *")
    match = ffi.gc(fontconfig.FcFontMatch(ffi.NULL, pattern, result), fontconfig.FcPatternDestroy)
    return family.casefold() in _names(match)


def _names(pattern: Any) -> frozenset[str]:
    names: list[str] = []
    string = native.ffi.new("FcChar8 **")
    while native.fontconfig.FcPatternGetString(pattern, b"family", len(names), string) == 0:
        names.append(native.ffi.string(native.ffi.cast("char *", string[0])).decode().casefold())
    return frozenset(names)


def _complaint(messages: list[str]) -> str:
    missing = sorted({message.rpartition("fonts: ")[2] for message in messages if message.startswith(".notdef")})
    if missing:
        return f"No installed font has these characters: {', '.join(missing)}. {DOCTOR}"
    return f"The typesetter warned: {'; '.join(dict.fromkeys(messages))}"


@cache
def _fonts() -> Any:
    return FontConfiguration()


@cache
def _closed() -> Any:
    return URLFetcher(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)


@contextmanager
def _listening() -> Iterator[list[str]]:
    logger = logging.getLogger("weasyprint")
    records, propagates = _Records(), logger.propagate
    logger.addHandler(records)
    logger.propagate = False
    try:
        yield records.messages
    finally:
        logger.removeHandler(records)
        logger.propagate = propagates


@contextmanager
def _exchanged(tag: Callable[[Drawing], None], text: str) -> Iterator[None]:
    """Put ours in the place of four of WeasyPrint's own: tagger, fonts with look-alikes mended, profiles closed, lines
    drawn with no-break spaces apart.
    """
    apart = Apart(weasyprint.draw.text.draw_first_line, text)
    ours = (
        (weasyprint.pdf, "add_tags", partial(_add_tags, tag)),
        (weasyprint.pdf, "build_fonts_dictionary", partial(_build_fonts, weasyprint.pdf.build_fonts_dictionary, apart)),
        (weasyprint.pdf, "ColorProfile", partial(_profile, weasyprint.pdf.ColorProfile)),
        (weasyprint.draw.text, "draw_first_line", apart),
    )
    own = [(module, name, getattr(module, name)) for module, name, _ in ours]
    try:
        for module, name, value in ours:
            setattr(module, name, value)
        yield
    finally:
        for module, name, value in own:
            setattr(module, name, value)


def _build_fonts(build: Callable[..., Any], apart: Apart, pdf: Any, fonts: dict[Any, Any], *arguments: Any) -> Any:
    correct(fonts, apart.blanks)
    empty_unused(fonts.values())
    return build(pdf, fonts, *arguments)


def _profile(make: Callable[..., Any], file: Any, *arguments: Any) -> Any:
    with file:
        return make(file, *arguments)


def _write(job: Job) -> bytes:
    style = weasyprint.CSS(string=job.style, font_config=_fonts(), url_fetcher=_closed())
    document = _laid_out(job.html, style)
    if job.spread:
        spread(document)
    if job.html.get("dir") == "rtl":
        mirror(document)
    restore(job.html, _lines(document))
    rdf = document.metadata.generate_rdf_metadata
    document.metadata.generate_rdf_metadata = lambda *arguments: job.metadata(rdf(*arguments))
    source = weasyprint.Attachment(
        string=job.attachment.data,
        name=job.attachment.name,
        description=job.attachment.description,
        created=job.attachment.date,
        modified=job.attachment.date,
        relationship="Source",
        url_fetcher=_closed(),
    )
    with _exchanged(job.tag, "".join(job.html.itertext())):
        data: bytes = document.write_pdf(pdf_variant="pdf/a-3a", attachments=[source], finisher=_finish)
    return data


def _laid_out(html: Element, style: Any) -> Any:
    """Return the layout in which no note is put off, or the last that time allows."""
    mender = Mender(html)
    spent = 0
    while True:
        document = _Page(html).render(font_config=_fonts(), stylesheets=[style], pdf_variant="pdf/a-3a")
        spent += 1
        lines = [(text.box.element, page) for page, texts in _pages(document) for text in texts if text.edge is None]
        anchors = {name: number for number, page in enumerate(document.pages) for name in page.anchors}
        if spent > passes(len(document.pages)) or not mender.mend(lines, anchors):
            return document


def _finish(_document: Any, pdf: Any) -> None:
    """Name the associated file once, where WeasyPrint finds it twice, and leave the metadata plain for any reader."""
    pdf.objects[int(pdf.catalog["Metadata"].split()[0])].compress = False
    pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


@dataclass(frozen=True)
class _Text:
    """A text box of a page: real text, or (`edge`) an artifact at the top or bottom of it or a repeated table head."""

    box: Any
    edge: str | None = None


@dataclass
class _Walk:
    """The walk through the boxes of all pages: remembers on which page each table head came first."""

    page: int = 0
    heads: dict[Element, int] = field(default_factory=dict)

    def texts(self, box: Any, edge: str | None = None) -> Iterator[_Text]:
        """Yield the text boxes under a box in reading order."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            yield _Text(box, edge)
            return
        if isinstance(box, boxes.MarginBox):
            edge = EDGES[box.at_keyword[1:].partition("-")[0]]
        elif box.element_tag == "thead" and self.heads.setdefault(box.element, self.page) != self.page:
            edge = "Header"
        for child in getattr(box, "children", ()):
            yield from self.texts(child, edge)


def _pages(document: Any) -> Iterator[tuple[int, list[_Text]]]:
    walk = _Walk()
    for number, page in enumerate(document.pages):
        walk.page = number
        yield number, list(walk.texts(page._page_box))


def _lines(document: Any) -> Iterator[Line]:
    for _, texts in _pages(document):
        for text in texts:
            if text.edge is None:
                backward = text.box.style["direction"] == "rtl"
                show = partial(_show, text.box) if backward else None
                yield Line(text.box.element, text.box.text, partial(_lengthen, text.box), show)


def _show(box: Any) -> None:
    """Draw a box of spaces, which would be left out for its blank text; a word before it may run the other way."""
    box.pango_layout.text, box.text = box.text, WORD_JOINER


def _lengthen(box: Any, addition: str) -> None:
    """Append spaces to what a text box draws; they hang over the end of its line and move nothing."""
    layout = box.pango_layout
    layout.text = box.text
    if box.style["direction"] == "rtl":
        box.position_x += _width(layout, box.style)
        layout.text = box.text + addition
        box.position_x -= _width(layout, box.style)
    else:
        layout.text = box.text + addition


def _width(layout: Any, style: Any) -> float:
    layout.reactivate(style)
    line, _ = layout.get_first_line()
    extents = native.ffi.new("PangoRectangle *")
    native.pango.pango_layout_line_get_extents(line, native.ffi.NULL, extents)
    width: float = extents.width * native.FROM_UNITS
    layout.deactivate()
    return width


def _add_tags(tag: Callable[[Drawing], None], pdf: Any, document: Any, _version: Any, streams: list[Any]) -> None:
    """Take the place of `weasyprint.pdf.add_tags`: same arguments, after everything is drawn."""
    marks: list[Mark] = []
    annotations: list[Annotation] = []
    artifacts: set[Any] = set()
    for number, texts in _pages(document):
        artifacts.update(text.box for text in texts if text.edge)
        marks += _marks(number, texts, streams[number])
        annotations += _annotations(number, document.pages[number], pdf, artifacts)
    tag(Drawing(pdf, tuple(pdf.page_references), tuple(marks), tuple(annotations)))


def _marks(number: int, texts: list[_Text], stream: Any) -> Iterator[Mark]:
    """Give each sequence of real text its MCID in drawing order, and make artifacts of the others."""
    edges = {stream._tags[text.box]["mcid"]: text.edge for text in texts}
    blank = {stream._tags[text.box]["mcid"] for text in texts if not text.box.text.strip()}
    renumbered: dict[int, int] = {}
    operations = stream.stream
    operations[:] = [terse(item) if isinstance(item, bytes) else item for item in operations]
    for place in [i for i, operation in enumerate(operations) if operation == b"BDC"]:
        mcid = int(operations[place - 1]["MCID"])
        if edges.get(mcid) is not None or mcid in blank:
            edge = edges.get(mcid)
            properties = {"Type": "/Pagination", "Subtype": f"/{edge}"} if edge else {"Type": "/Layout"}
            operations[place - 2 : place] = ["/Artifact", pydyf.Dictionary(properties)]
        else:
            renumbered[mcid] = operations[place - 1]["MCID"] = len(renumbered)
    for text in texts:
        old = stream._tags[text.box]["mcid"]
        if old in renumbered:
            yield Mark(text.box.element, number, renumbered[old])


def _annotations(number: int, page: Any, pdf: Any, artifacts: set[Any]) -> Iterator[Annotation]:
    """Yield the link annotations of a page, and take away those that WeasyPrint adds for elements inside a link."""
    dictionary = pdf.objects[int(pdf.page_references[number].split()[0])]
    for _, _, _, box in page.links:
        annotation = getattr(box, "link_annotation", None)
        if annotation is None:
            continue
        if box.element_tag == "a" and not any(child in artifacts for child in box.descendants()):
            yield Annotation(box.element, number, annotation)
        else:
            dictionary["Annots"].remove(annotation.reference)
            annotation.clear()  # not `free`: pydyf 0.13 then counts the objects in its object stream wrongly
    if not dictionary.get("Annots", True):
        del dictionary["Annots"]
