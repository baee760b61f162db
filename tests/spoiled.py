"""Good resolutions that were spoiled: each in one way that a reader has to see."""

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf

from tests.reading import pdf

NAME = "en_masthead"


def changed(change: Callable[[pikepdf.Pdf], None], name: str = NAME) -> bytes:
    """Return a good resolution after a change by pikepdf."""
    written = BytesIO()
    with pikepdf.open(BytesIO(pdf(name))) as file:
        change(file)
        file.save(written, deterministic_id=True)
    return written.getvalue()


def with_content(content: bytes) -> bytes:
    """Return a good resolution with more content on its first page; its font /Extra is Helvetica."""

    def add(file: pikepdf.Pdf) -> None:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page = file.pages[0]
        page.add_resource(file.make_indirect(font), pikepdf.Name.Font, pikepdf.Name.Extra)
        page.contents_coalesce()
        page.contents_add(b"q " + content + b" Q", prepend=True)

    return changed(add)


def with_an_empty_page() -> bytes:
    """Return a good resolution with an empty page behind it."""

    def add(file: pikepdf.Pdf) -> None:
        file.add_blank_page(page_size=(612, 792))

    return changed(add)


def with_a_wrong_checksum() -> bytes:
    """Return a good resolution in which the last byte of a compressed stream, one of its checksum, is another."""
    data = bytearray(pdf(NAME))
    place = _content(data)[1] - 1
    data[place] ^= 0xFF
    return bytes(data)


def with_a_byte_changed(at: float) -> bytes:
    """Return a good resolution with one byte of the first page's stream changed, so far into it (0 to 1)."""
    data = bytearray(pdf(NAME))
    start, end = _content(data)
    data[start + int((end - start - 1) * at)] ^= 0x10
    return bytes(data)


def without_cross_references() -> bytes:
    """Return a good resolution whose table of objects is said to stand elsewhere."""
    return re.sub(rb"startxref\s+\d+", b"startxref\n7", pdf(NAME))


def _content(data: bytes | bytearray) -> tuple[int, int]:
    """Return where the data of the largest compressed stream that is no font begins and ends."""
    with pikepdf.open(BytesIO(bytes(data))) as file:
        raw = file.pages[0].obj.Contents.read_raw_bytes()
    start = bytes(data).index(raw)
    return start, start + len(raw)
