"""What the faults of HTML work with: the page as a tree of elements, and its paragraphs."""

from base64 import b64encode
from hashlib import sha256
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree, html

from tests.faults.table import Bench, nth

VOID = {"base", "img", "link", "meta"}


def bench() -> Bench[Any]:
    """Return a bench for HTML."""
    return Bench("html", lambda data: new(data.decode()), _closed)


def new(text: str) -> Any:
    """Return an element from its HTML, which is written as XML also."""
    return etree.fromstring(text, parser=html.XHTMLParser())


def paragraphs(page: Any) -> list[Any]:
    """Return the paragraphs of the preamble, and those of the points."""
    return list(page.xpath("//main//p[contains(@class, 'paragraph') or contains(@class, 'point')]"))


def wording(page: Any) -> Any:
    """Return a paragraph with a good piece of text at its end, before the link to itself."""
    return nth(found for found in paragraphs(page) if len(found[-2].tail or "") > 5)


def restyle(page: Any, rule: str) -> None:
    """Add a rule to the style sheet."""
    sheet = nth(page.xpath("//style"))
    repermit(page, sheet, f"{sheet.text}\n{rule}")


def repermit(page: Any, element: Any, text: str) -> None:
    """Give a style sheet or script another text, and let the page's policy permit it."""
    policy = nth(page.xpath("//meta[@http-equiv='Content-Security-Policy']"))
    before, after = (b64encode(sha256(found.encode()).digest()).decode() for found in (element.text, text))
    element.text = text
    policy.set("content", policy.get("content").replace(before, after))


def _closed(page: Any) -> bytes:
    for element in page.iter(etree.Element):
        if element.text is None and not len(element) and element.tag not in VOID:
            element.text = ""
    written = etree.tostring(page, encoding="unicode", doctype="<!DOCTYPE html>") + "\n"
    for raw in page.iter("style", "script"):
        written = written.replace(escape(raw.text), raw.text)
    return str(written).encode()
