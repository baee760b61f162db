"""Documents to drop: good ones, as many as are asked for and no two the same, and bad ones."""

import io
from functools import cache
from hashlib import sha256

import pikepdf

from tests.reading import pdf

PAPER = "en_masthead"


def paper(number: int) -> bytes:
    """Return a good document; each number gives other bytes."""
    with pikepdf.open(io.BytesIO(pdf(PAPER))) as document:
        document.docinfo["/Keywords"] = str(number)
        out = io.BytesIO()
        document.save(out, static_id=True)
    return out.getvalue()


@cache
def damaged() -> bytes:
    """Return a document that lacks a piece before its table of objects, which leads to wrong places then."""
    data = paper(-1)
    middle = len(data) // 2
    return data[:middle] + data[middle + 300 :]


def cut(number: int) -> bytes:
    """Return six tenths of a good document."""
    data = paper(number)
    return data[: len(data) * 6 // 10]


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes."""
    return sha256(data).hexdigest()
