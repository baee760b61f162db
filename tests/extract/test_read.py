"""Extract: two readers must see the same, glyph by glyph, and what nobody sees is named."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from pipeline.errors import Stop
from pipeline.extract.check import check_pages, compare
from pipeline.extract.layer import Change
from pipeline.extract.read import extract
from pipeline.extract.second import read_characters
from pipeline.model.outcome import Outcome
from pipeline.model.pages import Page, Pages
from pipeline.run import convert_file
from pipeline.settings import Settings
from tests import spoiled
from tests.glyphs import glyphs
from tests.reading import MENDED, extracted, pdf, sources
from tests.typeset import bad_files

NAME = spoiled.NAME
TEXT = b"BT /Extra 10 Tf %s 1 0 0 1 %d %d Tm (Zq) Tj ET"


def seen(name: str) -> tuple[Pages, list[Counter[str]]]:
    """Return the pages of a fixture and what a second reader that agrees would see."""
    pages = extracted(pdf(name)).pages
    second = [Counter(glyph.text for line in page.lines for glyph in line.inked) for page in pages.pages]
    return pages, second


def codes(pages: Pages, second: list[Counter[str]]) -> list[str]:
    return [finding.code for finding in check_pages(pages, second)]


@pytest.mark.parametrize("name", sources())
def test_two_readers_agree_on_every_fixture(name: str) -> None:
    for tagged in (True, False):
        found = extracted(pdf(name, tagged))
        assert {finding.code for finding in found.findings} <= MENDED
        assert found.pages.tagged is tagged


def test_readers_that_agree_find_nothing() -> None:
    assert codes(*seen(NAME)) == []


@pytest.mark.parametrize(("less", "more"), [("w", ""), ("", "w"), ("w", "v")], ids=["lost", "invented", "another"])
def test_readers_that_disagree_are_found_with_page_and_characters(less: str, more: str) -> None:
    pages, second = seen("en_page_break")
    second[1] = second[1] - Counter(less) + Counter(more)
    (finding,) = check_pages(pages, second)
    assert (finding.code, finding.severity.value, finding.page) == ("E201", "error", 2)
    assert (finding.expected, finding.found) == (less, more)


def test_ligatures_and_forms_are_compared_by_what_they_mean() -> None:
    pages, second = seen(NAME)
    assert second[0]["f"] > 0
    assert second[0]["i"] > 0
    second[0] = second[0] - Counter("fi") + Counter("\ufb01")
    assert codes(pages, second) == []


def test_another_number_of_pages_is_a_disagreement() -> None:
    pages, second = seen("en_page_break")
    with pytest.raises(Stop) as stopped:
        check_pages(pages, second[:1])
    assert (stopped.value.outcome, "2 pages" in stopped.value.detail) == (Outcome.DISAGREE, True)


def test_a_glyph_without_character_is_an_error() -> None:
    pages, second = seen(NAME)
    page = pages.pages[0]
    line = page.lines[0]
    unknown = replace(line, glyphs=(replace(line.glyphs[0], text="(cid:3)"), *line.glyphs[1:]))
    changed: Page = replace(page, lines=(unknown, *page.lines[1:]))
    found = {finding.code: finding for finding in check_pages(replace(pages, pages=(changed,)), second)}
    assert found["E204"].severity.value == "error"
    assert found["E204"].found == "1 glyphs"


def test_a_scan_is_refused_by_name() -> None:
    with pytest.raises(Stop) as stopped:
        extracted(bad_files()["scan"])
    assert stopped.value.outcome is Outcome.NO_TEXT


def test_a_page_without_text_is_found() -> None:
    found = extracted(spoiled.with_an_empty_page())
    assert [(finding.code, finding.page) for finding in found.findings] == [("E203", 2)]


@pytest.mark.parametrize(("x", "y"), [(700, 400), (-60, 400), (100, 900), (100, -60)])
def test_text_off_the_page_is_hidden_and_named(x: int, y: int) -> None:
    found = extracted(spoiled.with_content(TEXT % (b"", x, y)))
    assert [finding.code for finding in found.findings] == ["E202"]
    assert found.findings[0].found == "off the page: Zq"
    assert "Zq" not in "".join(line.text for line in found.pages.pages[0].lines)


def test_text_too_small_to_see_is_hidden() -> None:
    found = extracted(spoiled.with_content(b"BT /Extra 0.3 Tf 1 0 0 1 100 400 Tm (Zq) Tj ET"))
    assert [finding.found for finding in found.findings] == ["too small to see: Zq"]


@pytest.mark.parametrize("paint", [b"3 Tr", b"1 1 1 rg"], ids=["invisible", "white"])
def test_text_that_leaves_no_ink_is_hidden(paint: bytes) -> None:
    found = extracted(spoiled.with_content(TEXT % (paint, 100, 40)))
    assert [finding.code for finding in found.findings] == ["E202"]


def test_readers_that_are_told_otherwise_disagree(tmp_path: Path) -> None:
    """One reader trusts the replacement text that a file gives for a piece of it, the other what is drawn."""
    data = spoiled.with_content(b"/Span <</ActualText (Xw)>> BDC " + TEXT % (b"", 300, 700) + b" EMC")
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    second = read_characters(path)
    assert second[0]["Z"] == 0, "pdfium takes the replacement"
    assert [finding.code for finding in extract(path, Settings()).findings] == ["E201"]
    report = convert_file(path, tmp_path / "out", Settings(to=("json",)))
    assert (report.code, "E201 on page 1" in (report.detail or "")) == (Outcome.DISAGREE.code, True)


def test_every_glyph_is_read_once_and_pages_are_in_order() -> None:
    pages = extracted(pdf("en_running_heads")).pages
    indices = [glyph.index for glyph in pages.glyphs()]
    assert len(set(indices)) == len(indices)
    assert [page.number for page in pages.pages] == list(range(1, len(pages.pages) + 1))
    assert len(pages.pages) > 1


def test_running_heads_and_feet_are_marked_not_dropped() -> None:
    pages = extracted(pdf("en_running_heads")).pages
    kinds = {page.number: Counter(line.furniture for line in page.lines if line.furniture) for page in pages.pages}
    assert kinds[1]["running_head"] == 0
    assert all(kinds[number]["running_head"] >= 2 for number in range(2, len(pages.pages) + 1))
    assert all(count["page_number"] or count["job_number"] for count in kinds.values())


def test_links_keep_their_target_as_the_file_holds_it() -> None:
    pages = extracted(pdf(NAME)).pages
    targets = [link.href for page in pages.pages for link in page.links]
    assert "https://undocs.org/en/A/RES/88/17" in targets


def test_a_limit_on_glyphs_stops_at_its_page() -> None:
    with pytest.raises(Stop) as stopped:
        extracted(pdf("en_page_break"), Settings(max_glyphs=10))
    assert (stopped.value.outcome, "max_glyphs = 10 on page 1" in stopped.value.detail) == (Outcome.LIMIT, True)


@pytest.mark.slow
@pytest.mark.logs("pdfminer")
@pytest.mark.parametrize("part", range(4))
def test_a_file_with_changed_bytes_ends_with_a_named_outcome(part: int, tmp_path: Path) -> None:
    """Twenty bytes spread over the file, one at a time: never an internal error, and never silently another text."""
    data = pdf(NAME)
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    convert_file(path, tmp_path / "whole", Settings(to=("json",)))
    text = (tmp_path / "whole" / "paper" / "paper.json").read_text("utf-8")
    for number in range(part, 20, 4):
        spoilt = bytearray(data)
        spoilt[len(data) * (2 * number + 1) // 40] ^= 0x21
        path.write_bytes(spoilt)
        report = convert_file(path, tmp_path / "out", Settings(to=("json",)))
        assert report.code in (0, 3, 10, 11, 12, 15, 17, 18, 19, 21), f"byte {number}: {report.detail}"
        if report.code == 0:
            read = (tmp_path / "out" / "paper" / "paper.json").read_text("utf-8")
            assert read.partition('"source": {\n    "file"')[0] == text.partition('"source": {\n    "file"')[0]


def test_mends_that_give_one_character_to_another_glyph_are_no_difference() -> None:
    changes = (Change("\u0c3f", "خ"), Change("خ", ""))
    assert compare(list(glyphs("خبر")), [], Counter("\u0c3fخبر"), changes) is None
    assert compare(list(glyphs("خبر")), [], Counter("\u0c3fخبرس"), changes) is not None


def _span_first_cell(file: pikepdf.Pdf) -> None:
    cell = next(item for item in file.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TD")
    cell.A = pikepdf.Dictionary(O=pikepdf.Name.Table, ColSpan=2, RowSpan=3)


def test_a_cell_has_the_spans_that_its_tag_says() -> None:
    cells = extracted(spoiled.changed(_span_first_cell, "en_table")).pages.elements
    assert Counter((cell.colspan, cell.rowspan) for cell in cells if cell.type == "TD")[2, 3] == 1
