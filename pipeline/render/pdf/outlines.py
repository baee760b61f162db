"""Fonts with PostScript outlines (CFF), emptied of what no page shows: a Chinese font has 63,000 glyphs.

WeasyPrint lets every glyph keep its number, and HarfBuzz leaves one byte of the outline of each that is not used. So
each has another place, and 63,000 places that differ are 137 KB of a file that no compression takes away. Here they
have no byte, and all the same place. What follows the outlines stays where it was: the room that is left is filled with
zeros.
"""

import sys
from array import array
from collections.abc import Callable, Iterable
from functools import partial
from io import BytesIO
from typing import Any

from fontTools.cffLib import CFFFontSet

TABLE = b"CFF "
HEAD, ADJUSTMENT = b"head", 8  # where the sum of the whole font is kept, in its table (OpenType, head)
RECORD = 16  # bytes of a table's record: tag, sum, place, length
MAGIC = 0xB1B0AFBA


def empty_unused(fonts: Iterable[Any]) -> None:
    """Have each font of a document with PostScript outlines leave out those that are not used, when it is cut."""
    for font in fonts:
        font.subset = partial(_subset, font, font.subset)


def _subset(font: Any, cut: Callable[..., None], to_unicode: dict[int, str], hinting: bool) -> None:
    """Take the place of WeasyPrint's `Font.subset`, with the same arguments."""
    cut(to_unicode, hinting)
    if font.file_content[:4] == b"OTTO" and to_unicode:
        font.file_content = without_outlines(font.file_content, frozenset(to_unicode) | {0})


def without_outlines(data: bytes, used: frozenset[int]) -> bytes:
    """Return an OpenType font of the same size whose outlines are empty, but for those of some glyphs by number."""
    font, tables = bytearray(data), _tables(data)
    record, place, length = tables[TABLE]
    table = data[place : place + length]
    font[place : place + length] = _emptied(table, used)
    font[record + 4 : record + 8] = _sum(font[place : place + length]).to_bytes(4, "big")
    _, head, _ = tables[HEAD]
    adjustment = slice(head + ADJUSTMENT, head + ADJUSTMENT + 4)
    font[adjustment] = bytes(4)
    font[adjustment] = ((MAGIC - _sum(font)) % 2**32).to_bytes(4, "big")
    return bytes(font)


def _tables(data: bytes) -> dict[bytes, tuple[int, int, int]]:
    """Return where the record of each table stands, where the table begins, and how long it is."""
    records = range(12, 12 + RECORD * int.from_bytes(data[4:6], "big"), RECORD)
    return {data[at : at + 4]: (at, _number(data, at + 8, 4), _number(data, at + 12, 4)) for at in records}


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")


def _sum(data: bytes | bytearray) -> int:
    """Return the sum of a table (OpenType, Calculating checksums)."""
    words = array("I", bytes(data) + bytes(-len(data) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) % 2**32


def _emptied(table: bytes, used: frozenset[int]) -> bytes:
    """Return a CFF table of the same length; its outlines are an INDEX (Adobe Technical Note 5176, 5)."""
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(table), None)
    at = int(fonts[0].rawDict["CharStrings"])
    count, size = _number(table, at, 2), table[at + 2]
    first, start = at + 3, at + 3 + (count + 1) * size - 1  # places are counted from one byte before the outlines
    end = start + _number(table, first + count * size, size)
    places, outlines, before, place = [], [], -1, 1
    for glyph in sorted(number for number in used if number < count):
        begin, stop = (_number(table, first + number * size, size) for number in (glyph, glyph + 1))
        places.append(place.to_bytes(size, "big") * (glyph - before))
        outlines.append(table[start + begin : start + stop])
        before, place = glyph, place + stop - begin
    places.append(place.to_bytes(size, "big") * (count - before))
    written = table[:first] + b"".join((*places, *outlines))
    return written.ljust(end, b"\0") + table[end:]
