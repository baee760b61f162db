"""Addresses: what a URI can hold stays as it is, and the schema takes whatever comes out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.render.akn.address import reference
from pipeline.render.akn.check import schema_errors
from pipeline.render.akn.write import write
from tests.render.docx.cases import with_content
from tests.samples import unchecked_link, words


@pytest.mark.parametrize(
    "href",
    [
        "https://undocs.org/en/A/RES/70/9",
        "https://undocs.org/en/S/RES/1373(2001)",
        "#para_3__point_a",
        "#第1段",
        "mailto:wells@example.org?subject=wells",
        "https://example.org/%7Ewells",
    ],
)
def test_an_address_stays_as_it_is(href: str) -> None:
    assert reference(href) == href


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://undocs.org/A/RES/1 (I)", "https://undocs.org/A/RES/1%20(I)"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a#b#c", "https://example.org/a#b%23c"),
        ("https://example.org/[1]", "https://example.org/%5B1%5D"),
        ("https://example.org:wells/", "https%3A%2F%2Fexample.org%3Awells%2F"),
        ("1:2", "1%3A2"),
    ],
)
def test_what_a_uri_cannot_hold_is_encoded(href: str, expected: str) -> None:
    assert reference(href) == expected


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ab1:/?#[]@!$&'()*+,;=% \\\"<>é第.-"), min_size=1, max_size=12))
def test_the_schema_takes_every_address(href: str) -> None:
    assert schema_errors(write(with_content((unchecked_link(href, words("x")),)))) == []
