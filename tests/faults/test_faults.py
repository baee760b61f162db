"""Each fault is caught by the check of its format; what is not damaged is not objected to."""

from typing import Any

import pytest

from pipeline.render.formats import load, names
from tests.faults.catalogue import BENCHES, DECLARED, FAULTS, damaged, slipped_through
from tests.faults.missed import MISSED
from tests.faults.papers import PAPERS, paper, written
from tests.faults.table import Bench, Fault, Kind

NOT_YET = pytest.mark.xfail(reason="not caught yet", raises=AssertionError)
CASES = [pytest.param(fault, id=fault.key, marks=NOT_YET if fault.key in MISSED else ()) for fault in FAULTS]


@pytest.mark.logs("pdfminer", "pikepdf", "fontTools", "pypdfium2")
@pytest.mark.parametrize("fault", CASES)
def test_each_fault_is_caught(fault: Fault) -> None:
    assert slipped_through(fault) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.key)
def test_each_fault_changes_a_paper(fault: Fault) -> None:
    found = damaged(fault)
    assert found
    assert [name for name, data in found.items() if data == fault.leave(written(fault.format, name))] == []


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("bench", BENCHES)
def test_what_is_not_damaged_is_not_objected_to(bench: Bench[Any], name: str) -> None:
    data = bench.leave(written(bench.format, name))
    assert load(bench.format).check(data, paper(name)) == []


def test_each_fault_has_a_name_of_its_own_and_says_what_a_user_suffers() -> None:
    keys = [fault.key for fault in DECLARED]
    assert len(set(keys)) == len(keys)
    assert [fault.key for fault in DECLARED if not fault.suffers.endswith(".")] == []


def test_each_format_has_faults_of_each_kind() -> None:
    assert {(fault.format, fault.kind) for fault in FAULTS} == {(name, kind) for name in names() for kind in Kind}


def test_what_is_said_to_be_missed_is_a_fault() -> None:
    assert set(MISSED) <= {fault.key for fault in DECLARED}
