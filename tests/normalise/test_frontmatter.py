"""The first page's fields: what is split is split on a copy, and kept as printed."""

import pytest

from pipeline.languages.loader import languages
from pipeline.normalise.frontmatter import sponsors_of


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
