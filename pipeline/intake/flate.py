"""Inflate strictly, the checksum at the end included, piece by piece and within a limit."""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.settings import Settings

PIECE = 1 << 14  # bytes: one of them inflates to 16 MiB at most
BEGINNING = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\n|\r)(?=[\x08-\x78])")
END = b"endstream"
CHECKSUM = 4  # bytes

Seal = tuple[int, bytes]
"""The length of a compressed stream, and its checksum."""


@dataclass(frozen=True)
class Inflated:
    """What a compressed stream holds: its bytes or their number, how much of it was used, and what is wrong with it."""

    size: int
    used: int
    problem: str | None
    data: bytes = b""


def inflate(data: bytes | memoryview, limit: int, *, keep: bool = False) -> Inflated:
    """Inflate a stream until its end, or until it holds more than a limit.

    Args:
        data: the compressed bytes.
        limit: how many bytes it may hold.
        keep: whether what it holds is wanted, and not its size alone.
    """
    engine = zlib.decompressobj()
    size, used, kept = 0, 0, bytearray()
    for start in range(0, len(data), PIECE):
        piece = data[start : start + PIECE]
        try:
            part = engine.decompress(piece)
        except zlib.error as error:
            return Inflated(size, used, str(error), bytes(kept))
        size += len(part)
        used += len(piece) - len(engine.unused_data)
        if keep:
            kept += part
        if engine.eof or size > limit:
            break
    whole = engine.eof or size > limit
    return Inflated(size, used, None if whole else "cut short", bytes(kept))


def sealed(data: bytes, settings: Settings) -> Mapping[Seal, int]:
    """Return the size of each stream of a file that is whole, found without opening the file.

    Libraries inflate some streams as they open a file, and set no limit. So all are measured before.

    Args:
        data: the file.
        settings: the limit on decoded bytes.

    Raises:
        Stop: LIMIT where all of them together hold too much.
    """
    total, whole = 0, {}
    for stream in _compressed(memoryview(data), data):
        inflated = inflate(stream, settings.max_stream_bytes - total)
        total += inflated.size
        if total > settings.max_stream_bytes:
            raise Stop(Outcome.LIMIT, f"streams of more than max_stream_bytes = {settings.max_stream_bytes}")
        if inflated.problem is None:
            whole[inflated.used, bytes(stream[inflated.used - CHECKSUM : inflated.used])] = inflated.size
    return whole


def _compressed(view: memoryview, data: bytes) -> Iterator[memoryview]:
    """Yield what begins like a zlib stream (RFC 1950, 2.2), up to the word that ends it or the file's end."""
    for found in BEGINNING.finditer(data):
        head = view[found.end() : found.end() + 2]
        if len(head) == 2 and head[0] & 0x0F == 8 and (head[0] << 8 | head[1]) % 31 == 0:
            end = data.find(END, found.end())
            yield view[found.end() : end if end >= 0 else len(data)]
