"""What happened to a document, for a person: outcome, what became of each glyph, files, findings."""

from collections.abc import Iterable
from itertools import groupby
from urllib.parse import quote
from xml.etree.ElementTree import Element

from pipeline.model.finding import Finding, Severity
from pipeline.model.outcome import Outcome, Report
from pipeline.model.resolution import Conservation
from pipeline.review.entries import Kind
from pipeline.review.overlay import swatch
from pipeline.review.sheets import Mark, Review
from pipeline.review.words import add, told

FATES = {
    "body": "text",
    "note": "notes",
    "mark": "note marks",
    "masthead": "masthead",
    "furniture": "around the text",
    "hidden": "hidden, left out",
}
FEW = 6  # findings of a kind that are listed without being unfolded
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
        told(add(section, "p", {"class": "detail"}), report.detail)
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
            told(add(pair, "dd"), value)


def findings(parent: Element, review: Review) -> None:
    """Append the findings by kind, the gravest first, each with a link to its place."""
    section = add(parent, "section", {"class": "findings", "aria-labelledby": "findings"})
    add(section, "h2", {"id": "findings"}, f"Findings ({len(review.marks)})")
    if not review.marks:
        add(section, "p", None, "The checks found nothing to tell.")
        return
    listing = add(section, "ul")
    for _, alike in groupby(review.marks, key=lambda mark: kind_of(mark.finding)):
        _kind(listing, list(alike))


def kind_of(finding: Finding) -> tuple[int, str, str]:
    """Return what a finding is sorted and gathered by: its gravity, its code, its sentence."""
    return (list(SIGNS).index(finding.severity), finding.code, finding.message)


def folded(parent: Element, count: int, what: str) -> Element:
    """Return where to list so many: the element itself, or a part of it that unfolds where they are more than a few."""
    if count <= FEW:
        return parent
    details = add(parent, "details")
    add(details, "summary", None, f"{count} {what}")
    return details


def _kind(listing: Element, marks: list[Mark]) -> None:
    finding = marks[0].finding
    item = add(listing, "li", {"class": finding.severity.value})
    head = add(item, "p")
    sign = add(head, "span", {"class": "severity"})
    add(sign, "span", {"aria-hidden": "true"}, SIGNS[finding.severity]).tail = f" {finding.severity.value}"
    sign.tail = " "
    add(head, "code", None, finding.code).tail = " "
    add(head, "span", {"class": "message"}, finding.message)
    places = add(folded(item, len(marks), "places"), "ul", {"class": "places"})
    for mark in marks:
        _place(add(places, "li", {"id": mark.id}, f"{mark.number}. "), mark)


def _place(item: Element, mark: Mark) -> None:
    if mark.page is None:
        about = f", {mark.finding.block}" if mark.finding.block else ""
        add(item, "span", None, f"The document as a whole{about}")
    else:
        where = f"#{mark.box_id}" if mark.box else f"#page-{mark.page}"
        add(item, "a", {"href": where}, f"Page {mark.page}{', its box' if mark.box else ''}").tail = " "
    if mark.shown is not None:
        name = mark.shown.entry.id or mark.shown.entry.name
        add(item, "a", {"href": f"#{mark.shown.text_id}"}, f"Text {mark.shown.tag}, {name}")
    said = [("Expected", mark.finding.expected), ("Found", mark.finding.found)]
    if any(text for _, text in said):
        _facts(add(item, "dl", {"class": "facts"}), said)


def legend(parent: Element) -> None:
    """Append what the boxes mean."""
    section = add(parent, "section", {"class": "legend", "aria-labelledby": "legend"})
    add(section, "h2", {"id": "legend"}, "Boxes")
    listing = add(section, "ul")
    for kind in Kind:
        item = add(listing, "li")
        swatch(item, kind)
        item[-1].tail = f" {kind.letter} {kind.word}"
    for severity in (Severity.REVIEW, Severity.NOTICE):
        item = add(listing, "li")
        swatch(item, severity)
        item[-1].tail = " notice" if severity is Severity.NOTICE else " ! error, or to be reviewed"
    hint = (
        "A box leads to its text, and the tag of a text to its box; pointing at one marks the other."
        " Boxes and texts of a page bear the same tag."
    )
    add(section, "p", None, hint)
