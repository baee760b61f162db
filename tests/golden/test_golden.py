"""Each stage makes of a short fixture exactly what it made before. `python -m tests.golden` writes them anew."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.model.resolution import json_schema
from tests.golden.made import EXAMPLE_NAMES, EXAMPLES, FOLDER, STAGES, XML_NAMES, goldens, xml

MOST = 20 * 1024
RENEW = "if this is meant, renew it with `python -m tests.golden` and look at the difference"


@cache
def made() -> dict[Path, str]:
    return goldens()


RESOLUTIONS = [FOLDER / STAGES["resolution"], *(EXAMPLES / f"{name}.json" for name in EXAMPLE_NAMES)]


@pytest.mark.parametrize("name", [name for name in STAGES.values() if name.endswith(".txt")])
def test_a_stage_makes_what_it_made(name: str) -> None:
    assert made()[FOLDER / name].splitlines() == (FOLDER / name).read_text("utf-8").splitlines(), RENEW


@pytest.mark.parametrize("file", RESOLUTIONS, ids=lambda file: file.stem)
def test_a_resolution_is_what_it_was_but_for_the_file_it_was_read_from(file: Path) -> None:
    assert without_file(made()[file]) == without_file(file.read_text("utf-8")), RENEW


@pytest.mark.parametrize("file", RESOLUTIONS, ids=lambda file: file.stem)
def test_the_examples_are_valid_by_the_published_schema(file: Path) -> None:
    jsonschema.validate(json.loads(file.read_text("utf-8")), json_schema(), jsonschema.Draft202012Validator)


@pytest.mark.parametrize("name", XML_NAMES)
def test_the_examples_of_akoma_ntoso_are_those_of_the_json(name: str) -> None:
    example = (EXAMPLES / f"{name}.json").read_text("utf-8")
    assert xml(example) == (EXAMPLES / f"{name}.xml").read_text("utf-8"), RENEW


def without_file(text: str) -> dict[str, Any]:
    """Return a resolution without digest and producer, which change with the typesetter's version."""
    data: dict[str, Any] = json.loads(text)
    return data | {"source": data["source"] | {"sha256": "", "producer": ""}}


@pytest.mark.parametrize("name", STAGES.values())
def test_a_golden_is_small_enough_to_read(name: str) -> None:
    assert Path(FOLDER / name).stat().st_size <= MOST
