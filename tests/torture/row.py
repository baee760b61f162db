"""One line of the table of attacks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was attacked, how often, how often it gave way, what is asked, and what was measured."""

    what: str
    tried: int
    failed: int
    asked: str
    measured: str
