"""Addresses of links, as far as an attribute of type `anyURI` can hold them."""

import re
from urllib.parse import quote, urlsplit

_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff<>\"{}|\\^`\[\]]")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BEGINS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|[^:/?#]*(?:[/?#]|$)")


def reference(href: str) -> str:
    """Return an address as a URI reference (RFC 3986): what it cannot hold is percent-encoded, else it is unchanged.

    What is no URI at all, as one whose port is no number, is encoded as a whole.
    """
    encoded = _BARE_PERCENT.sub("%25", _UNSAFE.sub(lambda match: quote(match[0], safe=""), href))
    head, mark, fragment = encoded.partition("#")
    try:
        _ = urlsplit(head).port
    except ValueError:
        return quote(href, safe="")
    if not _BEGINS.match(head):
        return quote(href, safe="")
    return head + mark + fragment.replace("#", "%23")
