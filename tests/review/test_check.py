"""The check of a page for review finds what is wrong with one."""

import pytest

from pipeline.model.finding import Finding, Severity
from pipeline.review.check import check_review
from tests.review.made import made, make

FOUND = Finding(code="X001", severity=Severity.REVIEW, message="It is so.", page=1)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (b"wells", b"wel1s", "R4RV01"),
        (b'href="#p1t3"', b'href="#p1t4"', "R4RV01"),
        (b"It is so.", b"It is not.", "R4RV02"),
        (b">X001<", b">X002<", "R4RV02"),
        (b'alt="Page 1 of', b'alt="Page 2 of', "R4RV03"),
        (b"<img ", b"<p ", "R4RV03"),
        (b'id="p1t1"', b'id="p1t0"', "R4RV04"),
        (b'id="p1t2"', b'id="p1t1"', "R4RV04"),
        (b'href="#outcome"', b'href="#nowhere"', "R4RV04"),
        (b"<h2", b"<script>1</script><h2", "R4RV05"),
        (b"<h2", b"<!-- a remark --><h2", "R4RV05"),
        (b"<h2", b"<iframe></iframe><h2", "R4RV05"),
        (b"<h2", b'<h2 onclick="x()"', "R4RV05"),
        (b"<h2", b'<h2 style="background: url(//example.org)"', "R4RV05"),
        (b'href="#outcome"', b'href="https://example.org"', "R4RV05"),
        (b'href="#outcome"', b'href=" javascript:x()"', "R4RV05"),
        (b"<h2", b'<h2 xlink:href="https://example.org"', "R4RV05"),
        (b'href="#outcome"', b'href="#outcome" ping="https://example.org"', "R4RV05"),
        (b'href="#outcome"', b'href=".\\\\example.org"', "R4RV05"),
        (b"<h2", b'<meta http-equiv="refresh" content="0;url=https://example.org"><h2', "R4RV05"),
        (b"<h2", b"<style>@import 'https://example.org'</style><h2", "R4RV05"),
        (b"<h2", b'<table background="https://example.org"></table><h2', "R4RV05"),
        (b'src="data:image/png;base64,', b'src="data:text/html;base64,', "R4RV05"),
    ],
)
def test_a_fault_is_found(before: bytes, after: bytes, code: str) -> None:
    page = made("en_assembly")
    whole = make(page.resolution, page.pictures, (FOUND,))
    start = whole.data.index(b"<body")
    head, body = whole.data[:start], whole.data[start:]
    assert before in body
    spoiled = head + body.replace(before, after, 1)
    assert code in {item.code for item in check_review(spoiled, whole.report, whole.resolution, whole.pictures)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"default-src 'none'", b"default-src *"),
        (b"Content-Security-Policy", b"X"),
        (b"</style>", b"p{src:url(//x)}</style>"),
    ],
)
def test_another_policy_is_found(before: bytes, after: bytes) -> None:
    page = made("en_assembly")
    whole = make(page.resolution, page.pictures, (FOUND,))
    spoiled = whole.data.replace(before, after, 1)
    found = check_review(spoiled, whole.report, whole.resolution, whole.pictures)
    assert "R4RV05" in {item.code for item in found}
