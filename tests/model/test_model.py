"""The model: frozen, closed, and described by a schema that holds."""

import json

import jsonschema
import pytest
from pydantic import BaseModel, ValidationError

from pipeline.model.canonical import canonical_json
from pipeline.model.finding import Kind, Severity
from pipeline.model.outcome import Outcome, Report, report_schema
from pipeline.model.pages import box_of, places_of
from pipeline.model.resolution import Link, NoteMark, Paragraph, Resolution, Text, json_schema
from pipeline.model.walk import document_leaves, marks, plain_text
from tests.glyphs import glyph
from tests.samples import chinese, english

CONTENT = (
    Text(text="See "),
    Link(href="https://undocs.org/a", content=(Text(text="A/1"), NoteMark(marker="1"), Text(text="/2"))),
    Text(text=","),
    NoteMark(marker="2"),
)


def test_a_resolution_is_valid_by_the_published_schema() -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    for resolution in (english(), chinese()):
        assert list(validator.iter_errors(json.loads(canonical_json(resolution)))) == []


@pytest.mark.parametrize("model", [Resolution, Report])
def test_the_schema_closes_every_table(model: type[BaseModel]) -> None:
    schema = json_schema() if model is Resolution else report_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    tables = {"": schema, **{name: table for name, table in schema["$defs"].items() if table.get("type") == "object"}}
    assert [name for name, table in tables.items() if table.get("additionalProperties") is not False] == []
    assert [name for name, table in tables.items() if not table.get("properties")] == []


@pytest.mark.parametrize(
    "run",
    [
        {"type": "text"},
        {"type": "text", "text": ""},
        {"type": "text", "text": "a", "style": ["loud"]},
        {"type": "text", "text": "a", "style": [], "size": 3},
        {"type": "picture", "text": "a"},
    ],
)
def test_the_schema_and_the_model_refuse_the_same(run: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Paragraph.model_validate({"id": "para_1", "content": [run]})
    data = json.loads(canonical_json(english()))
    data["title"] = [run]
    assert not jsonschema.Draft202012Validator(json_schema()).is_valid(data)


def test_values_cannot_be_changed_and_unknown_fields_are_refused() -> None:
    paragraph = Paragraph(id="para_1")
    with pytest.raises(ValidationError):
        paragraph.id = "para_2"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Paragraph.model_validate({"id": "para_1", "colour": "blue"})


def test_marks_are_counted_in_the_characters_without_marks() -> None:
    assert plain_text(CONTENT) == "See A/1/2,"
    assert marks(CONTENT) == ((7, "1"), (10, "2"))


def test_leaves_come_in_reading_order_from_the_title_to_the_annex() -> None:
    kinds = [leaf.kind for leaf in document_leaves(english())]
    assert kinds[:2] == ["title", "formula"]
    assert kinds.index("closing") < kinds.index("annex") == len(kinds) - 3
    depths = {leaf.id: leaf.depth for leaf in document_leaves(english())}
    assert (depths["para_1"], depths["para_1__point_b"], depths["para_1__point_b__point_ii"]) == (0, 1, 2)


def test_a_place_is_a_page_and_the_box_around_its_glyphs() -> None:
    first, second, overleaf = glyph("a", 100, 300), glyph("b", 120, 312), glyph("c", 60, 90, page=2)
    assert box_of([first, second]) == (100.0, 292.0, 125.0, 314.0)
    assert [(place.page, place.box) for place in places_of([overleaf, second, first])] == [
        (1, (100.0, 292.0, 125.0, 314.0)),
        (2, (60.0, 82.0, 65.0, 92.0)),
    ]


def test_a_finding_is_cut_where_it_would_fill_the_report() -> None:
    kind = Kind("X101", Severity.NOTICE, "It is long.", "Nothing to do.")
    assert len(kind.at(found="x" * 10_000).found or "") == 500
    assert kind.at(expected=0).expected == "0"


def test_every_outcome_has_a_code_of_its_own_and_none_is_one() -> None:
    codes = [outcome.code for outcome in Outcome]
    assert len(set(codes)) == len(codes)
    assert 1 not in codes
    assert [outcome.code for outcome in Outcome if outcome.publishes] == [0, 3]
    assert all(outcome.meaning and outcome.instruction.endswith(".") for outcome in Outcome)
