"""Find words whose letters are of two alphabets that look alike: they are read as one word, and found as none."""

import re
import unicodedata
from collections.abc import Iterator

from pipeline.model.address import host_of
from pipeline.model.contents import contents
from pipeline.model.finding import Finding
from pipeline.model.resolution import Content, Resolution
from pipeline.model.walk import hrefs, runs
from pipeline.normalise.kinds import MIXED

ALIKE = ("LATIN", "CYRILLIC", "GREEK")
# An abbreviation or a symbol may join letters of two alphabets, as "A/С.3"; a word of three letters does not.
WORD = re.compile(r"[^\W\d_]{3,}")


def check_words(resolution: Resolution) -> Iterator[Finding]:
    """Yield a finding for each word of a resolution that mixes alphabets.

    The hosts of its links are read as words, since what is taken for a known one may be another.
    """
    for block, content in contents(resolution):
        for word in WORD.findall(_without_raised(content)):
            if len(_alphabets(word)) > 1:
                yield MIXED.at(block=block, found=word)
        for host in map(host_of, hrefs(content)):
            if any(len(_alphabets(word)) > 1 for word in WORD.findall(host)):
                yield MIXED.at(block=block, found=host)


def _without_raised(content: Content) -> str:
    """Return the text of content with a space for what is raised: the letter of a table's note is no part of a word."""
    return "".join(" " if "superscript" in run.style else run.text for run in runs(content))


def _alphabets(word: str) -> frozenset[str]:
    return frozenset(name for letter in word for name in ALIKE if unicodedata.name(letter, "").startswith(name))
