"""Records of a run in which everything happened, and many of them."""

from collections.abc import Callable, Iterator

from pipeline.model.finding import Finding, Severity
from pipeline.model.record import Record, State

HOSTILE = "a\x00b\x1b[31m]]><!-- &amp; \ud800\uffff \u202egnp.exe\u202c \r\n\t\U0001f4a7 [x](http://x.example) {0}"

LOST = Finding(
    code="E201",
    severity=Severity.ERROR,
    message="Two independent readers see different characters on a page.",
    page=3,
    box=(1.0, 2.0, 3.5, 4.0),
    expected="well",
    found="wall",
)
SCANNED = Finding(
    code="E203",
    severity=Severity.REVIEW,
    message="A page has no text.",
    advice="Look at the page.",
    page=2,
    block="para_1",
)
TURNED = Finding(code="E212", severity=Severity.NOTICE, message="The letters of a ligature were turned.")


def record(name: str, state: State = State.CONVERTED, status: str = "ok", code: int = 0, **more: object) -> Record:
    """Return a record of an input."""
    return Record.model_validate({"input": name, "state": state, "status": status, "code": code, **more})


RUN = (
    record("papers/ok.pdf", timings={"intake": 0.25, "extract": 1.0}, findings=(TURNED,)),
    record("papers/review.pdf", status="review", code=3, findings=(SCANNED, SCANNED), timings={"intake": 0.5}),
    record("papers/hidden.pdf", status="parsers_disagree", code=17, detail="E201 on page 3", findings=(LOST,)),
    record("papers/same.pdf", State.UNCHANGED, "review", 3, findings=(SCANNED,)),
    record("papers/OK.pdf", State.SKIPPED, "destination_in_use", 31, detail="another input has the same name"),
    record("locked", State.UNREADABLE, "io", 30, detail="locked: Permission denied"),
    record("papers/empty.pdf", status="not_pdf", code=10),
)


def again(*records: Record) -> Callable[[], Iterator[Record]]:
    """Return what gives these records from their beginning, as often as it is called."""
    return lambda: iter(records)


def many(count: int) -> Callable[[], Iterator[Record]]:
    """Return what gives so many records, each made when it is asked for."""
    return lambda: (
        record(f"papers/{number}.pdf", status="review", code=3, findings=(SCANNED, LOST), timings={"intake": 0.001})
        for number in range(count)
    )
