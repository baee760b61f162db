"""Fonts with PostScript outlines (CFF) cut to the glyphs in use, as a Chinese font has 63,000.

WeasyPrint keeps an outline, if only an empty one, for every glyph up to the last in use, so that glyphs keep their
numbers: that is most of a Chinese file. A CFF that is keyed by CID needs no such thing, because it says itself which
number each of its glyphs has (ISO 32000-1, 9.7.4.2). Knows WeasyPrint's fonts: it belongs to `engine`.
"""

import io
from collections.abc import Iterable
from functools import partial
from typing import Any

import pydyf
from fontTools.ttLib import TTFont
from weasyprint.text import ffi as native
from weasyprint.text.fonts import get_hb_object_data

TABLE = "CFF "


def cut(fonts: Iterable[Any]) -> None:
    """Have each font with PostScript outlines keep nothing but the glyphs in use, when it is written."""
    for font in fonts:
        if TABLE in font.tables:
            font.subset = partial(_subset, font, font.subset)


def bare(objects: Iterable[Any]) -> None:
    """Leave of each font that was cut its outlines alone; its widths stand in the file already."""
    for item in objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/OpenType":
            font = TTFont(io.BytesIO(item.stream[0]), lazy=True)
            if hasattr(font[TABLE].cff.topDictIndex[0], "ROS"):
                item.stream = [font.reader[TABLE]]
                item.extra["Subtype"] = "/CIDFontType0C"


def _subset(font: Any, keeping_numbers: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """Take the place of WeasyPrint's `Font.subset`: same arguments; its own where the font is not keyed by CID."""
    data = _only(font.hb_face, sorted(to_unicode)) if to_unicode else b""
    if data and _numbers(data) >= to_unicode.keys():
        font.file_content = data
    else:
        keeping_numbers(to_unicode, hinting)


def _only(face: Any, glyphs: list[int]) -> bytes:
    ffi, harfbuzz, subset = native.ffi, native.harfbuzz, native.harfbuzz_subset
    wanted = ffi.gc(subset.hb_subset_input_create_or_fail(), subset.hb_subset_input_destroy)
    array = ffi.new(f"hb_codepoint_t[{len(glyphs)}]", glyphs)
    harfbuzz.hb_set_add_sorted_array(subset.hb_subset_input_glyph_set(wanted), array, len(glyphs))
    flags = (
        subset.HB_SUBSET_FLAGS_NO_HINTING
        | subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
        | subset.HB_SUBSET_FLAGS_NO_LAYOUT_CLOSURE
    )
    subset.hb_subset_input_set_flags(wanted, flags)
    made = ffi.gc(subset.hb_subset_or_fail(face, wanted), harfbuzz.hb_face_destroy)
    data: bytes = get_hb_object_data(made) or b"" if made else b""
    return data


def _numbers(data: bytes) -> frozenset[int]:
    """Return the CIDs of the glyphs of a font; nothing where it is not keyed by CID."""
    top = TTFont(io.BytesIO(data), lazy=True)[TABLE].cff.topDictIndex[0]
    names = top.charset if hasattr(top, "ROS") else []
    return frozenset(int(name.removeprefix("cid")) for name in names if name.startswith("cid")) | {0}
