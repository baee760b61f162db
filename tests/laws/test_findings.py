"""Findings: each code once, in its stage's form, and in the documents."""

import re
from collections import Counter

from tests.laws.source import modules
from tools.findings import declared

STAGES = {
    "intake": "I1",
    "extract": "E2",
    "normalise": "N3",
    "render": "R4",
    "ledger": "R4",
    "review": "R4",
    "publish": "P5",
}


def test_codes_are_unique() -> None:
    counts = Counter(item.kind.code for item in declared())
    assert [code for code, count in counts.items() if count > 1] == []


def test_a_code_begins_with_its_stage() -> None:
    wrong = [
        f"{item.module} {item.kind.code}"
        for item in declared()
        if not re.fullmatch(rf"{STAGES.get(item.module.split('.')[1], '?')}[A-Z]*\d\d", item.kind.code)
    ]
    assert wrong == []


def test_kinds_are_declared_beside_their_check() -> None:
    assert [item.module for item in declared() if item.module.split(".")[-1] not in {"check", "kinds"}] == []


def test_each_kind_says_what_was_seen_and_what_to_do() -> None:
    assert [item.name for item in declared() if not item.kind.message.strip() or not item.kind.advice.strip()] == []


def test_each_code_of_the_stages_is_expected_by_a_test() -> None:
    """The formats' own codes are expected by name, beside their faults."""
    tests = "".join(file.read_text("utf-8") for file in modules("tests"))
    codes = {item.kind.code for item in declared() if not re.match("R4(DX|PD)", item.kind.code)}
    assert {code for code in codes if f'"{code}"' not in tests} == set()
