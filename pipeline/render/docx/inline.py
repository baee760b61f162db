"""Inline content → runs: appearance, language, direction, links, note marks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.languages.loader import Language
from pipeline.model.resolution import Content, Link, NoteMark, Text
from pipeline.model.walk import plain_text
from pipeline.render.docx.elements import Element, Property, bookmarked, element, field, prop, run, text_elements
from pipeline.render.docx.names import link_target
from pipeline.render.docx.notes import Citation
from pipeline.render.docx.scripts import direction_spans, is_foreign_to_right_to_left, is_wide
from pipeline.render.docx.styles import BOLD, ITALIC
from pipeline.render.docx.template import language_property

REFERENCE = prop("rStyle", "FootnoteReference")
_NOTE_BOOKMARK_ID = 1_000_000


@dataclass(frozen=True)
class Piece:
    """A text or a note mark, with the innermost link around a text; a note mark leads to its note, never elsewhere."""

    item: Text | NoteMark
    href: str | None


def pieces(content: Content, href: str | None = None) -> Iterator[Piece]:
    """Yield the pieces of inline content in order."""
    for item in content:
        if isinstance(item, Link):
            yield from pieces(item.content, item.href)
        else:
            yield Piece(item, href if isinstance(item, Text) else None)


@dataclass(frozen=True)
class Inlines:
    """Writes the inline content of one part of the document.

    `anchors` are the bookmarks' names by our ids; `relate` returns the relationship of an address in this part; `cite`
    returns what a note mark is here.
    """

    pack: Language
    anchors: dict[str, str]
    relate: Callable[[str], str]
    cite: Callable[[str], Citation]

    def runs(self, content: Content) -> list[Element]:
        """Return the runs and links of inline content."""
        right_to_left = self._runs_right_to_left(plain_text(content))
        found: list[Element] = []
        for href, group in groupby(pieces(content), key=lambda piece: piece.href):
            attributes = self._link(href)
            runs = [made for piece in group for made in self._piece(piece.item, attributes is not None, right_to_left)]
            found += runs if attributes is None else [element("w:hyperlink", attributes, runs)]
        return found

    def plain(self, text: str, look: tuple[Property, ...] = ()) -> list[Element]:
        """Return runs of text in the document's language and directions, in one appearance."""
        return self._spans(text, look, self._runs_right_to_left(text))

    def _runs_right_to_left(self, text: str) -> bool:
        return self.pack.direction == "rtl" and not is_foreign_to_right_to_left(text)

    def _spans(self, text: str, look: tuple[Property, ...], right_to_left: bool) -> list[Element]:
        found = []
        for span, backwards in direction_spans(text, right_to_left):
            hint = self.pack.script == "Hans" and is_wide(span) and not any(item.tag == "w:rFonts" for item in look)
            direction = (prop("rtl"),) if backwards else ()
            fonts = (prop("rFonts", {"hint": "eastAsia"}),) if hint else ()
            found.append(run((*look, *fonts, *direction), text_elements(span)))
        return found

    def _link(self, href: str | None) -> dict[str, str] | None:
        if href is None:
            return None
        target = link_target(href)
        return {"r:id": self.relate(target), "w:history": "1"} if target else None

    def _piece(self, item: Text | NoteMark, linked: bool, right_to_left: bool) -> list[Element]:
        if isinstance(item, NoteMark):
            return mark_runs(self.cite(item.marker), self.mark_look())
        look = (*([prop("rStyle", "Hyperlink")] if linked else []), *self._appearance(item))
        return self._spans(item.text, look, right_to_left)

    def mark_look(self) -> tuple[Property, ...]:
        """Return the appearance of a note mark; brackets around it are mirrored where text runs from right to left."""
        return (REFERENCE, prop("rtl")) if self.pack.direction == "rtl" else (REFERENCE,)

    def _appearance(self, text: Text) -> Iterator[Property]:
        if "bold" in text.style:
            yield from BOLD
        if "italic" in text.style:
            yield from self._italic(text.text)
        if "underline" in text.style:
            yield prop("u", "single")
        for vertical in ("superscript", "subscript"):
            if vertical in text.style:
                yield prop("vertAlign", vertical)
                break
        if text.lang is not None:
            yield language_property(text.lang)

    def _italic(self, text: str) -> Iterator[Property]:
        """Yield italics; wide characters have none, so a face for emphasis, and `iCs` alone to keep the distinction."""
        if self.pack.output.synthetic_italic or not is_wide(text):
            yield from ITALIC
            return
        yield prop("iCs")
        font = self.pack.output.word_emphasis_font
        if font is not None:
            yield prop("rFonts", {"eastAsia": font, "hint": "eastAsia"})


def mark_runs(citation: Citation, look: tuple[Property, ...]) -> list[Element]:
    """Return a note mark: a footnote reference, a field that repeats one, or superscript text without a note."""
    if citation.number is None:
        return [run(look, text_elements(citation.marker))]
    name = note_bookmark(citation.number)
    if citation.repeated:
        return field(f"NOTEREF {name} \\f \\h", citation.marker, look, citation.affixes != ("", ""))
    custom = {} if citation.affixes else {"w:customMarkFollows": "1"}
    reference = element("w:footnoteReference", {**custom, "w:id": str(citation.number)})
    return bookmarked(_NOTE_BOOKMARK_ID + citation.number, name, marker_runs(citation, [reference], look))


def marker_runs(citation: Citation, number: list[Element], look: tuple[Property, ...]) -> list[Element]:
    """Return the runs that show a note's marker: Word's number between what stands around it, or a custom mark.

    What stands around it has runs of its own, since LibreOffice 7.4 loses a number that shares its run with text.
    """
    if citation.affixes is None:
        return [run(look, [*number, *text_elements(citation.marker)])]
    before, after = (text_elements(affix) for affix in citation.affixes)
    return [run(look, children) for children in (before, number, after) if children]


def note_bookmark(number: int) -> str:
    """Return the bookmark's name of a footnote's mark; hidden in Word's list by its underscore."""
    return f"_note_{number}"
