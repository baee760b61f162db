"""Directions and widths of text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.render.docx.scripts import direction_spans, is_wide


@pytest.mark.parametrize(
    ("text", "right_to_left", "spans"),
    [
        ("wells", False, [("wells", False)]),
        ("see بئر (1) ماء, and", False, [("see ", False), ("بئر (1) ماء", True), (", and", False)]),
        ("الوثيقة A/76/999، الفقرة 9", True, [("الوثيقة ", True), ("A/76/999", False), ("، الفقرة 9", True)]),
        ("(أ)", True, [("(أ)", True)]),
        ("", True, []),
    ],
)
def test_text_is_split_where_it_turns(text: str, right_to_left: bool, spans: list[tuple[str, bool]]) -> None:
    assert direction_spans(text, right_to_left) == spans


@settings(max_examples=100)
@given(st.text(alphabet=st.sampled_from("aB1 .()/،أبن"), max_size=30), st.booleans())
def test_the_pieces_joined_are_the_text(text: str, right_to_left: bool) -> None:
    spans = direction_spans(text, right_to_left)
    assert "".join(piece for piece, _ in spans) == text
    assert all(piece for piece, _ in spans)


def test_chinese_is_wide_and_latin_is_not() -> None:
    assert is_wide("A/70/1号")
    assert not is_wide("A/70/1")
