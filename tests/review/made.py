"""Reviews of the fixtures, and a reader of them that had no part in writing or checking them."""

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.extract.pictures import draw_pages
from pipeline.model.finding import Finding
from pipeline.model.outcome import Outcome, Report
from pipeline.model.picture import Picture
from pipeline.model.resolution import Resolution
from pipeline.review.document import write_review
from tests.reading import pdf, reading

VOID = frozenset({"meta", "img"})
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Made:
    """A page for review, and what it is made from."""

    data: bytes
    report: Report
    resolution: Resolution | None
    pictures: tuple[Picture, ...]


@cache
def pictures(name: str) -> tuple[Picture, ...]:
    """Return the pictures of a fixture."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "source.pdf"
        path.write_bytes(pdf(name))
        return draw_pages(path)


def report_of(
    resolution: Resolution | None, findings: tuple[Finding, ...] = (), outcome: Outcome = Outcome.OK
) -> Report:
    """Return a report."""
    return Report(
        input=resolution.source.file if resolution else "wells.pdf",
        status=outcome.status,
        code=outcome.code,
        meaning=outcome.meaning,
        instruction=outcome.instruction,
        symbol=resolution.symbol if resolution else None,
        language=resolution.language if resolution else None,
        conservation=resolution.conservation if resolution else None,
        findings=findings,
    )


@cache
def made(name: str) -> Made:
    """Return the page for review of a fixture."""
    read = reading(name)
    return make(read.resolution, pictures(name), read.findings)


def make(resolution: Resolution | None, drawn: tuple[Picture, ...], findings: tuple[Finding, ...] = ()) -> Made:
    """Return a page for review."""
    report = report_of(resolution, findings)
    return Made(write_review(report, resolution, drawn), report, resolution, drawn)


@dataclass
class Node:
    """An element: its name, attributes, and what is in it."""

    tag: str
    attributes: dict[str, str | None]
    content: "list[Node | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(each if isinstance(each, str) else each.text for each in self.content)

    def all(self, tag: str = "", **attributes: str) -> "list[Node]":
        """Return the elements in it of a name and with attributes, in order; `kind` stands for a word of the class."""
        inner = [each for each in self.content if isinstance(each, Node)]
        found = []
        for each in inner:
            classes = (each.attributes.get("class") or "").split()
            wanted = {name: value for name, value in attributes.items() if name != "kind"}
            if (
                tag in ("", each.tag)
                and ("kind" not in attributes or attributes["kind"] in classes)
                and all(each.attributes.get(name) == value for name, value in wanted.items())
            ):
                found.append(each)
            found += each.all(tag, **attributes)
        return found


class _Reader(HTMLParser):
    """Reads a page that closes every element it opens, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs)), f"{tag} has an attribute twice"
        node = Node(tag, dict(attrs))
        self.open[-1].content.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def parsed(data: bytes) -> Node:
    """Return a page as a tree; it must be well-formed."""
    text = data.decode("utf-8")
    assert text.startswith("<!DOCTYPE html>\n")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert len(reader.open) == 1
    return reader.root
