"""The kind of numbering of a list, for readers that announce it (ISO 32000-1, table 347); the labels stay literal."""

import re
from xml.etree.ElementTree import Element

ROMAN = re.compile(r"[ivxl]+")
LETTERS = re.compile(r"[a-z]{1,2}")
CAPITAL = re.compile(r"\W*[A-Z]{1,4}\W")


def list_numbering(points: Element) -> str:
    """Return the ListNumbering of a list of the page."""
    return numbering([(item.get("id", ""), "".join(next(iter(item), item).itertext())) for item in points])


def numbering(items: list[tuple[str, str]]) -> str:
    """Return the ListNumbering of items given as (id, text that begins with the label).

    The ids decide, since they are the same in every language: `point_a` opens an alphabet, `point_i` Roman numerals,
    anything else counts as decimal. Only the first label tells capitals from small letters.
    """
    tails = [identifier.rpartition("_")[2].casefold() for identifier, _ in items]
    size = "Upper" if items and CAPITAL.match(items[0][1]) else "Lower"
    if all(ROMAN.fullmatch(tail) for tail in tails) and not _run_of_letters(tails):
        return f"{size}Roman"
    if all(LETTERS.fullmatch(tail) for tail in tails):
        return f"{size}Alpha"
    return "Decimal"


def _run_of_letters(tails: list[str]) -> bool:
    """Return whether tails are neighbours in the alphabet that only look like Roman numerals, as l and m."""
    letters = [ord(tail) for tail in tails if len(tail) == 1]
    return len(tails) > 1 and letters == list(range(ord(tails[0][0]), ord(tails[0][0]) + len(tails)))
