"""A gate of the user's own: which findings fail a document, which are accepted, so that jobs trust the exit code."""

import tomllib
from collections.abc import Iterable
from enum import StrEnum
from fnmatch import fnmatchcase
from importlib.resources import files
from pathlib import Path

from pydantic import Field, ValidationError

from pipeline.errors import Stop
from pipeline.model.finding import Finding, Severity
from pipeline.model.inline import Frozen
from pipeline.model.outcome import Outcome

WILD = frozenset("*?[")


class Verdict(StrEnum):
    """What a policy says of a finding."""

    FAIL = "fail"
    """The document is not published."""
    WARN = "warn"
    """It is published for review."""
    ACCEPT = "accept"
    """The finding stays in the report, and decides nothing."""


class Policy(Frozen):
    """`policy.toml`: verdicts by the codes of findings, as `E206`, or patterns of them, as `N3*`."""

    findings: dict[str, Verdict] = Field(default_factory=dict)

    def verdict(self, finding: Finding) -> Verdict:
        """Return what becomes of a finding: its own code decides, then the longest pattern, then its severity.

        A pattern is for findings that ask for review; a notice is judged only where its code is named. No policy speaks
        of errors: they have stopped the document before.
        """
        named = self.findings.get(finding.code)
        if named is not None:
            return named
        if finding.severity is not Severity.REVIEW:
            return Verdict.ACCEPT
        patterns = [name for name in self.findings if WILD & set(name) and fnmatchcase(finding.code, name)]
        return self.findings[max(patterns, key=lambda name: (len(name), name))] if patterns else Verdict.WARN

    def outcome(self, findings: Iterable[Finding]) -> Outcome:
        """Return how a document ends that nothing stopped.

        Raises:
            Stop: POLICY where a finding fails it.
        """
        warned = False
        for finding in findings:
            verdict = self.verdict(finding)
            if verdict is Verdict.FAIL:
                place = f" on page {finding.page}" if finding.page else ""
                raise Stop(Outcome.POLICY, f"{finding.code}{place}: {finding.message}")
            warned |= verdict is Verdict.WARN
        return Outcome.REVIEW if warned else Outcome.OK


def read_policy(path: Path | None) -> Policy:
    """Return the policy of a file; without one, the policy by which every finding has the weight of its severity.

    Raises:
        Stop: USAGE where the file cannot be read, is no TOML, or holds anything but `[findings]` with verdicts on codes
            that there are, and that are no errors.
    """
    if path is None:
        return Policy()
    try:
        policy = Policy.model_validate(tomllib.loads(path.read_text("utf-8")))
        _require_known(policy)
    except ValidationError as error:
        raise Stop(Outcome.USAGE, f"policy {path}: {_said(error)}") from error
    except OSError as error:
        raise Stop(Outcome.USAGE, f"policy {path} cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise Stop(Outcome.USAGE, f"policy {path}: {error}") from error
    return policy


def _said(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return (
            f"{place} stands outside of [findings], which is all that a policy holds; write [findings] above the codes"
        )
    return f"{place}: {first['msg']}"


def _require_known(policy: Policy) -> None:
    """Refuse a code that no check has, or that is an error's, and a pattern that matches no other: it guards nothing.

    Raises:
        ValueError: it names the code.
    """
    lines = (files("pipeline") / "codes.txt").read_text("ascii").splitlines()
    severities = dict(line.split() for line in lines)
    for name in policy.findings:
        meant = {severity for code, severity in severities.items() if fnmatchcase(code, name)}
        if not meant:
            raise ValueError(f"no finding has the code {name!r}; the guide to findings lists them")
        if meant == {Severity.ERROR}:
            raise ValueError(f"{name!r} is an error, which stops a document whatever a policy says; take it out")
