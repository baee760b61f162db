"""The page read again: by an HTML reader (libxml2), and by an XML reader, which must see the same."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

DOCTYPE = b"<!DOCTYPE html>\n"
# libxml2 closes it as XML does, a browser leaves it open (HTML Standard, 13.2.6).
ONLY_XML_CLOSES = re.compile(rb"<(?!meta\b|link\b)[a-z][^<>]*/>")


class Unreadable(ValueError):
    """The bytes are no page: what is wrong with them, in a sentence."""


def read(data: bytes) -> Any:
    """Return the root of a page as an HTML reader sees it."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8: {error}") from error
    if not data.startswith(DOCTYPE):
        raise Unreadable("no document type; browsers would show it as pages were shown twenty years ago")
    if text.encode("utf-8")[:3] == b"\xef\xbb\xbf" or "\r" in text:
        raise Unreadable("a byte order mark, or carriage returns")
    root = etree.fromstring(text, etree.HTMLParser(no_network=True, remove_comments=False, huge_tree=True))
    if root is None or root.tag != "html" or [kid.tag for kid in root] != ["head", "body"]:
        raise Unreadable("no html element with a head and a body")
    return root


def difference(data: bytes, root: Any) -> str | None:
    """Return where an XML reader sees another document than the HTML reader did; None where both see the same."""
    try:
        parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False, huge_tree=True)
        other = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return f"not well-formed: {error}"
    closed = ONLY_XML_CLOSES.search(data)
    if closed is not None:
        return f"{closed[0]!r} is not closed in HTML"[:200]
    first, second = list(_flat(root)), list(_flat(other))
    for one, two in zip(first, second, strict=False):
        if one != two:
            return f"{one} / {two}"[:200]
    return None if len(first) == len(second) else f"{len(first)} / {len(second)} elements"


def _flat(root: Any) -> Iterator[tuple[str, list[tuple[str, str]], str, str]]:
    for element in root.iter():
        text, tail = ((said or "").strip("\n") for said in (element.text, element.tail))
        yield str(element.tag), sorted(element.attrib.items()), text, tail
