"""Drafts inside a paragraph: where they begin and end, and that they leave the outer numbers alone."""

import pytest

from pipeline.languages.loader import languages
from pipeline.model.resolution import Paragraph
from pipeline.normalise.atoms import line_atoms, strip
from pipeline.normalise.embedded import with_drafts
from pipeline.normalise.items import Item
from pipeline.normalise.labels import label_of
from pipeline.render.formats import load, names
from tests.glyphs import line
from tests.reading import reading
from tests.samples import english, words

TEXTS = {
    "ar": ("توصي بالمشروع التالي:", "”إن الجمعية العامة،", "”1 - تقرر“", "2 - تطلب"),
    "en": ("Recommends the following:", "“The General Assembly,", "“1. Decides.”", "2. Requests"),
    "es": ("Recomienda lo siguiente:", "“La Asamblea General,", "“1. Decide.”", "2. Pide"),
    "fr": ("Recommande ce qui suit :", "« L’Assemblée générale,", "« 1. Décide. »", "2. Prie"),
    "ru": ("рекомендует следующее:", "«Генеральная Ассамблея,", "«1. постановляет».", "2. просит"),
    "zh": ("建议通过以下决议草案：", "“大会，", "“1. 决定。”", "2. 请"),
}


def items(texts: list[str], tag: str) -> list[Item]:
    """Return paragraphs with their labels apart."""
    found = []
    for text in texts:
        whole = line(text)
        atoms = line_atoms(whole, whole.glyphs, spaces=True)
        label = label_of(atoms, languages()[tag])
        end = label.atoms if label else 0
        found.append(Item("paragraph", strip(atoms[end:]), label, strip(atoms[:end])))
    return found


def shape(found: list[Item]) -> list[object]:
    """Return each item's label, or its first word where it has none, with the draft in it as a list."""
    shown: list[object] = []
    for item in found:
        shown.append(item.label.text if item.label else item.text.split()[0])
        if item.draft:
            shown.append(shape(list(item.draft)))
    return shown


@pytest.mark.parametrize("tag", TEXTS)
def test_a_draft_in_quotation_marks_ends_with_them(tag: str) -> None:
    lead, formula, number, outer = TEXTS[tag]
    found = with_drafts(items([lead, formula, "a,", number, outer], tag), languages()[tag])
    assert len(found) == 2
    assert [item.kind for item in found[0].draft] == ["formula", "paragraph", "paragraph"]
    quoted = found[0].draft[2].label
    assert quoted is not None
    assert [(count.kind, count.ordinal) for count in quoted.counts] == [("number", 1)]
    assert number.startswith(quoted.text)


@pytest.mark.parametrize("tag", TEXTS)
def test_a_draft_without_quotation_marks_ends_where_the_outer_numbers_go_on(tag: str) -> None:
    lead, formula, _, outer = TEXTS[tag]
    numbered = [outer.replace("2", str(number)) for number in range(1, 5)]
    words = numbered[0].replace(outer.split(" ")[-1], lead)
    draft = [formula.strip("”“«» "), "a,", numbered[0], numbered[1], numbered[2]]
    found = with_drafts(items([words, *draft, numbered[1], numbered[2]], tag), languages()[tag])
    assert [len(item.draft) for item in found] == [5, 0, 0]


def test_quoted_words_in_a_draft_do_not_end_it() -> None:
    lead, formula, number, _ = TEXTS["en"]
    found = with_drafts(items([lead, formula, "“Recalling “wells”,", number], "en"), languages()["en"])
    assert shape(found) == ["Recommends", ["“The", "“Recalling", "“1."]]


def test_a_formula_that_no_paragraph_leads_in_begins_no_draft() -> None:
    texts = ["Recalling,", "The General Assembly,", "1. Decides."]
    assert not any(item.draft for item in with_drafts(items(texts, "en"), languages()["en"]))


def test_identifiers_in_a_draft_are_those_of_its_paragraph_and_its_own() -> None:
    first, second, third = reading("en_draft").resolution.operative
    assert isinstance(first, Paragraph)
    assert [block.id for block in first.children] == [
        "para_1__preamble__formula",
        "para_1__preamble__para_1",
        "para_1__preamble__para_2",
        "para_1__para_1",
        "para_1__para_2",
        "para_1__para_3",
    ]
    opened = first.children[1]
    assert isinstance(opened, Paragraph)
    assert opened.opening == (1, len("“Recalling"))
    assert [block.id for block in (second, third)] == ["para_2", "para_3"]
    for name in ("ar_draft", "fr_draft"):
        lead, outer = reading(name).resolution.operative
        assert isinstance(lead, Paragraph)
        names = ("preamble__formula", "preamble__para_1", "para_1", "para_2")
        assert [block.id for block in lead.children] == [f"para_1__{each}" for each in names]
        assert outer.id == "para_2"
    sole = reading("zh_draft").resolution.operative[0]
    assert isinstance(sole, Paragraph)
    assert [block.id for block in sole.children][-1] == "unnumbered_1__para_2"


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
def test_every_format_holds_every_kind_of_block_in_a_paragraph(name: str) -> None:
    resolution = english()
    blocks = (resolution.preamble[0], *resolution.operative)
    inner = tuple(block.model_copy(update={"id": f"para_9__{block.id}"}) for block in blocks)
    children = tuple(
        block.model_copy(update={"children": ()}) if isinstance(block, Paragraph) else block for block in inner
    )
    outer = Paragraph(id="para_9", label="9.", content=words("Recommends:"), children=children)
    changed = resolution.model_copy(update={"operative": (*resolution.operative, outer)})
    output = load(name)
    assert output.check(output.write(changed), changed) == []
