"""How hostile files are built: from bare objects, or from a good resolution that something is done to."""

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from pipeline.model.outcome import Outcome
from tests.reading import pdf

GOOD = "en_masthead"

REVIEWED = frozenset({Outcome.REVIEW.code})
NO_PDF = frozenset({Outcome.NOT_PDF.code})
DAMAGED = frozenset({Outcome.DAMAGED.code})
ENCRYPTED = frozenset({Outcome.ENCRYPTED.code})
LIMIT = frozenset({Outcome.LIMIT.code})
APART = frozenset({Outcome.DISAGREE.code})
NO_PAPER = frozenset({Outcome.NOT_RESOLUTION.code, Outcome.NO_TEXT.code})
SPENT = frozenset({Outcome.TIME.code, Outcome.MEMORY.code, Outcome.LIMIT.code})
# A reader in C may be ended by the kernel where it can say nothing itself.
REFUSED = DAMAGED | NO_PAPER | SPENT | APART | frozenset({Outcome.WORKER.code})


@dataclass(frozen=True)
class Hostile:
    """A hostile file: its name, the exit codes that are right for it, and what makes its bytes."""

    name: str
    outcomes: frozenset[int]
    make: Callable[[], bytes]


def good() -> bytes:
    """Return a good resolution of one page, about wells."""
    return pdf(GOOD)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object that is not compressed."""
    return b"<< /Length %d %s >> stream\n%s\nendstream" % (len(data), entries, data)


def flate(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object compressed by Flate."""
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + entries)


CONTENT = stream(b"BT /F 12 Tf 72 700 Td (Wells and pumps) Tj ET")
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
# Catalog, tree of pages, a page, its content, its font.
PLAIN: dict[int, bytes] = {
    1: b"<< /Type /Catalog /Pages 2 0 R >>",
    2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
    4: CONTENT,
    5: FONT,
}


def page(
    entries: bytes = b"", resources: bytes = b"", box: bytes = b"[0 0 612 792]", content: bytes = b"4 0 R"
) -> bytes:
    """Return a page object with further entries and resources."""
    parts = (box, content, resources, entries)
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents %s /Resources << /Font << /F 5 0 R >> %s >> %s >>" % parts
    )


def bare(
    changes: Mapping[int, bytes], trailer: bytes = b"", *, header: bytes = b"%PDF-1.7\n", size: int | None = None
) -> bytes:
    """Return a file of the plain objects with some changed or added, and a table of objects that fits them.

    Args:
        changes: objects by number, in the place of the plain ones or besides.
        trailer: further entries of the trailer.
        header: how the file begins.
        size: the number of objects that the trailer claims, where not the true one.
    """
    objects = {**PLAIN, **changes}
    written, places = bytearray(header), {}
    for number, body in objects.items():
        places[number] = len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, most = len(written), max(objects) + 1
    written += b"xref\n0 %d\n0000000000 65535 f \n" % most
    for number in range(1, most):
        written += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    return bytes(written) + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        most if size is None else size,
        trailer,
        start,
    )


def changed(change: Callable[[pikepdf.Pdf], None], name: str = GOOD, *, compress: bool = True) -> bytes:
    """Return a good resolution after a change by pikepdf."""
    written = BytesIO()
    with pikepdf.open(BytesIO(pdf(name))) as file:
        change(file)
        file.save(written, deterministic_id=True, compress_streams=compress, fix_metadata_version=False)
    return written.getvalue()


def drawn(content: bytes, entries: Callable[[pikepdf.Pdf, pikepdf.Page], None] | None = None) -> bytes:
    """Return a good resolution with more content painted after that of its first page; its font /Extra is Helvetica."""

    def change(file: pikepdf.Pdf) -> None:
        first = file.pages[0]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        first.add_resource(file.make_indirect(font), pikepdf.Name.Font, pikepdf.Name.Extra)
        if entries is not None:
            entries(file, first)
        first.contents_coalesce()
        first.contents_add(b"q", prepend=True)
        first.contents_add(b"Q q " + content + b" Q")

    return changed(change)
