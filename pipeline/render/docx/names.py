"""What the outside may rely on: how our ids become bookmark names, and which links a document may carry.

A bookmark's name is the id itself where Word allows it: a letter, then letters, digits and underscores, 40 characters
at most, unlike any other without regard to case. Any other id becomes its first 27 characters, what is not allowed
replaced by an underscore, then an underscore and the first 12 hexadecimal digits of the id's SHA-256.
"""

import re
from collections.abc import Iterable
from hashlib import sha256

from pipeline.model.address import may_be_followed

_LEGAL = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_NOT_ALLOWED = re.compile(r"[^A-Za-z0-9_]")
_UNSAFE = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f-\xa0\u2028\u2029]")


def bookmark_names(identifiers: Iterable[str]) -> dict[str, str]:
    """Return the bookmark's name of each id, in the order given; an id given twice has one bookmark."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for identifier in identifiers:
        if identifier in names:
            continue
        name = identifier
        if not _LEGAL.fullmatch(name) or name.lower() in taken:
            name = _short(identifier)
        taken.add(name.lower())
        names[identifier] = name
    return names


def _short(identifier: str) -> str:
    clean = _NOT_ALLOWED.sub("_", identifier)
    if not clean[:1].isalpha():
        clean = f"x{clean}"
    return f"{clean[:27]}_{sha256(identifier.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def link_target(href: str) -> str | None:
    """Return the address to write for a link, or None where a document must not carry it.

    Allowed are http and https with a host, and mailto. Characters that a URI cannot hold are percent-encoded (RFC 3986,
    2.1), since Word refuses a whole file for one malformed address; others stand as they are.
    """
    return _encoded(href) if may_be_followed(href) else None


def _encoded(text: str) -> str:
    return _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8")), text)
