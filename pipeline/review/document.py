"""The page of a review: a standalone HTML document that runs nothing and fetches nothing."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from pipeline.model.outcome import Report
from pipeline.model.picture import Picture
from pipeline.model.resolution import Resolution
from pipeline.review.entries import entries
from pipeline.review.overlay import picture
from pipeline.review.safety import policy
from pipeline.review.sheets import Mark, Review, Sheet, lay_out
from pipeline.review.summary import findings, folded, kind_of, legend, summary
from pipeline.review.texts import Texts
from pipeline.review.words import add

STYLE = (Path(__file__).parent / "style.css").read_text("utf-8")
INTERFACE = "en-GB"  # the language of the words around the text, as in report.json


def write_review(report: Report, resolution: Resolution | None, pictures: tuple[Picture, ...]) -> bytes:
    """Return `report.html`.

    Args:
        report: what happened.
        resolution: what was read; None where the conversion ended before.
        pictures: the pages of the source.
    """
    read = tuple(entries(resolution)) if resolution else ()
    review = lay_out(pictures, read, sorted(report.findings, key=kind_of))
    html = Element("html", {"lang": INTERFACE})
    title = f"Review of {report.symbol or report.input}"
    _head(html, title, STYLE + "".join(_pairs(review)))
    body = add(html, "body")
    header = add(body, "header")
    add(header, "h1", None, title)
    add(header, "p", None, "Each page of the source, beside the text that it became. This is no official copy.")
    _contents(body, review)
    main = add(body, "main")
    summary(main, report)
    findings(main, review)
    legend(main)
    texts = Texts.of(resolution, review) if resolution else None
    for sheet in review.sheets:
        _sheet(main, sheet, len(pictures), texts)
    if texts is not None and review.elsewhere:
        _elsewhere(main, review, texts)
    return f"<!DOCTYPE html>\n{tostring(html, encoding='unicode', method='html')}\n".encode()


def _head(html: Element, title: str, style: str) -> None:
    """Append the head, with a policy that lets the browser take nothing but what the file itself holds."""
    head = add(html, "head")
    add(head, "meta", {"charset": "utf-8"})
    add(head, "meta", {"http-equiv": "Content-Security-Policy", "content": policy(style)})
    add(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    add(head, "meta", {"name": "referrer", "content": "no-referrer"})
    add(head, "title", None, title)
    add(head, "style").text = style


def _pairs(review: Review) -> Iterator[str]:
    """Yield the rules that mark a text while its box is pointed at, and the reverse; a rule for each pair."""
    state = ":is(:hover,:focus-within,:target)"
    for sheet in review.sheets:
        for shown in sheet.shown:
            box, text = f"#{shown.box_id}", f"#{shown.text_id}"
            yield f"#{sheet.id}:has({box}{state}) {text}{{background:var(--lit);outline-color:var(--ink)}}\n"
            yield f"#{sheet.id}:has({text}{state}) {box} rect{{fill-opacity:.22;stroke-width:2.4px}}\n"


def _contents(parent: Element, review: Review) -> None:
    nav = add(parent, "nav", {"aria-label": "Contents"})
    listing = add(nav, "ul")
    for name, words in (("outcome", "Outcome"), ("findings", f"Findings ({len(review.marks)})"), ("legend", "Boxes")):
        add(add(listing, "li"), "a", {"href": f"#{name}"}, words)
    for sheet in review.sheets:
        words = f"Page {sheet.number}"
        item = add(listing, "li")
        add(item, "a", {"href": f"#{sheet.id}"}, words)
        if sheet.marks:
            item[-1].tail = f" (!{len(sheet.marks)})"
    if review.elsewhere:
        add(add(listing, "li"), "a", {"href": "#elsewhere"}, "Without a place")


def _sheet(parent: Element, sheet: Sheet, pages: int, texts: Texts | None) -> None:
    section = add(parent, "section", {"id": sheet.id, "class": "sheet", "aria-labelledby": f"{sheet.id}-name"})
    add(section, "h2", {"id": f"{sheet.id}-name"}, f"Page {sheet.number} of {pages}")
    sides = add(section, "div", {"class": "sides"})
    picture(sides, sheet, pages)
    beside = add(sides, "div", {"class": "beside"})
    for (_, code, message), alike in groupby(sheet.marks, key=lambda mark: kind_of(mark.finding)):
        _here(beside, f"{code}: {message}", list(alike))
    if texts is None:
        add(beside, "p", None, "No text: the conversion ended before the text was put together.")
    elif not sheet.shown:
        add(beside, "p", None, "Nothing was read on this page.")
    else:
        texts.beside(beside, sheet)


def _here(parent: Element, kind: str, marks: list[Mark]) -> None:
    """Append the findings of one kind that are on a page."""
    here = add(parent, "div", {"class": "here"}, f"{kind} ")
    holder = folded(here, len(marks), "findings")
    for mark in marks:
        add(holder, "a", {"class": "found", "href": f"#{mark.id}"}, f"Finding {mark.number}").tail = " "


def _elsewhere(parent: Element, review: Review, texts: Texts) -> None:
    section = add(parent, "section", {"aria-labelledby": "elsewhere"})
    add(section, "h2", {"id": "elsewhere"}, "Text without a place on a page")
    listing = add(section, "ol", {"class": "texts"})
    for entry in review.elsewhere:
        texts.without_place(listing, entry)
