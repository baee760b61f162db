"""Each stage makes of a short fixture exactly what it made before. `python -m tests.golden` writes them anew."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.golden.made import FOLDER, STAGES, goldens

MOST = 20 * 1024
RENEW = "if this is meant, renew it with `python -m tests.golden` and look at the difference"


@cache
def made() -> dict[str, str]:
    return goldens()


def kept(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


@pytest.mark.parametrize("name", [name for name in STAGES.values() if name.endswith(".txt")])
def test_a_stage_makes_what_it_made(name: str) -> None:
    assert made()[name].splitlines() == kept(name).splitlines(), RENEW


def test_the_resolution_is_what_it_was_but_for_the_file_it_was_read_from() -> None:
    assert without_file(made()["resolution.json"]) == without_file(kept("resolution.json")), RENEW


def without_file(text: str) -> dict[str, Any]:
    """Return a resolution without digest and producer, which change with the typesetter's version."""
    data: dict[str, Any] = json.loads(text)
    return data | {"source": data["source"] | {"sha256": "", "producer": ""}}


@pytest.mark.parametrize("name", STAGES.values())
def test_a_golden_is_small_enough_to_read(name: str) -> None:
    assert Path(FOLDER / name).stat().st_size <= MOST
