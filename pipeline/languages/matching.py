"""Match the fixed lines of a resolution against a comparable copy of the printed text."""

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import cache

from pipeline.languages.loader import Language
from pipeline.model.number import whole

Range = tuple[int, int]

QUOTES = ("“", "”", "„", '"', "«", "»")  # marks of a quotation, as any of the languages may print them

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009\u3000]+")
_HYPHENS = re.compile("[\u2010\u2011]")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc]")
_IGNORED = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u0640\u00ad\u064b-\u0652]")


def comparable(text: str) -> str:
    """Return a copy to match on: one kind of space, hyphen and apostrophe; no bidi marks, tatweel or harakat."""
    return _plain(text).strip()


def _plain(text: str) -> str:
    return _SPACES.sub(" ", _APOSTROPHES.sub("'", _HYPHENS.sub("-", _IGNORED.sub("", text))))


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
    unnamed = re.sub(r"\(\?P<\w+>", "(?:", date_pattern(language))
    return re.compile(_APOSTROPHES.sub("'", source.replace("{date}", unnamed)))


@cache
def expression(source: str) -> re.Pattern[str]:
    """Return a compiled expression of a language file, to be matched against a comparable copy."""
    return re.compile(_APOSTROPHES.sub("'", source))


def matches(language: Language, name: str, text: str, organ: str | None = None) -> re.Match[str] | None:
    """Return the match of a whole text with a pattern, or None."""
    compiled = pattern(language, name, organ)
    return compiled.fullmatch(comparable(text)) if compiled else None


def is_formula(language: Language, text: str) -> bool:
    """Say whether a text is the enacting formula of any organ, a quotation mark before it aside."""
    bare = comparable(text).lstrip("".join(QUOTES) + " ")
    return any(matches(language, "formula", bare, organ) for organ in language.organs)


def begins(language: Language, name: str, text: str, organ: str | None = None) -> bool:
    """Say whether a text begins with a pattern."""
    compiled = pattern(language, name, organ)
    return compiled is not None and compiled.match(comparable(text)) is not None


def holds(language: Language, name: str, text: str) -> bool:
    """Say whether a pattern stands somewhere in a text."""
    compiled = pattern(language, name)
    return compiled is not None and compiled.search(comparable(text)) is not None


def find_date(language: Language, text: str) -> tuple[str, str] | None:
    """Return the first date in a text as (ISO date, printed date), or None where none is valid."""
    return next(((iso, match[0]) for iso, match in dates(language, comparable(text))), None)


def dates(language: Language, copy: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each valid date of a comparable copy as an ISO date, with its match."""
    for match in re.finditer(date_pattern(language), copy):
        month = _month(language, match["month"])
        day = _day(match)
        if month is not None and 1 <= day <= monthrange(whole(match["year"]), month)[1]:
            yield f"{match['year']}-{month:02d}-{day:02d}", match


def date_places(language: Language, copy: str) -> Iterator[tuple[str, Range]]:
    """Yield each date of a comparable copy with its range; of "24 and 25 October 2024", both."""
    for iso, match in dates(language, copy):
        yield iso, match.span()
        yield from _more_days(language, copy, iso[:-2], match.span())


def _more_days(language: Language, copy: str, month: str, date: Range) -> Iterator[tuple[str, Range]]:
    start, end = date
    if language.dates.earlier:
        before = re.compile(rf"(?<![\d/.,(]){language.dates.earlier}$")
        while match := before.search(copy[max(0, start - 20) : start]):
            start = max(0, start - 20) + match.start()
            yield f"{month}{_day(match):02d}", (start, start + len(match[0]))
    if language.dates.later:
        behind = re.compile(language.dates.later)
        while match := behind.match(copy, end):
            end = match.end()
            yield f"{month}{_day(match):02d}", match.span()


def _day(match: re.Match[str]) -> int:
    return whole("".join(re.findall(r"\d", match["day"])) or "0")


def months(language: Language, copy: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield each month named in a comparable copy, by its number, with its match."""
    for match in _month_pattern(language).finditer(copy):
        number = _month(language, match["month"])
        if number is not None:
            yield number, match


@cache
def _month_pattern(language: Language) -> re.Pattern[str]:
    if language.dates.alone is not None:
        return re.compile(language.dates.alone)
    names = sorted((comparable(name) for names in language.dates.months for name in names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?P<month>{'|'.join(names).replace('/', ' ?/ ?')})(?!\w)")


def aligned(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the comparable copy, and for each of its characters and its end the place in the text."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        plain = _plain(character)
        if plain and not (plain == " " and (not characters or characters[-1] == " ")):
            characters.append(plain)
            places.append(place)
    if characters and characters[-1] == " ":
        del characters[-1], places[-1]
    return "".join(characters), (*places, places[-1] + 1 if places else 0)


def date_pattern(language: Language) -> str:
    """Return the expression of a date, with the groups day, month and year."""
    return f"(?:{language.dates.pattern})"


def _month(language: Language, name: str) -> int | None:
    name = re.sub(r"\s*/\s*", "/", name).lower()
    for number, names in enumerate(language.dates.months, 1):
        if name in (comparable(item).lower() for item in names):
            return number
    return None
