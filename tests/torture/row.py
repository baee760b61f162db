"""A line of the table that an attack ends in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was tried, how often, how often it failed; what was asked, and what was measured."""

    what: str
    tried: int
    failed: int
    asked: str
    measured: str
