"""Units of text: what a paragraph, heading, cell or note says, as the model has it and as a reader finds it."""

import unicodedata
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Span:
    """A range [start, end) of a unit's text with a value: a link's target or a language."""

    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Unit:
    """One unit of text in reading order.

    `key` names it: its id, or its place in a table or the masthead. `marks` are (offset, marker, id of the note or
    None). `within` is the id of the list item around it. `shape` is the scope and the spans of a cell. `pieces` is the
    text as it was read, line by line, before it was trimmed.
    """

    key: str
    role: str
    text: str
    label: str | None = None
    marks: tuple[tuple[int, str, str | None], ...] = ()
    links: tuple[Span, ...] = ()
    langs: tuple[Span, ...] = ()
    within: str | None = None
    shape: tuple[str, int, int] | None = None
    back: str | None = None
    pieces: tuple[str, ...] = ()


@dataclass
class Text:
    """Text in the making, with marks, links and languages at their offsets."""

    text: str = ""
    marks: list[tuple[int, str, str | None]] = field(default_factory=list)
    links: list[Span] = field(default_factory=list)
    langs: list[Span] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def add(self, text: str, href: str | None = None, lang: str | None = None) -> None:
        """Append text, inside a link or in another language."""
        start = len(self.text)
        self.pieces.append(comparable(text))
        self.text += self.pieces[-1]
        for spans, value in ((self.links, href), (self.langs, lang)):
            if value is not None and len(self.text) > start:
                _extend(spans, Span(start, len(self.text), value))

    def unit(self, key: str, role: str, base: Unit | None = None) -> Unit:
        """Return the text as a unit, trimmed of spaces at either end."""
        lead = len(self.text) - len(self.text.lstrip(" "))
        text = self.text.strip(" ")
        base = base or Unit(key, role, "")
        return Unit(
            key,
            role,
            text,
            base.label,
            tuple((_fit(at - lead, text), marker, note) for at, marker, note in self.marks),
            _trimmed(self.links, lead, text),
            _trimmed(self.langs, lead, text),
            base.within,
            base.shape,
            base.back,
            tuple(self.pieces),
        )


def _extend(spans: list[Span], span: Span) -> None:
    if spans and (spans[-1].end, spans[-1].value) == (span.start, span.value):
        span = Span(spans.pop().start, span.end, span.value)
    spans.append(span)


def _fit(offset: int, text: str) -> int:
    return max(0, min(offset, len(text)))


def _trimmed(spans: list[Span], lead: int, text: str) -> tuple[Span, ...]:
    """Return spans moved by the spaces trimmed in front, without the spaces at their own ends."""
    found = []
    for span in spans:
        start, end = _fit(span.start - lead, text), _fit(span.end - lead, text)
        inner = text[start:end]
        start, end = start + len(inner) - len(inner.lstrip(" ")), start + len(inner.rstrip(" "))
        if start < end:
            found.append(Span(start, end, span.value))
    return tuple(found)


def comparable(text: str) -> str:
    """Return text as readers can find it again: what is not drawn left out, one space for spaces of the same look."""
    return "".join(_comparable(character) for character in text)


def _comparable(character: str) -> str:
    if character in "\u00a0\u3000":
        return character
    category = unicodedata.category(character)
    if category in ("Zs", "Zl", "Zp") or character in "\t\n\v\f\r\x85":
        return " "
    if category == "Cf" or 0xFE00 <= ord(character) <= 0xFE0F:
        return ""
    return "-" if character in "\u2010\u2011" else character
