"""One resolution in six languages: the same tree with the same identifiers, each with its own labels and words."""

from collections.abc import Iterator

import pytest

from pipeline.languages.loader import languages
from pipeline.model.resolution import Block, Resolution
from pipeline.model.walk import plain_text
from pipeline.normalise.identifiers import point_name
from pipeline.normalise.labels import counts_of
from tests.reading import read, reading, sources
from tests.typeset import parse, typeset

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
    assert read.masthead.agenda_numbers == ("21 (ee)",)
    assert read.adoption.source_symbols == ("A/91/512",)


# The letters of a long list, as far as it goes past the alphabet, and what stands around them.
LATIN = [*"abcdefghijklmnopqrstuvwxyz", "aa", "bb", "cc"]
ABJAD = [*"أبجدهوزحطيكلمنسعفصقرشتثخذض", "أ أ", "ب ب", "ج ج"]
LETTERS = {
    "ar": [f"({letter})" for letter in ABJAD],
    "en": [f"({letter})" for letter in LATIN],
    "es": [f"{letter})" for letter in LATIN],
    "fr": [f"{letter})" for letter in LATIN],
    "ru": [f"{letter})".translate(str.maketrans("aceopxy", "асеорху")) for letter in LATIN],
    "zh": [f"({letter})" for letter in LATIN],
}


def long_list(language: str) -> str:
    """Return the resolution with a first paragraph of as many points as there are letters, and no notes."""
    source = sources()[f"{language}_assembly"]
    number, comma, end = ("1 -", "،", "؛") if language == "ar" else ("1.", ",", ";")
    header = "\n".join(f"{key}: {value}" for key, value in vars(source.header).items() if value)
    formula = source.preamble[0].content[0].text  # type: ignore[union-attr]
    points = "\n".join(f"  {letter} | {at}{end}" for at, letter in enumerate(LETTERS[language], start=100))
    return f"{header}\n[preamble]\n@ *{formula}*{comma}\n[operative]\n{number} | *{formula}*:\n{points}\n"


def test_a_list_longer_than_the_alphabet_has_the_same_identifiers(language: str) -> None:
    found = read(typeset(parse(long_list(language)), tagged=False), "list.pdf").resolution
    (paragraph,) = found.operative
    assert [block.id for block in getattr(paragraph, "children", ())] == [f"para_1__point_{name}" for name in LATIN]


@pytest.mark.parametrize(("label", "names"), [("(ظ)", ["aa"]), ("(أ أ)", ["aa", "cc"]), ("(ه ه)", ["ee", "gg"])])
def test_arabic_letters_past_those_that_have_a_latin_one_count_in_either_way(label: str, names: list[str]) -> None:
    arabic = languages()["ar"]
    assert [point_name(count, label, arabic) for count in counts_of(label, arabic)] == names
