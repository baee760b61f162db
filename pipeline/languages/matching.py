"""Match the fixed lines of a resolution against a comparable copy of the printed text."""

import re
from functools import cache

from pipeline.languages.loader import Language

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009\u3000]+")
_HYPHENS = re.compile("[\u2010\u2011]")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc]")
_IGNORED = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u0640\u00ad\u064b-\u0652]")


def comparable(text: str) -> str:
    """Return a copy to match on: one kind of space, hyphen and apostrophe; no bidi marks, tatweel or harakat."""
    return _SPACES.sub(" ", _APOSTROPHES.sub("'", _HYPHENS.sub("-", _IGNORED.sub("", text)))).strip()


@cache
def pattern(language: Language, name: str, organ: str | None = None) -> re.Pattern[str] | None:
    """Return a compiled pattern by its name, `{date}` filled in; None where the language has none.

    Args:
        language: the language.
        name: a field of its patterns, or of an organ's words.
        organ: the key of the organ whose words are meant.
    """
    words = language.patterns if organ is None else language.organs[organ]
    source: str | None = getattr(words, name)
    if source is None:
        return None
    unnamed = re.sub(r"\(\?P<\w+>", "(?:", _date(language))
    return re.compile(_APOSTROPHES.sub("'", source.replace("{date}", unnamed)))


def matches(language: Language, name: str, text: str, organ: str | None = None) -> re.Match[str] | None:
    """Return the match of a whole text with a pattern, or None."""
    compiled = pattern(language, name, organ)
    return compiled.fullmatch(comparable(text)) if compiled else None


def begins(language: Language, name: str, text: str, organ: str | None = None) -> bool:
    """Say whether a text begins with a pattern."""
    compiled = pattern(language, name, organ)
    return compiled is not None and compiled.match(comparable(text)) is not None


def find_date(language: Language, text: str) -> tuple[str, str] | None:
    """Return the first date in a text as (ISO date, printed date), or None where none is valid."""
    for match in re.finditer(_date(language), comparable(text)):
        month = _month(language, match["month"])
        day = int("".join(re.findall(r"\d", match["day"])) or 0)
        if month is not None and 1 <= day <= 31:
            return f"{match['year']}-{month:02d}-{day:02d}", match[0]
    return None


def _date(language: Language) -> str:
    return f"(?:{language.dates.pattern})"


def _month(language: Language, name: str) -> int | None:
    name = re.sub(r"\s*/\s*", "/", name).lower()
    for number, names in enumerate(language.dates.months, 1):
        if name in (comparable(item).lower() for item in names):
            return number
    return None
