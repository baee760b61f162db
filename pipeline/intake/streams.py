"""Every stream that can be proven is: decoded strictly, checksum included, within a limit for all of them together."""

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

import pikepdf
from pdfminer.lzw import LZWDecoder

from pipeline.errors import Stop
from pipeline.intake.flate import CHECKSUM, Seal, inflate
from pipeline.intake.kinds import STREAM, UNPROVEN
from pipeline.model.finding import Finding
from pipeline.model.outcome import Outcome
from pipeline.settings import Settings

MOST = 20  # findings of one kind; a damaged file may have thousands
MOST_FILTERS = 25
FLATE = "/FlateDecode"
TEXT_KEYS = frozenset({"/ToUnicode", "/FontFile", "/FontFile2", "/FontFile3", "/CIDToGIDMap", "/Encoding"})
LINE_ENDS = b"\r\n"
SHORT = {
    "/Fl": FLATE,
    "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode",
    "/LZW": "/LZWDecode",
    "/RL": "/RunLengthDecode",
}

Decoded = tuple[bytes, str | None]
"""What a stream holds, and what is wrong with it."""


def check_streams(pdf: pikepdf.Pdf, whole: Mapping[Seal, int], settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each stream that is damaged, and one where text stands in streams that nothing proves.

    Args:
        pdf: the file, opened.
        whole: the size of each compressed stream that was found whole before.
        settings: the limit on decoded bytes.

    Raises:
        Stop: LIMIT where a stream has too many filters, or all of them together decode to too much.
    """
    total, count, bare = 0, 0, 0
    bearing = set(_text_streams(pdf))
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Stream):
            continue
        filters = _filters(item)
        bare += item.objgen in bearing and FLATE not in filters
        size, problem = _measured(item.read_raw_bytes(), filters, whole, settings.max_stream_bytes - total)
        total += size
        if total > settings.max_stream_bytes:
            raise Stop(Outcome.LIMIT, f"streams of more than max_stream_bytes = {settings.max_stream_bytes}")
        if problem is not None and count < MOST:
            count += 1
            yield STREAM.at(found=f"object {item.objgen[0]}: {problem}")
    if bare:
        yield UNPROVEN.at(found=f"{bare} streams")


def _text_streams(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    """Yield the streams that decide what text is read: contents of pages, forms, fonts and their maps."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
            yield item.objgen
        elif isinstance(item, pikepdf.Dictionary):
            keys = item.keys()
            values = [item.get(key) for key in TEXT_KEYS & keys]
            if "/Contents" in keys:
                contents = item.get("/Contents")
                values += list(contents) if isinstance(contents, pikepdf.Array) else [contents]
            yield from (value.objgen for value in values if isinstance(value, pikepdf.Stream))


def _filters(stream: pikepdf.Stream) -> list[str]:
    value = stream.get("/Filter")
    names = list(value) if isinstance(value, pikepdf.Array) else [] if value is None else [value]
    if len(names) > MOST_FILTERS:
        raise Stop(Outcome.LIMIT, f"object {stream.objgen[0]} has {len(names)} filters, more than {MOST_FILTERS}")
    return [SHORT.get(str(name), str(name)) for name in names]


def _measured(data: bytes, filters: list[str], whole: Mapping[Seal, int], limit: int) -> tuple[int, str | None]:
    """Return how many bytes a stream decodes to, up to a limit, and what is wrong with it."""
    if filters != [FLATE]:
        return _decode(data, filters, limit)
    size = whole.get((len(data), data[-CHECKSUM:]))
    if size is not None:
        return size, None
    inflated = inflate(data, limit)
    return inflated.size, inflated.problem or _behind(data[inflated.used :] if inflated.size <= limit else b"")


def _decode(data: bytes, filters: list[str], limit: int) -> tuple[int, str | None]:
    """Return the like through all filters of a stream: those of pictures, and what stands behind them, are left to
    those who show the picture.
    """
    total = 0
    for name in filters:
        if name not in DECODERS:
            break
        try:
            data, problem = DECODERS[name](data, limit - total)
        except (binascii.Error, ValueError, LookupError, TypeError) as error:
            return total, f"{name[1:]}: {error}"
        total += len(data)
        if problem is not None or total > limit:
            return total, problem
    return total, None


def _behind(left: bytes) -> str | None:
    return f"{len(left)} bytes behind its end" if left.strip(LINE_ENDS) else None


def _flate(data: bytes, limit: int) -> Decoded:
    inflated = inflate(data, limit, keep=True)
    return inflated.data, inflated.problem or _behind(data[inflated.used :] if inflated.size <= limit else b"")


def _hexadecimal(data: bytes, limit: int) -> Decoded:
    digits, end, _ = data.partition(b">")
    digits = b"".join(digits.split())[: 2 * limit + 2]
    return binascii.unhexlify(digits + b"0" * (len(digits) % 2)), None if end else "cut short"


def _base_85(data: bytes, limit: int) -> Decoded:
    digits, end, _ = data.partition(b"~>")
    most = limit // 4 + 2  # a z is four bytes
    decoded = base64.a85decode(digits[:most] if digits.count(b"z") >= most else digits)
    return decoded[: limit + 1], None if end else "cut short"


def _runs(data: bytes, limit: int) -> Decoded:
    decoded, place = bytearray(), 0
    while place < len(data) and len(decoded) <= limit:
        length = data[place]
        if length == 128:
            return bytes(decoded), None
        if length < 128:
            decoded += data[place + 1 : place + 2 + length]
            place += 2 + length
        else:
            decoded += data[place + 1 : place + 2] * (257 - length)
            place += 2
    return bytes(decoded), None if len(decoded) > limit else "cut short"


def _lzw(data: bytes, limit: int) -> Decoded:
    decoded = bytearray()
    for part in LZWDecoder(BytesIO(data)).run():
        decoded += part
        if len(decoded) > limit:
            break
    return bytes(decoded), None


DECODERS: Mapping[str, Callable[[bytes, int], Decoded]] = {
    FLATE: _flate,
    "/ASCIIHexDecode": _hexadecimal,
    "/ASCII85Decode": _base_85,
    "/LZWDecode": _lzw,
    "/RunLengthDecode": _runs,
}
