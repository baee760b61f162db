"""Headings that are set like the text, and the level of each heading under the others."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from pipeline.languages.loader import languages
from pipeline.normalise.atoms import Atom, line_atoms
from pipeline.normalise.headings import with_headings, with_levels
from pipeline.normalise.items import Item
from pipeline.normalise.labels import Label, label_of
from tests.glyphs import line

ENGLISH = languages()["en"]


def atoms_of(text: str, size: float, bold: bool) -> tuple[Atom, ...]:
    whole = line(text, size=size)
    glyphs = tuple(replace(glyph, bold=bold) for glyph in whole.glyphs)
    return tuple(line_atoms(replace(whole, glyphs=glyphs), glyphs, spaces=True))


def item(text: str, kind: str = "paragraph", level: int = 0, size: float = 10.0, bold: bool = False) -> Item:
    atoms = atoms_of(text, size, bold)
    label = label_of(atoms, ENGLISH)
    if label is None:
        return Item(kind, atoms, size=size)
    return Item(kind, atoms[label.atoms :], label, atoms[: label.atoms], size=size, level=level)


def kinds(*texts: str) -> list[str]:
    return [found.kind for found in with_headings([item(text) for text in texts], ENGLISH)]


def test_a_short_text_without_stop_between_a_sentence_and_a_number_is_a_heading() -> None:
    assert kinds("1. Calls upon all;", "Ferries and fords", "2. Requests all;") == ["paragraph", "heading", "paragraph"]


def test_two_such_texts_one_under_the_other_are_two_headings() -> None:
    found = kinds("1. Calls upon all;", "Water", "Ferries and fords", "2. Requests all;")
    assert found == ["paragraph", "heading", "heading", "paragraph"]


@pytest.mark.parametrize(
    "texts",
    [
        ("1. Calls upon all;", "Ferries and fords;", "2. Requests all;"),
        ("1. Calls upon all to mend", "Ferries and fords", "2. Requests all;"),
        ("1. Calls upon all;", "Ferries and fords", "(a) Requests all;"),
        ("1. Calls upon all;", "Ferries and fords"),
        ("1. Calls upon all;", "F" * 300, "2. Requests all;"),
    ],
    ids=["ends as text", "goes on from text", "before a point", "at the end", "long"],
)
def test_other_texts_without_label_are_none(texts: tuple[str, ...]) -> None:
    assert "heading" not in kinds(*texts)


def levels(items: Iterable[Item]) -> list[int]:
    return [found.level for found in with_levels(list(items), ENGLISH) if found.kind == "heading"]


def section(text: str, pattern: int) -> Item:
    atoms = atoms_of(text, 10.0, bold=True)
    label = label_of(atoms_of("1. x", 10.0, bold=True), ENGLISH)
    return Item("heading", atoms, label, atoms[:1], size=10.0, level=pattern)


def test_what_is_labelled_alike_is_of_one_level_whatever_stands_between() -> None:
    assert levels([section("One", 1), section("A", 2), section("B", 2), section("Two", 1)]) == [1, 2, 2, 1]


def test_letters_may_stand_over_roman_numerals() -> None:
    assert levels([section("A", 2), section("One", 1), section("Two", 1), section("B", 2)]) == [1, 2, 2, 1]


def test_headings_without_label_stand_under_the_numbered_one_above_them() -> None:
    plain = item("Gates", "heading", bold=True)
    assert levels([section("One", 1), plain, plain, section("Two", 1)]) == [1, 2, 2, 1]


def test_a_larger_heading_stands_over_a_smaller_and_bold_over_plain() -> None:
    large, bold, plain = item("L", "heading", size=12.0), item("B", "heading", bold=True), item("P", "heading")
    assert levels([large, bold, plain, bold, large]) == [1, 2, 3, 2, 1]
    assert levels([plain, bold, plain]) == [1, 1, 2]


def test_a_title_under_a_number_alone_is_of_the_level_of_the_number() -> None:
    number = replace(section("", 1), atoms=())
    title, gates = item("Paths", "heading", bold=True), item("Gates", "heading")
    assert levels([number, title, gates, number, title]) == [1, 1, 2, 1, 1]


def tagged(text: str, tag: str | None, level: int = 0) -> Item:
    return replace(item(text, "heading", level), tag=tag)


def test_tags_that_differ_as_labels_do_grade_headings_set_alike() -> None:
    texts = (("Wells", "H2"), ("Lids", "H3"), ("Ropes", "H3"), ("Fords", "H2"))
    assert levels(tagged(*each) for each in texts) == [1, 2, 2, 1]


def test_tags_that_call_all_headings_alike_say_nothing() -> None:
    assert levels([replace(section("I", 1), tag="H2"), replace(section("A", 2), tag="H2")]) == [1, 2]


def named(text: str, level: int) -> Item:
    atoms = atoms_of(f"{text} Ferries", 10.0, bold=True)
    return Item(
        "heading", atoms[len(text) + 1 :], Label(text, len(text), ()), atoms[: len(text)], size=10.0, level=level
    )


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (("I.", "G.", "H.", "I.", "J.", "II."), [1, 2, 2, 2, 2, 1]),
        (("IV.", "A.", "B.", "V.", "A."), [1, 2, 2, 1, 2]),
        (("A.", "I.", "II.", "B.", "I."), [1, 2, 2, 1, 2]),
        (("H", "I", "J"), [1, 1, 1]),
    ],
)
def test_a_label_that_goes_on_a_sequence_is_one_of_it(labels: tuple[str, ...], found: list[int]) -> None:
    patterns = [1 if set(label) <= set("IVXL.") else 2 for label in labels]
    assert levels([named(label, level) for label, level in zip(labels, patterns, strict=True)]) == found
