"""Why a conversion stops."""

from pipeline.model.finding import Finding
from pipeline.model.outcome import Outcome


class Stop(Exception):
    """A conversion ends here, with a named outcome.

    `detail` says what happened and where; what to do next stands with the outcome. `findings` are those seen so far.
    """

    def __init__(self, outcome: Outcome, detail: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail
        self.findings = findings
