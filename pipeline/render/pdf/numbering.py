"""The kind of numbering of a list, for readers that announce it (ISO 32000-1, table 347); the labels stay literal."""

import re
from xml.etree.ElementTree import Element

ROMAN = re.compile(r"[ivxlcdm]+")
ALPHABETIC = re.compile(r"[a-z]{1,2}")


def list_numbering(points: Element) -> str:
    """Return the ListNumbering of a list of the page, from the ids of its items, which are the same in every language."""
    return numbering([(item.get("id", ""), "".join(next(iter(item), item).itertext())) for item in points])


def numbering(items: list[tuple[str, str]]) -> str:
    """Return the ListNumbering of items given as (id, text that begins with the label).

    The first item decides: `point_a` opens an alphabet, `point_i` Roman numerals; anything else counts as decimal.
    """
    tails = [identifier.rpartition("_")[2].casefold() for identifier, _ in items]
    labels = [text for _, text in items]
    upper = any(re.match(r"\W*[A-Z]{1,4}\W", label) for label in labels[:1])
    if tails and ROMAN.fullmatch(tails[0]) and (tails[0] != "c" and tails[0] != "d" or len(tails) == 1):
        if _follows_roman(tails):
            return "UpperRoman" if upper else "LowerRoman"
    if tails and ALPHABETIC.fullmatch(tails[0]):
        return "UpperAlpha" if upper else "LowerAlpha"
    return "Decimal"


def _follows_roman(tails: list[str]) -> bool:
    """Return whether all tails are Roman numerals, and not the letters of an alphabet (h, i, j or c, d, e)."""
    return all(ROMAN.fullmatch(tail) for tail in tails)
