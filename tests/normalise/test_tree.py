"""The tree: points under paragraphs by the sequence of their labels."""

import pytest

from pipeline.languages.loader import languages
from pipeline.normalise.atoms import line_atoms, strip
from pipeline.normalise.identifiers import Register, alphabetic, point_name, roman_text
from pipeline.normalise.items import Item
from pipeline.normalise.labels import label_of
from pipeline.normalise.tree import Node, build_tree
from tests.glyphs import line

ENGLISH, CHINESE = "en", "zh"


def item(text: str, indent: float, tag: str = ENGLISH) -> Item:
    whole = line(text, x=indent)
    atoms = line_atoms(whole, whole.glyphs, spaces=True)
    label = label_of(atoms, languages()[tag])
    end = label.atoms if label else 0
    return Item("paragraph", strip(atoms[end:]), label, strip(atoms[:end]), indent=indent, margin=indent, size=10.0)


def outline(nodes: list[Node]) -> list[object]:
    """Return labels as nested lists; text without label as "+"."""
    found: list[object] = []
    for node in nodes:
        found.append(node.item.label.text if node.item.label else "+")
        if node.children:
            found.append(outline(node.children))
    return found


def tree(*labels: tuple[str, float], tag: str = ENGLISH) -> list[object]:
    return outline(build_tree([item(f"{label} text", indent, tag) for label, indent in labels]))


def test_i_after_h_is_a_letter() -> None:
    letters = [(f"({letter})", 120.0) for letter in "abcdefghij"]
    assert tree(("1.", 100.0), *letters) == ["1.", [f"({letter})" for letter in "abcdefghij"]]


def test_i_after_a_is_a_roman_numeral() -> None:
    assert tree(("1.", 100.0), ("(a)", 120.0), ("(i)", 140.0), ("(ii)", 140.0), ("(b)", 120.0)) == [
        "1.",
        ["(a)", ["(i)", "(ii)"], "(b)"],
    ]


def test_i_after_h_that_stands_deeper_is_a_roman_numeral() -> None:
    letters = [(f"({letter})", 120.0) for letter in "abcdefgh"]
    assert tree(("1.", 100.0), *letters, ("(i)", 140.0), ("(ii)", 140.0), ("(i)", 120.0)) == [
        "1.",
        [*(f"({letter})" for letter in "abcdefgh"), ["(i)", "(ii)"], "(i)"],
    ]


def test_three_levels_of_points_nest() -> None:
    assert tree(("1.", 100.0), ("(a)", 120.0), ("(i)", 140.0), ("a.", 160.0), ("b.", 160.0), ("(ii)", 140.0)) == [
        "1.",
        ["(a)", ["(i)", ["a.", "b."], "(ii)"]],
    ]


def test_text_after_points_belongs_to_their_paragraph() -> None:
    assert tree(("1.", 120.0), ("(a)", 140.0), ("(b)", 140.0), ("", 100.0), ("2.", 120.0)) == [
        "1.",
        ["(a)", "(b)", "+"],
        "2.",
    ]


def test_chinese_points_nest_as_english_ones() -> None:
    labels = (("1.", 100.0), ("(a)", 120.0), ("㈠", 140.0), ("㈡", 140.0), ("(b)", 120.0))
    assert tree(*labels, tag=CHINESE) == ["1.", ["(a)", ["㈠", "㈡"], "(b)"]]


def test_a_gap_in_the_sequence_keeps_the_level() -> None:
    assert tree(("1.", 100.0), ("(a)", 120.0), ("(c)", 120.0)) == ["1.", ["(a)", "(c)"]]


def test_points_without_a_paragraph_stand_beside_each_other() -> None:
    assert tree(("(a)", 120.0), ("(b)", 120.0), ("(c)", 120.0)) == ["(a)", "(b)", "(c)"]


TABLE = Item("table", ())


def test_a_table_between_two_points_stands_in_the_point_above_it() -> None:
    points = [item("1. text", 100.0), item("(a) text", 120.0), TABLE, item("(b) text", 120.0)]
    (root,) = build_tree(points)
    first, second = root.children
    assert [child.item.kind for child in first.children] == ["table"]
    assert second.item.label is not None
    assert second.item.label.text == "(b)"


@pytest.mark.parametrize("below", ["2. text", "(a) text", "text"])
def test_a_table_behind_the_last_point_stands_beside_the_paragraph(below: str) -> None:
    points = [item("1. text", 100.0), item("(a) text", 120.0), TABLE, item(below, 100.0)]
    assert [node.item.kind for node in build_tree(points)] == ["paragraph", "table", "paragraph"]


@pytest.mark.parametrize("ordinal", range(1, 53))
def test_ordinals_are_written_as_points_are_lettered(ordinal: int) -> None:
    letters = alphabetic(ordinal)
    assert set(letters) == {chr(97 + (ordinal - 1) % 26)}
    assert len(letters) == (1 if ordinal <= 26 else 2)


def test_one_point_has_one_name_in_two_languages() -> None:
    names = []
    for label, tag in (("(ii)", ENGLISH), ("㈡", CHINESE), ("(二)", CHINESE)):
        text = item(f"{label} text", 100.0, tag)
        assert text.label is not None
        count = next(each for each in text.label.counts if each.ordinal == 2)
        names.append(point_name(count, label, languages()[tag]))
    assert names == ["ii", "ii", "ii"]


def test_roman_numerals_are_written_in_small_letters() -> None:
    assert [roman_text(number) for number in (1, 4, 9, 14, 40, 99)] == ["i", "iv", "ix", "xiv", "xl", "xcix"]


def test_a_name_is_handed_out_once() -> None:
    register = Register()
    assert [register.take("para_1") for _ in range(3)] == ["para_1", "para_1__2", "para_1__3"]
    assert register.take("para_1__2") == "para_1__2__2"
