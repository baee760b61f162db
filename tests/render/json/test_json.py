"""JSON: what is written is read back as the same, and what is not is found out."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.model.canonical import canonical_json
from pipeline.render.json.check import check
from pipeline.render.json.write import write
from tests.samples import chinese, english


def test_what_is_written_is_read_back() -> None:
    for resolution in (english(), chinese()):
        data = write(resolution)
        assert check(data, resolution) == []
        assert data == canonical_json(resolution) == write(resolution)


def test_characters_are_written_as_they_are_and_lines_end_alike() -> None:
    data = write(chinese())
    assert "统计乡村水井".encode() in data
    assert data.endswith(b"}\n")
    assert b"\r" not in data


def test_fields_stand_in_the_order_of_the_schema() -> None:
    assert list(json.loads(write(english())))[:4] == ["schema_version", "iri", "kind", "symbol"]


def change_a_word(data: dict[str, Any]) -> None:
    data["operative"][1]["label"] = "9."


def lose_a_note(data: dict[str, Any]) -> None:
    data["notes"] = data["notes"][:-1]


def add_a_field(data: dict[str, Any]) -> None:
    data["colour"] = "blue"


def lose_a_field(data: dict[str, Any]) -> None:
    del data["symbol"]


@pytest.mark.parametrize(
    ("change", "code"),
    [(change_a_word, "R4JS02"), (lose_a_note, "R4JS02"), (add_a_field, "R4JS01"), (lose_a_field, "R4JS01")],
)
def test_what_was_changed_is_found(change: Callable[[dict[str, Any]], None], code: str) -> None:
    data = json.loads(write(english()))
    change(data)
    assert [finding.code for finding in check(json.dumps(data).encode(), english())] == [code]


@pytest.mark.parametrize("cut", [0, 1, 2, 100])
def test_what_was_cut_short_is_found(cut: int) -> None:
    data = write(english())
    assert [finding.code for finding in check(data[:cut], english())] == ["R4JS01"]


def test_a_difference_is_named_by_its_place() -> None:
    data = json.loads(write(english()))
    change_a_word(data)
    (finding,) = check(json.dumps(data).encode(), english())
    assert (finding.block, finding.expected, finding.found) == ("operative.1.label", '"1."', '"9."')


OTHER_BYTES: list[Callable[[bytes], bytes]] = [
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: data[:-1],
    lambda data: json.dumps(json.loads(data), indent=4, ensure_ascii=False).encode(),
    lambda data: json.dumps(json.loads(data), indent=2).encode() + b"\n",
    lambda data: json.dumps(json.loads(data), indent=2, ensure_ascii=False, sort_keys=True).encode() + b"\n",
    lambda data: data.replace(b'"language": "en",', b'"language": "fr",\n  "language": "en",', 1),
]


@pytest.mark.parametrize("change", OTHER_BYTES)
def test_the_same_in_other_bytes_is_found(change: Callable[[bytes], bytes]) -> None:
    assert [finding.code for finding in check(change(write(english())), english())] == ["R4JS03"]
