"""The first page above the text: fields beside each other and over several lines, as they are printed."""

from dataclasses import replace

import pytest

from pipeline.languages.loader import languages
from pipeline.model.pages import Line
from pipeline.normalise.atoms import text_of
from pipeline.normalise.identify import Identity
from pipeline.normalise.masthead import Front, read_front
from pipeline.organs.loader import organ_of
from tests.glyphs import glyphs, line

COUNCIL = "E/RES/2036/7"


def front(*lines: Line, symbol: str = COUNCIL, tag: str = "en", leading: float = 1.2) -> Front:
    organ = organ_of(symbol)
    assert organ is not None
    ordered = sorted(lines, key=lambda each: each.baseline)
    return read_front(ordered, Identity(symbol, organ, languages()[tag]), None, leading)


def beside(left: str, right: str, gap: float, baseline: float = 90.0) -> Line:
    large = glyphs(left, 100.0, baseline, 20.0)
    return Line(1, (*large, *glyphs(right, large[-1].x1 + gap, baseline)), baseline, 20.0)


SESSION = line("2036 session", baseline=150.0)


def test_a_name_in_large_type_close_to_the_distribution_is_a_field_of_its_own() -> None:
    masthead = front(beside("Economic and Social Council", "Distr.: General", 19.0), SESSION).masthead
    assert (masthead.organ, masthead.distribution) == ("Economic and Social Council", "Distr.: General")


@pytest.mark.parametrize("name", ["Economic and Social Council", "The Economic and Social Council"])
def test_a_name_may_be_printed_as_its_formula_has_it(name: str) -> None:
    assert front(beside(name, "Distr.: General", 60.0), SESSION).masthead.organ == name


def test_a_name_over_two_lines_beside_the_issue_date_is_one_name() -> None:
    lines = (beside("Economic and", "Distr.: General", 60.0), line("Social Council", baseline=112.0, size=20.0))
    assert front(*lines, SESSION).masthead.organ == "Economic and Social Council"


def bold(whole: Line) -> Line:
    return replace(whole, glyphs=tuple(replace(glyph, bold=True) for glyph in whole.glyphs))


def test_a_note_mark_in_the_second_line_of_a_title_leaves_the_title_whole() -> None:
    adoption = bold(line("Resolution adopted by the Economic and Social Council on 7 July 2036", baseline=200.0))
    first = bold(line("2036/7. Wells of the lower town and of the upper", baseline=240.0))
    last = bold(line("town", baseline=252.0))
    marked = replace(last, glyphs=(*last.glyphs, *glyphs("1", last.x1, 248.5, 5.8)))
    read = front(SESSION, adoption, first, marked)
    assert text_of(read.texts["title"]).endswith("of the upper town1")
    assert read.rest == ()


def test_a_title_close_under_the_adoption_line_begins_with_its_number() -> None:
    adoption = bold(line("Resolution adopted by the Economic and Social Council on 7 July 2036", baseline=200.0))
    read = front(SESSION, adoption, bold(line("2036/7. Wells", baseline=214.0)))
    assert (text_of(read.texts["adoption"])[-4:], text_of(read.texts["title"])) == ("2036", "2036/7. Wells")


@pytest.mark.parametrize(
    ("printed", "tag", "numbers"),
    [
        ("Agenda item 103 (ee)", "en", ("103 (ee)",)),
        ("Points 20 a) et 21 b) i) de l'ordre du jour", "fr", ("20 (a)", "21 (b) (i)")),
        ("البند 103 (ه ه) من جدول الأعمال", "ar", ("103 (ee)",)),
        ("البندان 13 و 20 (ج) من جدول الأعمال", "ar", ("13", "20 (c)")),
        ("Пункт 20 с) повестки дня", "ru", ("20 (c)",)),
        ("议程项目20(b)", "zh", ("20 (b)",)),
    ],
)
def test_the_letters_of_agenda_items_are_latin_in_every_language(
    printed: str, tag: str, numbers: tuple[str, ...]
) -> None:
    assert front(line(printed, baseline=150.0), tag=tag).masthead.agenda_numbers == numbers


@pytest.mark.parametrize(
    ("step", "leading", "title"), [(18.0, 1.8, "Wells of the lower town"), (18.0, 1.2, "Wells of")]
)
def test_an_agenda_title_goes_on_at_the_leading_of_its_paper(step: float, leading: float, title: str) -> None:
    item = line("Agenda items 12 and 13", baseline=165.0)
    lines = (line("Wells of", baseline=180.0), line("the lower town", baseline=180.0 + step))
    adoption = bold(line("Resolution adopted by the Economic and Social Council on 7 July 2036", baseline=240.0))
    assert front(SESSION, item, *lines, adoption, leading=leading).masthead.agenda_title == title
