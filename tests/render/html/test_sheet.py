"""The style sheet: readable colours, light and dark, on white and on what a link leads to; sides that mirror."""

import re

import pytest

from pipeline.languages.loader import languages
from pipeline.render.html.sheet import stylesheet

SHEET = stylesheet(languages()["en"])
AA = 4.5  # WCAG 2.2, 1.4.3
PRINT = SHEET.index("@media print")


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))


LIGHT = _colours(SHEET[: SHEET.index("@media")])
DARK = LIGHT | _colours(SHEET[SHEET.index("prefers-color-scheme: dark") : SHEET.index("body {")])


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, two: str) -> float:
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "target"])
@pytest.mark.parametrize("text", ["ink", "quiet", "link"])
def test_text_can_be_read_on_its_ground(scheme: dict[str, str], ground: str, text: str) -> None:
    assert _contrast(scheme[text], scheme[ground]) >= AA


def test_dark_is_another_scheme() -> None:
    assert _luminance(LIGHT["paper"]) > 0.9
    assert _luminance(DARK["paper"]) < 0.1


def test_sides_are_named_by_the_direction_of_the_text() -> None:
    physical = re.findall(
        r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)|\b(?:left|right|top|bottom):", SHEET
    )
    assert physical == []
    assert re.findall(r"text-align: (?:left|right)|float:", SHEET) == []


def test_nothing_is_hidden_but_on_paper() -> None:
    assert re.findall(r"display: none|visibility:", SHEET[:PRINT]) == []
    hidden = re.findall(r"([^{}]+)\{ display: none; \}", SHEET[PRINT:])
    assert [rule.strip() for rule in hidden] == [".skip, .contents, .permalink, .again"]
