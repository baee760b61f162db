"""A Chinese font in a PDF holds the outlines that its pages show, and no place for each of those that they do not."""

import io
from collections.abc import Iterator
from functools import cache

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from pipeline.render.formats import load
from pipeline.render.pdf import engine
from tests.samples import chinese

Outlines = dict[str, bytes]


@cache
def written() -> bytes:
    return load("pdf").write(chinese())


def whole() -> bytes:
    """Return the same file with its fonts as WeasyPrint leaves them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "empty_unused", lambda _fonts: None)
        return load("pdf").write(chinese())


def programs(data: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/OpenType":
                yield item.read_bytes()


def outlines(program: bytes) -> list[bytes]:
    font = TTFont(io.BytesIO(program), lazy=True)
    index = font["CFF "].cff.topDictIndex[0].CharStrings.charStringsIndex
    return [index[number].bytecode for number in range(len(index))]


def test_the_outlines_in_use_stay_and_the_others_are_empty() -> None:
    for before, after in zip(programs(whole()), programs(written()), strict=True):
        pairs = list(zip(outlines(before), outlines(after), strict=True))
        assert [one for one, other in pairs if other not in (one, b"")] == []
        assert all(other == b"" for one, other in pairs if len(one) == 1)
        assert sum(len(other) > 1 for _, other in pairs) > 10


def test_every_page_looks_as_before() -> None:
    with pypdfium2.PdfDocument(whole()) as before, pypdfium2.PdfDocument(written()) as after:
        for one, other in zip(before, after, strict=True):
            assert one.render(scale=2).to_pil().tobytes() == other.render(scale=2).to_pil().tobytes()


def test_the_sums_of_the_tables_are_right() -> None:
    for program in programs(written()):
        TTFont(io.BytesIO(program), checkChecksums=2)


def test_what_stands_around_the_outlines_stays_where_it_was() -> None:
    for before, after in zip(programs(whole()), programs(written()), strict=True):
        assert len(before) == len(after)
        one, other = (TTFont(io.BytesIO(data), lazy=True)["CFF "].cff.topDictIndex[0] for data in (before, after))
        assert one.rawDict == other.rawDict
        assert [part.Private.rawDict for part in one.FDArray] == [part.Private.rawDict for part in other.FDArray]


def test_the_file_is_small() -> None:
    assert len(whole()) - len(written()) > 100_000 * len(list(programs(written())))
