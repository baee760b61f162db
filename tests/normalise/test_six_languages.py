"""One resolution in six languages: the same tree with the same identifiers, each with its own labels and words."""

from collections.abc import Iterator

import pytest

from pipeline.model.resolution import Block, Resolution
from pipeline.model.walk import plain_text
from tests.reading import reading, sources

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
IDENTIFIERS = (
    "preamble__formula",
    "preamble__para_1",
    "preamble__para_2",
    "sec_I",
    "para_1",
    "para_1__point_a",
    "para_1__point_b",
    "para_1__point_b__point_i",
    "para_1__point_b__point_ii",
    "para_1__point_b__point_ii__point_a",
    "para_1__point_b__point_ii__point_b",
    "para_1__point_c",
    "para_1__wrap_1",
    "para_2",
    "sec_II",
    "para_3",
    "annex_1__para_1",
    "annex_1__table_1",
    "annex_1__para_2",
)


def blocks(resolution: Resolution) -> Iterator[Block]:
    """Yield every block in reading order, those of the annexes too."""
    annexes = [block for annex in resolution.annexes for block in annex.content]
    waiting = [*resolution.preamble, *resolution.operative, *annexes]
    while waiting:
        block = waiting.pop(0)
        yield block
        if block.type == "paragraph":
            waiting[:0] = block.children


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each of the six languages."""
    return str(request.param)


def resolution(language: str) -> Resolution:
    return reading(f"{language}_assembly").resolution


def test_identifiers_are_the_same_in_every_language(language: str) -> None:
    assert tuple(block.id for block in blocks(resolution(language))) == IDENTIFIERS


def test_opening_words_are_those_that_were_set_apart(language: str) -> None:
    paragraphs = [block for block in blocks(resolution(language)) if block.type == "paragraph" and block.opening]
    found = [plain_text(block.content)[slice(*block.opening)] for block in paragraphs if block.opening]
    source = sources()[f"{language}_assembly"]
    wanted = [
        run.text
        for block in (*source.preamble[1:], *source.operative)
        for run in getattr(block, "content", ())
        if getattr(run, "style", "") == "distinguished"
    ]
    assert found == wanted
    assert len(found) == 5


def test_dates_and_numbers_are_understood_alike(language: str) -> None:
    read = resolution(language)
    session, meeting = read.masthead.session, read.adoption.meeting
    assert (read.language, read.organ, read.symbol, read.number) == (
        language,
        "general-assembly",
        "A/RES/91/63",
        "91/63",
    )
    assert (read.masthead.issued, read.adoption.date) == ("2036-12-11", "2036-12-04")
    assert (session and session.ordinal, meeting and meeting.number) == (91, 58)
    assert read.adoption.source_symbols == ("A/91/512",)
