"""Check a PDF against the resolution: everything is there, once, in order, with its role, its links and its language.

The file is read with pikepdf and pdfium, never with what wrote it. Conformance validators cannot see what is checked
here: they know the rules of tagged files, but not what this file ought to say.
"""

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2

from pipeline.languages.loader import Language, languages
from pipeline.model.finding import Finding
from pipeline.model.resolution import Resolution
from pipeline.render.page.compare import compare
from pipeline.render.page.expected import expected
from pipeline.render.page.values import withheld
from pipeline.render.pdf import kinds
from pipeline.render.pdf.catalog import catalog_findings
from pipeline.render.pdf.content import sequences
from pipeline.render.pdf.destinations import destination_findings
from pipeline.render.pdf.found import found
from pipeline.render.pdf.integrity import order_findings, structure_findings
from pipeline.render.pdf.painting import entries_findings, painting_findings
from pipeline.render.pdf.reading import readings
from pipeline.render.pdf.safety import safety_findings
from pipeline.render.pdf.structure import read
from pipeline.render.pdf.surface import artifact_findings, marking_findings, running_findings, visible_findings

# What the two readers raise where an object is not of the kind that its place asks for.
UNREADABLE = (pikepdf.PdfError, pypdfium2.PdfiumError, AttributeError, IndexError, KeyError, TypeError, ValueError)


def check(data: bytes, resolution: Resolution) -> list[Finding]:
    """Return every difference between a PDF and the resolution that it was made from; none is the passing answer."""
    language = languages()[resolution.language]
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return list(_findings(pdf, data, resolution, language))
    except UNREADABLE as error:
        return [kinds.UNREADABLE.at(found=f"{type(error).__name__}: {error}")]


def _findings(pdf: pikepdf.Pdf, data: bytes, resolution: Resolution, language: Language) -> Iterator[Finding]:
    yield from safety_findings(pdf)
    yield from catalog_findings(pdf, resolution)
    yield from entries_findings(pdf, data)
    yield from painting_findings(pdf)
    document = read(pdf)
    if document is None:
        yield kinds.UNTAGGED.at()
        return
    shown = list(sequences(pdf))
    contents = readings(document, shown, language.direction)
    units = expected(resolution, language)
    yield from compare(units, found(document, contents), kinds.UNITS, turned=language.direction == "rtl")
    yield from structure_findings(pdf, document, contents, language)
    yield from order_findings(document, language)
    yield from destination_findings(pdf, document, resolution, units)
    yield from marking_findings(shown, document)
    yield from artifact_findings(shown, resolution, language, len(pdf.pages))
    yield from running_findings(shown, resolution, language, len(pdf.pages))
    yield from visible_findings(data, units)
    for href in withheld(resolution):
        yield kinds.LINK_WITHHELD.at(found=href)
