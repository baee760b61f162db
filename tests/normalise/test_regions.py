"""Where the operative part of a paper without numbers begins: by how its language ends a preambular paragraph."""

import pytest

from pipeline.languages.loader import languages
from pipeline.normalise.atoms import line_atoms
from pipeline.normalise.items import Item
from pipeline.normalise.regions import split_regions
from tests.glyphs import line


def paragraph(text: str) -> Item:
    whole = line(text)
    return Item("paragraph", tuple(line_atoms(whole, whole.glyphs, spaces=True)))


@pytest.mark.parametrize(
    ("tag", "comma", "semicolon", "stop"),
    [("ar", "،", "؛", "."), ("en", ",", ";", "."), ("ru", ",", ";", "."), ("zh", "，", "；", "。")],
)
def test_preambular_paragraphs_end_in_the_comma_of_their_language(
    tag: str, comma: str, semicolon: str, stop: str
) -> None:
    words = [f"formula{comma}", f"first{comma}", f"second{comma}", f"third{semicolon}", f"fourth{stop}"]
    regions = split_regions([paragraph(text) for text in words], languages()[tag])
    assert [item.text for item in regions.preamble] == words[:3]
    assert [item.text for item in regions.operative] == words[3:]
