"""Open a page for review again with a reader that had no part in writing it, and compare it with what it shows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

from lxml import html
from pydantic import BaseModel

from pipeline.model.finding import Finding
from pipeline.model.outcome import Report
from pipeline.model.picture import Picture
from pipeline.model.resolution import Front, Furniture, Link, NoteMark, Place, Resolution, SourceFile, Text
from pipeline.model.walk import plain_text
from pipeline.review.kinds import DEAD, UNDRAWN, UNSEEN, UNTOLD
from pipeline.review.overlay import AIR
from pipeline.review.safety import safety_findings
from pipeline.review.words import seen


@dataclass(frozen=True)
class _Piece:
    """A piece of the resolution that must be seen: its words, and one place where they are printed."""

    text: str
    place: Place


def check_review(
    data: bytes, report: Report, resolution: Resolution | None, pictures: tuple[Picture, ...]
) -> tuple[Finding, ...]:
    """Return what is wrong with a page for review.

    Args:
        data: the page.
        report: the report that it tells.
        resolution: what was read, or None.
        pictures: the pages of the source.
    """
    tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    return (
        *_pages(tree, pictures),
        *_texts(tree, resolution, {picture.page for picture in pictures}),
        *_findings(tree, report, {picture.page for picture in pictures}),
        *_links(tree),
        *safety_findings(tree),
    )


def _pages(tree: html.HtmlElement, pictures: tuple[Picture, ...]) -> Iterator[Finding]:
    for picture in pictures:
        wanted = f"Page {picture.page} of {len(pictures)} of the source"
        alternatives = tree.xpath("//section[@id=$id]//img/@alt", id=f"page-{picture.page}")
        if alternatives != ([wanted] if picture.png is not None else []):
            yield UNDRAWN.at(page=picture.page, expected=wanted, found=", ".join(alternatives))


def _texts(tree: html.HtmlElement, resolution: Resolution | None, pages: set[int]) -> Iterator[Finding]:
    items = {item.get("id"): item for item in tree.iter("li")}
    shown = {page: _shown(tree, page, items) for page in pages}
    for piece in _pieces(resolution) if resolution else ():
        page = piece.place.page
        if page not in shown:
            continue
        key = (_squeezed(seen(piece.text)), _corner(piece.place))
        if not shown[page][key]:
            yield UNSEEN.at(page=page, box=piece.place.box, expected=piece.text)
        shown[page][key] -= 1


def _shown(tree: html.HtmlElement, page: int, items: dict[str | None, html.HtmlElement]) -> Counter[tuple[str, str]]:
    """Return the texts beside a page, each with the corner of the box that leads to it."""
    found: Counter[tuple[str, str]] = Counter()
    for link in tree.xpath("//section[@id=$id]//a[starts-with(@class, 'box')]", id=f"page-{page}"):
        item = items.get(link.get("href").removeprefix("#"))
        if item is not None:
            words = item.xpath(".//*[@class='words']//text()[not(ancestor::sup[@class='mark'])]")
            rect = link.find("rect")
            found[(_squeezed("".join(words)), f"{rect.get('x')} {rect.get('y')}")] += 1
    return found


def _corner(place: Place) -> str:
    """Return the corner of a box as it is drawn."""
    return " ".join(f"{value - AIR:.2f}".rstrip("0").rstrip(".") for value in place.box[:2])


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _pieces(resolution: Resolution) -> Iterator[_Piece]:
    """Yield every piece that has a place, found by the names of the fields alone."""
    for value in _models(resolution):
        match value:
            case Furniture(box=tuple() as box):
                yield _Piece(value.text, Place(page=value.page, box=box))
            case Front():
                text = _front(resolution, value)
                yield from (_Piece(text, place) for place in value.source)
            case SourceFile() | Resolution():
                pass
            case _:
                fields = dict(value)
                places = fields.get("source")
                if isinstance(places, tuple):
                    yield from (_Piece(_text(fields), place) for place in places)


def _models(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        yield from (model for _, inner in value for model in _models(inner))
    elif isinstance(value, tuple):
        yield from (model for inner in value for model in _models(inner))


def _text(fields: dict[str, Any]) -> str:
    cells = [cell.content for row in fields.get("rows", ()) for cell in row.cells]
    contents = [fields.get(name, ()) for name in ("caption", "title", "content")]
    said = [plain_text(content) for content in (*contents, *cells) if _is_inline(content)]
    return "".join([fields.get("label") or fields.get("marker") or "", *said])


def _is_inline(content: tuple[Any, ...]) -> bool:
    return all(isinstance(item, Text | Link | NoteMark) for item in content)


def _front(resolution: Resolution, front: Front) -> str:
    value = reduce(getattr, front.field.split("."), resolution)
    chosen: Any = value[front.position] if isinstance(value, tuple) and front.position is not None else value
    text = chosen if isinstance(chosen, str) else plain_text(chosen)
    numbered = front.field == "title" and not any(each.field == "title_label" for each in resolution.front)
    return f"{resolution.title_label or ''}{text}" if numbered else text


def _findings(tree: html.HtmlElement, report: Report, pages: set[int]) -> Iterator[Finding]:
    told: Counter[tuple[str, str, bool]] = Counter()
    for kind in tree.xpath("//section[@class='findings']/ul/li"):
        said = (kind.findtext("p/code"), kind.xpath("string(p/*[@class='message'])"))
        told.update((*said, bool(item.xpath("a[@href]"))) for item in kind.xpath(".//li[@id]"))
    for finding in report.findings:
        key = (seen(finding.code), seen(finding.message), True)
        without = (*key[:2], False)
        found = key if told[key] or finding.page in pages else without
        if not told[found]:
            yield UNTOLD.at(page=finding.page, block=finding.block, expected=f"{finding.code}: {finding.message}")
        told[found] -= 1


def _links(tree: html.HtmlElement) -> Iterator[Finding]:
    ids = Counter(tree.xpath("//@id"))
    for identifier, count in ids.items():
        if count > 1:
            yield DEAD.at(expected="each id once", found=f"{identifier}: {count}")
    for target in dict.fromkeys(tree.xpath("//a/@href")):
        if target.startswith("#") and target[1:] not in ids:
            yield DEAD.at(expected="a place in the page", found=target)
