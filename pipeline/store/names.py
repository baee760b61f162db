"""Names in a store: relative, with `/` between their parts, and leading nowhere else."""

import unicodedata

from pipeline.errors import Stop
from pipeline.model.canonical import printable
from pipeline.model.outcome import Outcome
from pipeline.publish.names import ENDING


def parts_of(name: str) -> tuple[str, ...]:
    """Return the parts of a name.

    Raises:
        Stop: IO where a part is empty, `.` or `..`, or holds a control character.
    """
    parts = tuple(name.split("/"))
    if any(part in ("", ".", "..") for part in parts):
        raise Stop(
            Outcome.IO, f"{printable(name)!r} is no name in a store: a part of it is empty, `.` or `..`; rename it"
        )
    if any(unicodedata.category(character) == "Cc" for character in name):
        raise Stop(Outcome.IO, f"{printable(name)!r} is no name in a store: it holds a control character; rename it")
    return parts


def prefix_of(prefix: str) -> str:
    """Return what the names in a folder of a store begin with; nothing for the store itself.

    Raises:
        Stop: IO where the folder's name is none.
    """
    return "/".join((*parts_of(prefix.removesuffix("/")), "")) if prefix else ""


def is_document(file: str) -> bool:
    """Return whether a file is one to convert: a PDF by its name, and not hidden."""
    return file.lower().endswith(ENDING) and not file.startswith(".")


def in_order(file: str) -> bytes:
    """Return what names are sorted by: their bytes, as stores of objects do."""
    return file.encode("utf-8", "surrogateescape")
