"""Stage 1 as a whole, for tests: a file becomes a checked private copy, or is refused by name."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.intake.check import Facts, check_file
from pipeline.intake.copy import Source, take_copy
from pipeline.model.finding import Finding
from pipeline.settings import Settings


@dataclass(frozen=True)
class Taken:
    """A file that was taken in, what it says of itself, and what was found."""

    source: Source
    facts: Facts
    findings: tuple[Finding, ...]


def take_in(path: Path, spool: Path, settings: Settings) -> Taken:
    """Return the checked private copy of a file.

    Args:
        path: the file as the user named it.
        spool: a private folder for the copy.
        settings: the limits.

    Raises:
        Stop: with the outcome that says why the file is refused.
    """
    source = take_copy(path, spool, settings)
    facts, findings = check_file(source.path, settings)
    return Taken(source, facts, findings)
