"""Language versions side by side: what says the same is found the same, and each difference is found at its place."""

import pytest

from pipeline.compare.compare import compare, merged
from pipeline.compare.model import Comparison, Difference
from pipeline.model.resolution import Resolution
from tests.compare.cases import version, without


def differences(*resolutions: Resolution) -> list[tuple[str, str]]:
    return [(item.aspect, item.block) for item in compare(resolutions).differences]


def only(found: Comparison) -> Difference:
    (difference,) = found.differences
    return difference


def test_versions_that_say_the_same_agree() -> None:
    found = compare([version("en"), version("fr"), version("zh")])
    assert (found.differences, found.agree, found.same_identifiers) == ((), True, True)
    assert [(count.what, count.values) for count in found.counts] == [
        ("preambular paragraph", (2, 2, 2)),
        ("operative paragraph", (2, 2, 2)),
        ("point", (2, 2, 2)),
        ("note", (1, 1, 1)),
    ]


@pytest.mark.parametrize("name", ["para_2", "para_1__point_b"])
def test_a_dropped_block_is_found(name: str) -> None:
    found = compare([version("en"), without(version("zh"), name)])
    assert not found.same_identifiers
    assert (only(found).aspect, only(found).block, only(found).values[1]) == ("block", name, ())


def test_a_changed_number_is_found_with_what_each_says() -> None:
    found = only(compare([version("en"), version("fr"), version("zh", {"first": "深13米；"})]))
    assert (found.aspect, found.block, found.conflict) == ("numbers", "para_1__point_a", True)
    assert found.values == (("12",), ("12",), ("13",))


def test_a_number_written_as_a_word_is_no_conflict() -> None:
    found = only(compare([version("en"), version("zh", {"first": "深十二米；"})]))
    assert (found.aspect, found.conflict, found.values) == ("numbers", False, (("12",), ()))


def test_a_changed_date_is_found_as_a_date() -> None:
    found = only(compare([version("en"), version("fr", {"dated": " du 8 décembre 2020,"})]))
    assert (found.aspect, found.block) == ("dates", "preamble__para_1")
    assert found.values == (("2020-12-07",), ("2020-12-08",))


def test_a_changed_month_without_day_is_found() -> None:
    found = only(compare([version("en"), version("zh", {"noting": "注意到2024年10月24日和25日以及2023年6月，"})]))
    assert (found.aspect, found.block, found.values) == ("numbers", "preamble__para_2", (("month 5",), ("month 6",)))


def test_days_of_one_month_are_dates_however_they_are_joined() -> None:
    english = version("en", {"noting": "Noting the meeting from 7 to 11 April 2025,"})
    french = version("fr", {"noting": "Notant la réunion tenue du 7 au 11 avril 2025,"})
    chinese = version("zh", {"noting": "注意到2025年4月7日至11日的会议，"})
    assert differences(english, french, chinese) == []
    assert differences(english, version("zh", {"noting": "注意到2025年4月7日至12日的会议，"})) == [
        ("dates", "preamble__para_2")
    ]


def test_a_missing_note_is_found_where_it_was_cited() -> None:
    found = compare([version("en"), version("zh", noted=False)])
    assert ("notes", "preamble__para_1") in [(item.aspect, item.block) for item in found.differences]
    assert found.counts[-1].values == (1, 0)


def test_what_a_note_says_counts_where_it_is_cited() -> None:
    assert differences(version("en"), version("zh", {"see": "见A/75/398。"})) == [
        ("numbers", "preamble__para_1"),
        ("symbols", "preamble__para_1"),
    ]


def test_another_symbol_and_another_link_are_found() -> None:
    found = differences(version("en"), version("fr", {"number": "74/51"}))
    assert found == [(aspect, "preamble__para_1") for aspect in ("numbers", "symbols", "links")]


def test_the_order_of_files_does_not_change_what_is_found() -> None:
    one, other = version("en"), version("fr", {"first": "D’une profondeur de 13 mètres\u00a0;"})
    assert only(compare([one, other])).values == tuple(reversed(only(compare([other, one])).values))


def test_names_are_merged_in_reading_order() -> None:
    assert merged([["a", "c"], ["a", "b", "c", "d"]]) == ["a", "b", "c", "d"]
