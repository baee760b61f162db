"""Bookmark names and the links that may be carried."""

import re
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.render.docx.names import bookmark_names, link_target


def test_a_legal_id_is_its_own_name() -> None:
    assert bookmark_names(["para_3__point_a", "title"]) == {"para_3__point_a": "para_3__point_a", "title": "title"}


def test_a_long_id_keeps_its_beginning_and_a_digest() -> None:
    identifier = "annex_2__part_1__section_14__para_3__point_a"
    digest = sha256(identifier.encode()).hexdigest()[:12]
    assert bookmark_names([identifier]) == {identifier: f"annex_2__part_1__section_14_{digest}"}


def test_ids_that_differ_by_case_alone_have_names_that_do_not() -> None:
    names = bookmark_names(["point_a", "point_A"])
    assert len({name.lower() for name in names.values()}) == 2


@settings(max_examples=50)
@given(st.lists(st.text(min_size=1, max_size=60), max_size=8))
def test_any_ids_have_legal_names_each_its_own(identifiers: list[str]) -> None:
    names = bookmark_names(identifiers)
    assert set(names) == set(identifiers)
    assert len({name.lower() for name in names.values()}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in names.values())


@pytest.mark.parametrize(
    "href", ["https://undocs.org/en/A/RES/70/9", "http://a.org", "mailto:a@b.org", "https://a.org:80/ü?q#f"]
)
def test_an_address_that_is_allowed_stands_as_it_is(href: str) -> None:
    assert link_target(href) == href


@pytest.mark.parametrize(
    "href", ["", "x", "ftp://a.org", "javascript:0", "https://", "https://[", "https://a@b.org", "mailto:", "http://.x"]
)
def test_any_other_is_refused(href: str) -> None:
    assert link_target(href) is None
