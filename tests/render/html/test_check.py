"""The check passes what is right, and finds each of many faults."""

import pytest

from pipeline.model.finding import Severity
from pipeline.model.resolution import Text
from pipeline.render.html.check import check
from pipeline.render.html.write import write
from tests.render.html.cases import bare, cited_twice, composite, untitled, with_content
from tests.render.html.faults import FAULTS
from tests.samples import chinese, english, unchecked_link

LIKE = [cited_twice(), english(), chinese(), composite(), untitled(), bare()]


@pytest.mark.parametrize("resolution", LIKE, ids=["twice", "english", "chinese", "composite", "untitled", "bare"])
def test_what_was_written_passes(resolution: object) -> None:
    assert isinstance(resolution, type(english()))
    assert check(write(resolution), resolution) == []


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_found(name: str, page: str) -> None:
    fault, code = FAULTS[name]
    findings = check(fault(page).encode("utf-8"), cited_twice())
    assert code in {finding.code for finding in findings}
    assert {finding.severity for finding in findings} == {Severity.ERROR}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n",
        b"<html></html>",
        b"<!DOCTYPE html>\n",
        b"<!DOCTYPE html>\n\xff\xfe",
        b"<!DOCTYPE html>\n<p>x</p>\r\n",
    ],
    ids=["empty", "a PDF", "no document type", "no element", "not UTF-8", "carriage return"],
)
def test_what_cannot_be_read_is_a_finding(data: bytes) -> None:
    assert [finding.code for finding in check(data, english())] == ["R4HT01"]


def test_a_page_cut_short_is_found(page: str) -> None:
    whole = page.encode("utf-8")
    for end in range(0, len(whole) - 10, 997):
        assert any(finding.severity is Severity.ERROR for finding in check(whole[:end], cited_twice())), end


def test_every_kind_of_finding_has_a_fault() -> None:
    declared = {f"R4HT{number:02}" for number in range(1, 32)}
    assert {code for _, code in FAULTS.values()} == declared - {"R4HT01", "R4HT30"}


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "www.un.org"])
def test_a_link_that_must_not_be_published_is_text_and_noticed(href: str) -> None:
    resolution = with_content((unchecked_link(href, (Text(text="wells"),)),))
    findings = check(write(resolution), resolution)
    assert [(item.code, item.severity, item.found) for item in findings] == [("R4HT30", Severity.NOTICE, href)]


def test_spaces_that_are_no_longer_kept_are_found() -> None:
    resolution = with_content((Text(text="Every  well"),))
    broken = write(resolution).replace(b'<span class="kept"> </span>', b" ")
    assert [finding.code for finding in check(broken, resolution)] == ["R4HT16", "R4HT27"]


def test_any_other_letter_in_the_text_is_found(page: str) -> None:
    start = page.index("<body>")
    letters = [place for place in range(start, len(page)) if _said(page, place)]
    assert len(letters) > 500
    for place in letters[::29]:
        changed = page[:place] + ("x" if page[place] != "x" else "y") + page[place + 1 :]
        assert check(changed.encode("utf-8"), cited_twice()), page[place - 20 : place + 20]


def _said(page: str, place: int) -> bool:
    """Return whether a place is a letter of the text, and not of a tag or of a character's name."""
    inside = page.rfind("<", 0, place) > page.rfind(">", 0, place)
    named = page.rfind("&", 0, place) > page.rfind(";", 0, place)
    return page[place].isalnum() and not inside and not named
