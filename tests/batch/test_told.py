"""What is told of an input: an id that tells what became of it from what became of it before."""

from pipeline.batch.told import event_of
from pipeline.model.outcome import Output
from pipeline.model.record import Record
from tests.batch.records import record

JSON = Output(file="a.json", format="json", sha256="1" * 64, size=1)
PDF = Output(file="a.pdf", format="pdf", sha256="2" * 64, size=2)
FIRST = record("a.pdf", folder="a", sha256="0" * 64, outputs=(JSON,))


def identifier(**changes: object) -> str:
    return event_of(Record.model_validate({**FIRST.model_dump(), **changes})).id


def test_what_ended_in_the_same_way_has_the_same_id_again() -> None:
    assert identifier(timings={"intake": 1.0}, state="unchanged") == event_of(FIRST).id


def test_other_files_another_folder_or_another_end_have_an_id_of_their_own() -> None:
    other = JSON.model_copy(update={"sha256": "3" * 64})
    changes: list[dict[str, object]] = [
        {},
        {"outputs": (JSON, PDF)},
        {"outputs": (other,)},
        {"outputs": (PDF,)},
        {"outputs": ()},
        {"folder": "b"},
        {"folder": None},
        {"code": 3},
        {"sha256": None},
        {"input": "b.pdf"},
    ]
    assert len({identifier(**change) for change in changes}) == len(changes)
