"""Compare language versions of one resolution: what each has beyond what all have, block by block."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_

from pipeline.compare.facts import Facts, facts_of
from pipeline.compare.model import Aspect, Comparison, Count, Difference, Edition
from pipeline.languages.loader import languages
from pipeline.model.resolution import Resolution

COUNTED = (
    "preambular paragraph",
    "operative paragraph",
    "point",
    "heading",
    "table",
    "part",
    "annex",
    "paragraph of an annex",
)
Version = dict[str, Facts]


def compare(resolutions: Sequence[Resolution]) -> Comparison:
    """Return how language versions of one symbol differ.

    Args:
        resolutions: at least two, each in another language, of one symbol.
    """
    versions = [facts_of(item, languages()[item.language]) for item in resolutions]
    counts = (*_counts(versions), Count(what="note", values=tuple(len(item.notes) for item in resolutions)))
    differences = tuple(_differences(versions))
    return Comparison(
        symbol=resolutions[0].symbol,
        editions=tuple(Edition(language=item.language, file=item.source.file) for item in resolutions),
        agree=not differences and all(len(set(count.values)) == 1 for count in counts),
        same_identifiers=all(version.keys() == versions[0].keys() for version in versions),
        counts=counts,
        differences=differences,
    )


def _counts(versions: list[Version]) -> Iterator[Count]:
    for what in COUNTED:
        values = tuple(sum(facts.kind == what for facts in version.values()) for version in versions)
        if any(values):
            yield Count(what=what, values=values)


def _differences(versions: list[Version]) -> Iterator[Difference]:
    for block in merged([list(version) for version in versions]):
        found = [version.get(block) for version in versions]
        kinds = tuple((facts.kind,) if facts else () for facts in found)
        if len(set(kinds)) > 1:
            yield _difference("block", block, kinds)
        yield from _block_differences(block, found)


def merged(orders: list[list[str]]) -> list[str]:
    """Return all names in reading order: a name that the first list lacks stands behind the name that it follows."""
    whole: list[str] = []
    for order in orders:
        known, place = set(whole), 0
        for name in order:
            if name in known:
                place = whole.index(name) + 1
            else:
                whole.insert(place, name)
                place += 1
    return whole


def _block_differences(block: str, found: list[Facts | None]) -> Iterator[Difference]:
    present = [facts for facts in found if facts]
    if len({len(facts.marks) for facts in present}) > 1:
        yield _difference("notes", block, tuple((str(len(facts.marks)),) if facts else () for facts in found))
    yield from _numbers(block, found)
    yield from _counted("symbols", block, found, _beyond([facts.symbols for facts in present]))
    yield from _counted("links", block, found, _beyond([facts.links for facts in present]))


def _beyond(counters: list[Counter[str]]) -> list[Counter[str]]:
    """Return what each has beyond what all have."""
    common = reduce(and_, counters, counters[0] if counters else Counter())
    return [counter - common for counter in counters]


def _counted(aspect: Aspect, block: str, found: list[Facts | None], beyond: list[Counter[str]]) -> Iterator[Difference]:
    if any(beyond):
        rest = iter(beyond)
        yield _difference(
            aspect, block, tuple(tuple(sorted(next(rest).elements())) if facts else () for facts in found)
        )


def _difference(aspect: Aspect, block: str, values: tuple[tuple[str, ...], ...]) -> Difference:
    told = {value for value in values if value}
    return Difference(aspect=aspect, block=block, conflict=len(told) > 1, values=values)


def _numbers(block: str, found: list[Facts | None]) -> Iterator[Difference]:
    """Find dates and numbers that differ.

    Languages write spans of dates in their own ways, "24 and 25 October 2024" against one whole date and a day; so a
    date that not all have counts by its day, month and year, and only where one of these is left over does it differ.
    """
    present = [facts for facts in found if facts]
    odd = _beyond([facts.dates for facts in present])
    parts = [facts.numbers + _parts(dates) for facts, dates in zip(present, odd, strict=True)]
    left = _beyond(parts)
    told = [_told(dates, rest) for dates, rest in zip(odd, left, strict=True)]
    yield from _counted("dates", block, found, told)
    numbers = [rest - _parts(dates) for rest, dates in zip(left, told, strict=True)]
    yield from _counted("numbers", block, found, numbers)


def _parts(dates: Counter[str]) -> Counter[str]:
    """Return the days of dates, and each month with its year once: a span may name them once for both its ends."""
    parts: Counter[str] = Counter()
    for month in {date[:-3] for date in dates}:
        parts.update([str(int(month[:4])), f"month {int(month[5:])}"])
    parts.update(str(int(date[-2:])) for date in dates.elements())
    return parts


def _told(dates: Counter[str], left: Counter[str]) -> Counter[str]:
    """Return the dates of which a part is left over."""
    return Counter({date: count for date, count in dates.items() if _parts(Counter([date])) & left})
