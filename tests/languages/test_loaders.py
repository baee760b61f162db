"""The files of languages and organs: complete, consistent, and refused where a key is wrong."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from pipeline.languages.loader import Language, languages
from pipeline.organs.loader import Organ, organ_of, organs

TAGS = sorted(languages())


def data(package: str, name: str) -> dict[str, Any]:
    return tomllib.loads((files(package) / f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_is_named_as_its_file(tag: str) -> None:
    assert Language.model_validate(data("pipeline.languages", tag)).tag == tag


@pytest.mark.parametrize("key", sorted(organs()))
def test_an_organ_is_named_as_its_file(key: str) -> None:
    assert Organ.model_validate(data("pipeline.organs", key)).key == key


@pytest.mark.parametrize("tag", TAGS)
def test_every_expression_of_a_language_compiles_and_matches_no_empty_text(tag: str) -> None:
    texts = list(_texts(languages()[tag].patterns.model_dump()))
    assert len(texts) > 5
    for text in texts:
        assert re.compile(text.replace("{date}", "x")).fullmatch("") is None, text


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from _texts(item)
        case list() | tuple():
            for item in value:
                yield from _texts(item)


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_names_every_organ_and_every_language(tag: str) -> None:
    assert set(languages()[tag].organs) == set(organs())
    assert set(languages()[tag].masthead.languages.values()) == {"ar", "en", "es", "fr", "ru", "zh"}


@pytest.mark.parametrize(
    ("package", "name", "model"),
    [("pipeline.languages", "en", Language), ("pipeline.organs", "general-assembly", Organ)],
)
def test_a_key_that_is_unknown_or_missing_is_refused_by_name(package: str, name: str, model: type[BaseModel]) -> None:
    good = data(package, name)
    for wrong in ({**good, "colour": "blue"}, {key: value for key, value in good.items() if key != next(iter(good))}):
        with pytest.raises(ValidationError) as refused:
            model.model_validate(wrong)
        assert "colour" in str(refused.value) or next(iter(good)) in str(refused.value)


@pytest.mark.parametrize(
    ("symbol", "key"),
    [
        ("A/RES/75/71", "general-assembly"),
        ("A/RES/79/258 B", "general-assembly"),
        ("A/RES/ES-11/1", "general-assembly"),
        ("A/RES/1514 (XV)", "general-assembly"),
        ("A/RES/2200 A (XXI)", "general-assembly"),
        ("A/RES/79/258/Corr.1", "general-assembly"),
        ("A/C.3/80/L.62/Rev.1", "general-assembly"),
        ("E/RES/1296 (XLIV)", "economic-and-social-council"),
        ("S/RES/2664 (2022)/Corr.1", "security-council"),
        ("A/C.1/80/L.1", "general-assembly"),
        ("A/80/L.1", "general-assembly"),
        ("A/75/399", None),
        ("A/RES/", None),
        ("XA/RES/75/71", None),
    ],
)
def test_a_symbol_names_its_organ_or_none(symbol: str, key: str | None) -> None:
    organ = organ_of(symbol)
    assert (organ.key if organ else None) == key
