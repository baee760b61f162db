"""Ordinals and dates as they are printed in each language."""

import pytest

from pipeline.languages.loader import languages
from pipeline.languages.matching import comparable, find_date

ENGLISH, CHINESE = "en", "zh"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("First", 1),
        ("Tenth", 10),
        ("Twentieth", 20),
        ("Thirty-second", 32),
        ("Seventy-fifth", 75),
        ("Ninety-ninth", 99),
    ],
)
def test_english_ordinals_are_understood(words: str, number: int) -> None:
    assert languages()[ENGLISH].ordinal(words) == number


@pytest.mark.parametrize(
    ("words", "number"), [("九", 9), ("十", 10), ("十一", 11), ("二十", 20), ("七十五", 75), ("九十九", 99)]
)
def test_chinese_ordinals_are_understood(words: str, number: int) -> None:
    assert languages()[CHINESE].ordinal(words) == number


ORDINALS = {
    "ar": ("الحادية عشرة", "التاسعة عشرة", "العشرون", "الحادية والسبعون", "الثمانون", "الحادية والثمانون"),
    "es": ("Undécimo", "Decimonoveno", "Vigésimo", "Septuagésimo primero", "Octogésimo", "Octogésimo primer"),
    "fr": ("Onzième", "Dix-neuvième", "Vingtième", "Soixante et onzième", "Quatre-vingtième", "Quatre-vingt-unième"),
    "ru": ("Одиннадцатая", "Девятнадцатая", "Двадцатая", "Семьдесят первая", "Восьмидесятая", "Восемьдесят первая"),
    "zh": ("十一", "十九", "二十", "七十一", "八十", "八十一"),
    "en": ("Eleventh", "Nineteenth", "Twentieth", "Seventy-first", "Eightieth", "Eighty-first"),
}


@pytest.mark.parametrize(("tag", "words"), ORDINALS.items())
def test_sessions_are_counted_alike_in_every_language(tag: str, words: tuple[str, ...]) -> None:
    assert [languages()[tag].ordinal(each) for each in words] == [11, 19, 20, 71, 80, 81]


@pytest.mark.parametrize("words", ["", "Seventy-fourthly", "Zeroth"])
def test_what_is_no_ordinal_has_no_number(words: str) -> None:
    assert languages()[ENGLISH].ordinal(words) is None


def test_an_ordinal_in_digits_is_its_number() -> None:
    assert languages()[ENGLISH].ordinal("75th") == 75


@pytest.mark.parametrize(
    ("tag", "text", "date"),
    [
        (ENGLISH, "adopted on 7 December 2020", "2020-12-07"),
        (ENGLISH, "31 May 2036", "2036-05-31"),
        (CHINESE, "2020年12月7日大会决议", "2020-12-07"),
        (CHINESE, "2036 年 5 月 31 日", "2036-05-31"),
    ],
)
def test_dates_are_read_in_each_language(tag: str, text: str, date: str) -> None:
    found = find_date(languages()[tag], text)
    assert found is not None
    assert found[0] == date
    assert found[1] in comparable(text)


@pytest.mark.parametrize("text", ["7 Decembre 2020", "32 May 2036", "0 May 2036", "May 2036", ""])
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_date(languages()[ENGLISH], text) is None


@pytest.mark.parametrize("text", ["31 June 2036", "30 February 2036"])
def test_a_day_that_the_month_does_not_have_is_no_date(text: str) -> None:
    assert find_date(languages()[ENGLISH], text) is None


def test_comparable_text_has_one_kind_of_space_and_hyphen() -> None:
    assert comparable(" A\u00a0well\u2011known\u3000place\u200f ") == "A well-known place"
