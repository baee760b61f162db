"""When a resolution or decision of a number can have been adopted."""

from pipeline.model.number import whole
from pipeline.model.symbol import Symbol
from pipeline.normalise.labels import roman
from pipeline.organs.loader import Organ, organs

FIRST_YEAR = 1945  # a number before the stroke that is larger is a year, not a session


def organ_of(symbol: Symbol) -> Organ | None:
    """Return the organ that adopted what a symbol names, or None where it is not known."""
    series = "/".join(symbol.series[:-1])
    return next((organ for organ in organs().values() if symbol.adopted and organ.series == series), None)


def years_of(symbol: Symbol) -> tuple[int, ...]:
    """Return the years in which a resolution or decision can have been adopted by its number; none where all can.

    A year in brackets is that of adoption. A session may run into the next year; one named by its year may have begun
    in the year before.
    """
    printed = symbol.brackets[0] if symbol.brackets else symbol.session or ""
    if symbol.brackets and printed.isdecimal():
        return (whole(printed),)
    session = whole(printed) if printed.isdecimal() else roman(printed.lower())
    if session and session >= FIRST_YEAR:
        return (session - 1, session, session + 1)
    first = _first_year(session, organ_of(symbol)) if session else None
    return (first, first + 1) if first else ()


def _first_year(session: int, organ: Organ | None) -> int | None:
    if organ is None or organ.first_session is None:
        return None
    return organ.first_session + (session - 1) // organ.sessions_a_year
