"""A document through all stages, published under a name that no other document's result has."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.intake.copy import Source
from pipeline.job import Converted
from pipeline.model.outcome import Report
from pipeline.publish.names import stem
from pipeline.run import convert_unpublished, published
from pipeline.settings import Settings
from pipeline.watch.site import Site

Progress = Callable[[str], None]


def deliver(
    site: Site, path: Path, sha256: str, staged: Progress, convert: Callable[[Source, Settings, Progress], Converted]
) -> tuple[Report, Mapping[str, float]]:
    """Convert a document; return its report as it was published, and the seconds of each stage.

    Every outcome is a report. Watchers that have a journal each may come to the same name at once; it is decided where
    the result is put in its place, and the second is `DESTINATION`.

    Args:
        site: the watched folder, and where its results go.
        path: the document, under the name that its folder is to have.
        sha256: that of its bytes.
        staged: called with the name of each stage as it begins.
        convert: what makes report and files of the private copy.
    """
    converted = convert_unpublished(path, site.settings, staged, convert)
    begun = time.perf_counter()
    staged("publish")
    report = published(converted, site.output / stem(path), site.settings, sha256)
    return report, {**converted.report.timings, "publish": round(time.perf_counter() - begun, 4)}
