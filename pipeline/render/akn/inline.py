"""Inline content as elements: a run of text with its styles, a note at the character of its first mark, a link."""

from typing import assert_never

from pipeline.model.citations import citations, note_id
from pipeline.model.inline import Content, Link, NoteMark, Text
from pipeline.model.resolution import Note, Resolution
from pipeline.render.akn.address import reference
from pipeline.render.akn.elements import Node, add, add_text_block, append_text
from pipeline.render.akn.names import LANG, OWN, STYLES


class Inlines:
    """Writes inline content in reading order, and hands each note to the first mark that cites it."""

    def __init__(self, resolution: Resolution) -> None:
        self._notes = resolution.notes
        self._citations = iter(citations(resolution))
        self._placed: set[int] = set()

    def fill(self, node: Node, content: Content, *, cites: bool = True) -> None:
        """Put inline content behind what an element holds; where it does not cite, its marks stay printed text."""
        plain_before = False
        for item in content:
            match item:
                case Text():
                    _run(node, item, plain_before)
                case NoteMark():
                    self._mark(node, item, cites)
                case Link():
                    self.fill(_link(node, item), item.content, cites=cites)
                case _:
                    assert_never(item)
            plain_before = isinstance(item, Text) and not item.style and item.lang is None

    def uncited(self) -> list[tuple[str, Note]]:
        """Return the notes that no mark has cited so far, with their ids."""
        return [(note_id(place), note) for place, note in enumerate(self._notes) if place not in self._placed]

    def fill_note(self, node: Node, note: Note) -> None:
        """Put what a note says into an element; a mark in it stays printed text."""
        self.fill(add_text_block(node), note.content, cites=False)

    def _mark(self, node: Node, mark: NoteMark, cites: bool) -> None:
        place = next(self._citations).note if cites else None
        if place is None:
            add(node, "inline", {"name": "noteMark"}, mark.marker)
        elif place in self._placed:
            add(node, "noteRef", {"href": f"#{note_id(place)}", "marker": mark.marker})
        else:
            self._placed.add(place)
            note = self._notes[place]
            attributes = {"marker": note.marker, "placement": "bottom", "eId": note_id(place)}
            self.fill_note(add(node, "authorialNote", attributes), note)


def _run(node: Node, run: Text, plain_before: bool) -> None:
    """Write a run: bare where it has no style, in a `span` where it would run together with the run before it."""
    names = [STYLES[style] for style in run.style]
    if not names and (run.lang is not None or plain_before):
        names = ["span"]
    for depth, name in enumerate(names):
        node = add(node, name, {LANG: run.lang if depth == 0 else None})
    append_text(node, run.text)


def _link(node: Node, link: Link) -> Node:
    address = reference(link.href)
    return add(node, "ref", {"href": address, f"{OWN}href": link.href if address != link.href else None})
