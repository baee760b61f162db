"""Typesets short resolutions into PDF, tagged or not, after the model of the official page.

A source is a text file that says what is printed (`source`); `typeset` prints it and `expected` says what a reader
should find. `python -m tests.typeset` writes the sample in `input/`.
"""

from tests.typeset.bad import OPENING_WORD, bad_files
from tests.typeset.catalogue import fixtures, sample
from tests.typeset.expected import Expected, expected, expected_links, expected_notes
from tests.typeset.press import typeset
from tests.typeset.source import Source, parse

__all__ = [
    "OPENING_WORD",
    "Expected",
    "Source",
    "bad_files",
    "expected",
    "expected_links",
    "expected_notes",
    "fixtures",
    "parse",
    "sample",
    "typeset",
]
