"""SARIF: what code hosts and viewers are told of a run."""

import json
import tracemalloc
from io import BytesIO
from typing import Any

import pytest

from pipeline.batch.sarif import artifact_uri, plain, write_sarif
from pipeline.model.record import Record
from tests.batch.records import HOSTILE, LOST, RUN, SCANNED, again, many, record


def written(*records: Record) -> bytes:
    target = BytesIO()
    write_sarif(again(*records), target)
    return target.getvalue()


def run(*records: Record) -> dict[str, Any]:
    log = json.loads(written(*records))
    assert len(log["runs"]) == 1
    return dict(log["runs"][0])


def results(*records: Record) -> list[dict[str, Any]]:
    return list(run(*records)["results"])


def test_a_log_has_every_member_that_the_standard_requires() -> None:
    log = json.loads(written(*RUN))
    assert (log["version"], log["$schema"].endswith("/sarif-schema-2.1.0.json")) == ("2.1.0", True)
    driver = log["runs"][0]["tool"]["driver"]
    assert (driver["name"], bool(driver["version"])) == ("resolution", True)
    rules = [rule["id"] for rule in driver["rules"]]
    assert rules == sorted(set(rules))
    for result in log["runs"][0]["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        assert [len(place) for place in result["locations"]] in ([1], [2])


def test_each_code_that_occurs_is_a_rule_with_its_sentence_and_what_to_do() -> None:
    rules = {rule["id"]: rule for rule in run(*RUN)["tool"]["driver"]["rules"]}
    assert list(rules) == [
        *("E201", "E203", "E212"),
        *("outcome-destination_in_use", "outcome-io", "outcome-not_pdf", "outcome-parsers_disagree"),
    ]
    assert rules["E203"]["shortDescription"]["text"] == SCANNED.message
    assert rules["E203"]["help"]["text"] == SCANNED.advice
    assert "help" not in rules["E212"], "a record of an earlier version has no advice"
    assert [rules[code]["defaultConfiguration"]["level"] for code in ("E201", "E203", "E212", "outcome-io")] == [
        *("error", "warning", "note", "error")
    ]
    assert rules["outcome-not_pdf"]["shortDescription"]["text"] == "Not delivered: the file is not a PDF."
    assert rules["outcome-not_pdf"]["help"]["text"].startswith("Give the PDF itself")


def test_each_finding_is_a_result_and_so_is_each_document_that_was_not_delivered() -> None:
    told = [(item["ruleId"], item["level"], uri(item)) for item in results(*RUN)]
    assert told == [
        ("E212", "note", "papers/ok.pdf"),
        ("E203", "warning", "papers/review.pdf"),
        ("E203", "warning", "papers/review.pdf"),
        ("outcome-parsers_disagree", "error", "papers/hidden.pdf"),
        ("E201", "error", "papers/hidden.pdf"),
        ("E203", "warning", "papers/same.pdf"),
        ("outcome-destination_in_use", "error", "papers/OK.pdf"),
        ("outcome-io", "error", "locked"),
        ("outcome-not_pdf", "error", "papers/empty.pdf"),
    ]


def uri(result: dict[str, Any]) -> str:
    return str(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])


def test_a_result_says_where_and_what() -> None:
    outcome, lost = results(RUN[2])
    assert (outcome["message"]["text"], outcome["properties"]) == ("E201 on page 3", {"code": 17})
    assert lost["message"]["text"] == f"{LOST.message} Page 3. Expected: well. Found: wall."
    assert lost["properties"] == {"page": 3, "box": [1.0, 2.0, 3.5, 4.0], "expected": "well", "found": "wall"}
    assert "logicalLocations" not in lost["locations"][0]
    assert results(RUN[3])[0]["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "para_1"}]


def test_a_box_that_no_number_bounds_is_left_out() -> None:
    boundless = LOST.model_copy(update={"box": (0.0, 0.0, float("inf"), float("nan"))})
    assert "box" not in results(record("a.pdf", findings=(boundless,)))[0]["properties"]


def test_a_fingerprint_tells_results_apart_and_is_the_same_in_every_run() -> None:
    marks = [item["partialFingerprints"]["resolution/v1"] for item in results(*RUN)]
    assert len(set(marks)) == len(marks)
    later = [item["partialFingerprints"]["resolution/v1"] for item in results(*reversed(RUN))]
    assert set(later) == set(marks)
    wider = LOST.model_copy(update={"box": (0.5, 2.0, 3.5, 4.0)})
    moved = RUN[2].model_copy(update={"findings": (wider,)})
    assert results(moved)[1]["partialFingerprints"] == results(RUN[2])[1]["partialFingerprints"]


@pytest.mark.parametrize(
    ("path", "reference"),
    [
        ("papers/a b.pdf", "papers/a%20b.pdf"),
        ("./papers//a.pdf", "papers/a.pdf"),
        ("../a.pdf", "../a.pdf"),
        ("/papers/a.pdf", "file:///papers/a.pdf"),
        ("//host/a.pdf", "file:///host/a.pdf"),
        ("javascript:alert(1).pdf", "javascript%3Aalert%281%29.pdf"),
        ("javascript://a/b.pdf", "javascript%3A/a/b.pdf"),
        ("s3://bucket/two words.pdf", "s3://bucket/two%20words.pdf"),
        ("a?b#c%20.pdf", "a%3Fb%23c%2520.pdf"),
        ("大会.pdf", "%E5%A4%A7%E4%BC%9A.pdf"),
        ("\u202egnp.pdf", "%E2%80%AEgnp.pdf"),
        ("w\udcffll.pdf", "w%5Cudcffll.pdf"),
    ],
)
def test_a_path_is_a_reference_that_leads_nowhere_else(path: str, reference: str) -> None:
    assert artifact_uri(path) == reference
    assert uri(results(record(path, status="io", code=30))[0]) == reference


def test_a_hostile_text_stays_text_and_nothing_of_it_is_lost() -> None:
    found = LOST.model_copy(update={"expected": HOSTILE, "found": HOSTILE, "block": HOSTILE, "message": HOSTILE})
    data = written(record(HOSTILE, status="io", code=30, detail=HOSTILE, findings=(found,)))
    assert data.isascii()
    assert b"\\ud800\\u" not in data.replace(b"\\\\", b"")
    held = HOSTILE.replace("\ud800", r"\ud800")
    outcome, seen = json.loads(data)["runs"][0]["results"]
    assert outcome["message"]["text"] == plain(HOSTILE)
    assert (seen["properties"]["expected"], seen["properties"]["found"]) == (held, held)
    assert seen["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == held


def test_no_link_and_no_placeholder_can_be_read_into_a_message() -> None:
    assert plain(r"[x](http://x.example) {0} \[") == r"\[x\](http://x.example) {{0}} \\\["


def test_a_run_without_findings_has_no_rules_and_no_results() -> None:
    assert (run()["results"], run()["tool"]["driver"]["rules"]) == ([], [])


def test_the_same_records_give_the_same_bytes() -> None:
    assert written(*RUN) == written(*RUN)


def test_memory_does_not_grow_with_the_records(tmp_path: Any) -> None:
    with (tmp_path / "run.sarif").open("wb") as target:
        write_sarif(many(10), target)  # what is loaded once is not counted
        tracemalloc.start()
        write_sarif(many(10_000), target)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert (tmp_path / "run.sarif").stat().st_size > 5_000_000
    assert most < 500_000
