"""Papers a part of which is replaced by what the fuzzer gives: every one of them ends in a documented outcome."""

import io
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from pipeline.intake.copy import Source
from pipeline.model.outcome import Outcome
from pipeline.run import convert_copy
from pipeline.settings import Settings
from tests.reading import pdf

NAME = "en_masthead"
TREE = b"""<< /RoleMap << /Note /P >> /K [
 << /S /P /Pg /Pg /K 0 >> << /S /H1 /Pg /Pg /K [1 << /Type /MCR /Pg /Pg /MCID 2 >> << /S /Note /K 3 >>] >>
 << /S /Span /Pg /Pg /K 4 /A [<< /O /Layout /TextDecorationType /Underline >>] /ActualText (a) /Lang (en) >>
] >>"""
"""A structure tree; the name /Pg in the place of a value stands for the page."""
SETTINGS = Settings(to=("json",))


def _convert(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "source.pdf"
        path.write_bytes(data)
        report = convert_copy(Source("a.pdf", path, sha256(data).hexdigest(), len(data)), SETTINGS).report
    if report.code == Outcome.INTERNAL.code:
        raise AssertionError(f"{report.status}: {report.detail}")


def _with(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(NAME))) as file:
        change(file)
        file.save(target)
    return target.getvalue()


def _fonts(file: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [item for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item]


@cache
def beginnings() -> dict[str, bytes]:
    """Return what stands in a whole paper at each of the places that are replaced."""
    with pikepdf.open(io.BytesIO(pdf(NAME))) as file:
        return {
            "contents": file.pages[0].Contents.read_bytes(),
            "mappings": _fonts(file)[0].ToUnicode.read_bytes(),
            "trees": TREE,
            "papers": pdf(NAME),
        }


def contents(data: bytes) -> None:
    """What draws a page."""

    def change(file: pikepdf.Pdf) -> None:
        file.pages[0].Contents = file.make_stream(data)

    _convert(_with(change))


def mappings(data: bytes) -> None:
    """What says which characters the glyphs of the first font are (ToUnicode)."""

    def change(file: pikepdf.Pdf) -> None:
        for font in _fonts(file)[:1]:
            font.ToUnicode = file.make_stream(data)

    _convert(_with(change))


def trees(data: bytes) -> None:
    """The structure tree."""
    try:
        root = pikepdf.Object.parse(data)
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return
    if not isinstance(root, pikepdf.Object):
        return

    def change(file: pikepdf.Pdf) -> None:
        _set_page(root, file.pages[0].obj)
        file.Root.StructTreeRoot = root

    _convert(_with(change))


def _set_page(root: pikepdf.Object, page: pikepdf.Object) -> None:
    left = [root]
    while left:
        node = left.pop()
        if isinstance(node, pikepdf.Array):
            left.extend(iter(node))
        elif isinstance(node, pikepdf.Dictionary):
            left.extend(value for _, value in node.items())
            if node.get("/Pg") == "/Pg":
                node.Pg = page


def papers(data: bytes) -> None:
    """A whole file."""
    _convert(data)
