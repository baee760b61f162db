"""What each stage makes of one short fixture, as text."""

from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.inspection import lines
from pipeline.settings import Settings
from tests.reading import pdf

FOLDER = Path(__file__).parent
NAME = "en_masthead"
STAGES = {"pages": "pages.txt", "blocks": "blocks.txt", "resolution": "resolution.json"}


def goldens() -> dict[str, str]:
    """Return what each stage makes of the fixture, by the name of the file that holds it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{NAME}.pdf"
        path.write_bytes(pdf(NAME))
        return {file: "".join(f"{line}\n" for line in lines(path, stage, Settings())) for stage, file in STAGES.items()}
