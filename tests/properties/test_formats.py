"""Whatever resolution the model allows, each format holds it: its check finds nothing, and the text is there again."""

import json
from collections import Counter
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from pipeline.compare.compare import compare
from pipeline.ledger.check import characters
from pipeline.model.canonical import canonical_json
from pipeline.model.finding import Severity
from pipeline.model.resolution import Resolution, json_schema
from pipeline.model.walk import document_leaves, leaf
from pipeline.render.akn.read import read
from pipeline.render.formats import load
from tests.properties.strategies import few, resolutions

QUICK = ("json", "docx", "html", "akn")


@cache
def validator() -> Any:
    return jsonschema.Draft202012Validator(json_schema())


def errors(name: str, resolution: Resolution) -> list[tuple[str, str | None, str | None]]:
    written = load(name)
    found = written.check(written.write(resolution), resolution)
    return [(item.code, item.expected, item.found) for item in found if item.severity is Severity.ERROR]


def said(resolution: Resolution) -> Counter[str]:
    """Return the characters of the text and the notes of a resolution, labels and marks included."""
    leaves = list(document_leaves(resolution))
    texts = [item.text + (item.label or "") for item in leaves]
    marks = [mark for item in leaves for _, mark in item.marks]
    notes = [note.marker + leaf("note", note.marker, None, note.content).text for note in resolution.notes]
    return characters("".join((*texts, *marks, *notes)))


@few(12)
@given(resolutions())
def test_json_gives_the_model_back(resolution: Resolution) -> None:
    data = canonical_json(resolution)
    assert Resolution.model_validate_json(data) == resolution


@few(12)
@given(resolutions())
def test_json_is_valid_by_the_schema(resolution: Resolution) -> None:
    validator().validate(json.loads(canonical_json(resolution)))


@few(12)
@given(resolutions())
def test_akoma_ntoso_gives_the_model_back(resolution: Resolution) -> None:
    assert read(load("akn").write(resolution)) == resolution


@pytest.mark.parametrize("name", QUICK)
@few(8)
@given(resolutions())
def test_the_check_of_a_format_finds_nothing(name: str, resolution: Resolution) -> None:
    assert errors(name, resolution) == []


@pytest.mark.slow
@few(4)
@given(resolutions())
def test_the_check_of_the_pdf_finds_nothing(resolution: Resolution) -> None:
    assert errors("pdf", resolution) == []


@pytest.mark.parametrize("name", QUICK)
@few(6)
@given(resolutions())
def test_the_same_model_gives_the_same_bytes(name: str, resolution: Resolution) -> None:
    again = Resolution.model_validate_json(canonical_json(resolution))
    assert load(name).write(resolution) == load(name).write(again)


@pytest.mark.parametrize("name", QUICK)
@few(8)
@given(resolutions())
def test_every_character_is_shown_again(name: str, resolution: Resolution) -> None:
    written = load(name)
    assert not said(resolution) - characters(written.shown(written.write(resolution)))


@few(12)
@given(resolutions())
def test_a_resolution_agrees_with_itself(resolution: Resolution) -> None:
    assert compare([resolution, resolution]).agree
