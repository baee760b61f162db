"""Each element stands where it may, has a class that the style knows, and the class of its kind of block."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, assert_never

from pipeline.model.finding import Finding
from pipeline.model.resolution import Annex, Block, Formula, Heading, Paragraph, Part, Resolution, Table
from pipeline.render.html import kinds
from pipeline.render.html.found import span

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FLOW = frozenset({"main", "section", "div", "li"})
_INLINE = frozenset({"a", "em", "strong", "span", "sub", "sup", "u"})
_LINES = frozenset({"p", "li", "caption", "td", "th"}) | _HEADINGS
_PARAGRAPHS = (
    "notice publisher symbol organ council issue-line session agenda-item agenda-title"
    " adoption introduction report formula paragraph wrap point closing job"
)

PARENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_INLINE - {"a"}, _LINES | _INLINE),
    **dict.fromkeys(_HEADINGS, _FLOW),
    "a": _LINES | _INLINE | {"body", "div"},
    "p": _FLOW | {"header", "footer"},
    "div": _FLOW | {"header"},
    "section": frozenset({"main", "section"}),
    "ol": frozenset({"section", "div", "li", "details"}),
    "li": frozenset({"ol"}),
    "details": frozenset({"nav"}),
    "summary": frozenset({"details"}),
    "table": frozenset({"div"}),
    **dict.fromkeys(("caption", "thead", "tbody"), frozenset({"table"})),
    "tr": frozenset({"thead", "tbody"}),
    **dict.fromkeys(("td", "th"), frozenset({"tr"})),
    **dict.fromkeys(("header", "nav", "main", "footer"), frozenset({"body"})),
}
# None is no class; elements that are not named here have none.
CLASSES: dict[str, frozenset[str | None]] = {
    **dict.fromkeys(("em", "strong", "sub", "u"), frozenset({None, "opening"})),
    "p": frozenset({*_PARAGRAPHS.split(), "closing vote"}),
    "h1": frozenset({None, "symbol"}),
    "header": frozenset({"masthead"}),
    "nav": frozenset({"contents"}),
    "div": frozenset({"top", "middle", "issue", "bottom", "preamble", "operative", "wide"}),
    "section": frozenset({"part", "annex", "notes"}),
    "ol": frozenset({None, "points"}),
    "li": frozenset({None, "note", "level-2", "level-3", "level-4", "level-5", "level-6"}),
    "sup": frozenset({None, "opening", "mark"}),
    "span": frozenset({None, "label", "note-label", "series", "number", "opening", "kept", "tied"}),
    "a": frozenset({None, "skip", "source", "external", "permalink", "again"}),
    "tr": frozenset({None, "total"}),
    "th": frozenset({None, "over-numbers", "number"}),
    "td": frozenset({None, "missing", "over-numbers", "number"}),
}
HEAD = ["notice", "top", "middle", "bottom"]
LEFT_TO_RIGHT = frozenset({"symbol", "job", "source"})


def form_findings(body: Any, resolution: Resolution) -> Iterator[Finding]:
    """Yield a finding for each element that is out of place, or of a class that is not that of its block."""
    wanted = dict(_classes(resolution))
    for element in body.iter("*"):
        if element is not body:
            yield from _element(element)
        name = str(element.get("id"))
        if name in wanted and _kind(element) != wanted[name]:
            yield kinds.FORM.at(block=name, expected=wanted[name], found=_kind(element))
    for header in body.iter("header"):
        lines = [kid.get("class") for kid in header]
        if lines != HEAD:
            yield kinds.FORM.at(block="masthead", expected=HEAD, found=lines)
    for table in body.iter("table"):
        widths = set(_widths(table))
        if len(widths) > 1:
            yield kinds.TABLE.at(block=table.get("id"), expected="rows of one width", found=sorted(widths))


def _element(element: Any) -> Iterator[Finding]:
    tag, parent = str(element.tag), str(element.getparent().tag)
    name = element.get("class")
    if parent not in PARENTS.get(tag, frozenset({parent})):
        yield kinds.FORM.at(block=element.get("id"), expected=sorted(PARENTS[tag]), found=f"{tag} in {parent}")
    if name not in CLASSES.get(tag, frozenset({None})):
        yield kinds.FORM.at(block=element.get("id"), found=f"{tag} of class {name}")
    if name in LEFT_TO_RIGHT and element.get("dir") != "ltr":
        yield kinds.DIRECTION.at(block=element.get("id"), expected=f"{name} ltr", found=element.get("dir"))
    if name in ("label", "note-label"):
        before = (element.getparent().text or "") + "".join(
            str(kid.tag) for kid in element.itersiblings(preceding=True)
        )
        if before:
            yield kinds.LABEL.at(found=f"{before} before {element.text}")


def _kind(element: Any) -> str | None:
    """Return what an element with the id of a block is: a list item what stands in it, a heading what it heads."""
    if element.tag == "li":
        return "point" if len(element) and element[0].get("class") == "point" else "li"
    if element.tag in _HEADINGS:
        above = element.getparent()
        return str(above.get("class")) if above.tag == "section" and above[0] is element else "heading"
    return str(element.get("class") or element.tag).split()[0]


def _classes(resolution: Resolution) -> Iterator[tuple[str, str]]:
    yield from _below(resolution.preamble + resolution.operative, "paragraph")
    yield from ((closing.id, "closing") for closing in resolution.closing)
    for part in resolution.parts:
        yield part.id, "part"
        yield from _below(part.preamble + part.operative, "paragraph")
        yield from ((closing.id, "closing") for closing in part.closing)
        yield from _in_annexes(part)
    yield from _in_annexes(resolution)


def _in_annexes(holder: Resolution | Part) -> Iterator[tuple[str, str]]:
    annexes: tuple[Annex, ...] = holder.annexes
    for annex in annexes:
        yield annex.id, "annex"
        yield from _below(annex.content, "paragraph")


def _below(blocks: tuple[Block, ...], unlabelled: str) -> Iterator[tuple[str, str]]:
    """Yield (id, what it is) of blocks; a paragraph without label inside a point goes on with it."""
    for block in blocks:
        match block:
            case Formula():
                yield block.id, "formula"
            case Heading():
                yield block.id, "heading"
            case Table():
                yield block.id, "table"
            case Paragraph():
                yield block.id, unlabelled if block.label is None else "point"
                yield from _below(block.children, unlabelled if block.label is None else "wrap")
            case _:
                assert_never(block)


def _widths(table: Any) -> Iterator[int]:
    """Yield how many columns each row of a table covers."""
    covered: Counter[int] = Counter()
    for place, row in enumerate(table.iter("tr")):
        width = covered[place]
        for cell in row:
            columns, rows = span(cell, "colspan"), span(cell, "rowspan")
            width += columns
            covered.update(dict.fromkeys(range(place + 1, place + rows), columns))
        yield width
