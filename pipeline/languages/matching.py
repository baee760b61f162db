"""Match the fixed lines of a resolution against a comparable copy of the printed text."""

import re
from functools import cache

from pipeline.languages.loader import Language

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009\u3000]+")
_HYPHENS = re.compile("[\u2010\u2011]")
_IGNORED = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u0640\u00ad\u064b-\u0652]")


def comparable(text: str) -> str:
    """Return a copy to match on: one kind of space and hyphen; bidi marks, tatweel and harakat removed."""
    return _SPACES.sub(" ", _HYPHENS.sub("-", _IGNORED.sub("", text))).strip()


@cache
def pattern(language: Language, name: str) -> re.Pattern[str]:
    """Return a compiled pattern of a language by its name, `{date}` filled in."""
    source: str = getattr(language.patterns, name)
    return re.compile(source.replace("{date}", _date(language)))


def matches(language: Language, name: str, text: str) -> re.Match[str] | None:
    """Return the match of a whole text with a pattern of a language, or None."""
    return pattern(language, name).fullmatch(comparable(text))


def find_date(language: Language, text: str) -> tuple[str, str] | None:
    """Return the first date in a text as (ISO date, printed date), or None where none is valid."""
    for match in re.finditer(_date(language), comparable(text)):
        month = _month(language, match["month"])
        if month is not None and 1 <= int(match["day"]) <= 31:
            return f"{match['year']}-{month:02d}-{int(match['day']):02d}", match[0]
    return None


def _date(language: Language) -> str:
    return f"(?:{language.dates.pattern})"


def _month(language: Language, name: str) -> int | None:
    for number, names in enumerate(language.dates.months, 1):
        if name in names:
            return number
    return None
