"""Names of what is published: a document's folder, and the hidden folders that stand beside it for a moment.

How long a name may be, and which inputs share one, is told in docs/decisions/0024-names-and-places.md.
"""

import hashlib
import os
import re
import unicodedata
from pathlib import Path

from pipeline.errors import Stop
from pipeline.model.canonical import printable
from pipeline.model.outcome import Outcome

REPORT = "report.json"
REVIEW = "report.html"
ENDING = ".pdf"
LONGEST = 240  # bytes; file systems take 255, of which suffixes, and the lock files of word processors, need some
SLOTS = 16
HIDDEN = re.compile(r"\.resolution-[0-9a-f]{16}-\d+(\.earlier)?", re.IGNORECASE)


def stem(path: Path) -> str:
    r"""Return the name of a document's folder: the file's name without `.pdf`; nothing for a path that names no file.

    A byte that is no text is written as `\udcff`. A name too long is cut, and ends with a digest of the whole.
    """
    name = printable(path.name)
    if name == ".." or "\0" in name:
        return ""
    if name.lower().endswith(ENDING) and name[: -len(ENDING)].strip("."):
        name = name[: -len(ENDING)]
    data = name.encode("utf-8")
    if len(data) <= LONGEST:
        return name
    ending = f"~{digest(name)}"
    return data[: LONGEST - len(ending)].decode("utf-8", "ignore") + ending


def twin(path: Path) -> str:
    """Return what two files have in common whose folders some file system would take for one.

    Such do not tell capital letters from small ones, or an accented letter from a letter and its accent.
    """
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", stem(path)).casefold())


def place_of(path: Path, output: Path) -> Path:
    """Return the folder in which a document is published.

    Raises:
        Stop: IO where the path names no file; DESTINATION where the folder cannot be that document's.
    """
    name = stem(path)
    if not name:
        raise Stop(Outcome.IO, f"{printable(str(path))!r} names no file; name a PDF file")
    if HIDDEN.fullmatch(name):
        raise Stop(Outcome.DESTINATION, f"{name} is what hidden folders of this program are named; rename the file")
    destination = output / name
    if "\0" not in str(output) and os.path.realpath(path.parent) == os.path.realpath(destination):
        raise Stop(Outcome.DESTINATION, f"{name} stands in the folder that its own result would replace")
    return destination


def require_own_name(path: Path) -> None:
    """Refuse a document one of whose files would bear the name of the report.

    Raises:
        Stop: DESTINATION.
    """
    if f"{stem(path).lower()}.json" == REPORT:
        raise Stop(Outcome.DESTINATION, f"the outputs of {path.name} would be named as the report is; rename it")


def hidden(name: str, slot: int) -> str:
    """Return the name of a hidden folder for what is to become the folder `name`."""
    return f".resolution-{digest(name)}-{slot}"


def earlier(place: str) -> str:
    """Return the name of the hidden folder in which an earlier result waits between two renames."""
    return f"{place}.earlier"


def digest(name: str) -> str:
    """Return a short name for a name: of fixed length, and of letters that every file system takes."""
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
