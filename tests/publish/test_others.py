"""Publishing where what was delivered for another document is to stay."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.errors import Stop
from pipeline.model.finding import Finding
from pipeline.model.outcome import Outcome
from pipeline.publish import disk
from pipeline.publish import folder as publishing
from pipeline.publish.check import check_staged
from pipeline.publish.folder import publish
from tests.publish.results import NEW, beside, held, unsupported

both_ways = pytest.mark.parametrize("exchanges", [True, False], ids=["exchange", "two renames"])


@pytest.fixture
def _exchanging(exchanges: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not exchanges:
        monkeypatch.setattr(disk, "_rename", unsupported)


@both_ways
@pytest.mark.usefixtures("_exchanging")
@pytest.mark.parametrize(("code", "stays"), [(0, True), (3, True), (11, False)])
def test_of_another_document_a_result_stays_and_a_failure_is_replaced(tmp_path: Path, code: int, stays: bool) -> None:
    others = {"report.json": b'{"sha256": "other", "code": %d}' % code}
    publish(tmp_path / "A", others)
    if stays:
        with pytest.raises(Stop, match="the result of another file of this name") as stop:
            publish(tmp_path / "A", NEW, "own")
        assert stop.value.outcome is Outcome.DESTINATION
    else:
        publish(tmp_path / "A", NEW, "own")
    assert held(tmp_path / "A") == (others if stays else NEW)
    assert beside(tmp_path / "A") == []


@both_ways
@pytest.mark.usefixtures("_exchanging")
def test_a_result_of_another_that_appears_in_the_last_moment_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = {"report.json": b'{"sha256": "other", "code": 0}'}

    def late(descriptor: int, files: Mapping[str, bytes]) -> list[Finding]:
        if files == NEW:
            publish(tmp_path / "A", others)
        return list(check_staged(descriptor, files))

    monkeypatch.setattr(publishing, "check_staged", late)
    with pytest.raises(Stop, match="the result of another file of this name"):
        publish(tmp_path / "A", NEW, "own")
    assert held(tmp_path / "A") == others


def test_the_own_result_of_a_document_is_replaced(tmp_path: Path) -> None:
    publish(tmp_path / "A", {"report.json": b'{"sha256": "own", "code": 0}'})
    publish(tmp_path / "A", NEW, "own")
    assert held(tmp_path / "A") == NEW
