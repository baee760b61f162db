"""JUnit XML: what continuous integration is told of a run."""

import tracemalloc
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from pipeline.batch.junit import write_junit, xml_text
from pipeline.model.record import Record, State
from tests.batch.records import HOSTILE, LOST, RUN, again, many, record


def written(*records: Record) -> bytes:
    target = BytesIO()
    write_junit(again(*records), target)
    return target.getvalue()


def suite(*records: Record) -> Any:
    return etree.fromstring(written(*records))[0]


def ends(*records: Record) -> dict[str, list[str]]:
    return {case.get("name"): [element.tag for element in case] for case in suite(*records)}


def test_each_input_is_a_case_that_passes_fails_or_could_not_be_read() -> None:
    assert ends(*RUN) == {
        "papers/ok.pdf": ["system-out"],
        "papers/review.pdf": ["system-out"],
        "papers/hidden.pdf": ["failure"],
        "papers/same.pdf": ["system-out"],
        "papers/OK.pdf": ["error"],
        "locked": ["error"],
        "papers/empty.pdf": ["failure"],
    }


def test_a_suite_counts_its_cases_and_adds_up_their_time() -> None:
    root = etree.fromstring(written(*RUN))
    expected = {"name": "resolution", "tests": "7", "failures": "2", "errors": "2", "skipped": "0", "time": "1.750"}
    assert (root.tag, dict(root.attrib)) == ("testsuites", expected)
    assert [(child.tag, dict(child.attrib)) for child in root] == [("testsuite", expected)]
    assert [case.get("time") for case in root[0]][:3] == ["1.250", "0.500", "0.000"]


def test_a_failure_says_why_and_what_was_seen() -> None:
    failure = suite(RUN[2])[0][0]
    assert (failure.get("type"), failure.get("message")) == ("parsers_disagree", "E201 on page 3")
    assert failure.text == (
        "E201 error, page 3: Two independent readers see different characters on a page. [expected: well] [found: wall]"
    )


def test_a_failure_without_a_detail_says_what_its_code_means() -> None:
    assert suite(RUN[-1])[0][0].get("message") == "the file is not a PDF"


def test_what_needs_review_passes_with_its_findings() -> None:
    line = "E203 review, page 2, para_1: A page has no text."
    assert suite(RUN[1])[0][0].text == f"{line}\n{line}"


def test_what_is_unchanged_says_so() -> None:
    first, second = suite(RUN[3])[0][0].text.split("\n")
    assert (first, second[:4]) == ("unchanged: converted before, and its files stand", "E203")


def test_a_case_with_nothing_to_tell_is_empty() -> None:
    assert ends(record("a.pdf")) == {"a.pdf": []}


def test_no_case_at_all_is_a_suite_that_is_empty() -> None:
    assert (suite().get("tests"), len(suite())) == ("0", 0)


@pytest.mark.parametrize("state", [State.CONVERTED, State.UNREADABLE])
def test_a_hostile_text_stays_text_and_nothing_of_it_is_lost(state: State) -> None:
    found = LOST.model_copy(update={"message": HOSTILE, "found": HOSTILE, "block": HOSTILE})
    told = record(HOSTILE, state, status=HOSTILE, code=17, detail=HOSTILE, findings=(found,))
    case = suite(told)[0]
    held = HOSTILE.replace("\x00", r"\x00").replace("\x1b", r"\x1b").replace("\ud800", r"\ud800")
    held = held.replace("\uffff", r"\uffff")
    assert (case.get("name"), case[0].get("message"), case[0].get("type")) == (held, held, held)
    assert case[0].text.count(held) == 3
    assert [element.tag for element in case] == ["error" if state is State.UNREADABLE else "failure"]


def test_every_character_is_written_so_that_it_can_be_read() -> None:
    for start in range(0, 0x110000, 0x4000):
        text = "".join(map(chr, range(start, start + 0x4000)))
        assert suite(record(text))[0].get("name") == xml_text(text)


def test_the_same_records_give_the_same_bytes() -> None:
    assert written(*RUN) == written(*RUN)


def test_memory_does_not_grow_with_the_records(tmp_path: Any) -> None:
    with (tmp_path / "junit.xml").open("wb") as target:
        write_junit(many(10), target)  # what is loaded once is not counted
        tracemalloc.start()
        write_junit(many(10_000), target)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert (tmp_path / "junit.xml").stat().st_size > 1_000_000
    assert most < 500_000
