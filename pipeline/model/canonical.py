"""The one byte form of a model: UTF-8, LF, two-space indent, fields in schema order. Same value, same bytes."""

import json

from pydantic import BaseModel


def canonical_json(value: BaseModel) -> bytes:
    """Return the canonical UTF-8 JSON of a model, ending in a line feed."""
    data = value.model_dump(mode="json", by_alias=True)
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def printable(text: str) -> str:
    r"""Return a text that can be written as UTF-8; a byte of a file's name that is none is shown as `\udcff`."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
