"""What holds for any page: glyphs are neither lost nor made, however they lie and whatever they say."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.direction import NO_MIRROR, reading_order
from pipeline.extract.fonts import Font
from pipeline.extract.furniture import mark_furniture
from pipeline.extract.lines import Direction, group_lines
from pipeline.extract.witness import Shown, Truth, judge
from pipeline.languages.loader import languages
from pipeline.languages.matching import find_date
from pipeline.model.layout import segments
from pipeline.model.pages import Glyph
from pipeline.model.symbol import parse
from pipeline.normalise.labels import counts_of, roman
from tests.glyphs import glyph, line, page
from tests.properties.strategies import few

SIX = ("ar", "en", "es", "fr", "ru", "zh")
LETTER = st.sampled_from("abW1 ,.()水井АБاب2")
SIZE = st.sampled_from([6.0, 10.0, 14.0])
PLACED = st.lists(st.tuples(LETTER, st.floats(50, 550), st.floats(60, 740), SIZE), max_size=30)
Places = list[tuple[str, float, float, float]]


def placed(items: Places) -> tuple[Glyph, ...]:
    return tuple(glyph(text, x, baseline, size) for text, x, baseline, size in items)


def numbers(glyphs: list[Glyph] | tuple[Glyph, ...]) -> Counter[int]:
    return Counter(each.index for each in glyphs)


@few(60)
@given(PLACED)
def test_grouping_lines_keeps_every_glyph_that_leaves_ink(items: Places) -> None:
    every = placed(items)
    lines = group_lines(every)
    kept = [each for each_line in lines for each in each_line.inked]
    assert numbers(kept) == numbers([each for each in every if not each.blank])


@few(60)
@given(PLACED)
def test_lines_from_right_to_left_keep_every_glyph(items: Places) -> None:
    every = placed(items)
    lines = group_lines(every, Direction(right_to_left=True), 612.0)
    kept = [each for each_line in lines for each in each_line.inked]
    assert numbers(kept) == numbers([each for each in every if not each.blank])


@few(60)
@given(st.text(LETTER, min_size=1, max_size=25))
def test_reading_order_only_moves_glyphs(text: str) -> None:
    visual = line(text).glyphs
    assert numbers(reading_order(visual, NO_MIRROR)) == numbers(visual)


@few(60)
@given(st.text(LETTER, min_size=1, max_size=25).filter(lambda text: bool(text.strip())))
def test_the_segments_of_a_line_are_its_inked_glyphs(text: str) -> None:
    whole = line(text)
    parts = [each for piece in segments(whole) for each in piece if not each.blank]
    assert [each.index for each in parts] == [each.index for each in whole.inked]


@few(40)
@given(st.lists(PLACED.filter(bool), min_size=1, max_size=3), st.none() | st.just("A/RES/70/9"))
def test_marking_furniture_moves_no_line(papers: list[Places], symbol: str | None) -> None:
    before = [page(group_lines(placed(items)), number) for number, items in enumerate(papers, 1)]
    after = mark_furniture(before, symbol)
    texts = [[each.text for each in paper.lines] for paper in before]
    assert [[each.text for each in paper.lines] for paper in after] == texts


@few(100)
@given(st.dictionaries(st.integers(1, 200), st.text(max_size=3), max_size=12))
def test_every_code_that_is_shown_has_a_verdict(codes: dict[int, str]) -> None:
    shown = [Shown(code, text, mapped=True) for code, text in codes.items()]
    assert set(judge(Font("Wells"), shown)) == set(codes)


@few(100)
@given(st.lists(st.sampled_from("abcdefgh"), min_size=4, unique=True))
def test_a_layer_that_says_what_the_font_says_stands(names: list[str]) -> None:
    font = Font("Wells", encoding=dict(enumerate(names)))
    verdicts = judge(font, [Shown(code, name, mapped=True) for code, name in enumerate(names)])
    assert {verdict.truth for verdict in verdicts.values()} == {Truth.STANDS}


@few(200)
@given(st.text(max_size=30))
def test_any_text_is_a_symbol_that_is_read_again_or_none(text: str) -> None:
    symbol = parse(text)
    assert symbol is None or parse(str(symbol)) == symbol


@few(200)
@given(st.from_regex(r"A/(RES|C\.[1-6]|HRC/RES)/[1-9][0-9]?/[1-9][0-9]{0,2}(/Add\.[1-9])?", fullmatch=True))
def test_a_symbol_is_written_as_it_was_read(text: str) -> None:
    assert str(parse(text)) == text


@few(200)
@given(st.text(max_size=12))
def test_only_numerals_are_roman(text: str) -> None:
    number = roman(text)
    assert number is None or (number > 0 and re.fullmatch(r"[ivxlcdmIVXLCDM]+", text.strip()) is not None)


@pytest.mark.parametrize("tag", SIX)
@few(60)
@given(label=st.text(max_size=8))
def test_any_label_is_counted_or_none(tag: str, label: str) -> None:
    assert all(way.ordinal >= 1 for way in counts_of(label, languages()[tag]))


WRITTEN = {
    "en": "{day} {month} {year}",
    "fr": "{day} {month} {year}",
    "es": "{day} de {month} de {year}",
    "ru": "{day} {month} {year} года",
    "ar": "{day} {month} {year}",
    "zh": "{year}年{number}月{day}日",
}


@pytest.mark.parametrize("tag", SIX)
@few(60)
@given(days=st.integers(0, 29_000))
def test_a_date_is_read_as_it_was_written(tag: str, days: int) -> None:
    day = date(1946, 1, 10) + timedelta(days)
    names = languages()[tag].dates.months
    month = names[day.month - 1][0] if names else ""
    text = WRITTEN[tag].format(day=day.day, month=month, year=day.year, number=day.month)
    found = find_date(languages()[tag], text)
    assert found is not None
    assert found[0] == day.isoformat()


@pytest.mark.parametrize("tag", SIX)
@few(100)
@given(text=st.text(max_size=40))
def test_no_text_stops_the_search_for_a_date(tag: str, text: str) -> None:
    found = find_date(languages()[tag], text)
    assert found is None or date.fromisoformat(found[0])
