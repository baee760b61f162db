"""What the faults of a PDF work with: its structure elements, its marked content, its annotations and bookmarks."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from tests.faults.table import Bench, NothingToDamage, nth

Instructions = list[Any]


class Mark(NamedTuple):
    """A piece of marked content: its page and its number there."""

    page: Object
    mcid: int


def bench() -> Bench[Pdf]:
    """Return a bench for PDF."""
    return Bench("pdf", _opened, _closed)


def _opened(data: bytes) -> Pdf:
    return Pdf.open(BytesIO(data))


def _closed(pdf: Pdf) -> bytes:
    written = BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


def elements(pdf: Pdf, *types: str) -> Iterator[Any]:
    """Yield the structure elements of these types, or all, in the order of the tree."""
    yield from _below(pdf.Root.StructTreeRoot, {f"/{name}" for name in types})


def _below(parent: Object, types: set[str]) -> Iterator[Any]:
    for kid in kids(parent):
        if is_element(kid):
            if not types or str(kid.S) in types:
                yield kid
            yield from _below(kid, types)


def is_element(kid: Object) -> bool:
    """Say whether a kid of an element is an element, not content or an annotation."""
    return isinstance(kid, Dictionary) and "/S" in kid


def kids(element: Object) -> list[Any]:
    """Return the kids of an element."""
    found = element.get("/K", Array())
    return list(found) if isinstance(found, Array) else [found]


def below(element: Object, *types: str) -> Iterator[Any]:
    """Yield the elements of these types in an element, itself included."""
    if str(element.S) in {f"/{name}" for name in types}:
        yield element
    yield from _below(element, {f"/{name}" for name in types})


def place(element: Object) -> int:
    """Return where an element stands among the kids of its parent."""
    return next(n for n, kid in enumerate(kids(element.P)) if is_element(kid) and kid.objgen == element.objgen)


def swap(one: Object, other: Object) -> None:
    """Let two elements change places in the tree."""
    here, there = place(one), place(other)
    parent, other_parent = one.P, other.P
    parent.K[here], other_parent.K[there] = other, one
    one.P, other.P = other_parent, parent


def by_id(pdf: Pdf, identifier: str) -> Any:
    """Return the element with one of our ids."""
    return nth(element for element in elements(pdf) if str(element.get("/ID", "")) == identifier)


def wording(pdf: Pdf, number: int = 0) -> Any:
    """Return the paragraph of one of the list items: text that a resolution cannot do without."""
    found = (kid for body in elements(pdf, "LBody") for kid in kids(body) if is_element(kid))
    return nth((kid for kid in found if kid.S == Name.P and marks(kid)), number)


def marks(element: Object) -> list[Mark]:
    """Return the marked content that stands in an element itself."""
    return [Mark(element.Pg, int(kid)) for kid in kids(element) if isinstance(kid, int)]


def sentence(pdf: Pdf) -> Mark:
    """Return the last piece of marked content in such a paragraph: what stands behind its opening words."""
    return marks(wording(pdf))[-1]


def rewrite(pdf: Pdf, mark: Mark, change: Callable[[Instructions], Instructions]) -> None:
    """Replace the instructions of a piece of marked content, from its BDC to its EMC."""
    painted: Instructions = list(pikepdf.parse_content_stream(mark.page))
    begin = next(n for n, step in enumerate(painted) if _mcid(step) == mark.mcid)
    end = next(n for n in range(begin, len(painted)) if str(painted[n].operator) == "EMC")
    painted[begin : end + 1] = change(painted[begin : end + 1])
    repaint(pdf, mark.page, painted)


def moved(pdf: Pdf, mark: Mark, matrix: tuple[float, ...]) -> None:
    """Paint a piece of marked content at another place, or in another size."""

    def change(steps: Instructions) -> Instructions:
        placed = (" ".join(map(str, matrix)) + " Tm").encode()
        return [new for step in steps for new in (steps_of(pdf, placed) if str(step.operator) == "Tm" else [step])]

    rewrite(pdf, mark, change)


def shown(mark: Mark) -> Instructions:
    """Return the instructions between the BDC and the EMC of a piece of marked content."""
    painted: Instructions = list(pikepdf.parse_content_stream(mark.page))
    begin = next(n for n, step in enumerate(painted) if _mcid(step) == mark.mcid) + 1
    return painted[begin : next(n for n in range(begin, len(painted)) if str(painted[n].operator) == "EMC")]


def repaint(pdf: Pdf, page: Object, instructions: Instructions) -> None:
    """Give a page other instructions."""
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def steps_of(pdf: Pdf, text: bytes) -> Instructions:
    """Return the instructions in a piece of a content stream."""
    return list(pikepdf.parse_content_stream(pdf.make_stream(text)))


def around(pdf: Pdf, mark: Mark, before: bytes, after: bytes = b"") -> None:
    """Paint something before and after a piece of marked content."""
    rewrite(pdf, mark, lambda steps: [*steps_of(pdf, before), *steps, *steps_of(pdf, after)])


def inside(pdf: Pdf, mark: Mark, before: bytes, after: bytes = b"") -> None:
    """Set something right after BT and right before ET of a piece of marked content."""

    def change(steps: Instructions) -> Instructions:
        begin = next(n for n, step in enumerate(steps) if str(step.operator) == "BT") + 1
        end = next(n for n, step in enumerate(steps) if str(step.operator) == "ET")
        return [*steps[:begin], *steps_of(pdf, before), *steps[begin:end], *steps_of(pdf, after), *steps[end:]]

    rewrite(pdf, mark, change)


def paint(pdf: Pdf, page: Object, steps: bytes) -> None:
    """Paint something on top of a page."""
    repaint(pdf, page, [*pikepdf.parse_content_stream(page), *steps_of(pdf, steps)])


def reglyph(pdf: Pdf, change: Callable[[str], str]) -> None:
    """Paint another character for the first one in the text that the font can change so."""
    for page in pdf.pages:
        painted: Instructions = list(pikepdf.parse_content_stream(page))
        if _reglyph(painted, _codes(page.obj), change):
            return repaint(pdf, page.obj, painted)
    raise NothingToDamage


def to_unicode(font: Object) -> dict[str, str]:
    """Return the character of each glyph of a font, both as hexadecimal digits."""
    return dict(re.findall(r"<(\w{4})> <(\w{4})>", font.ToUnicode.read_bytes().decode()))


def fonts(pdf: Pdf) -> list[Any]:
    """Return the fonts, in the order of their names in the resources."""
    return [font for _, font in sorted(pdf.pages[0].obj.Resources.Font.items())]


def links(pdf: Pdf, kind: str) -> Iterator[Any]:
    """Yield the annotations that lead to a `/Dest`, or have an action `/A`."""
    yield from (note for page in pdf.pages for note in page.obj.get("/Annots", ()) if kind in note)


def bookmarks(pdf: Pdf) -> Iterator[Any]:
    """Yield the bookmarks, in the order of the outline."""
    yield from _bookmarks(pdf.Root.Outlines)


def _bookmarks(parent: Object) -> Iterator[Any]:
    entry = parent.get("/First")
    while entry is not None:
        yield entry
        yield from _bookmarks(entry)
        entry = entry.get("/Next")


def _mcid(step: Any) -> int | None:
    if str(step.operator) != "BDC" or not isinstance(step.operands[1], Dictionary):
        return None
    return int(step.operands[1].get("/MCID", -1))


def _codes(page: Object) -> dict[str, dict[str, str]]:
    return {name: to_unicode(font) for name, font in page.Resources.Font.items()}


def _reglyph(painted: Instructions, codes: dict[str, dict[str, str]], change: Callable[[str], str]) -> bool:
    font, marked = "", False
    for step in painted:
        match str(step.operator):
            case "Tf":
                font = str(step.operands[0])
            case "BDC" | "BMC":
                marked = _mcid(step) is not None and _mcid(step) != -1
            case "TJ" if marked and _change_one(step.operands[0], codes[font], change):
                return True
    return False


def _change_one(shown: Object, characters: dict[str, str], change: Callable[[str], str]) -> bool:
    """Change one glyph of a TJ, where the font has the glyph that it should become."""
    glyphs = {chr(int(character, 16)): code for code, character in characters.items()}
    for at, item in enumerate(shown):
        if not isinstance(item, String):
            continue
        codes = re.findall("....", bytes(item).hex())
        for n, code in enumerate(codes):
            before = chr(int(characters.get(code, "0000"), 16))
            after = change(before)
            if after != before and after in glyphs:
                codes[n] = glyphs[after]
                shown[at] = String(bytes.fromhex("".join(codes)))
                return True
    return False


def other_digit(character: str) -> str:
    """Return another digit for a digit, of whatever script, and other characters as they are."""
    return chr(ord(character) + (1 if int(character) < 9 else -1)) if character.isdecimal() else character


def named(pdf: Pdf) -> Any:
    """Return the array of named destinations: each name before its destination."""
    return pdf.Root.Names.Dests.Names


def embedded(pdf: Pdf) -> Any:
    """Return the specification of the embedded file."""
    return pdf.Root.Names.EmbeddedFiles.Names[1]
