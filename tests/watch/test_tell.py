import json
import re
from pathlib import Path

import pytest

from pipeline.watch.journal import Entry, Journal, State
from pipeline.watch.tell import Vitals, heartbeat, metrics

LINE = re.compile(r'resolution_watch_[a-z_]+(\{[a-z_]+="[^"\\\n]*"\})? [0-9.]+')


def test_the_heartbeat_says_when_and_why_it_waits(tmp_path: Path) -> None:
    vitals = Vitals(5.0, waiting=3, in_hand=1, paused="disk\nfull", stages={"a1": "extract"})
    heartbeat(tmp_path / "beat", vitals, 9.5)
    told = json.loads((tmp_path / "beat").read_text("utf-8"))
    assert told["pid"] > 0
    expected: dict[str, object] = {"at": 9.5, "started": 5.0, "waiting": 3, "in_hand": 1, "paused": "disk\nfull"}
    expected["stages"] = {"a1": "extract"}
    assert {name: value for name, value in told.items() if name != "pid"} == expected


def test_each_line_of_the_metrics_can_be_read(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    journal.add(Entry(id="aa00", input="A.pdf", state=State.DONE, owner="one", code=0), "done")
    journal.time({"extract": 1.5, "render json": 0.25})
    metrics(tmp_path / "metrics", Vitals(100.0, paused="full"), journal, 200.0)
    journal.close()
    lines = (tmp_path / "metrics").read_text("utf-8").splitlines()
    values = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert [line for line in lines if not line.startswith("#") and not LINE.fullmatch(line)] == []
    assert values['resolution_watch_documents{state="done"}'] == "1"
    assert values['resolution_watch_documents{state="failed"}'] == "0"
    assert values['resolution_watch_documents_ended_total{code="0"}'] == "1"
    assert values['resolution_watch_stage_seconds_sum{stage="render json"}'] == "0.2500"
    assert (values["resolution_watch_paused"], values["resolution_watch_started_timestamp_seconds"]) == ("1", "100")


def test_a_metric_is_declared_before_it_is_used_and_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    metrics(tmp_path / "metrics", Vitals(1.0), journal, 2.0)
    journal.close()
    kinds = re.findall(r"^# TYPE (\S+) (\S+)$", (tmp_path / "metrics").read_text("utf-8"), re.M)
    assert len(kinds) == len({name for name, _ in kinds}) > 5
    assert {kind for _, kind in kinds} <= {"gauge", "counter", "summary"}


def test_what_is_shown_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heartbeat(tmp_path / "beat", Vitals(1.0), 1.0)

    def full(*_arguments: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="full"):
        heartbeat(tmp_path / "beat", Vitals(1.0), 2.0)
    assert json.loads((tmp_path / "beat").read_text("utf-8"))["at"] == 1.0
