"""A reader that is none of ours finds the same text, labels, notes and outline."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.resolution import Resolution
from pipeline.model.walk import document_leaves, plain_text
from pipeline.render.docx.write import write
from tests.samples import chinese, english

pypandoc = pytest.importorskip("pypandoc")
pytestmark = pytest.mark.slow


def _flat(node: Any) -> str:
    """Return the text of Pandoc's inlines, a note as ⟦its text⟧."""
    if isinstance(node, list):
        return "".join(_flat(item) for item in node)
    kind, content = node.get("t"), node.get("c")
    if kind == "Str":
        return str(content)
    if kind in {"Space", "SoftBreak", "LineBreak"}:
        return " "
    if kind == "Note":
        return f"⟦{_flat(content).strip()}⟧"
    if kind in {"Link", "Span"}:
        return _flat(content[1])
    return _flat(content) if isinstance(content, list) else ""


def _paragraphs(blocks: Any) -> list[str]:
    found = []
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind in {"Para", "Plain"}:
            found.append(_flat(content))
        elif kind == "Header":
            found.append(_flat(content[2]))
        elif kind in {"Div", "BlockQuote"}:
            found += _paragraphs(content[1] if kind == "Div" else content)
        elif kind == "Table":
            found += _paragraphs(content[1][1])
            rows = [*content[3][1], *(row for body in content[4] for row in (*body[2], *body[3]))]
            found += [text for row in rows for cell in row[1] for text in _paragraphs(cell[4])]
    return found


def _expected(resolution: Resolution) -> list[str]:
    notes = {note.marker: plain_text(note.content) for note in resolution.notes}
    found = []
    for leaf in document_leaves(resolution):
        text, last = "", 0
        for at, marker in leaf.marks:
            text, last = text + leaf.text[last:at] + f"⟦{notes[marker]}⟧", at
        label = f"{resolution.number}." if leaf.kind == "title" else leaf.label
        found.append(" ".join(part for part in (label, text + leaf.text[last:]) if part))
    return found


@pytest.mark.parametrize("resolution", [english(), chinese()], ids=["en", "zh"])
def test_pandoc_reads_every_paragraph_label_and_note(resolution: Resolution, tmp_path: Path) -> None:
    path = tmp_path / "resolution.docx"
    path.write_bytes(write(resolution))
    document = json.loads(pypandoc.convert_file(str(path), "json", format="docx"))
    found = _paragraphs(document["blocks"])
    start = found.index(_expected(resolution)[0])
    assert found[start:] == _expected(resolution)


def test_pandoc_reads_the_outline(tmp_path: Path) -> None:
    path = tmp_path / "resolution.docx"
    path.write_bytes(write(english()))
    blocks = json.loads(pypandoc.convert_file(str(path), "json", format="docx"))["blocks"]
    assert [block["c"][0] for block in blocks if block["t"] == "Header"] == [1, 1, 2, 2]
