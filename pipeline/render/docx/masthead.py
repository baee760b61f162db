"""The first page's masthead, the running headers and the footers."""

from collections.abc import Iterable
from typing import Any

from pipeline.languages.loader import Language
from pipeline.model.resolution import Masthead, Resolution
from pipeline.model.walk import masthead_lines, plain_text
from pipeline.render.docx.blocks import Body
from pipeline.render.docx.elements import (
    Element,
    Property,
    built,
    element,
    field,
    paragraph,
    prop,
    properties,
    run,
    text_elements,
)
from pipeline.render.docx.inline import Inlines
from pipeline.render.docx.scripts import is_foreign_to_right_to_left
from pipeline.render.docx.styles import RIGHT_COLUMN, TEXT_WIDTH, border, size

Side = tuple[int, list[Element]]

_STYLES = {
    "organ": "Session",
    "session": "Session",
    "session_dates": "AgendaItemNormal",
    "committee": "Session",
    "agenda_item": "AgendaItemNormal",
    "agenda_title": "AgendaTitleH2",
}
_INITIAL = size(20)
_SYMBOL = size(10)
_SYMBOL_WIDTH = 3600
_TITLE_WIDTH = TEXT_WIDTH - _SYMBOL_WIDTH
_RULE = border("top", 12, 2)


def masthead(body: Body, inlines: Inlines, resolution: Resolution, pack: Language) -> None:
    """Add what stands above the adoption line: publisher and symbol, organ and right column, session and agenda."""
    head = resolution.masthead
    body.add("Publication", _symbol_line(inlines, head.publisher or "", head.symbol_text or resolution.symbol))
    large = head.parent_organ or head.organ
    frame = (_frame(pack),) if large else ()
    for style, text in _right_column(head):
        forward = (prop("bidi", 0),) if is_foreign_to_right_to_left(text) else ()
        body.add(style, inlines.plain(text), (*frame, *forward))
    if large:
        body.add("XLarge", inlines.plain(large))
    rule: tuple[Property, ...] = (_RULE,)
    for name, line in masthead_lines(head):
        body.add(_STYLES[name], inlines.plain(line), _across(rule))
        rule = ()


def _across(rule: tuple[Property, ...]) -> tuple[Property, ...]:
    """Let a line with a rule above it reach over the whole width, so that the rule does."""
    return (*rule, prop("ind", {"left": 0, "right": 0})) if rule else ()


def _symbol_line(inlines: Inlines, publisher: str, symbol: str) -> list[Element]:
    """Return the publisher, and the symbol with its large initial at the far edge."""
    far = [
        _tab(),
        run(_INITIAL, text_elements(symbol[:1])),
        run(_SYMBOL, text_elements(symbol[1:])),
    ]
    return [*inlines.plain(publisher), *far]


def _frame(pack: Language) -> Property:
    """Return the frame that puts lines beside the organ's name (ISO/IEC 29500-1, 17.3.1.11)."""
    across = {"xAlign": "left"} if pack.direction == "rtl" else {"x": RIGHT_COLUMN}
    place = {"hAnchor": "margin", **across, "vAnchor": "text", "y": 160}
    return prop("framePr", {"w": TEXT_WIDTH - RIGHT_COLUMN, "hSpace": 0, "wrap": "around", **place})


def _right_column(head: Masthead) -> Iterable[tuple[str, str]]:
    if head.distribution:
        yield "Distribution", head.distribution
    if head.issued_text:
        yield "ReleaseDate", head.issued_text
    if head.language_text:
        yield "Original", head.language_text
    if head.original_text:
        yield "Original", head.original_text


def running_heads(document: Any, inlines: Inlines, resolution: Resolution, pack: Language) -> None:
    """Fill headers and footers: symbol and title outside and inside in turn, page of pages, the job number.

    The first page has no header; in its footer stand the job number, and that the copy is unofficial.
    """
    section = document.sections[0]
    section.different_first_page_header_footer = True
    job = resolution.masthead.job_number or ""
    title = " ".join(plain_text(resolution.title).split())
    odd = (_TITLE_WIDTH, inlines.plain(title)), (_SYMBOL_WIDTH, inlines.plain(resolution.symbol))
    even = (_SYMBOL_WIDTH, inlines.plain(resolution.symbol)), (_TITLE_WIDTH, inlines.plain(title))
    _fill(section.header, _header(*odd, pack))
    _fill(section.even_page_header, _header(*even, pack))
    _fill(section.footer, [_footer([_numbers(_short(job))], _pages(), pack)])
    _fill(section.even_page_footer, [_footer(_pages(), [_numbers(_short(job))], pack)])
    number = [_footer([_numbers(job)], [], pack)] if job else []
    _fill(section.first_page_footer, [*number, _line("Unofficial", pack, inlines.plain(pack.output.unofficial))])


def _numbers(text: str) -> Element:
    return run((), text_elements(text))


def _footer(near: list[Element], far: list[Element], pack: Language) -> Element:
    """Return a footer of numbers, which run from left to right in every document: `near` is where lines begin."""
    left, right = (far, near) if pack.direction == "rtl" else (near, far)
    forward = (prop("bidi", 0),) if pack.direction == "rtl" else ()
    return paragraph((prop("pStyle", "Footer"), *forward), [*left, *([_tab()] if right else []), *right])


def _short(job: str) -> str:
    """Return a job number without its language letter, as later pages have it."""
    return job.split(" (")[0]


def _tab() -> Element:
    return run((), text_elements("\t"))


def _fill(story: Any, children: list[Element]) -> None:
    story.is_linked_to_previous = False
    story._element[:] = children


def _pages() -> list[Element]:
    look = (prop("b"), prop("bCs"))
    return [*field("PAGE", "1", look), run(look, text_elements("/")), *field("NUMPAGES", "1", look)]


def _line(style: str, pack: Language, children: list[Element], look: tuple[Property, ...] = ()) -> Element:
    direction = (prop("bidi"),) if pack.direction == "rtl" else ()
    return paragraph((prop("pStyle", style), *direction, *look), children)


def _header(near: Side, far: Side, pack: Language) -> list[Element]:
    """Return a row of two cells over a rule: titles wrap, so tab stops would not do. No text flow depends on it."""
    rule = prop("bottom", {"val": "single", "sz": 4, "space": 0, "color": "auto"})
    margins = tuple(prop(side, {"w": 0, "type": "dxa"}) for side in ("left", "right"))
    look = [
        prop("tblW", {"w": TEXT_WIDTH, "type": "dxa"}),
        prop("tblBorders", None, (rule,)),
        prop("tblLayout", {"type": "fixed"}),
        prop("tblCellMar", None, margins),
    ]
    look += [prop("bidiVisual")] if pack.direction == "rtl" else []
    columns = element("w:tblGrid", None, [built(prop("gridCol", {"w": width})) for width, _ in (near, far)])
    cells = [_header_cell(near, pack), _header_cell(far, pack, (prop("jc", "right"),))]
    table = element("w:tbl", None, [*properties("w:tblPr", look), columns, element("w:tr", None, cells)])
    return [table, _line("Header", pack, [])]


def _header_cell(side: Side, pack: Language, look: tuple[Property, ...] = ()) -> Element:
    width, runs = side
    cell = properties("w:tcPr", [prop("tcW", {"w": width, "type": "dxa"}), prop("vAlign", "bottom")])
    return element("w:tc", None, [*cell, _line("Header", pack, runs, look)])
