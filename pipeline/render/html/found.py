"""What is found in the page: units of text in reading order, white space collapsed as a browser does (CSS Text 3)."""

from dataclasses import dataclass, field
from typing import Any

from pipeline.render.page.units import Text, Unit, comparable

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ROLES = {"p": "P", "caption": "Caption", "th": "TH", "td": "TD", **{name: name.upper() for name in HEADINGS}}
SCOPES = {None: "", "col": "Column", "row": "Row"}
# What the page adds to the text; each has a check of its own.
ADDED = frozenset(
    {("p", "notice"), ("p", "job"), ("a", "permalink"), ("a", "again"), ("a", "skip"), ("nav", "contents")}
)
STYLES = {"em": "italic", "strong": "bold", "sup": "superscript", "sub": "subscript", "u": "underline"}
STYLED = frozenset(STYLES.values())
FLAGS = frozenset({"kept", "opening", "label"})
CONTAINERS = frozenset(["header", "main", "section", "div", "ol", "table", "thead", "tbody", "footer"])


@dataclass
class Seen:
    """A block as it was found: its unit; its exact characters, note marks and label left out; how each is set.

    `opening` are its opening words.
    """

    unit: Unit
    exact: str
    styles: list[frozenset[str]]
    opening: str
    element: Any


@dataclass
class Found:
    """All blocks in reading order, and text that stands in none."""

    blocks: list[Seen] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)


def found(body: Any) -> Found:
    """Return what the body of a page says."""
    walk = _Walk()
    walk.inside(body, None)
    return walk.found


class _Walk:
    """The walk through the page; paragraphs of the masthead and those without id are counted."""

    def __init__(self) -> None:
        self.found = Found()
        self.counts: dict[str, int] = {}

    def inside(self, element: Any, within: str | None, place: str | None = None) -> None:
        """Find the blocks below an element; `within` is the list item around, `place` what keys are counted by."""
        self._stray(element.text)
        for kid in element:
            self._kid(kid, within, place)
            self._stray(kid.tail)

    def _kid(self, kid: Any, within: str | None, place: str | None) -> None:
        if _added(kid):
            return
        if kid.tag == "tr":
            self._row(kid, within, place)
        elif kid.tag == "li":
            self._item(kid, within)
        elif kid.tag in CONTAINERS:
            self.inside(kid, within, {"header": "masthead", "table": kid.get("id")}.get(kid.tag, place))
        else:
            self._block(kid, within, place)

    def _stray(self, text: str | None) -> None:
        if text and text.strip(" \t\n\f\r"):
            self.found.stray.append(text)

    def _row(self, row: Any, within: str | None, table: str | None) -> None:
        number = self._count(f"{table}/")
        self._stray(row.text)
        for place, cell in enumerate(row, 1):
            self._stray(cell.tail)
            shape = (SCOPES.get(cell.get("scope"), "?"), span(cell, "colspan"), span(cell, "rowspan"))
            base = Unit(f"{table}/{number}/{place}", ROLES.get(cell.tag, cell.tag), "", within=within, shape=shape)
            self._add(cell, base)

    def _item(self, item: Any, within: str | None) -> None:
        """Find a list item: a note; or a point, whose first paragraph has the label and the id of the item."""
        identifier = item.get("id") or f"li/{self._count('li')}"
        if item.get("class") == "note":
            back = next((link.get("href") for link in item.iter("a") if link.get("role") == "doc-backlink"), None)
            base = Unit(identifier, "Note", "", _label(item, "note-label"), back=back and back.removeprefix("#"))
            self._add(item, base)
            return
        self._stray(item.text)
        first = item[0] if len(item) and item[0].tag == "p" else None
        if first is None:
            self._add(item, Unit(identifier, "LI", "", within=within))
            return
        self._add(first, Unit(identifier, "P", "", label=_label(first, "label"), within=within))
        self._stray(first.tail)
        for kid in item[1:]:
            self._kid(kid, identifier, None)
            self._stray(kid.tail)

    def _block(self, element: Any, within: str | None, place: str | None) -> None:
        role = ROLES.get(element.tag, element.tag)
        if element.tag == "caption":
            key = f"{place}/caption"
        elif place == "masthead":
            key, role = f"masthead/{self._count('masthead')}", "P"
        else:
            key = element.get("id") or f"{role}/{self._count(role)}"
        self._add(element, Unit(key, role, "", within=within))

    def _add(self, element: Any, base: Unit) -> None:
        lead = base.label is None
        text = Text()
        reader = _Reader(text, lead)
        reader.read(element, None, element.get("lang"))
        unit = text.unit(base.key, base.role, base)
        seen = reader.exact()
        exact = "".join(character for character, _ in seen)
        styled = {flags: flags & STYLED for flags in {flags for _, flags in seen}}
        styles = [styled[flags] for _, flags in seen]
        self.found.blocks.append(Seen(unit, exact, styles, "".join(reader.opening), element))

    def _count(self, name: str) -> int:
        self.counts[name] = self.counts.get(name, 0) + 1
        return self.counts[name]


class _Reader:
    """Inline content read into a text; characters as they are seen, spaces collapsed but where they are kept."""

    def __init__(self, text: Text, lead: bool) -> None:
        self.text = text
        self.lead = lead
        self.seen: list[tuple[str, frozenset[str]]] = []
        self.opening: list[str] = []

    def read(self, element: Any, href: str | None, lang: str | None, flags: frozenset[str] = frozenset()) -> None:
        """Read what stands in an element."""
        self._say(element.text, href, lang, flags)
        for kid in element:
            name = kid.get("class")
            if name == "mark":
                self._mark(kid)
            elif (name == "label" and not self.lead) or name == "note-label" or _added(kid):
                pass
            else:
                own = flags | (FLAGS & {name}) | (STYLED & {STYLES.get(kid.tag)})
                target = kid.get("href") if kid.tag == "a" else None
                self.read(kid, target or href, kid.get("lang") or lang, own)
            self._say(kid.tail, href, lang, flags)

    def exact(self) -> list[tuple[str, frozenset[str]]]:
        """Return each character that is seen, and how: of spaces in a row the first, and none at either end."""
        kept: list[tuple[str, frozenset[str]]] = []
        after_space = True
        for character, flags in self.seen:
            if "kept" in flags or not (character == " " and after_space):
                kept.append((character, flags))
            after_space = character == " " and "kept" not in flags
        return kept[:-1] if kept and after_space else kept

    def _say(self, said: str | None, href: str | None, lang: str | None, flags: frozenset[str]) -> None:
        if not said:
            return
        self.text.add(said, href, lang)
        if "opening" in flags:
            self.opening.append(said)
        if "label" not in flags:
            self.seen += [(" " if c in "\t\n\f\r" else c, flags) for c in said]

    def _mark(self, holder: Any) -> None:
        link = next((kid for kid in holder if kid.get("role") == "doc-noteref"), None)
        if link is None:
            self.text.add("".join(holder.itertext()))
            return
        note = (link.get("href") or "").removeprefix("#")
        self.text.marks.append((len(self.text.text), comparable("".join(holder.itertext())).strip(" "), note))


def _added(element: Any) -> bool:
    return (element.tag, element.get("class")) in ADDED


def _label(element: Any, name: str) -> str | None:
    labels = [kid for kid in element if kid.get("class") == name]
    return comparable("".join("".join(label.itertext()) for label in labels)).strip(" ") if labels else None


def span(cell: Any, name: str) -> int:
    """Return how many columns or rows a cell takes; 0 where that is no number."""
    value = cell.get(name, "1")
    return int(value) if value.isascii() and value.isdigit() else 0
