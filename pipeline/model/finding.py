"""Findings: what a check saw, as data. Checks find; they never repair."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.resolution import Box, Frozen


class Severity(StrEnum):
    """What a finding does: `error` stops publication, `review` publishes for review, `notice` informs."""

    ERROR = "error"
    REVIEW = "review"
    NOTICE = "notice"


class Finding(Frozen):
    """One thing that a check saw, with its place and what was expected and found there."""

    code: str
    """Its kind, as listed in the guide to findings."""
    severity: Severity
    """Whether it stops publication, asks for review, or informs."""
    message: str
    """What was seen."""
    advice: str = ""
    """What to do."""
    page: int | None = None
    """Page of the source, from 1."""
    box: Box | None = None
    """Points from the page's top left corner: left, top, right, bottom."""
    block: str | None = None
    """Identifier of the block."""
    expected: str | None = None
    """What should stand there."""
    found: str | None = None
    """What stands there."""


@dataclass(frozen=True)
class Kind:
    """A kind of finding, declared beside its check: a code used once, a severity, a sentence, and what to do."""

    code: str
    severity: Severity
    message: str
    advice: str

    def at(
        self,
        *,
        page: int | None = None,
        box: Box | None = None,
        block: str | None = None,
        expected: object = None,
        found: object = None,
    ) -> Finding:
        """Return a finding of this kind at a place (1-based page, box in points, block id)."""
        return Finding(
            code=self.code,
            severity=self.severity,
            message=self.message,
            advice=self.advice,
            page=page,
            box=box,
            block=block,
            expected=None if expected is None else str(expected)[:500],
            found=None if found is None else str(found)[:500],
        )
