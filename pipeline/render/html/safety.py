"""Nothing in the page acts, loads or hides: only elements and attributes that it needs, and a policy that fits them."""

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Any

from pipeline.model.finding import Finding
from pipeline.render.html import kinds
from pipeline.render.page.inline import target

EVERYWHERE = frozenset({"id", "class", "lang", "dir"})
_PLAIN = (
    "head title body header main footer details summary p ol li caption table thead tbody tr h1 h2 h3 h4 h5 h6"
    " em strong span sub sup u style"
)
# Each element that the page may hold, and its attributes besides those of every element.
ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(_PLAIN.split(), frozenset()),
    "html": frozenset({"data-script"}),
    "meta": frozenset({"charset", "name", "content", "http-equiv"}),
    "link": frozenset({"rel", "href"}),
    "script": frozenset({"type"}),
    "nav": frozenset({"aria-label"}),
    "section": frozenset({"role", "aria-label"}),
    "div": frozenset({"role", "aria-label", "tabindex"}),
    "a": frozenset({"href", "role", "aria-label"}),
    "th": frozenset({"scope", "colspan", "rowspan"}),
    "td": frozenset({"colspan", "rowspan"}),
}
_LOADING = (
    "src srcset imagesrcset data poster background action formaction manifest ping longdesc cite profile codebase"
    " archive classid icon dynsrc lowsrc xlink:href"
)
LOADING = frozenset(_LOADING.split())
FETCHED = re.compile(r"url\s*\(|@import|@font-face|image-set\s*\(|src\s*\(|\\", re.IGNORECASE)
SAFE_ESCAPES = re.compile(r'content: "(?:\\[0-9a-f]+)+"')


def safety_findings(root: Any) -> Iterator[Finding]:
    """Yield a finding for each part of a page that is not needed to show the text."""
    for element in root.iter():
        yield from _element(element)
    for script in root.iter("script"):
        if script.get("type") != "application/ld+json":
            yield kinds.ACTIVE.at(found=f"script {script.get('type')}")
    for link in root.iter("link"):
        if link.get("rel") != "canonical":
            yield kinds.OUTSIDE.at(found=f"link {link.get('rel')} {link.get('href')}")
    for style in root.iter("style"):
        loads = FETCHED.search(SAFE_ESCAPES.sub("", style.text or ""))
        if loads is not None:
            yield kinds.OUTSIDE.at(found=f"style {loads[0]}")
    yield from _policy(root)


def _element(element: Any) -> Iterator[Finding]:
    name = str(element.tag)
    if name not in ALLOWED:
        yield kinds.ACTIVE.at(block=element.get("id"), found=f"<{name}>")
        return
    for attribute, value in element.attrib.items():
        if attribute in LOADING:
            yield kinds.OUTSIDE.at(block=element.get("id"), found=f"{attribute}={value}")
        elif attribute not in EVERYWHERE | ALLOWED[name]:
            yield kinds.ACTIVE.at(block=element.get("id"), found=f"{attribute}={value}")


def address_findings(body: Any) -> Iterator[Finding]:
    """Yield a finding for each link that leads to no element of the page, or to an address that is not published."""
    names = {element.get("id") for element in body.iter() if element.get("id")}
    for link in body.iter("a"):
        href = link.get("href") or ""
        inside = href.startswith("#") and href[1:] in names
        if not inside and (href.startswith("#") or target(href) != href):
            yield kinds.DEAD.at(block=link.get("id"), found=href)


def _policy(root: Any) -> Iterator[Finding]:
    """Yield a finding where the policy is missing, lets other things pass, or forbids what the page holds."""
    given = [meta.get("content") for meta in root.iter("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    others = [meta.get("http-equiv") for meta in root.iter("meta") if meta.get("http-equiv")][1:]
    texts = [["".join(element.itertext()) for element in root.iter(name)] for name in ("style", "script")]
    if [len(text) for text in texts] != [1, 1] or others:
        yield kinds.POLICY.at(expected="one style, one block of data", found=f"{texts} {others}")
        return
    style, data = (base64.b64encode(hashlib.sha256(text[0].encode("utf-8")).digest()).decode() for text in texts)
    wanted = (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{data}'; base-uri 'none';"
        " form-action 'none'"
    )
    if given != [wanted]:
        yield kinds.POLICY.at(expected=wanted, found=given)
