"""The attacks on a watched folder in a short form; the long one is run by hand: `make torture-watch`."""

import json
from pathlib import Path

import pytest

from tests.torture.watching.__main__ import SCENARIOS
from tests.torture.watching.judge import judged, partial
from tests.torture.watching.papers import digest, paper
from tests.torture.watching.place import Place
from tests.torture.watching.scale import Scale

SHORT = Scale(kills=4, burst=40)
CHOSEN = ("same", "kills", "crash", "watchers", "burst", "left-alone", "links", "ends-at-once")


@pytest.mark.slow
@pytest.mark.parametrize("name", CHOSEN)
def test_nothing_is_lost_and_nothing_done_twice(name: str) -> None:
    row = SCENARIOS[name](SHORT)
    assert row.failed == 0, row.measured
    if not row.tried:
        pytest.skip(row.measured)


@pytest.fixture
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A place where one document is done, as it should be."""
    monkeypatch.setattr(Place, "status", lambda _self: {"counts": {"done": 1}, "open": [], "failed": []})
    here = Place(tmp_path)
    here.drop("done/A.pdf", paper(1))
    _publish(here, "A")
    assert judged(here, [paper(1)]) == []
    return here


def _publish(here: Place, name: str) -> None:
    outputs = [{"file": f"{name}.json", "sha256": digest(b"{}")}]
    folder = here.output / name
    folder.mkdir(parents=True)
    (folder / f"{name}.json").write_bytes(b"{}")
    (folder / "report.json").write_text(json.dumps({"sha256": digest(paper(1)), "code": 0, "outputs": outputs}))


def test_a_document_that_is_lost_would_be_seen(done: Place) -> None:
    (done.inbox / "done" / "A.pdf").unlink()
    assert judged(done, [paper(1)]) == ["1 of 1 missing in done"]


def test_a_document_that_is_published_twice_would_be_seen(done: Place) -> None:
    _publish(done, "B")
    assert judged(done, [paper(1)]) == ["1 too many in published"]


@pytest.mark.parametrize("file", ["A.json", "report.json"])
def test_a_result_in_pieces_would_be_seen(done: Place, file: str) -> None:
    path = done.output / "A" / file
    path.write_bytes(path.read_bytes()[:-1])
    assert len(partial(done)) == 1
    path.unlink()
    assert len(partial(done)) == 1


def test_a_file_that_is_left_among_the_claims_would_be_seen(done: Place) -> None:
    done.drop(".resolution/journal/id/A.pdf", b"")
    assert judged(done, [paper(1)]) == ["journal/id is still claimed"]
