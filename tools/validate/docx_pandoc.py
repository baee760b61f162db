"""The second reader of DOCX: pandoc."""

import json
from collections.abc import Iterator
from typing import Any

import pypandoc

from tools.validate.comparing import LOWERED, RAISED, Reading
from tools.validate.documents import Document
from tools.validate.expected import MARK

_MARKS = "footnote reference"
_SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
_PARAGRAPHS = {"Para", "Plain", "Header"}


def read(document: Document) -> Reading:
    """Return what pandoc finds in a DOCX."""
    tree = json.loads(pypandoc.convert_file(str(document.file("docx")), "json", format="docx+styles"))
    notes: list[str] = []
    paragraphs = tuple(_text(inlines, notes) for inlines in _paragraphs(tree["blocks"]))
    return Reading(paragraphs, tuple(notes))


def _paragraphs(node: Any) -> Iterator[list[Any]]:
    """Yield the inlines of every paragraph below a node, in reading order, whatever stands around it."""
    if isinstance(node, list):
        for item in node:
            yield from _paragraphs(item)
    elif isinstance(node, dict) and "t" in node:
        if node["t"] in _PARAGRAPHS:
            yield node["c"][2] if node["t"] == "Header" else node["c"]
        else:
            yield from _paragraphs(node.get("c", []))


def _text(inlines: list[Any], notes: list[str]) -> str:
    return "".join(_piece(item, notes) for item in inlines)


def _piece(item: Any, notes: list[str]) -> str:
    kind, content = item["t"], item.get("c")
    if kind == "Note":
        notes.append("".join(_text(inlines, []) for inlines in _paragraphs(content)))
        return f"{RAISED}{MARK}{LOWERED}"
    if kind in {"Str", "Code", "Math"}:
        return str(content if kind == "Str" else content[1])
    if kind in {"Span", "Link", "Image", "Quoted"}:
        text = _text(content[1], notes)
        styles = dict(content[0][2]) if kind == "Span" else {}
        return f"{RAISED}{text}{LOWERED}" if styles.get("custom-style") == _MARKS else text
    return _SPACES[kind] if kind in _SPACES else _text(content, notes)
