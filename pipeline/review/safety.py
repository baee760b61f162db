"""Nothing in a page for review acts, loads or leads away: only elements and attributes that it needs, and a policy."""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from lxml import html

from pipeline.model.finding import Finding
from pipeline.review.kinds import ACTIVE

PASSIVE = re.compile(
    r"html|head|meta|title|style|body|header|main|nav|section|figure|figcaption|div|p|span|h[123]|ul|ol|li|dl|dt|dd|a"
    r"|details|summary|code|strong|em|sup|sub|u|bdi|table|caption|tr|th|td|img|svg|g|rect|text"
)
_ATTRIBUTES = (
    "alt aria-hidden aria-label aria-labelledby charset class colspan content dir height href http-equiv id lang name"
    " paint-order preserveaspectratio role rowspan scope src tabindex vector-effect viewbox width x y"
)
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
HARMLESS = {"href": re.compile(r"#|\./[^/:\\]*$"), "src": re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]*$")}
FETCHED = re.compile(r"url\s*\(|@import|@font-face|image-set\s*\(|src\s*\(|\\", re.IGNORECASE)


def safety_findings(tree: html.HtmlElement) -> Iterator[Finding]:
    """Yield a finding for each part of a page for review that is not needed to show it."""
    for element in tree.iter():
        tag = str(element.tag)  # that of a comment is no text
        if not PASSIVE.fullmatch(tag):
            yield ACTIVE.at(expected="an element that is text or picture", found=tag)
        for name, value in element.attrib.items():
            harmless = HARMLESS.get(name)
            if name not in ATTRIBUTES or (harmless is not None and not harmless.match(value)):
                yield ACTIVE.at(expected="a fragment, a file beside it or a picture in it", found=f"{name}={value}")
    yield from _policy(tree)


def _policy(tree: html.HtmlElement) -> Iterator[Finding]:
    styles = ["".join(style.itertext()) for style in tree.iter("style")]
    given = [(meta.get("http-equiv"), meta.get("content")) for meta in tree.iter("meta") if meta.get("http-equiv")]
    wanted = [("Content-Security-Policy", policy(style)) for style in styles]
    if len(styles) != 1 or given != wanted:
        yield ACTIVE.at(expected=wanted, found=given)
    for style in styles:
        if loads := FETCHED.search(style):
            yield ACTIVE.at(expected="a style that loads nothing", found=loads[0])


def policy(style: str) -> str:
    """Return the policy that lets a browser take nothing but a style and what the file itself holds."""
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
