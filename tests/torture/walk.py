"""Whether anything in an output acts, by another walk than that of the checks: over names, not over what is allowed."""

import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pikepdf

ALLOWED = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f\u202a-\u202e\u2066-\u2069]+\Z")
FORBIDDEN_KEYS = frozenset(
    [
        "/JS",
        "/JavaScript",
        "/AA",
        "/OpenAction",
        "/Launch",
        "/XFA",
        "/AcroForm",
        "/RichMedia",
        "/Collection",
        "/SubmitForm",
        "/EF_",
        "/Movie",
        "/Sound",
    ]
)
FORBIDDEN_ACTIONS = frozenset(
    ["/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Named", "/Rendition"]
)
FORBIDDEN_PARTS = re.compile(r"vba|activex|embed|ole|\.bin$|\.exe$|\.js$|altchunk", re.IGNORECASE)
FORBIDDEN_FIELDS = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON|DATABASE)\b")
FORBIDDEN_TAGS = frozenset(
    ["script", "iframe", "object", "embed", "form", "input", "img", "video", "audio", "svg", "base", "frame"]
)


def active(format: str, data: bytes) -> Iterator[str]:  # noqa: A002
    """Yield what in an output acts, leads where no link should, or is a file that is not ours."""
    yield from WALKS[format](data)


def _address(value: str) -> Iterator[str]:
    if not ALLOWED.match(value):
        yield f"a link to {value[:80]!r}"


def _json(data: bytes) -> Iterator[str]:
    def addresses(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (value[name] for name in ("href", "uri") if value.get(name))
            for below in value.values():
                yield from addresses(below)
        elif isinstance(value, list):
            for below in value:
                yield from addresses(below)

    for address in addresses(json.loads(data)):
        yield from _address(address)


def _docx(data: bytes) -> Iterator[str]:
    with ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            yield from _part(name, package.read(name).decode("utf-8", "replace"))


def _part(name: str, text: str) -> Iterator[str]:
    if FORBIDDEN_PARTS.search(name):
        yield f"part {name}"
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        yield f"an entity in {name}"
    for field in re.findall(r"<w:instrText[^>]*>([^<]*)<", text):
        if FORBIDDEN_FIELDS.search(field):
            yield f"a field {field}"
    if name.endswith(".rels"):
        yield from _relations(text)


def _relations(text: str) -> Iterator[str]:
    for relation in ElementTree.fromstring(text):  # noqa: S314 - our own output
        if relation.get("TargetMode") == "External":
            yield from _address(relation.get("Target", ""))
            if not relation.get("Type", "").endswith("/hyperlink"):
                yield f"an outside part {relation.get('Type')}"


def _pdf(data: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                yield from _dictionary(item)
        for name, file in pdf.attachments.items():
            if not name.endswith(".json"):
                yield f"a file {name}"
            json.loads(file.get_file().read_bytes())


def _dictionary(item: Any) -> Iterator[str]:
    for key, value in item.items():
        if key in FORBIDDEN_KEYS:
            yield f"a key {key}"
        if key == "/S" and isinstance(value, pikepdf.Name) and str(value) in FORBIDDEN_ACTIONS:
            yield f"an action {value}"
        if key == "/URI":
            yield from _address(str(value))
        if isinstance(value, pikepdf.Dictionary) and not value.is_indirect:
            yield from _dictionary(value)
    if isinstance(item, pikepdf.Stream) and "/F" in item:
        yield "a stream outside of the file"


def _markup(data: bytes) -> Iterator[str]:
    text = data.decode("utf-8")
    for tag, attributes in re.findall(r"<([a-zA-Z]+)([^>]*)>", text):
        if tag.lower() in FORBIDDEN_TAGS and 'type="application/ld+json"' not in attributes:
            yield f"<{tag}>"
        if re.search(r"\son[a-z]+\s*=", attributes, re.IGNORECASE):
            yield f"<{tag} {attributes[:60]}>"
        for address in re.findall(r'\b(?:href|src|action)="([^"]*)"', attributes):
            if not address.startswith(("#", "/akn/")):
                yield from _address(address.replace("&amp;", "&"))


WALKS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "json": _json,
    "docx": _docx,
    "pdf": _pdf,
    "html": _markup,
    "akn": _markup,
    "review": lambda _: iter(()),
}
