"""The table and the file of results."""

import json
from pathlib import Path

from tools.validate.results import Failure, Figure, Verdict, table, write

GOOD = Verdict("judge one", 3)
BAD = Verdict("judge two", 5, tuple(Failure(f"doc {n}", "7.1-t3", "text without tag") for n in (1, 1, 2, 3, 4)))
SHORT = Verdict("judge three", 2, (), {"notes": Figure(9, 10)})
ENOUGH = Verdict("judge four", 2, (Failure("doc 1", "words", "well"),), {"words": Figure(99, 100, 0.97)}, True)


def test_a_failure_or_a_figure_below_its_share_fails() -> None:
    assert [verdict.passed for verdict in (GOOD, BAD, SHORT, ENOUGH)] == [True, False, False, True]


def test_all_of_nothing_is_all_and_figures_add_up() -> None:
    assert Figure(0, 0).passed
    assert Figure(1, 2, 0.5) + Figure(2, 2, 0.5) == Figure(3, 4, 0.5)


def test_the_table_says_who_failed_by_which_rule_and_that_there_is_more() -> None:
    lines = table([GOOD, BAD, SHORT, ENOUGH]).splitlines()
    assert lines[1].split() == ["judge", "one", "3", "0"]
    assert lines[2].split() == ["judge", "two", "5", "4", "FAILED"]
    assert lines[3].strip() == "doc 1: 7.1-t3 x 2: text without tag"
    assert lines[6].strip() == "and 1 more"
    assert lines[7].split() == ["judge", "three", "2", "0", "notes", "9/10", "FAILED"]
    assert "FAILED" not in lines[8]


def test_the_file_holds_every_failure_and_figure(tmp_path: Path) -> None:
    write(tmp_path / "build" / "results.json", [BAD, SHORT], {"documents": 5})
    held = json.loads((tmp_path / "build" / "results.json").read_text("utf-8"))
    assert held["documents"] == 5
    assert len(held["judges"][0]["failures"]) == 5
    assert held["judges"][1]["figures"] == {"notes": {"found": 9, "of": 10, "least": 1.0}}
    assert [judge["passed"] for judge in held["judges"]] == [False, False]
