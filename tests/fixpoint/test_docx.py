"""Our DOCX, set by LibreOffice, read again: the text, labels and notes of every block are those it was made from."""

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.model.resolution import Resolution
from pipeline.render.docx.write import write
from tests.fixpoint.held import read_aloud
from tests.reading import read, reading, sources

OFFICE = shutil.which("soffice")
# With tags: where a paragraph begins is not always to be seen on a page.
FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
SECONDS = 120

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
]

# A fault of LibreOffice 7.4, which another version may not have.
KNOWN = {
    "ar_assembly": "the last slash of an address that a right-to-left line breaks is set before the address",
}
NAMES = [
    pytest.param(name, marks=[pytest.mark.xfail(reason=KNOWN[name], strict=False)] if name in KNOWN else [])
    for name in sources()
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of LibreOffice's own settings, apart from any user's."""
    return tmp_path_factory.mktemp("office")


def by_office(resolution: Resolution, folder: Path, office: Path) -> Resolution:
    """Return what is read of a resolution's DOCX once LibreOffice has set it as PDF."""
    source = folder / "again.docx"
    source.write_bytes(write(resolution))
    command = [str(OFFICE), "--headless", f"-env:UserInstallation={office.as_uri()}", "--convert-to", FILTER]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=SECONDS)
    return read((folder / "again.pdf").read_bytes(), "again.pdf").resolution


@pytest.mark.parametrize("name", NAMES)
def test_text_labels_and_notes_come_back(name: str, tmp_path: Path, office: Path) -> None:
    first = reading(name).resolution
    assert read_aloud(by_office(first, tmp_path, office)) == read_aloud(first)
