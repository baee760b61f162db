"""Pages as pictures: what they show is where places say, however the page is turned or cropped, and they stay small."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pipeline.errors import Stop
from pipeline.extract import pictures
from pipeline.extract.pictures import COLOURS, PIXELS, draw_pages
from pipeline.extract.read import read
from pipeline.model.outcome import Outcome
from pipeline.model.picture import Picture
from pipeline.settings import Settings
from tests.reading import pdf

SHIFTED = (-50, -30, 612, 842)
CROPPED = (40, 20, 580, 815)


def drawn(path: Path, **keys: object) -> tuple[Picture, ...]:
    """Write a fixture with changed keys of its first page, and draw it."""
    with pikepdf.open(BytesIO(pdf("en_page_break"))) as file:
        for name, value in keys.items():
            file.pages[0].obj[f"/{name}"] = pikepdf.Array(value) if isinstance(value, tuple) else value
        file.save(path)
    return draw_pages(path)


def image(picture: Picture) -> Image.Image:
    assert picture.png is not None
    return Image.open(BytesIO(picture.png))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("media", [None, SHIFTED])
@pytest.mark.parametrize("crop", [None, CROPPED])
def test_ink_stands_where_the_glyphs_are(
    tmp_path: Path, turn: int, media: tuple[int, ...] | None, crop: tuple[int, ...] | None
) -> None:
    path = tmp_path / "turned.pdf"
    keys = {"Rotate": turn, "MediaBox": media, "CropBox": crop}
    picture = drawn(path, **{name: value for name, value in keys.items() if value is not None})[0]
    seen = image(picture)
    ink = seen.convert("L").point(lambda value: 255 if value < 128 else 0).getbbox()
    assert ink is not None
    x0, top, x1, bottom = picture.box
    assert seen.width / seen.height == pytest.approx((x1 - x0) / (bottom - top), abs=0.01)
    scale = (x1 - x0) / seen.width
    _, pages = read(path, Settings())
    glyphs = [glyph for line in pages.pages[0].lines for glyph in line.inked] + list(pages.pages[0].hidden)
    inked = [glyph for glyph in glyphs if not glyph.blank]
    around = (
        min(glyph.x0 for glyph in inked),
        min(glyph.top for glyph in inked),
        max(glyph.x1 for glyph in inked),
        max(glyph.bottom for glyph in inked),
    )
    found = (ink[0] * scale + x0, ink[1] * scale + top, ink[2] * scale + x0, ink[3] * scale + top)
    assert found == pytest.approx(around, abs=8)


def test_pages_are_drawn_in_order_and_alike_each_time(tmp_path: Path) -> None:
    first, second = (drawn(tmp_path / f"{number}.pdf") for number in (1, 2))
    assert [picture.page for picture in first] == [1, 2]
    assert first == second


def test_a_picture_is_small(tmp_path: Path) -> None:
    for picture in drawn(tmp_path / "usual.pdf"):
        colours = image(picture).getcolors()
        assert colours is not None
        assert len(colours) <= COLOURS
        assert len(picture.png or b"") < 90_000


@pytest.mark.parametrize("media", [(0, 0, 14400, 14400), (0, 0, 14400, 3), (0, 0, 100_000, 100_000)])
def test_a_huge_page_is_drawn_smaller(tmp_path: Path, media: tuple[int, ...]) -> None:
    seen = image(drawn(tmp_path / "huge.pdf", MediaBox=media)[0])
    assert seen.width * seen.height <= PIXELS * 1.01


def test_pictures_of_a_long_document_end_at_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "ALL_BYTES", 1)
    first, second = drawn(tmp_path / "long.pdf")
    assert first.png
    assert second.png is None
    assert second.box[2:] == first.box[2:]


def test_what_cannot_be_drawn_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(b"%PDF-1.7\nno more")
    with pytest.raises(Stop) as stopped:
        draw_pages(path)
    assert stopped.value.outcome is Outcome.DAMAGED
