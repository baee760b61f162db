"""Files that are wrong as bytes: no PDF, half of one, mangled on the way."""

import gzip
import io
import zipfile
from functools import partial

from tests.hostile.build import DAMAGED, NO_PDF, REFUSED, REVIEWED, Hostile, good

LOGO = b"\x89PNG\r\n\x1a\n" + bytes(64)


def cut(share: float) -> bytes:
    """Return the first part of a good resolution."""
    data = good()
    return data[: int(len(data) * share)]


def zipped() -> bytes:
    """Return a package as of an office program."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr(zipfile.ZipInfo("word/document.xml"), "<w:document/>")
    return target.getvalue()


def in_text_mode() -> bytes:
    """Return a good resolution as a transfer in text mode leaves it: each line feed with a carriage return."""
    return good().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def seven_bits() -> bytes:
    """Return a good resolution without the eighth bit of each byte."""
    return bytes(byte & 0x7F for byte in good())


def without(part: bytes) -> bytes:
    """Return a good resolution without a word that its structure needs."""
    return good().replace(part, b" " * len(part))


FILES = (
    Hostile("empty", NO_PDF, bytes),
    Hostile("one-byte", NO_PDF, lambda: b"%"),
    Hostile("zeros", NO_PDF, lambda: bytes(4096)),
    Hostile("text", NO_PDF, lambda: b"A list of wells, and no PDF.\n" * 20),
    Hostile("gzip", NO_PDF, lambda: gzip.compress(good(), mtime=0)),
    Hostile("docx", NO_PDF, zipped),
    Hostile("png", NO_PDF, lambda: LOGO),
    Hostile("utf-16", NO_PDF, lambda: good().decode("latin-1").encode("utf-16")),
    Hostile("only-header", DAMAGED, lambda: b"%PDF-1.7\n"),
    Hostile("only-header-and-end", DAMAGED, lambda: b"%PDF-1.7\n%%EOF\n"),
    Hostile("only-trailer", DAMAGED, lambda: b"%PDF-1.7\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"),
    Hostile("header-and-noise", DAMAGED, lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40),
    Hostile("text-mode", REFUSED | REVIEWED, in_text_mode),
    Hostile("seven-bits", REFUSED, seven_bits),
    Hostile("no-startxref", REVIEWED | DAMAGED, partial(without, b"startxref")),
    Hostile("no-end", REVIEWED | DAMAGED, partial(without, b"%%EOF")),
    Hostile("no-endobj", REVIEWED | REFUSED, partial(without, b"endobj")),
    Hostile("no-endstream", REVIEWED | REFUSED, partial(without, b"endstream")),
    *(
        Hostile(f"cut-at-{share}", REVIEWED | REFUSED, partial(cut, share / 100))
        for share in (5, 20, 40, 60, 80, 90, 97, 99)
    ),
)
