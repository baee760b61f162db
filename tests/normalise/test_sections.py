"""Sections with preambular paragraphs of their own: these stay where they are printed, counted in their section."""

import re

import pytest

from pipeline.languages.loader import languages
from pipeline.model.resolution import Paragraph
from pipeline.normalise.atoms import line_atoms, strip
from pipeline.normalise.identifiers import Register
from pipeline.normalise.inline import Links, Marks
from pipeline.normalise.items import Item
from pipeline.normalise.labels import Label, label_of
from pipeline.normalise.regions import split_regions
from pipeline.normalise.render_blocks import Maker
from pipeline.normalise.tree import build_tree
from tests.glyphs import line
from tests.reading import reading

HEADINGS = {
    "ar": ("أولا -", "ثانيا -", "1 -", "(أ)"),
    "en": ("I.", "II.", "1.", "(a)"),
    "es": ("I.", "II.", "1.", "a)"),
    "fr": ("I.", "II.", "1.", "a)"),
    "ru": ("I.", "II.", "1.", "a)"),
    "zh": ("一、", "二、", "1.", "(a)"),
}


def item(text: str, tag: str, indent: float = 100.0) -> Item:
    """Return a paragraph with its label apart."""
    whole = line(text, x=indent)
    atoms = line_atoms(whole, whole.glyphs, spaces=True)
    label = label_of(atoms, languages()[tag])
    end = label.atoms if label else 0
    return Item("paragraph", strip(atoms[end:]), label, strip(atoms[:end]), indent=indent)


def heading(label: str) -> Item:
    """Return a heading of the highest level."""
    return Item("heading", tuple(line_atoms(line("x"), line("x").glyphs, True)), Label(label, 1, ()), level=1)


def identifiers(items: list[Item], tag: str) -> list[str]:
    """Return the identifiers of the blocks that items make."""
    maker = Maker(languages()[tag], Links({}), Marks(frozenset(), re.compile("x")), Register())
    return [block.id for block in maker.blocks(build_tree(items), "", "unnumbered")]


@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
def test_preambles_in_the_body_stand_in_their_section(tagged: bool) -> None:
    resolution = reading("en_sections", tagged).resolution
    assert [block.id for block in resolution.preamble] == ["preamble__formula"]
    assert [block.id for block in resolution.operative] == [
        "sec_I",
        "sec_I__unnumbered_1",
        "sec_I__unnumbered_2",
        "sec_I__para_1",
        "sec_I__para_2",
        "sec_II",
        "sec_II__unnumbered_1",
        "sec_II__para_1",
        "sec_III",
        "sec_III__unnumbered_1",
    ]


@pytest.mark.parametrize("tag", HEADINGS)
def test_a_provision_of_a_section_has_one_identifier_in_six_languages(tag: str) -> None:
    first, second, number, _ = HEADINGS[tag]
    text = [heading(first), item("x,", tag), item(f"{number} x;", tag), heading(second), item("x,", tag)]
    assert identifiers([*text, item(f"{number} x.", tag)], tag) == [
        "sec_I",
        "sec_I__unnumbered_1",
        "sec_I__para_1",
        "sec_II",
        "sec_II__unnumbered_1",
        "sec_II__para_1",
    ]


def test_numbers_that_run_on_through_sections_name_no_section() -> None:
    text = [heading("I."), item("x,", "en"), item("1. x;", "en"), heading("II."), item("x,", "en"), item("2. x.", "en")]
    assert identifiers(text, "en") == [
        "sec_I",
        "sec_I__unnumbered_1",
        "para_1",
        "sec_II",
        "sec_II__unnumbered_1",
        "para_2",
    ]


@pytest.mark.parametrize("tag", HEADINGS)
def test_a_point_without_paragraph_is_named_by_its_letter(tag: str) -> None:
    point = HEADINGS[tag][3]
    assert identifiers([item(f"{point} x;", tag)], tag) == ["point_a"]
    table = Item("table", ())
    assert identifiers([item("x:", tag), table, item(f"{point} x;", tag)], tag) == [
        "unnumbered_1",
        "table_1",
        "unnumbered_1__point_a",
    ]


def test_a_table_does_not_end_the_preamble_of_a_paper_without_numbers() -> None:
    items = [item("The General Assembly,", "en"), item("Recalling,", "en"), item("Decides:", "en"), Item("table", ())]
    regions = split_regions(items, languages()["en"])
    assert [len(regions.preamble), len(regions.operative)] == [2, 2]


def test_words_that_lead_in_the_numbers_are_operative() -> None:
    items = [
        item("The General Assembly,", "en"),
        item("Recalling,", "en"),
        item("Resolves:", "en"),
        item("1. x;", "en"),
    ]
    regions = split_regions(items, languages()["en"])
    assert [len(regions.preamble), len(regions.operative)] == [2, 2]


def test_a_list_with_a_table_in_it_is_operative_and_whole() -> None:
    texts = ("The General Assembly,", "Recalling,", "Decides:", "(a) as follows:")
    items = [*(item(text, "en") for text in texts), Item("table", ()), item("(b) x.", "en")]
    regions = split_regions(items, languages()["en"])
    assert [len(regions.preamble), len(regions.operative)] == [2, 4]
    maker = Maker(languages()["en"], Links({}), Marks(frozenset(), re.compile("x")), Register())
    (block,) = maker.blocks(build_tree(regions.operative), "", "unnumbered")
    assert isinstance(block, Paragraph)
    first, second = block.children
    assert isinstance(first, Paragraph)
    assert (first.children[0].id, second.id) == ("unnumbered_1__point_a__table_1", "unnumbered_1__point_b")
