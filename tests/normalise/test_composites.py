"""Composite resolutions: what is a part and what a section, and what a part has of its own."""

from typing import Any

import pytest

from pipeline.languages.loader import languages
from pipeline.model.resolution import Resolution
from pipeline.model.walk import plain_text
from pipeline.normalise.atoms import line_atoms
from pipeline.normalise.check import check_resolution
from pipeline.normalise.composites import first_part, letter_of, split_parts
from pipeline.normalise.items import Item
from tests.glyphs import line
from tests.reading import reading

TEXTS = {
    "ar": ("ألف -", "باء -", "إن الجمعية العامة،"),
    "en": ("A", "B", "The General Assembly,"),
    "es": ("A", "B", "La Asamblea General,"),
    "fr": ("A", "B", "L’Assemblée générale,"),
    "ru": ("А", "В", "Генеральная Ассамблея,"),
    "zh": ("A", "B", "大会，"),
}
ORGAN = "general-assembly"


def items(texts: list[str]) -> list[Item]:
    """Return paragraphs without labels."""
    lines = [line(text) for text in texts]
    return [Item("paragraph", tuple(line_atoms(each, each.glyphs, spaces=True))) for each in lines]


@pytest.mark.parametrize("tag", TEXTS)
def test_a_letter_over_a_formula_begins_a_part(tag: str) -> None:
    first, second, formula = TEXTS[tag]
    text = [first, "lids", formula, "1", second, "ropes", formula, "2"]
    before, parts = split_parts(items(text), languages()[tag], ORGAN)
    assert before == []
    assert [(part.letter, part.label.text, part.scope) for part in parts] == [
        ("A", first, "part_a__"),
        ("B", second, "part_b__"),
    ]
    assert [[item.text for item in part.title] for part in parts] == [["lids"], ["ropes"]]
    assert first_part([line(each) for each in ["head", *text]], 3, languages()[tag], ORGAN) == 1


@pytest.mark.parametrize("tag", TEXTS)
def test_lettered_sections_are_no_parts(tag: str) -> None:
    first, second, formula = TEXTS[tag]
    text = [formula, first, "lids", "1", second, "ropes", "2"]
    before, parts = split_parts(items(text), languages()[tag], ORGAN)
    assert ([item.text for item in before], parts) == (text, [])
    assert first_part([line(each) for each in text], 0, languages()[tag], ORGAN) == 0


def test_one_letter_over_one_formula_is_no_composite() -> None:
    first, _, formula = TEXTS["en"]
    assert split_parts(items([first, formula, "1"]), languages()["en"], ORGAN)[1] == []


def test_letters_that_do_not_follow_each_other_are_no_parts() -> None:
    _, second, formula = TEXTS["en"]
    assert split_parts(items([second, formula, "1", second, formula, "2"]), languages()["en"], ORGAN)[1] == []


@pytest.mark.parametrize(("text", "letter"), [("A", "A"), ("A.", "A"), ("a", None), ("AB", None), ("An", None)])
def test_a_letter_stands_alone(text: str, letter: str | None) -> None:
    assert letter_of(text, languages()["en"]) == letter


@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
def test_each_part_has_its_own_title_numbers_and_closing(tagged: bool) -> None:
    resolution = reading("en_composite", tagged).resolution
    assert (resolution.symbol, resolution.number, resolution.title_label) == ("A/RES/91/8 A-B", "91/8", "91/8.")
    assert (resolution.preamble, resolution.operative, resolution.closing) == ((), (), ())
    first, second = resolution.parts
    assert [(part.label, plain_text(part.title)) for part in resolution.parts] == [
        ("A", "Lids of wells"),
        ("B", "Ropes of wells"),
    ]
    assert [block.id for block in (*first.preamble, *first.operative)] == [
        "part_a__preamble__formula",
        "part_a__preamble__para_1",
        "part_a__sec_A",
        "part_a__para_1",
        "part_a__sec_B",
        "part_a__para_2",
    ]
    assert [block.id for block in second.operative] == ["part_b__para_1", "part_b__para_2"]
    assert [line.id for line in second.closing] == ["part_b__closing_1", "part_b__closing_2"]
    for adoption in (resolution.adoption, first.adoption, second.adoption):
        assert (adoption.date, adoption.meeting and adoption.meeting.number) == ("2036-12-04", 58)


def test_points_without_a_number_can_be_the_operative_part() -> None:
    second = reading("zh_composite").resolution.parts[1]
    assert [block.id for block in second.preamble] == ["part_b__preamble__formula", "part_b__preamble__para_1"]
    assert [block.id for block in second.operative] == ["part_b__unnumbered_1"]


def test_parts_have_the_same_identifiers_in_three_languages() -> None:
    for name, titles in (("ar_composite", ("أغطية الآبار", "حبال الآبار")), ("zh_composite", ("井盖", "井绳"))):
        parts = reading(name).resolution.parts
        assert [part.id for part in parts] == ["part_a", "part_b"]
        assert tuple(plain_text(part.title) for part in parts) == titles
        assert parts[0].operative[0].id == "part_a__para_1"


def found(part: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Return what is found where the second part is changed, with the block."""
    read = reading("en_composite")
    data = read.resolution.model_dump(by_alias=True)
    data["parts"][1].update(part)
    changed = Resolution.model_validate(data)
    findings = check_resolution(read.pages, changed, read.normalised.fates)
    return [(item.code, item.block) for item in findings if item.block and item.block.startswith("part_b")]


def test_each_part_is_checked_by_itself() -> None:
    operative = reading("en_composite").resolution.parts[1].model_dump(by_alias=True)["operative"]
    assert found({}) == []
    assert ("N316", "part_b") in found({"closing": ()})
    assert ("N315", "part_b") in found({"operative": ()})
    assert ("N317", "part_b") in found({"adoption": {"date": "2036-12-05"}})
    assert ("N310", "part_b__para_3") in found(
        {"operative": [operative[0], {**operative[1], "id": "part_b__para_3", "label": "3."}]}
    )
