"""Characters that stand for a glyph become the letters that the glyph shows."""

import pytest

from pipeline.extract.letters import letters


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("o\ufb03ce", "office"),
        ("\ufb01ve", "five"),
        ("\u2f00", "一"),
        ("⻓", "长"),
        ("\ufefb", "لا"),
        ("½ ㈠ ²", "½ ㈠ ²"),
    ],
)
def test_a_form_becomes_its_letters_and_nothing_else_changes(text: str, shown: str) -> None:
    assert letters(text) == shown
