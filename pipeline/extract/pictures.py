"""Draw the pages of a file with pdfium, for a person who reviews what was read on them."""

from collections.abc import Iterator
from io import BytesIO
from math import sqrt
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from pipeline.errors import Stop
from pipeline.extract.ink import Area, common
from pipeline.extract.read import READER_ERRORS
from pipeline.model.outcome import Outcome
from pipeline.model.picture import Picture

SHARPNESS = 100 / 72  # pixels a point: text can be read, and a page of it takes some 60 KB
PIXELS = 1_500_000  # of a page: a sheet of A4 has 970,000; larger ones are drawn smaller
COLOURS = 16
ALL_BYTES = 48 * 2**20  # of all pictures of a document: browsers open a page with some 600 of them


def draw_pages(path: Path) -> tuple[Picture, ...]:
    """Return a picture of each page of a PDF file.

    Args:
        path: the private copy that intake has checked.

    Raises:
        Stop: DAMAGED where the file cannot be drawn.
    """
    try:
        return tuple(_pictures(path))
    except READER_ERRORS as error:
        raise Stop(Outcome.DAMAGED, f"the pages cannot be drawn: {type(error).__name__}: {error}"[:300]) from error


def _pictures(path: Path) -> Iterator[Picture]:
    drawn = 0
    with pikepdf.open(path) as pdf, pypdfium2.PdfDocument(path) as drawing:
        for number, page in enumerate(pdf.pages):
            shown = drawing[number]
            try:
                png = _png(shown) if drawn < ALL_BYTES else None
                box = _box(page, shown.get_rotation())
            finally:
                shown.close()
            drawn += len(png or b"")
            yield Picture(number + 1, box, png)


def _png(page: pypdfium2.PdfPage) -> bytes:
    """Return a page as PNG in a few colours; however large the page is, the picture stays within bounds."""
    width, height = page.get_size()
    bitmap = page.render(scale=min(SHARPNESS, sqrt(PIXELS / (width * height))))
    try:
        picture = bitmap.to_pil().convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    finally:
        bitmap.close()
    data = BytesIO()
    picture.save(data, "PNG", optimize=True)
    return data.getvalue()


def _box(page: pikepdf.Page, rotation: int) -> Area:
    """Return what a picture shows of a page, in points as pdfplumber counts them: from the media box's corner."""
    media, crop = _area(page.mediabox), _area(page.cropbox)
    seen = common(crop, media)
    if seen[0] >= seen[2] or seen[1] >= seen[3]:
        seen = media
    width, height = seen[2] - seen[0], seen[3] - seen[1]
    left, top, origin = {
        0: (seen[0] - media[0], media[3] - seen[3], (media[0], -media[1])),
        90: (seen[1] - media[1], seen[0] - media[0], (media[1], -media[0])),
        180: (media[2] - seen[2], seen[1] - media[1], (media[0], -media[1])),
        270: (media[3] - seen[3], media[2] - seen[2], (media[1], -media[0])),
    }[rotation]
    if rotation in (90, 270):
        width, height = height, width
    x0, y0 = origin[0] + left, origin[1] + top
    return (round(x0, 2), round(y0, 2), round(x0 + width, 2), round(y0 + height, 2))


def _area(box: pikepdf.Array) -> Area:
    x0, y0, x1, y1 = (float(value) for value in box)
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
