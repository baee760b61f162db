"""The picture of a page with the boxes of what was read on it. A box is a link to its text, a finding's to the list."""

from base64 import b64encode
from xml.etree.ElementTree import Element

from pipeline.model.finding import Severity
from pipeline.model.resolution import Box
from pipeline.review.entries import Kind
from pipeline.review.sheets import Mark, Sheet, Shown
from pipeline.review.words import add

PIXELS = 96 / 72  # of CSS, a point
AIR = 1.5  # points between ink and box
TAG = 7.0  # points: the size of the letters on a box
SWATCH = {"class": "swatch", "viewBox": "0 0 28 16", "width": "28", "height": "16", "aria-hidden": "true"}


def picture(parent: Element, sheet: Sheet, pages: int) -> None:
    """Append the picture of a page, with alternative text, and the boxes over it."""
    figure = add(parent, "figure")
    paper = add(figure, "div", {"class": "paper"})
    x0, top, x1, bottom = sheet.picture.box
    size = {"width": str(round((x1 - x0) * PIXELS)), "height": str(round((bottom - top) * PIXELS))}
    if sheet.picture.png is not None:
        data = b64encode(sheet.picture.png).decode("ascii")
        source = {"src": f"data:image/png;base64,{data}", "alt": f"Page {sheet.number} of {pages} of the source"}
        add(paper, "img", {**source, **size})
    view = {"viewBox": f"{x0:g} {top:g} {x1 - x0:g} {bottom - top:g}", "preserveAspectRatio": "none"}
    name = {"role": "group", "aria-label": f"Boxes on page {sheet.number}", "paint-order": "stroke"}
    boxes = add(paper, "svg", {**view, **size, **name})
    for shown in sheet.shown:
        _box(boxes, shown)
    for mark in sheet.marks:
        if mark.box is not None:
            _finding(boxes, mark, mark.box)
    words = f"Page {sheet.number} of {pages}"
    if sheet.picture.png is None:
        words += ", not drawn: the pictures of the pages before it are as many as one file should hold"
    add(figure, "figcaption", None, words)


def swatch(parent: Element, what: Kind | Severity) -> None:
    """Append a sample of the box of a kind, or of that of a finding."""
    group = add(add(parent, "svg", SWATCH), "g", {"class": _class(what)})
    add(group, "rect", {"x": "2", "y": "2", "width": "24", "height": "12"})


def _class(what: Kind | Severity) -> str:
    return f"box {what.word}" if isinstance(what, Kind) else f"box finding {what.value}"


def _box(parent: Element, shown: Shown) -> None:
    kind = shown.entry.kind
    name = " ".join(part for part in (shown.tag, shown.entry.name, shown.entry.label) if part)
    attributes = {"id": shown.box_id, "class": _class(kind), "href": f"#{shown.text_id}", "aria-label": name}
    link = add(parent, "a", attributes)
    add(link, "title", None, name)
    x0, top, _, _ = _frame(link, shown.box)
    add(link, "text", {"x": f"{x0 - 2:g}", "y": f"{top + TAG:g}"}, shown.tag)


def _finding(parent: Element, mark: Mark, box: Box) -> None:
    name = f"Finding {mark.number}: {mark.finding.message}"
    kind = _class(mark.finding.severity)
    attributes = {"id": mark.box_id, "class": kind, "href": f"#{mark.id}", "aria-label": name}
    link = add(parent, "a", attributes)
    add(link, "title", None, name)
    _, top, x1, _ = _frame(link, box)
    if mark.finding.severity is not Severity.NOTICE:  # of those there may be very many
        add(link, "text", {"x": f"{x1 + 2:g}", "y": f"{top + TAG:g}"}, f"!{mark.number}")


def _frame(link: Element, box: Box) -> Box:
    """Append the rectangle of a box with some air around the ink, and return its edges."""
    x0, top, x1, bottom = box
    x0, top, x1, bottom = x0 - AIR, top - AIR, x1 + AIR, bottom + AIR
    corners = {"x": x0, "y": top, "width": max(x1 - x0, 1), "height": max(bottom - top, 1)}
    numbers = {name: f"{value:.2f}".rstrip("0").rstrip(".") for name, value in corners.items()}
    add(link, "rect", {**numbers, "vector-effect": "non-scaling-stroke"})
    return (x0, top, x1, bottom)
