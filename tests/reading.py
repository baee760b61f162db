"""Fixtures read by the stages, once a session, and the blocks that were found in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.extract.read import Extracted, extract
from pipeline.model.finding import Finding
from pipeline.model.pages import Pages
from pipeline.model.resolution import Block, Content, Part, Resolution, SourceFile, Table
from pipeline.model.walk import marks, plain_text
from pipeline.normalise.build import Normalised, normalise
from pipeline.normalise.check import check_resolution
from pipeline.settings import Settings
from tests.typeset import Expected, Source, fixtures, sample, typeset
from tests.typeset.catalogue import SAMPLE

MENDED = frozenset({"E217"})  # an Arabic font is read in both directions, the text layer names a bracket for one


@dataclass(frozen=True)
class Reading:
    """A file as the stages read it, and what their checks found."""

    pages: Pages
    normalised: Normalised
    findings: tuple[Finding, ...]

    @property
    def wrong(self) -> list[tuple[str, str | None, str | None]]:
        """What was found, but for the mends of brackets that every Arabic font needs."""
        return [(item.code, item.expected, item.found) for item in self.findings if item.code not in MENDED]

    @property
    def resolution(self) -> Resolution:
        """The resolution."""
        return self.normalised.resolution


@cache
def sources() -> dict[str, Source]:
    """Return every source that tests are typeset from: the fixtures and the sample."""
    return {**fixtures(), SAMPLE: sample()}


@cache
def pdf(name: str, tagged: bool = True) -> bytes:
    """Return a source as PDF."""
    return typeset(sources()[name], tagged)


def extracted(data: bytes, settings: Settings | None = None) -> Extracted:
    """Return what extract makes of a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "source.pdf"
        path.write_bytes(data)
        return extract(path, settings or Settings())


@cache
def reading(name: str, tagged: bool = True) -> Reading:
    """Return a source as the stages read it from its PDF."""
    return read(pdf(name, tagged), f"{name}.pdf")


def read(data: bytes, name: str) -> Reading:
    """Return a file as the stages read it."""
    found = extracted(data)
    pages = found.pages
    source = SourceFile(file=name, sha256=sha256(data).hexdigest(), pages=len(pages.pages), tagged=pages.tagged)
    normalised = normalise(pages, source)
    checked = check_resolution(pages, normalised.resolution, normalised.fates)
    return Reading(pages, normalised, (*found.findings, *checked))


def found_blocks(resolution: Resolution) -> list[Expected]:
    """Return the blocks of a resolution in reading order, its title and notes apart, as a source expects them."""
    regions = [("preamble", resolution.preamble), ("operative", resolution.operative)]
    closing = [_expected("closing", "paragraph", None, line.content) for line in resolution.closing]
    annexes = [(f"annex {number}", annex.content) for number, annex in enumerate(resolution.annexes, start=1)]
    return [
        *(block for region, blocks in regions for block in _found(region, blocks, 0)),
        *(block for part in resolution.parts for block in _found_part(part)),
        *closing,
        *(block for region, blocks in annexes for block in _found(region, blocks, 0)),
    ]


def _found_part(part: Part) -> Iterator[Expected]:
    region = f"part {part.label}"
    yield from _found(region, (*part.preamble, *part.operative), 0)
    yield from (_expected(region, "paragraph", None, line.content) for line in part.closing)


def _found(region: str, blocks: tuple[Block, ...], depth: int) -> Iterator[Expected]:
    for block in blocks:
        match block.type:
            case "formula":
                yield _expected(region, "formula", None, block.content)
            case "heading":
                yield _expected(region, "heading", block.label, block.content, block.level)
            case "paragraph":
                yield _expected(region, "paragraph", block.label, block.content, depth)
                yield from _found(region, block.children, depth + 1)
            case "table":
                yield from _found_table(region, block)


def _found_table(region: str, table: Table) -> Iterator[Expected]:
    if table.caption:
        yield _expected(region, "caption", None, table.caption)
    for cell in (cell for row in table.rows for cell in row.cells):
        yield Expected(region, "cell", None, plain_text(cell.content), marks=marks(cell.content), header=cell.header)


def _expected(region: str, kind: str, label: str | None, content: Content, depth: int = 0) -> Expected:
    return Expected(region, kind, label, plain_text(content), depth, marks(content))  # type: ignore[arg-type]
