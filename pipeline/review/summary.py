"""What happened to a document, for a person: outcome, what became of each glyph, files, findings."""

from urllib.parse import quote
from xml.etree.ElementTree import Element

from pipeline.model.finding import Severity
from pipeline.model.outcome import Outcome, Report
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
    facts = add(section, "dl", {"class": "facts"})
    for name, value in _facts(report):
        pair = add(facts, "div")
        add(pair, "dt", None, name)
        add(add(pair, "dd"), "bdi", None, value)
    tables = add(section, "div", {"class": "figures"})
    _conservation(tables, report)
    _files(tables, report)


def _facts(report: Report) -> list[tuple[str, str]]:
    facts: list[tuple[str, str | None]] = [
        ("Source", report.input),
        ("Symbol", report.symbol),
        ("Language", report.language),
        ("SHA-256 of the source", report.sha256),
        *((f"Readings agree on {name}", f"{share:.0%}") for name, share in report.agreement.items()),
    ]
    return [(name, value) for name, value in facts if value]


def _conservation(parent: Element, report: Report) -> None:
    kept = report.conservation
    if kept is None:
        return
    table = _table(parent, "What became of every glyph", ("Became", "Glyphs"))
    for fate, count in kept.by_fate.items():
        _row(table, FATES.get(fate, fate), (f"{count:,}",))
    _row(table, "unaccounted for", (f"{kept.unaccounted:,}",))
    _row(table, "all", (f"{kept.glyphs:,}",))


def _files(parent: Element, report: Report) -> None:
    if not report.outputs:
        return
    table = _table(parent, "Files beside this one", ("File", "Bytes"))
    for output in report.outputs:
        line = add(table, "tr")
        cell = add(line, "th", {"scope": "row"})
        add(cell, "a", {"href": f"./{quote(output.file, safe='')}"}, output.file)
        add(line, "td", None, f"{output.size:,}")


def _table(parent: Element, caption: str, heads: tuple[str, ...]) -> Element:
    table = add(parent, "table")
    add(table, "caption", None, caption)
    line = add(table, "tr")
    for head in heads:
        add(line, "th", {"scope": "col"}, head)
    return table


def _row(table: Element, head: str, cells: tuple[str, ...]) -> None:
    line = add(table, "tr")
    add(line, "th", {"scope": "row"}, head)
    for cell in cells:
        add(line, "td", None, cell)


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
        facts = add(item, "dl", {"class": "facts"})
        for name, text in said:
            if text:
                pair = add(facts, "div")
                add(pair, "dt", None, name)
                add(add(pair, "dd"), "bdi", None, text)
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
