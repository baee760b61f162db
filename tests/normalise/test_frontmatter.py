"""The first page's fields: what is split is split on a copy, and kept as printed."""

import pytest

from pipeline.languages.loader import languages
from pipeline.languages.matching import matches
from pipeline.normalise.frontmatter import number_in, sponsors_of


@pytest.mark.parametrize(
    ("tag", "statement", "sponsors"),
    [
        ("en", "Côte d’Ivoire, Timor‑Leste and Wales: draft resolution", ("Côte d’Ivoire", "Timor‑Leste", "Wales")),
        ("en", "Fiji*: draft resolution", ("Fiji",)),
        ("en", "Draft resolution submitted by the President", ()),
    ],
)
def test_sponsors_are_named_as_they_are_printed(tag: str, statement: str, sponsors: tuple[str, ...]) -> None:
    assert sponsors_of(statement, languages()[tag]) == sponsors


@pytest.mark.parametrize(
    ("tag", "text", "number"),
    [
        ("en", "57th plenary meeting", 57),
        ("ar", "الجلسة العامة الأولى", 1),
        ("ar", "الجلسة العامة 57", 57),
        ("es", "Tercera sesión plenaria", 3),
        ("es", "57ª sesión plenaria", 57),
    ],
)
def test_a_meeting_has_its_number_in_digits_or_in_words(tag: str, text: str, number: int) -> None:
    match = matches(languages()[tag], "closing_meeting", text)
    assert match is not None
    assert number_in(match, languages()[tag]) == number
