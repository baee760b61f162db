"""Look into a stage: what it made of a file, as lines of text."""

from collections.abc import Callable, Iterator

from pipeline.extract.read import extract
from pipeline.intake.check import check_file
from pipeline.intake.copy import Source
from pipeline.job import Converted, Job, ended_by, output_of, report_of
from pipeline.model.blocks import Grid, Passage
from pipeline.model.canonical import canonical_json, printable
from pipeline.model.outcome import Outcome
from pipeline.model.pages import Line, Pages
from pipeline.model.resolution import SourceFile
from pipeline.normalise.build import gather_blocks, normalise
from pipeline.normalise.identify import identify
from pipeline.settings import Settings

SHOWN = "shown.txt"
STAGES = ("pages", "blocks", "resolution")


def inspect_copy(source: Source, stage: str, settings: Settings, counted: Callable[[int], None]) -> Converted:
    """Return what a stage makes of a private copy, as a file of lines. Every outcome is a report; none is an exception.

    Args:
        source: the copy.
        stage: `pages` (lines with place, size, tag and kind of furniture), `blocks` (paragraphs, tables and notes
            as gathered) or `resolution` (the JSON).
        settings: the limits.
        counted: called with the number of pages, once it is known.
    """
    job = Job(printable(source.name), source.sha256)

    def work() -> None:
        text = "".join(f"{printable(line)}\n" for line in lines(source, stage, settings, counted))
        job.files[SHOWN] = text.encode("utf-8")

    outcome, detail = ended_by(job, settings, work) or (Outcome.OK, None)
    report = report_of(job, outcome, detail, settings)
    named = tuple(output_of(name, stage, data) for name, data in job.files.items())
    return Converted(report.model_copy(update={"outputs": named}), job.files)


def lines(source: Source, stage: str, settings: Settings, counted: Callable[[int], None]) -> Iterator[str]:
    """Yield what a stage makes of a private copy.

    Raises:
        Stop: as the stages do.
    """
    facts, _ = check_file(source.path, settings)
    counted(facts.pages)
    pages = extract(source.path, settings).pages
    if stage == "pages":
        yield from _page_lines(pages)
    elif stage == "blocks":
        yield from _block_lines(pages)
    else:
        file = SourceFile(
            file=source.name,
            sha256=source.sha256,
            pages=facts.pages,
            producer=facts.producer,
            tagged=pages.tagged,
        )
        yield from canonical_json(normalise(pages, file).resolution).decode("utf-8").rstrip("\n").split("\n")


def _page_lines(pages: Pages) -> Iterator[str]:
    for page in pages.pages:
        yield f"page {page.number}: {page.width:g} x {page.height:g} points"
        for line in page.lines:
            tag = next((item.type for item in pages.ancestors(line.inked[0].element)), "-")
            kind = line.furniture or "-"
            yield f"  {line.baseline:6.1f} {line.x0:6.1f} {line.x1:6.1f} {line.size:5.1f} {tag:8} {kind:12} {line.text}"
        for glyph in page.hidden:
            yield f"  hidden ({glyph.hidden}): {glyph.text}"


def _block_lines(pages: Pages) -> Iterator[str]:
    blocks = gather_blocks(pages, identify(pages))
    for line in blocks.masthead:
        yield f"masthead   {line.text}"
    for block in blocks.text:
        yield from _passage_lines(block) if isinstance(block, Passage) else _grid_lines(block)
    for note in blocks.notes:
        yield f"note {note.marker:4}  {_joined(note.lines)}"


def _passage_lines(passage: Passage) -> Iterator[str]:
    yield f"paragraph  p.{passage.first.page} {passage.indent:5.1f}  {_joined(passage.lines)}"


def _grid_lines(grid: Grid) -> Iterator[str]:
    for row in grid.rows:
        yield "table row  " + " | ".join(_joined(cell.lines) for cell in row)


def _joined(parts: tuple[Line, ...]) -> str:
    return " / ".join(line.text.strip() for line in parts)
