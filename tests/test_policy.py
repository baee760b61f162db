"""A policy: which findings fail a document, which are accepted."""

from pathlib import Path

import pytest

from pipeline import run
from pipeline.errors import Stop
from pipeline.model.finding import Finding, Severity
from pipeline.model.outcome import Outcome
from pipeline.policy import Policy, Verdict, read_policy
from pipeline.run import convert_file, earlier_report
from pipeline.settings import Settings
from tests.reading import pdf
from tests.spoiled import with_an_empty_page


def finding(code: str, severity: Severity = Severity.REVIEW) -> Finding:
    return Finding(code=code, severity=severity, message="something was seen", page=2)


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ({}, 3),
        ({"E206": "accept"}, 0),
        ({"E206": "warn"}, 3),
        ({"E206": "fail"}, 23),
        ({"E*": "fail"}, 23),
        ({"*": "fail", "E2*": "accept"}, 0),
        ({"E2*": "fail", "E206": "accept"}, 0),
        ({"N3*": "fail"}, 3),
    ],
)
def test_the_code_itself_decides_then_the_longest_pattern(verdicts: dict[str, Verdict], code: int) -> None:
    policy = Policy(findings=verdicts)
    try:
        outcome = policy.outcome([finding("E206")])
    except Stop as stop:
        outcome = stop.outcome
        assert stop.detail == "E206 on page 2: something was seen"
    assert outcome.code == code


def test_a_notice_is_judged_only_by_its_own_code() -> None:
    noticed = [finding("E212", Severity.NOTICE)]
    assert Policy(findings={"*": Verdict.FAIL}).outcome(noticed) is Outcome.OK
    assert Policy(findings={"E212": Verdict.WARN}).outcome(noticed) is Outcome.REVIEW


def test_an_error_is_never_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "check_resolution", lambda *_: (finding("N301", Severity.ERROR),))
    (tmp_path / "policy.toml").write_text('[findings]\n"N3*" = "accept"\n"*" = "accept"\n')
    paper = tmp_path / "a.pdf"
    paper.write_bytes(pdf("en_masthead"))
    settings = Settings(to=("json",), policy=tmp_path / "policy.toml")
    assert convert_file(paper, tmp_path / "out", settings).code == Outcome.CONSERVATION.code


def test_the_page_for_review_of_a_document_that_is_refused_says_so(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text('[findings]\n"*" = "fail"\n')
    paper = tmp_path / "a.pdf"
    paper.write_bytes(with_an_empty_page())
    settings = Settings(to=("json",), review=True, policy=tmp_path / "policy.toml")
    report = convert_file(paper, tmp_path / "out", settings)
    assert (report.code, [item.file for item in report.outputs]) == (Outcome.POLICY.code, ["report.html"])
    assert Outcome.POLICY.meaning in (tmp_path / "out" / "a" / "report.html").read_text("utf-8")
    assert report.findings, "the findings stay"


@pytest.mark.parametrize("text", ["[findings", "[findings]\nE206 = 'so'", "[rules]\nE206 = 'fail'", "findings = 3"])
def test_a_policy_that_is_wrong_is_a_wrong_call(text: str, tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text(text)
    with pytest.raises(Stop, match="policy") as stop:
        read_policy(tmp_path / "policy.toml")
    assert stop.value.outcome is Outcome.USAGE


def test_a_code_that_no_check_has_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text("[findings]\nE2O6 = 'fail'")
    with pytest.raises(Stop, match="E2O6"):
        read_policy(tmp_path / "policy.toml")


@pytest.mark.parametrize("name", ["N302", "E201", "N30[2]"])
def test_the_code_of_an_error_is_a_wrong_call(name: str, tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text(f"[findings]\n'{name}' = 'accept'")
    with pytest.raises(Stop, match="is an error, which stops a document") as stop:
        read_policy(tmp_path / "policy.toml")
    assert (stop.value.outcome, name in stop.value.detail) == (Outcome.USAGE, True)


def test_codes_without_their_table_are_told_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text("E203 = 'fail'")
    with pytest.raises(Stop, match=r"E203 stands outside of \[findings\].* write \[findings\] above"):
        read_policy(tmp_path / "policy.toml")


def test_a_policy_that_is_not_there_is_named_once() -> None:
    with pytest.raises(Stop) as stop:
        read_policy(Path("/absent/policy.toml"))
    assert stop.value.detail == "policy /absent/policy.toml cannot be read: No such file or directory"


def test_a_document_is_published_as_the_policy_wants_and_again_when_it_changes(tmp_path: Path) -> None:
    paper, policy = tmp_path / "a.pdf", tmp_path / "policy.toml"
    paper.write_bytes(with_an_empty_page())
    settings = Settings(to=("json",), policy=policy)
    codes = []
    for verdict in ("fail", "accept", "warn"):
        policy.write_text(f'[findings]\n"*" = "{verdict}"\n')
        assert earlier_report(paper, tmp_path / "out", settings) is None
        codes.append(convert_file(paper, tmp_path / "out", settings).code)
        assert (tmp_path / "out" / "a" / "a.json").exists() == (verdict != "fail")
    assert codes == [23, 0, 3]
    assert earlier_report(paper, tmp_path / "out", settings) is not None
