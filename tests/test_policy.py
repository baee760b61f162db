"""A policy: which findings fail a document, which are accepted."""

from pathlib import Path

import pytest

from pipeline.errors import Stop
from pipeline.job import Converted
from pipeline.model.finding import Finding, Severity
from pipeline.model.outcome import Outcome, Output, Report
from pipeline.policy import Policy, Verdict, judged, read_policy
from pipeline.run import convert_file, earlier_report
from pipeline.settings import Settings
from tests.spoiled import with_an_empty_page

OUTPUT = Output(file="a.json", format="json", sha256="0" * 64, size=1)


def finding(code: str, severity: Severity = Severity.REVIEW) -> Finding:
    return Finding(code=code, severity=severity, message="something was seen", page=2)


def converted(*findings: Finding, outcome: Outcome = Outcome.REVIEW) -> Converted:
    report = Report(
        input="a.pdf",
        status=outcome.status,
        code=outcome.code,
        meaning=outcome.meaning,
        instruction=outcome.instruction,
        findings=findings,
        outputs=(OUTPUT,) if outcome.publishes else (),
    )
    return Converted(report, {"a.json": b"1"} if outcome.publishes else {})


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
    done = judged(converted(finding("E206")), Policy(findings=verdicts))
    assert done.report.code == code
    assert done.report.status == next(item.status for item in Outcome if item.code == code)


def test_what_fails_is_not_published_and_says_why() -> None:
    done = judged(converted(finding("E206")), Policy(findings={"E206": Verdict.FAIL}))
    assert (done.files, done.report.outputs) == ({}, ())
    assert done.report.detail == "E206 on page 2: something was seen"
    assert [item.code for item in done.report.findings] == ["E206"], "the findings stay"


def test_a_notice_is_judged_only_by_its_own_code() -> None:
    noticed = converted(finding("E212", Severity.NOTICE), outcome=Outcome.OK)
    assert judged(noticed, Policy(findings={"*": Verdict.FAIL})).report.code == 0
    assert judged(noticed, Policy(findings={"E212": Verdict.WARN})).report.code == 3


def test_an_error_is_never_accepted() -> None:
    failed = converted(finding("N301", Severity.ERROR), outcome=Outcome.CONSERVATION)
    assert judged(failed, Policy(findings={"N301": Verdict.ACCEPT})) == failed


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
