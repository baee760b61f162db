"""The text beside a page, entry by entry, with its kind, identifier and label, and the page where it goes on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree.ElementTree import Element

from pipeline.languages.loader import languages
from pipeline.model.contents import links
from pipeline.model.resolution import Content, Resolution
from pipeline.model.walk import plain_text
from pipeline.review.entries import Entry, Kind
from pipeline.review.sheets import Review, Sheet, Shown
from pipeline.review.summary import folded
from pipeline.review.words import Noted, add, fill

AROUND = (Kind.MASTHEAD, Kind.FURNITURE)
DEEPEST = 4  # levels that are set in


@dataclass
class Texts:
    """The texts of a review: their language and direction, where entries and notes stand, and the ids in use."""

    language: str
    direction: str
    places: dict[tuple[int, int], Shown]
    notes: dict[str, list[Shown]]
    named: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, resolution: Resolution, review: Review) -> "Texts":
        """Return the texts of a resolution, laid out on pages."""
        shown = [each for sheet in review.sheets for each in sheet.shown]
        notes: dict[str, list[Shown]] = {}
        for each in shown:
            if each.entry.kind is Kind.NOTE and each.entry.label:
                notes.setdefault(each.entry.label, []).append(each)
        pack = languages().get(resolution.language)
        direction = pack.direction if pack else "auto"
        return cls(resolution.language, direction, {(id(each.entry), each.page): each for each in shown}, notes)

    def beside(self, parent: Element, sheet: Sheet) -> None:
        """Append the texts of a page, under the heading of their group."""
        for group, row in groupby(sheet.shown, key=lambda shown: shown.entry.kind.group):
            add(parent, "h3", None, group)
            listing = add(parent, "ol", {"class": "texts"})
            for shown in row:
                kind = shown.entry.kind.word
                depth = min(shown.entry.depth, DEEPEST)
                item = add(listing, "li", {"id": shown.text_id, "class": f"text {kind} depth-{depth}"})
                self._about(item, shown, sheet)
                self._said(item, shown.entry, shown.page)

    def without_place(self, parent: Element, entry: Entry) -> None:
        """Append the text of an entry that is printed on none of the pages."""
        item = add(parent, "li", {"class": f"text {entry.kind.word}"})
        self._named(add(item, "div", {"class": "about"}), entry)
        self._said(item, entry, 0)

    def _about(self, item: Element, shown: Shown, sheet: Sheet) -> None:
        about = add(item, "div", {"class": "about"})
        label = f"{shown.tag}: its box on page {shown.page}"
        add(about, "a", {"class": "tag", "href": f"#{shown.box_id}", "aria-label": label}, shown.tag)
        self._named(about, shown.entry)
        for page in shown.entry.pages:
            other = self.places.get((id(shown.entry), page))
            if other is not None and page != shown.page:
                way = "continues on" if page > shown.page else "begun on"
                add(about, "a", {"class": "over", "href": f"#{other.text_id}"}, f"{way} page {page}")
        marks = [mark for mark in sheet.marks if mark.shown is shown]
        holder = folded(about, len(marks), "findings")
        for mark in marks:
            add(holder, "a", {"class": "found", "href": f"#{mark.id}"}, f"finding {mark.number}").tail = " "

    def _named(self, about: Element, entry: Entry) -> None:
        """Append what an entry is; its identifier leads here from anywhere, the first time that it stands here."""
        add(about, "span", {"class": "name"}, entry.name)
        if entry.id is not None:
            attributes = {"id": entry.id} if entry.id not in self.named else {}
            self.named.add(entry.id)
            add(about, "code", attributes, entry.id)

    def _said(self, item: Element, entry: Entry, page: int) -> None:
        noted = self._noted(page)
        # The lines around the text are as often in another language: "12 April 2024" on a paper from right to left.
        direction = "auto" if entry.kind in AROUND else self.direction
        words = {"class": "words", "lang": self.language, "dir": direction}
        if entry.rows:
            holder = _holder(item, f"Table {entry.id} on page {page}" if page else f"Table {entry.id}")
            _table(add(holder, "table", words), entry, noted)
        else:
            text = add(item, "p", words)
            if entry.label:
                add(text, "span", {"class": "label"}, entry.label).tail = " "
            fill(text, entry.content, noted)
        targets = list(dict.fromkeys(target for content in _contents(entry) for target in _targets(content)))
        if targets:
            listing = add(item, "ul", {"class": "links"})
            for text_of_link, href in targets:
                line = add(listing, "li")
                add(line, "bdi", {"lang": self.language}, text_of_link).tail = " leads to "
                add(line, "bdi", {"class": "href"}, href)

    def _noted(self, page: int) -> Noted:
        def fragment(marker: str) -> str | None:
            """Return where the note of a mark stands: on this page or the next that has one, else the last."""
            notes = self.notes.get(marker, [])
            found = next((note for note in notes if note.page >= page), notes[-1] if notes else None)
            return found.text_id if found else None

        return fragment


def _holder(parent: Element, name: str) -> Element:
    """Append what a wide table can be moved in, with the keyboard too."""
    return add(parent, "div", {"class": "scroll", "role": "region", "aria-label": name, "tabindex": "0"})


def _table(table: Element, entry: Entry, noted: Noted) -> None:
    if entry.content:
        fill(add(table, "caption"), entry.content, noted)
    for row in entry.rows:
        line = add(table, "tr")
        above = all(cell.header for cell in row.cells)
        for cell in row.cells:
            spans = {"colspan": cell.colspan, "rowspan": cell.rowspan}
            attributes = {name: str(span) for name, span in spans.items() if span > 1}
            if cell.header:
                attributes["scope"] = "col" if above else "row"
            fill(add(line, "th" if cell.header else "td", attributes), cell.content, noted)


def _contents(entry: Entry) -> Iterator[Content]:
    yield entry.content
    yield from (cell.content for row in entry.rows for cell in row.cells)


def _targets(content: Content) -> Iterator[tuple[str, str]]:
    """Yield the text and the target of each link."""
    text = plain_text(content)
    yield from ((text[link.start : link.end], link.href) for link in links(content))
