"""What a paper is: a resolution of a known organ in a known language, or refused by name."""

import pytest

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.model.pages import Pages
from pipeline.normalise.identify import Identity, identify
from tests.glyphs import line, page

HEAD = ("United Nations", "General Assembly", "Ninety-first session", "Agenda item 12")


def first_page(symbol: str, *texts: str) -> Pages:
    lines = tuple(line(text, baseline=60.0 + 20 * at) for at, text in enumerate((*HEAD, *texts)))
    return Pages((page(lines),), (), None, False, symbol)


@pytest.mark.parametrize(
    "symbol",
    ["A/RES/91/70", "A/RES/91/70/Corr.1", "A/RES/ES-11/1", "A/RES/S-32/1", "A/RES/1514 (XV)", "A/RES/91/70 A–C"],
)
def test_a_text_that_enacts_is_a_resolution_whatever_the_age_of_its_symbol(symbol: str) -> None:
    found = identify(
        first_page(symbol, "Resolution adopted by the General Assembly on 3 May 2036", "The General Assembly,")
    )
    assert isinstance(found, Identity)
    assert (found.symbol, found.language.tag, found.is_draft) == (symbol, "en", False)


@pytest.mark.parametrize("symbol", ["A/RES/91/70/Corr.1", "A/91/L.7/Corr.1"])
def test_a_list_of_corrections_is_refused_by_name(symbol: str) -> None:
    paper = first_page(symbol, "Corrigendum", "Paragraph 3", "For wells read bridges.")
    with pytest.raises(Stop, match=r"is a corrigendum") as stop:
        identify(paper)
    assert stop.value.outcome is Outcome.NOT_RESOLUTION


def test_a_paper_in_no_known_language_is_refused() -> None:
    lines = tuple(line(text, baseline=60.0 + 20 * at) for at, text in enumerate(("Alpha", "Beta", "Gamma")))
    with pytest.raises(Stop, match="language"):
        identify(Pages((page(lines),), (), None, False, "A/RES/91/70"))
