"""The check passes what is right, and finds each of many faults."""

import pytest

from pipeline.model.finding import Severity
from pipeline.model.resolution import Resolution, Text
from pipeline.render.pdf.check import check
from pipeline.render.pdf.write import write
from tests.render.pdf.faults import FAULTS, edited
from tests.samples import chinese, english, unchecked_link


def test_what_was_written_passes(english_pdf: bytes, chinese_pdf: bytes) -> None:
    assert check(english_pdf, english()) == []
    assert check(chinese_pdf, chinese()) == []


def test_spaces_in_a_row_are_one_in_the_name_of_a_bookmark() -> None:
    spaced = english().model_copy(update={"title": (Text(text="The counting  of village wells"),)})
    assert check(write(spaced), spaced) == []


def test_a_rewritten_file_without_fault_passes(english_pdf: bytes) -> None:
    assert check(edited(english_pdf, lambda _: None), english()) == []


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_found(name: str, english_pdf: bytes) -> None:
    fault, code = FAULTS[name]
    findings = check(edited(english_pdf, fault), english())
    assert code in {finding.code for finding in findings}
    assert Severity.ERROR in {finding.severity for finding in findings}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"<html>"], ids=["empty", "no body", "not a PDF"])
def test_what_cannot_be_read_is_a_finding(data: bytes) -> None:
    assert [finding.code for finding in check(data, english())] == ["R4PD01"]


def test_a_file_cut_short_is_found(english_pdf: bytes) -> None:
    assert any(finding.severity is Severity.ERROR for finding in check(english_pdf[:-4000], english()))


def test_the_file_of_another_resolution_is_found(english_pdf: bytes) -> None:
    other = english().model_copy(update={"title": (Text(text="The counting of village walls"),)})
    codes = {finding.code for finding in check(english_pdf, other)}
    assert {"R4PD05", "R4PD15", "R4PD16", "R4PD18"} <= codes


def _with_link(href: str) -> Resolution:
    title = (Text(text="The counting of "), unchecked_link(href, (Text(text="village wells"),)))
    return english().model_copy(update={"title": title})


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "www.un.org"])
def test_a_link_that_must_not_be_published_is_text_and_noticed(href: str) -> None:
    resolution = _with_link(href)
    findings = check(write(resolution), resolution)
    assert [(finding.code, finding.severity, finding.found) for finding in findings] == [
        ("R4PD28", Severity.NOTICE, href)
    ]


@pytest.mark.parametrize(
    "href", ["https://undocs.org/ar/A/RES/70/9?x=(ي) y", "https://президент.рф/колодец", "mailto:a@b.org"]
)
def test_an_odd_link_is_kept(href: str) -> None:
    resolution = _with_link(href)
    assert check(write(resolution), resolution) == []
