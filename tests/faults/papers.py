"""The resolutions whose files are damaged, written once a session, and the judgement of a damaged file."""

from functools import cache

from pipeline.errors import Stop
from pipeline.model.finding import Severity
from pipeline.model.resolution import Note, NoteMark, Paragraph, Resolution, Text
from pipeline.render.formats import load
from tests import samples
from tests.faults.table import Fault
from tests.reading import reading

PAPERS = ("en", "ar", "zh", "composite")


@cache
def paper(name: str) -> Resolution:
    """Return one of the papers."""
    match name:
        case "en":
            return _english()
        case "ar":
            return reading("ar_assembly").resolution
        case "zh":
            return reading("zh_points_annex").resolution
    return reading("en_composite").resolution


@cache
def written(format_name: str, name: str) -> bytes:
    """Return a paper as its format writes it."""
    return load(format_name).write(paper(name))


def caught(fault: Fault, data: bytes, name: str) -> bool:
    """Say whether the check of the format objects to a damaged file of a paper."""
    enough = {Severity.ERROR, Severity.REVIEW} if fault.mild else {Severity.ERROR}
    try:
        findings = load(fault.format).check(data, paper(name))
    except Stop:
        return True
    return any(finding.severity in enough for finding in findings)


def _english() -> Resolution:
    """Return the English sample, with a note cited twice and a run in another language."""
    resolution = samples.english()
    again = Paragraph(
        id="para_4",
        label="4.",
        content=(
            Text(text="Keeps the "),
            Text(text="procès-verbal", lang="fr"),
            Text(text=" of 2021"),
            NoteMark(marker="1"),
        ),
    )
    first = resolution.notes[0]
    note = Note(marker=first.marker, content=(*first.content, Text(text=" Façade wells are “dry”.")))
    return resolution.model_copy(
        update={"operative": (*resolution.operative, again), "notes": (note, *resolution.notes[1:])}
    )
