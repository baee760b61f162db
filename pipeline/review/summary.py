"""What happened to a document, for a person: outcome, what became of each glyph, files, findings."""

from collections.abc import Iterable
from urllib.parse import quote
from xml.etree.ElementTree import Element

from pipeline.model.finding import Severity
from pipeline.model.outcome import Outcome, Report
from pipeline.model.resolution import Conservation
from pipeline.review.entries import Kind
from pipeline.review.overlay import swatch
from pipeline.review.sheets import Mark, Review
from pipeline.review.words import add

FATES = {
    "body": "text",
    "note": "notes",
    "mark": "note marks",
    "masthead": "masthead",
    "furniture": "around the text",
    "hidden": "hidden, left out",
}
SIGNS = {Severity.ERROR: "\u2716", Severity.REVIEW: "\u25b2", Severity.NOTICE: "\u25cf"}


def summary(parent: Element, report: Report) -> None:
    """Append the outcome of a conversion and its figures."""
    section = add(parent, "section", {"class": "summary", "aria-labelledby": "outcome"})
    add(section, "h2", {"id": "outcome"}, "Outcome")
    ended = {Outcome.OK.code: "good", Outcome.REVIEW.code: "doubtful"}.get(report.code, "failed")
    banner = add(section, "p", {"class": f"banner {ended}"})
    add(banner, "strong", None, f"{report.status} ({report.code})").tail = f": {report.meaning}. "
    add(banner, "span", None, report.instruction)
    if report.detail:
        add(add(section, "p", {"class": "detail"}), "bdi", None, report.detail)
    _facts(add(section, "dl", {"class": "facts"}), _about(report))
    if report.conservation is not None:
        add(section, "h3", None, "What became of every glyph")
        _facts(add(section, "dl", {"class": "figures"}), _fates(report.conservation))
    if report.outputs:
        add(section, "h3", None, "Files beside this one")
        listing = add(section, "ul", {"class": "files"})
        for output in report.outputs:
            item = add(listing, "li")
            add(item, "a", {"href": f"./{quote(output.file, safe='')}"}, output.file).tail = f" {output.size:,} bytes"


def _about(report: Report) -> list[tuple[str, str | None]]:
    return [
        ("Source", report.input),
        ("Symbol", report.symbol),
        ("Language", report.language),
        *((f"Readings agree on {name}", f"{share:.0%}") for name, share in report.agreement.items()),
        ("SHA-256 of the source", report.sha256),
    ]


def _fates(kept: Conservation) -> list[tuple[str, str | None]]:
    counts = [(FATES.get(fate, fate), f"{count:,}") for fate, count in kept.by_fate.items()]
    return [*counts, ("unaccounted for", f"{kept.unaccounted:,}"), ("all", f"{kept.glyphs:,}")]


def _facts(parent: Element, facts: Iterable[tuple[str, str | None]]) -> None:
    for name, value in facts:
        if value:
            pair = add(parent, "div")
            add(pair, "dt", None, name)
            add(add(pair, "dd"), "bdi", None, value)


def findings(parent: Element, review: Review) -> None:
    """Append the findings, the gravest first, each with a link to its place."""
    section = add(parent, "section", {"class": "findings", "aria-labelledby": "findings"})
    add(section, "h2", {"id": "findings"}, f"Findings ({len(review.marks)})")
    if not review.marks:
        add(section, "p", None, "The checks found nothing to tell.")
        return
    listing = add(section, "ol")
    for mark in review.marks:
        _finding(listing, mark)


def _finding(listing: Element, mark: Mark) -> None:
    finding = mark.finding
    item = add(listing, "li", {"id": mark.id, "class": finding.severity.value})
    head = add(item, "p")
    sign = add(head, "span", {"class": "severity"})
    add(sign, "span", {"aria-hidden": "true"}, SIGNS[finding.severity]).tail = f" {finding.severity.value}"
    sign.tail = " "
    add(head, "code", None, finding.code).tail = " "
    add(head, "span", {"class": "message"}, finding.message)
    said = [("Expected", finding.expected), ("Found", finding.found)]
    if any(text for _, text in said):
        _facts(add(item, "dl", {"class": "facts"}), said)
    _places(add(item, "p", {"class": "places"}), mark)


def _places(parent: Element, mark: Mark) -> None:
    if mark.page is None:
        block = f" ({mark.finding.block})" if mark.finding.block else ""
        parent.text = f"About the document as a whole{block}"
        return
    where = f"#{mark.box_id}" if mark.box else f"#page-{mark.page}"
    add(parent, "a", {"href": where}, f"Page {mark.page}{', its box' if mark.box else ''}")
    if mark.shown is not None:
        name = mark.shown.entry.id or mark.shown.entry.name
        parent[-1].tail = " "
        add(parent, "a", {"href": f"#{mark.shown.text_id}"}, f"Text {mark.shown.tag}, {name}")


def legend(parent: Element) -> None:
    """Append what the boxes mean."""
    section = add(parent, "section", {"class": "legend", "aria-labelledby": "legend"})
    add(section, "h2", {"id": "legend"}, "Boxes")
    listing = add(section, "ul")
    for kind in Kind:
        item = add(listing, "li")
        swatch(item, kind)
        item[-1].tail = f" {kind.letter} {kind.word}"
    item = add(listing, "li")
    swatch(item, None)
    item[-1].tail = " ! finding"
    hint = (
        "A box leads to its text, and the tag of a text to its box; pointing at one marks the other."
        " Boxes and texts of a page bear the same tag."
    )
    add(section, "p", None, hint)
