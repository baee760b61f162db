"""How the pages are painted: upright, dark, opaque, of one size, and by no other operators than are written here.

Text that is white, tiny, clipped, covered or mirrored is in the tree and read by every reader of the file, and seen by
nobody. So the vocabulary is closed (ISO 32000-1, annex A): an operator, a colour or a state that is never written here
is a finding.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from pipeline.model.finding import Finding
from pipeline.render.pdf.kinds import FILE, PAINTING

_OPERATORS = frozenset(
    {"q", "Q", "cm", "gs", "rg", "RG", "w", "d", "m", "l", "re", "W*", "n", "f*", "S"}
    | {"BT", "ET", "Tf", "Tm", "Ts", "TJ", "BDC", "BMC", "EMC"}
)
_UPRIGHT = (1.0, 0.0, 0.0, -1.0)
_MATRICES = frozenset({_UPRIGHT, (0.75, 0.0, 0.0, 0.75)})
_DARKEST_SUM = 1.0  # of red, green and blue: black, and the dark blue of links
_SMALLEST = 4.0  # pixels of a font's size
_STATE = frozenset({"/ca", "/CA"})
_PAGE = frozenset(
    {"/Type", "/Parent", "/MediaBox", "/BleedBox", "/TrimBox", "/Resources", "/Contents", "/Annots", "/Tabs"}
    | {"/StructParents"}
)
_ROOT = frozenset(
    {"/Type", "/Pages", "/Names", "/Outlines", "/Metadata", "/MarkInfo", "/StructTreeRoot", "/Lang", "/AF"}
    | {"/ViewerPreferences", "/OutputIntents"}
)
_TREE = frozenset(["/K", "/ParentTreeNextKey", "/IDTree", "/Type", "/ParentTree"])


def painting_findings(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    """Yield what of the pages is painted otherwise than it is written here; one finding for each kind on a page."""
    for number, page in enumerate(pdf.pages, 1):
        odd = Counter(_odd(page))
        for what, count in sorted(odd.items()):
            yield PAINTING.at(page=number, found=f"{what}, {count} times")


def entries_findings(pdf: pikepdf.Pdf, data: bytes) -> Iterator[Finding]:
    """Yield entries of the file, its pages and its tree that are not written here, and what stands behind its end."""
    for where, held, known in (
        ("the catalog", pdf.Root, _ROOT),
        ("the structure tree", pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary()), _TREE),
        ("the mark information", pdf.Root.get("/MarkInfo", pikepdf.Dictionary()), frozenset({"/Marked"})),
        ("the document information", pdf.docinfo, frozenset({"/Title", "/Subject", "/Producer"})),
    ):
        for key in sorted(held.keys() - known):
            yield FILE.at(expected=f"no {key}", found=where)
    sizes = {tuple(float(side) for side in page.mediabox) for page in pdf.pages}
    if len(sizes) > 1:
        yield FILE.at(expected="pages of one size", found=sorted(sizes))
    for number, page in enumerate(pdf.pages, 1):
        for key in sorted(page.obj.keys() - _PAGE):
            yield FILE.at(page=number, expected=f"no {key}", found="the page")
        yield from _fonts(page, number)
    if not data.endswith(b"%%EOF\n"):
        yield FILE.at(expected="nothing behind the end", found=data[-20:])


def _fonts(page: pikepdf.Page, number: int) -> Iterator[Finding]:
    for name, font in page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary()).items():
        inner = font.get("/DescendantFonts", [font])[0]
        descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
        if not any(key in descriptor for key in ("/FontFile2", "/FontFile3")):
            yield FILE.at(page=number, expected="an embedded font", found=name)


def _odd(page: pikepdf.Page) -> Iterator[str]:
    states = page.obj.get("/Resources", pikepdf.Dictionary()).get("/ExtGState", pikepdf.Dictionary())
    clipped: list[bool] = [False]
    placed: Counter[tuple[float, ...]] = Counter()
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = list(instruction.operands), str(instruction.operator)
        clipped = _clips(operator, clipped)
        if operator == ("BT" if clipped[-1] else "f*"):
            yield "text in a clipped place" if clipped[-1] else "a filled shape"
        if operator == "Tm":
            placed[tuple(float(value) for value in operands[4:])] += 1
        if operator not in _OPERATORS:
            yield f"the operator {operator}"
        elif operator in _UNUSUAL and _UNUSUAL[operator][1](operands):
            yield _UNUSUAL[operator][0]
        elif operator == "gs" and not _is_opaque(states.get(str(operands[0]), pikepdf.Dictionary())):
            yield "a transparent state"
    yield from ("text over text" for count in placed.values() if count > 1)


def _clips(operator: str, clipped: list[bool]) -> list[bool]:
    """Return whether something clips, for each graphics state that is saved, after an operator."""
    if operator == "q":
        return [*clipped, clipped[-1]]
    if operator == "Q":
        return clipped[:-1] or [False]
    return [*clipped[:-1], True] if operator == "W*" else clipped


def _is_opaque(state: pikepdf.Object) -> bool:
    return not state.keys() - _STATE and all(float(value) == 1 for value in state.values())


def _is_pale(operands: list[Any]) -> bool:
    return sum(float(value) for value in operands) > _DARKEST_SUM


def _matrix(operands: list[Any]) -> tuple[float, ...]:
    return tuple(round(float(value), 3) for value in operands[:4])


_UNUSUAL: dict[str, tuple[str, Callable[[list[Any]], bool]]] = {
    "rg": ("a pale colour", _is_pale),
    "RG": ("a pale colour", _is_pale),
    "cm": ("a turned or scaled page", lambda operands: _matrix(operands) not in _MATRICES),
    "Tm": ("turned or scaled text", lambda operands: _matrix(operands) != _UPRIGHT),
    "Tf": ("tiny text", lambda operands: float(operands[1]) < _SMALLEST),
    "BDC": ("a layer", lambda operands: str(operands[0]) == "/OC"),
}
