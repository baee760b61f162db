"""Every glyph that a source shows is found again in each output, read anew; one that is missing or added is told."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from pipeline.ledger.check import Counted, Printed, characters, count, printed
from pipeline.model.pages import Fate
from pipeline.render.formats import load, names
from tests.reading import Reading, reading, sources


def source(read: Reading) -> Printed:
    return printed(read.pages, read.normalised.fates)


def counted(name: str, format_name: str, change: Callable[[bytes], bytes] = bytes) -> Counted:
    read, written = reading(name), load(format_name)
    return count(source(read), format_name, written.shown(change(written.write(read.resolution))))


@pytest.mark.parametrize("format_name", names())
@pytest.mark.parametrize("name", sorted(sources()))
def test_every_glyph_is_found_in_every_format(name: str, format_name: str) -> None:
    read = source(reading(name))
    found = counted(name, format_name)
    assert found.findings == ()
    assert found.found == read.glyphs + (read.furniture_glyphs if format_name == "json" else 0)


def in_package(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Return a change of a DOCX that changes its document."""

    def changed(data: bytes) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(target, "w") as after:
            for name in before.namelist():
                part = before.read(name)
                after.writestr(name, change(part) if name == "word/document.xml" else part)
        return target.getvalue()

    return changed


def _as_it_is(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    return change


def without_wells(data: bytes) -> bytes:
    return b"wel".join(data.rsplit(b"well", 1))


def with_wells(data: bytes) -> bytes:
    return b"welll".join(data.rsplit(b"well", 1))


@pytest.mark.parametrize("format_name", ["json", "docx", "html", "akn"])
def test_a_letter_that_is_lost_or_added_is_told(format_name: str) -> None:
    around = in_package if format_name == "docx" else _as_it_is
    lose, add = around(without_wells), around(with_wells)
    read = source(reading("en_points"))
    lost = counted("en_points", format_name, lose)
    assert [(item.code, item.expected) for item in lost.findings] == [("R4LG01", "l")]
    assert lost.found == read.glyphs + (read.furniture_glyphs if format_name == "json" else 0) - 1
    added = counted("en_points", format_name, add)
    assert [(item.code, item.found) for item in added.findings] == [("R4LG02", "l")]


def test_a_page_that_is_lost_is_told() -> None:
    def change(data: bytes) -> bytes:
        target = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.pages[0].obj["/Contents"] = pdf.make_stream(b"")
            pdf.save(target)
        return target.getvalue()

    assert "R4LG01" in {item.code for item in counted("en_points", "pdf", change).findings}


def test_a_glyph_is_counted_once_for_each_time_that_it_is_printed() -> None:
    read = source(reading("en_points"))
    twice = replace(read, text=read.text + read.text)
    found = count(twice, "html", load("html").shown(load("html").write(reading("en_points").resolution)))
    assert [item.code for item in found.findings] == ["R4LG01"]


def test_brackets_of_a_mark_may_be_printed_and_no_others() -> None:
    read = Printed(text=characters("one1"), furniture=characters(""), glyphs=4, furniture_glyphs=0, marks=1)
    assert count(read, "docx", "one(1)").findings == ()
    assert [item.found for item in count(read, "docx", "one(1)((").findings] == ["(("]


def test_what_is_hidden_in_the_source_is_not_looked_for() -> None:
    read = reading("en_points")
    fates = dict(read.normalised.fates)
    first = next(index for index, fate in fates.items() if fate is Fate.BODY)
    before, after = printed(read.pages, fates), printed(read.pages, {**fates, first: Fate.HIDDEN})
    assert before.glyphs - after.glyphs == 1
