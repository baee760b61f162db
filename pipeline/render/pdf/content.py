"""Read back what stands on the pages: the text of each marked-content sequence, through the fonts' own ToUnicode maps.

An independent reader: it knows the file only through pikepdf, and nothing of how the file was written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

UNKNOWN = "\ufffd"
INVISIBLE_MODES = frozenset({3, 7})
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)


@dataclass(frozen=True)
class Sequence:
    """A marked-content sequence (ISO 32000-1, 14.6) on a 0-based page, or text outside of any (`mcid` None)."""

    page: int
    mcid: int | None
    glyphs: tuple[str, ...]
    artifact: str | None = None
    actual: str | None = None
    hidden: bool = False
    glyph_zero: bool = False

    @property
    def text(self) -> str:
        """Return the text of the glyphs from left to right."""
        return "".join(self.glyphs)


@dataclass
class _State:
    """The part of the graphics state that matters to text: font and rendering mode."""

    font: dict[int, str] = field(default_factory=dict)
    mode: int = 0


@dataclass
class _Open:
    """A marked-content sequence that is being read."""

    mcid: int | None = None
    artifact: str | None = None
    actual: str | None = None


def sequences(pdf: pikepdf.Pdf) -> Iterator[Sequence]:
    """Yield the stretches of text of all pages in drawing order."""
    maps: dict[tuple[int, int], dict[int, str]] = {}
    for number, page in enumerate(pdf.pages):
        yield from _Reader(number, _fonts(page, maps)).read(page)


def _fonts(page: pikepdf.Page, maps: dict[tuple[int, int], dict[int, str]]) -> dict[str, dict[int, str]]:
    fonts = page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
    for font in fonts.values():
        if font.objgen not in maps:
            maps[font.objgen] = to_unicode(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
    return {name: maps[font.objgen] for name, font in fonts.items()}


def to_unicode(data: bytes) -> dict[int, str]:
    """Return the map of a ToUnicode stream (ISO 32000-1, 9.10.3) from codes to text."""
    found: dict[int, str] = {}
    for kind, body in BLOCK.findall(data):
        values = [re.sub(rb"\s", b"", item) for item in HEX.findall(body)]
        codes = [int(item or b"0", 16) for item in values]
        if kind == b"bfchar":
            found.update(zip(codes[::2], map(_utf16, values[1::2]), strict=False))
        else:
            for first, last, text in zip(codes[::3], codes[1::3], map(_utf16, values[2::3]), strict=False):
                found.update((first + step, text[:-1] + chr(ord(text[-1]) + step)) for step in range(last - first + 1))
    return found


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")


class _Reader:
    """Walks through the operators of one page (ISO 32000-1, 9.4 and 14.6)."""

    def __init__(self, number: int, fonts: dict[str, dict[int, str]]) -> None:
        self.number = number
        self.fonts = fonts
        self.state = _State()
        self.saved: list[_State] = []
        self.open: list[_Open] = []

    def read(self, page: pikepdf.Page) -> Iterator[Sequence]:
        """Yield the text that the page shows, an item for each marked-content sequence, or operator outside of any."""
        row: list[Sequence] = []
        for instruction in pikepdf.parse_content_stream(page):
            operands, operator = list(instruction.operands), str(instruction.operator)
            if operator in ("Tj", "TJ", "'", '"'):
                row.append(self._shown(operands[-1]))
            else:
                if operator in ("BMC", "BDC", "EMC"):
                    yield from _joined(row)
                    row = []
                self._set(operator, operands)
        yield from _joined(row)

    def _set(self, operator: str, operands: list[Any]) -> None:
        match operator:
            case "q":
                self.saved.append(_State(self.state.font, self.state.mode))
            case "Q":
                self.state = self.saved.pop() if self.saved else _State()
            case "Tf":
                self.state.font = self.fonts.get(str(operands[0]), {})
            case "Tr":
                self.state.mode = int(operands[0])
            case "BMC" | "BDC":
                self.open.append(_opened(operands))
            case "EMC":
                self.open = self.open[:-1]

    def _shown(self, operand: Any) -> Sequence:
        parts = operand if isinstance(operand, pikepdf.Array) else [operand]
        strings = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
        codes = [code for string in strings for code in _codes(string)]
        glyphs = tuple(self.state.font.get(code, UNKNOWN) or UNKNOWN for code in codes)
        inner = next(
            (item for item in reversed(self.open) if item.mcid is not None or item.artifact is not None), _Open()
        )
        hidden = self.state.mode in INVISIBLE_MODES
        return Sequence(self.number, inner.mcid, glyphs, inner.artifact, inner.actual, hidden, 0 in codes)


def _joined(row: list[Sequence]) -> Iterator[Sequence]:
    if row:
        glyphs = tuple(glyph for item in row for glyph in item.glyphs)
        hidden, zero = any(item.hidden for item in row), any(item.glyph_zero for item in row)
        yield replace(row[0], glyphs=glyphs, hidden=hidden, glyph_zero=zero)


def _codes(data: bytes) -> list[int]:
    """Return the two-byte codes of a string in a composite font with Identity-H (ISO 32000-1, 9.7.5.2)."""
    return [int.from_bytes(data[place : place + 2], "big") for place in range(0, len(data), 2)]


def _opened(operands: list[Any]) -> _Open:
    name = str(operands[0])
    properties: Any = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
    if name == "/Artifact":
        return _Open(artifact=str(properties.get("/Subtype", "/Layout")).lstrip("/"))
    mcid = properties.get("/MCID")
    actual = properties.get("/ActualText")
    return _Open(None if mcid is None else int(mcid), None, None if actual is None else str(actual))
