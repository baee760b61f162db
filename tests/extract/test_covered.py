"""Extract: what is painted over, in the colour of its ground, beyond its form, too small, or said to be other text."""

from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO

import pikepdf
import pytest

from pipeline.errors import Stop
from pipeline.extract.ink import alike, mixed
from pipeline.extract.witness import LONGEST, same
from pipeline.model.outcome import Outcome
from tests import spoiled
from tests.extract.fonts import WIDTH, Face, page_of
from tests.hostile.build import bare, drawn, flate
from tests.hostile.lies import beyond_its_form, in_an_annotation, replaced, under_a_picture
from tests.reading import extracted

TEXT = b"BT /Extra 10 Tf 1 0 0 1 300 40 Tm (Zq) Tj ET"
BOX = b" 290 30 60 30 re f "


def found(data: bytes) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.found) for finding in extracted(data).findings]


def in_a_state(entries: Mapping[str, object], content: bytes) -> bytes:
    """Return a good resolution with more content, and a graphics state /State for it."""

    def add(_file: pikepdf.Pdf, first: pikepdf.Page) -> None:
        first.add_resource(pikepdf.Dictionary(dict(entries)), pikepdf.Name.ExtGState, pikepdf.Name.State)

    return drawn(content, add)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (TEXT + b" 0 g" + BOX, "under what is painted over it"),
        (TEXT + b" 1 g" + BOX, "under what is painted over it"),
        (b"0 g" + BOX + TEXT, "in the colour of its ground"),
        (b"0 0 0 1 k" + BOX + b"0 g " + TEXT, "in the colour of its ground"),
        (b"0 g" + BOX + b"1 g" + BOX + TEXT, "in the colour of its ground"),
        (TEXT.replace(b"/Extra 10", b"/Extra 0.9"), "too small to see"),
        (TEXT.replace(b"300 40", b"-300 40"), "off the page"),
    ],
    ids=[
        "black over",
        "white over",
        "black on black",
        "two ways to say black",
        "white on white on black",
        "tiny",
        "off",
    ],
)
def test_what_is_not_seen_is_named(content: bytes, reason: str) -> None:
    assert (("E202", f"{reason}: Zq")) in found(spoiled.with_content(content))


@pytest.mark.parametrize(
    "content",
    [
        b"1 g" + BOX + b"0 g " + TEXT,
        b"0 0 0.5 rg" + BOX + b"1 g " + TEXT,
        b"0 g" + BOX + b"0 0 1 rg" + BOX + b"0 g " + TEXT,
        TEXT + b" 0 g 290 30 4 4 re f",
        TEXT + b" 0 g 290 36 60 1 re f",
        TEXT + b" q 300 300 5 5 re W n 0 g" + BOX + b"Q",
    ],
    ids=["on white", "white on blue", "on blue on black", "beside", "underlined", "a cover that is clipped away"],
)
def test_what_is_seen_is_read(content: bytes) -> None:
    assert found(spoiled.with_content(content)) == []


def test_what_a_cover_lets_through_is_read() -> None:
    assert found(in_a_state({"/ca": 0.3}, TEXT + b" /State gs 0 g" + BOX)) == []
    multiplied = {"/BM": pikepdf.Name.Multiply}
    assert found(in_a_state(multiplied, TEXT + b" /State gs 1 1 0 rg" + BOX)) == []


def test_what_is_wholly_transparent_is_named() -> None:
    data = in_a_state({"/ca": 0}, b"q /State gs " + TEXT + b" Q " + TEXT.replace(b"Zq", b"Kw").replace(b"300", b"400"))
    assert found(data) == [("E202", "invisible: Zq")]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (under_a_picture, "E202"),
        (beyond_its_form, "E202"),
        (in_an_annotation, "E219"),
        (partial(replaced, "Protects every well"), "E201"),
    ],
)
def test_words_that_are_not_what_they_seem_are_named(make: Callable[[], bytes], code: str) -> None:
    assert code in {name for name, _ in found(make())}


def test_a_glyph_that_is_said_to_be_a_long_word_is_named() -> None:
    face = Face("abcdefghijklmnopqrstuvw ", {"w": "w" * (LONGEST + 1)}, hidden="w")
    assert "E214" in {name for name, _ in found(page_of(face, "the cold water well was dug"))}
    assert not same("ww", frozenset({"w"}))
    assert same("\u0644\u0627", frozenset({"\u0644"})), "letters of a joining script are drawn together"


def test_readers_that_count_other_pages_are_told() -> None:
    content = flate(b"BT /F 12 Tf 72 700 Td (Wells) Tj ET")
    twice = b"<< /Type /Pages /Kids [3 0 R 3 0 R 3 0 R] /Count 3 >>"
    with pytest.raises(Stop) as stopped:
        extracted(bare({2: twice, 4: content}))
    assert (stopped.value.outcome, "pages" in stopped.value.detail) == (Outcome.DISAGREE, True)


def test_colours_are_compared_whatever_they_are_mixed_from() -> None:
    assert alike(mixed(0, "DeviceGray"), mixed((0, 0, 0, 1), "DeviceCMYK"))
    assert alike(mixed((1, 1, 1), "DeviceRGB"), mixed((0, 0, 0, 0), "DeviceCMYK"))
    assert not alike(mixed(0.5, "DeviceGray"), mixed((0.5, 0.5, 1), "DeviceRGB"))
    assert not alike(mixed(1, "Separation"), mixed(1, "Separation"))


def test_widths_that_are_not_the_fonts_are_named() -> None:
    face, words = Face("abcdefghijklmnopqrstuvw "), "the cold water well was dug"

    def wider(width: int) -> bytes:
        written = BytesIO()
        with pikepdf.open(BytesIO(page_of(face, words))) as file:
            font = next(item for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/DW" in item)
            font.W = pikepdf.Array([face.code("w"), pikepdf.Array([width])])
            file.save(written)
        return written.getvalue()

    assert found(wider(WIDTH)) == found(wider(WIDTH + 2)) == []
    assert ("E222", "1 of 14 glyphs of Made") in found(wider(WIDTH + 200))
