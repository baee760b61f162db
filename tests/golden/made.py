"""What each stage makes of one short fixture, as text; and whole resolutions, the examples of the documents."""

from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.inspection import lines
from pipeline.intake.copy import take_copy
from pipeline.model.resolution import Resolution
from pipeline.render.formats import load
from pipeline.settings import Settings
from tests.reading import pdf

FOLDER = Path(__file__).parent
EXAMPLES = FOLDER.parent.parent / "docs" / "examples"
NAME = "en_masthead"
EXAMPLE_NAMES = ("ar_vote", "en_annex", "fr_draft", "zh_composite")
XML_NAMES = ("en_annex", "zh_composite")
STAGES = {"pages": "pages.txt", "blocks": "blocks.txt", "resolution": "resolution.json"}


def goldens() -> dict[Path, str]:
    """Return what each stage makes of the fixture, and the examples, by the file that holds it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{NAME}.pdf"
        path.write_bytes(pdf(NAME))
        stages = {FOLDER / file: _text(path, stage) for stage, file in STAGES.items()}
        examples = {EXAMPLES / f"{name}.json": _example(Path(folder), name) for name in EXAMPLE_NAMES}
        return (
            stages
            | examples
            | {EXAMPLES / f"{name}.xml": xml(examples[EXAMPLES / f"{name}.json"]) for name in XML_NAMES}
        )


def _example(folder: Path, name: str) -> str:
    path = folder / f"{name}.pdf"
    path.write_bytes(pdf(name))
    return _text(path, "resolution")


def xml(example: str) -> str:
    """Return an example of JSON as Akoma Ntoso."""
    return load("akn").write(Resolution.model_validate_json(example)).decode("utf-8")


def _text(path: Path, stage: str) -> str:
    with TemporaryDirectory() as spool:
        source = take_copy(path, Path(spool), Settings())
        return "".join(f"{line}\n" for line in lines(source, stage, Settings(), lambda _pages: None))
