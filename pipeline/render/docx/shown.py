"""The text that a DOCX shows, read with the standard library: the document and its notes, with the numbers of marks."""

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def shown(data: bytes) -> str:
    """Return the text of a package's document and notes, as Word shows it; not that of headers and footers."""
    with ZipFile(io.BytesIO(data)) as package:
        document, notes = (
            fromstring(package.read(f"word/{name}.xml"))  # noqa: S314 - bytes that our own writer made a moment ago
            for name in ("document", "footnotes")
        )
    start = next(document.iter(f"{W}numStart"), None)
    numbers = _numbers(document, 1 if start is None else int(start.get(f"{W}val", "1")))
    return "".join((*_texts(document, numbers), *(text for note in notes for text in _texts(note, numbers))))


def _numbers(document: Element, first: int) -> dict[str, str]:
    """Return the number that Word gives to each note, by its id: they are counted as they are cited."""
    cited = [mark.get(f"{W}id", "") for mark in document.iter(f"{W}footnoteReference") if not _is_custom(mark)]
    return {identifier: str(first + place) for place, identifier in enumerate(cited)}


def _is_custom(mark: Element) -> bool:
    return mark.get(f"{W}customMarkFollows") not in (None, "0", "false")


def _texts(part: Element, numbers: dict[str, str]) -> Iterator[str]:
    for node in part.iter():
        if node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag == f"{W}noBreakHyphen":
            yield "-"
        elif node.tag == f"{W}footnoteReference" and not _is_custom(node):
            yield numbers[node.get(f"{W}id", "")]
        elif node.tag == f"{W}footnoteRef":
            yield numbers.get(part.get(f"{W}id", ""), "")
