"""Labels: which are labels, and how they count."""

from dataclasses import replace

import pytest

from pipeline.languages.loader import languages
from pipeline.model.blocks import Passage
from pipeline.normalise.atoms import line_atoms
from pipeline.normalise.items import items_of
from pipeline.normalise.labels import Label, label_of, roman
from tests.glyphs import glyphs, line

ENGLISH, CHINESE = "en", "zh"


def label(text: str, tag: str = ENGLISH) -> Label | None:
    whole = line(text)
    return label_of(line_atoms(whole, whole.glyphs, spaces=True), languages()[tag])


def counts(text: str, tag: str = ENGLISH) -> set[tuple[str, int]]:
    found = label(text, tag)
    assert found is not None, text
    return {(count.kind.partition("_")[0], count.ordinal) for count in found.counts}


@pytest.mark.parametrize(
    ("text", "printed", "ordinal"),
    [("1. Requests", "1.", 1), ("12. Requests", "12.", 12), ("103. Requests", "103.", 103)],
)
def test_a_number_with_a_stop_is_a_label(text: str, printed: str, ordinal: int) -> None:
    found = label(text)
    assert found is not None
    assert (found.text, counts(text)) == (printed, {("number", ordinal)})


def test_a_letter_that_is_also_a_roman_numeral_counts_both_ways() -> None:
    assert counts("(i) The price") == {("alpha", 9), ("roman", 1)}
    assert counts("(v) The price") == {("alpha", 22), ("roman", 5)}
    assert counts("(b) The price") == {("alpha", 2)}
    assert counts("(ii) The price") == {("alpha", 35), ("roman", 2)}
    assert counts("(xiv) The price") == {("roman", 14)}


def test_doubled_letters_follow_the_alphabet() -> None:
    assert counts("(aa) The price") == {("alpha", 27)}
    assert ("alpha", 28) in counts("(bb) The price")


@pytest.mark.parametrize("sign", ["㈠", "(一)", "（一）"])
def test_chinese_signs_and_brackets_count_alike(sign: str) -> None:
    assert {ordinal for _, ordinal in counts(f"{sign} 水井", CHINESE)} == {1}


@pytest.mark.parametrize(
    "text", ["1.5 metres of rope", "2030 Agenda", "A well", "(see above)", "(abc) wells", "1,5 metres"]
)
def test_what_only_looks_like_a_label_is_none(text: str) -> None:
    assert label(text) is None


def test_a_label_may_be_set_apart_by_a_gap_instead_of_a_space() -> None:
    whole = line("1.")
    far = (*whole.glyphs, *glyphs("Requests", x=whole.x1 + 12))
    near = (*whole.glyphs, *glyphs("Requests", x=whole.x1 + 1))
    assert label_of(line_atoms(whole, far, spaces=False), languages()[ENGLISH]) is not None
    assert label_of(line_atoms(whole, near, spaces=False), languages()[ENGLISH]) is None


@pytest.mark.parametrize(("tag", "is_label"), [("zh", True), (ENGLISH, False)])
def test_a_gap_of_a_third_sets_apart_where_words_have_no_spaces(tag: str, is_label: bool) -> None:
    whole = line("(a)b")
    moved = [replace(glyph, x0=glyph.x0 + 3, x1=glyph.x1 + 3) for glyph in whole.glyphs[3:]]
    atoms = line_atoms(whole, [*whole.glyphs[:3], *moved], spaces=False)
    assert (label_of(atoms, languages()[tag]) is not None) == is_label


def test_a_raised_figure_is_no_label() -> None:
    text = line("Well")
    atoms = line_atoms(text, (*glyphs("1", x=90, baseline=296, size=6), *text.glyphs), spaces=True)
    assert label_of(atoms, languages()[ENGLISH]) is None


@pytest.mark.parametrize(("text", "value"), [("i", 1), ("iv", 4), ("ix", 9), ("xiv", 14), ("xl", 40), ("xcix", 99)])
def test_roman_numerals_have_their_value(text: str, value: int) -> None:
    assert roman(text) == value


@pytest.mark.parametrize("text", ["", "iiii", "vx", "ic", "iix", "a", "I"])
def test_what_is_no_roman_numeral_has_no_value(text: str) -> None:
    assert roman(text) is None


@pytest.mark.parametrize(
    ("text", "printed"),
    [("(c)Keep the ropes", "(c)"), ("(e)Keep the ropes", None), ("3.5 metres of rope", None)],
    ids=["the next point", "another point", "no bracket"],
)
def test_a_label_that_fills_its_column_counts_on_from_the_one_above(text: str, printed: str | None) -> None:
    above = ("(a) Draw water;", "(b) Mend the bucket;") if text[0] == "(" else ("2. Draws water;",)
    *_, last = items_of([Passage((line(each),)) for each in (*above, text)], languages()[ENGLISH])
    assert (last.label.text if last.label else None) == printed


@pytest.mark.parametrize("text", ["ثانيا", "ثانياً"])
def test_the_number_of_a_section_may_bear_its_vowel(text: str) -> None:
    whole = line(text)
    bold = replace(whole, glyphs=tuple(replace(glyph, bold=True) for glyph in whole.glyphs))
    (found,) = items_of([Passage((bold,))], languages()["ar"])
    assert (found.kind, found.label and found.label.text) == ("heading", text)
