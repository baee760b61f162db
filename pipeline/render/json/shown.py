"""The text that JSON shows, read with the standard library and no model: what is printed, not what is derived."""

import json
from collections.abc import Iterator
from typing import Any

# Lists and objects that repeat, in another form, what stands elsewhere in the document.
DERIVED = frozenset({"references", "front", "source", "source_content", "vote", "meeting", "conservation"})
MASTHEAD = (
    "publisher symbol_text parent_organ organ distribution issued_text language_text original_text committee"
    " agenda_item agenda_titles"
)
TEXTS = frozenset({*MASTHEAD.split(), "text", "dates", "label", "title_label", "marker", "statement"})


def shown(data: bytes) -> str:
    """Return every printed text of a JSON document, each where it stands, furniture included."""
    document = json.loads(data)
    del document["organ"]  # our name of it; the printed one is in the masthead
    return "".join((document["adoption"]["source"] or "", *_texts(document)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _field(name, item)


def _field(name: str, value: Any) -> Iterator[str]:
    texts = [value] if isinstance(value, str) else value
    if name in TEXTS and isinstance(texts, list):
        yield from texts
    elif name not in DERIVED and not isinstance(value, str):
        yield from _texts(value)
