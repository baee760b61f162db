"""Each fault is caught by the check of its format; what is not damaged is not objected to."""

from typing import Any

import pytest

from pipeline.render.formats import load
from tests.faults import docx, json, pdf
from tests.faults.catalogue import FAULTS, FORMATS, damaged, slipped_through
from tests.faults.missed import MISSED
from tests.faults.papers import PAPERS, paper, written
from tests.faults.table import Bench, Fault, Kind

BENCHES = (*pdf.BENCHES, *docx.BENCHES, *json.BENCHES)
EACH_FAULT = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.key)
CASES = [
    pytest.param(
        fault,
        id=fault.key,
        marks=pytest.mark.xfail(reason="not caught yet", raises=AssertionError) if fault.key in MISSED else (),
    )
    for fault in FAULTS
]


@pytest.mark.logs("pdfminer", "pikepdf", "fontTools", "pypdfium2")
@pytest.mark.parametrize("fault", CASES)
def test_each_fault_is_caught(fault: Fault) -> None:
    assert slipped_through(fault) == []


@EACH_FAULT
def test_each_fault_damages_a_paper(fault: Fault) -> None:
    found = list(damaged(fault))
    assert found
    assert [name for name, data in found if data == fault.leave(written(fault.format, name))] == []


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("bench", BENCHES, ids=lambda bench: type(bench).__name__ + "-" + bench.format)
def test_what_is_not_damaged_is_not_objected_to(bench: Bench[Any], name: str) -> None:
    data = bench.leave(written(bench.format, name))
    assert load(bench.format).check(data, paper(name)) == []


def test_each_fault_has_a_name_of_its_own_and_says_what_is_suffered() -> None:
    keys = [fault.key for fault in FAULTS]
    assert len(set(keys)) == len(keys)
    assert [fault.key for fault in FAULTS if not fault.suffers.endswith(".")] == []


def test_there_are_faults_of_each_kind_in_each_format() -> None:
    assert {(fault.format, fault.kind) for fault in FAULTS} == {(name, kind) for name in FORMATS for kind in Kind}


def test_what_is_listed_as_missed_is_a_fault() -> None:
    assert set(MISSED) <= {fault.key for fault in FAULTS}
