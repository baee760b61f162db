"""Words whose letters are of two alphabets that look alike are told; abbreviations and symbols may mix them."""

import pytest

from pipeline.model.resolution import Link, Paragraph, Text
from pipeline.normalise.check_words import check_words
from tests.samples import english


def found(text: str) -> list[tuple[str, str | None, str | None]]:
    paragraph = Paragraph(id="para_1", content=(Text(text=text),))
    resolution = english().model_copy(update={"operative": (paragraph,)})
    return [(item.code, item.block, item.found) for item in check_words(resolution)]


@pytest.mark.parametrize("word", ["w\u0435ll", "\u043aolodets", "\u03bfcean"])
def test_a_word_of_two_alphabets_is_told(word: str) -> None:
    assert found(f"The {word} is deep.") == [("N328", "para_1", word)]


def test_a_raised_letter_is_no_part_of_a_word() -> None:
    content = (Text(text="года"), Text(text="a", style=("superscript",)))
    resolution = english().model_copy(update={"operative": (Paragraph(id="para_1", content=content),)})
    assert list(check_words(resolution)) == []


@pytest.mark.parametrize("address", ["https://und\u043ecs.org/A/1", "https://xn--undcs-lye.org/A/1"])
def test_a_host_of_two_alphabets_is_told_however_it_is_written(address: str) -> None:
    content = (Link(href=address, content=(Text(text="resolution"),)),)
    resolution = english().model_copy(update={"operative": (Paragraph(id="para_1", content=content),)})
    told = [(item.code, item.block, item.found) for item in check_words(resolution)]
    assert told == [("N328", "para_1", "und\u043ecs.org")]


@pytest.mark.parametrize("text", ["The well, колодец, φρέαρ", "A/С.3/1", "CО2", "5 \u03bcg", "水井 well"])
def test_words_of_one_alphabet_and_short_ones_are_not(text: str) -> None:
    assert found(text) == []
