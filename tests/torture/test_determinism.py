"""The same papers give the same bytes; and a difference would be seen."""

import pytest

from tests.torture import determinism
from tests.torture.scale import Scale


@pytest.mark.slow
def test_the_same_papers_give_the_same_bytes() -> None:
    rows = determinism.run(Scale(moments=20))
    assert [row for row in rows if row.failed] == []
    assert {row.tried for row in rows} == {len(determinism.FEW) * 7}


def test_a_difference_would_be_seen() -> None:
    row = determinism._row(determinism.AGAIN, {"a/a.json": "1", "a/a.pdf": "2"}, {"a/a.json": "1", "a/a.docx": "2"}, 1)
    assert row.failed == 2
