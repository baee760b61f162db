"""A short form of the mutations: every kind, on a short resolution of our own."""

from pathlib import Path

import pytest

from tests.reading import pdf
from tests.torture.mutate import CHANGES, Change
from tests.torture.mutations import mutated, rows, verdicts


@pytest.mark.slow
def test_a_mutated_paper_is_never_another_one_that_is_ok(tmp_path: Path) -> None:
    paper = tmp_path / "en_points.pdf"
    paper.write_bytes(pdf("en_points"))
    found = list(verdicts((paper,), 3 * len(CHANGES), seed=1))
    assert {verdict.change for verdict in found} == {change.__name__ for change in CHANGES}
    assert [(row.what, row.measured) for row in rows(found)[:2] if row.failed] == []


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_mutation_is_another_file_and_the_same_each_time(change: Change, tmp_path: Path) -> None:
    paper = tmp_path / "en_points.pdf"
    paper.write_bytes(pdf("en_points"))
    assert mutated(paper, change, "en/1/1") == mutated(paper, change, "en/1/1")
    assert any(mutated(paper, change, f"en/1/{number}") != paper.read_bytes() for number in range(5))
