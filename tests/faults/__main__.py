"""Prints the table of the faults, and whether each is caught: `python -m tests.faults`."""

import sys
from collections import Counter

from tests.faults.catalogue import FAULTS, FORMATS, slipped_through
from tests.faults.table import Fault, Kind


def _row(fault: Fault, missed: list[str]) -> str:
    verdict = f"missed ({', '.join(missed)})" if missed else "caught"
    kind = f"{fault.kind}, mild" if fault.mild else fault.kind
    return f"| {fault.format} | {fault.name} | {kind} | {verdict} | {fault.suffers} |"


def _total(name: str, counted: Counter[tuple[str, Kind, bool]]) -> str:
    of = {kind: [counted[name, kind, seen] for seen in (True, False)] for kind in Kind}
    figures = ", ".join(f"{kind} {seen} of {seen + unseen}" for kind, (seen, unseen) in of.items())
    return f"{name}: caught {sum(seen for seen, _ in of.values())} of {sum(map(sum, of.values()))} ({figures})"


def main() -> None:
    """Print the table, a line a fault, then a line a format."""
    verdicts = [(fault, slipped_through(fault)) for fault in FAULTS]
    counted = Counter((fault.format, fault.kind, not missed) for fault, missed in verdicts)
    lines = ["| format | fault | kind | verdict | what a user suffers |", "|---|---|---|---|---|"]
    lines += [_row(fault, missed) for fault, missed in verdicts]
    lines += ["", *(_total(name, counted) for name in FORMATS)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
