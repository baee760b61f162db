"""Read glyphs, rules and links with pdfplumber, a page at a time, closing each page after it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber

from pipeline.errors import Stop
from pipeline.extract.device import COVERED, INVISIBLE, Drawing, Drawn, Fonts, draw
from pipeline.extract.ink import Area, common
from pipeline.model.outcome import Outcome
from pipeline.model.pages import Glyph, LinkArea, Rule
from pipeline.settings import Settings

# "BoldMT", "-Bd", "SemiBold", "Heavy"; Word's faces end in "PS-BoldItalicMT", Noto's in "-Bold".
BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
# Chinese papers set opening words in a Kai face where Latin ones use italics.
ITALIC = re.compile(r"italic|oblique|kai", re.IGNORECASE)
BENEATH = frozenset({INVISIBLE, COVERED})
SMALLEST = 1.0  # points: the smallest glyph of 311 papers has 5
THIN = 2.0  # points: a drawn rectangle lower than this is a rule; the UN's are 0.5 to 1.5


@dataclass(frozen=True)
class RawPage:
    """One page as pdfplumber reads it, glyphs in the file's order, and how each was drawn.

    `spans` holds the replacement text of each marked sequence that has some. `recognised` says that the text is an
    invisible layer over a picture, as OCR writes it.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    links: tuple[LinkArea, ...]
    drawn: tuple[Drawn, ...] = ()
    spans: Mapping[int, str] = field(default_factory=dict)
    recognised: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """What the text layer says of each glyph."""
        return tuple(glyph.text for glyph in self.glyphs)


@dataclass(frozen=True)
class _Frame:
    """What glyphs of a page have in common while they are read."""

    number: int
    start: int
    height: float
    seen: Area
    cropped: bool
    known: "Known"


@dataclass(frozen=True)
class Known:
    """What is known of a file before its pages are read.

    The structure element of each (page, marked-content id), the object numbers of the layers that are off, and the
    elements that are italic by their tags.
    """

    content: dict[tuple[int, int], int]
    layers_off: frozenset[int] = frozenset()
    italic: frozenset[int] = frozenset()


def read_pages(path: Path, known: Known, settings: Settings) -> Iterator[RawPage]:
    """Yield the pages of a PDF file.

    Args:
        path: the private copy.
        known: its structure and its layers.
        settings: the limits on pages and glyphs.

    Raises:
        Stop: LIMIT over the limits; DAMAGED where pdfminer cannot read the file.
    """
    with pdfplumber.open(path) as pdf:
        if len(pdf.pages) > settings.max_pages:
            raise Stop(Outcome.LIMIT, f"{len(pdf.pages)} pages, more than max_pages = {settings.max_pages}")
        count = 0
        fonts = Fonts()
        for page in pdf.pages:
            drawing = draw(page, fonts, known.layers_off)
            raw = _read_page(page, _frame(page, count, known), drawing)
            count += len(raw.glyphs)
            page.close()
            if count > settings.max_glyphs:
                raise Stop(Outcome.LIMIT, f"more than max_glyphs = {settings.max_glyphs} on page {raw.number}")
            yield raw


def _frame(page: Any, start: int, known: Known) -> _Frame:
    crop, media = page.cropbox, page.mediabox
    seen = common(crop, media)
    return _Frame(
        number=page.page_number,
        start=start,
        height=float(page.height),
        seen=seen if seen[0] < seen[2] and seen[1] < seen[3] else media,
        cropped=seen != media,
        known=known,
    )


def _read_page(page: Any, frame: _Frame, drawing: Drawing) -> RawPage:
    glyphs = tuple(
        _glyph(char, frame.start + offset, frame, drawn.hidden)
        for offset, (char, drawn) in enumerate(zip(page.chars, drawing.glyphs, strict=True))
    )
    recognised = bool(page.images) and _is_recognised(glyphs)
    if recognised:
        glyphs = tuple(replace(each, hidden=None) if each.hidden in BENEATH else each for each in glyphs)
    rules = _rules([_rule(item) for item in (*page.rects, *page.lines)])
    links = tuple(
        LinkArea(frame.number, _link_box(link), _uri(link["uri"])) for link in page.hyperlinks if link.get("uri")
    )
    return RawPage(
        frame.number,
        float(page.width),
        frame.height,
        glyphs,
        rules,
        links,
        drawn=drawing.glyphs,
        spans=drawing.spans,
        recognised=recognised,
    )


def _is_recognised(glyphs: tuple[Glyph, ...]) -> bool:
    """Say whether most glyphs of a page are invisible: text recognised in the picture that they lie over, or under."""
    inked = [glyph for glyph in glyphs if not glyph.blank]
    return sum(glyph.hidden in BENEATH for glyph in inked) * 2 > len(inked)


def _uri(uri: str | bytes) -> str:
    return uri.decode("utf-8", "surrogateescape") if isinstance(uri, bytes) else uri


def _link_box(link: dict[str, Any]) -> tuple[float, float, float, float]:
    return (link["x0"], link["top"], link["x1"], link["bottom"])


def _rule(item: dict[str, Any]) -> Rule:
    return Rule(item["x0"], item["top"], item["x1"], item["bottom"])


def _rules(drawn: list[Rule]) -> tuple[Rule, ...]:
    """Return the thin rules: drawn thin, or left between two boxes that share their foot (how WeasyPrint draws one
    border of a box).
    """
    thin = [rule for rule in drawn if rule.bottom - rule.top <= THIN]
    boxes = sorted((rule for rule in drawn if rule.bottom - rule.top > THIN), key=lambda box: (box.x0, box.x1))
    for outer, inner in pairwise(boxes):
        if not (_near(outer.x0, inner.x0) and _near(outer.x1, inner.x1)):
            continue
        tops, bottoms = sorted((outer.top, inner.top)), sorted((outer.bottom, inner.bottom))
        if _near(*bottoms) and not _near(*tops) and tops[1] - tops[0] <= THIN:
            thin.append(Rule(outer.x0, tops[0], outer.x1, tops[1]))
        elif _near(*tops) and not _near(*bottoms) and bottoms[1] - bottoms[0] <= THIN:
            thin.append(Rule(outer.x0, bottoms[0], outer.x1, bottoms[1]))
    return tuple(thin)


def _near(first: float, second: float) -> bool:
    return abs(first - second) < 0.1


def _glyph(char: dict[str, Any], index: int, frame: _Frame, unseen: str | None) -> Glyph:
    font = str(char["fontname"]).rsplit("+", 1)[-1]
    size = float(char["size"])
    mcid = char.get("mcid")
    element = None if mcid is None else frame.known.content.get((frame.number, mcid))
    return Glyph(
        index=index,
        text=char["text"],
        page=frame.number,
        x0=char["x0"],
        top=char["top"],
        x1=char["x1"],
        bottom=char["bottom"],
        baseline=frame.height - float(char["matrix"][5]),
        size=size,
        font=font,
        bold=bool(BOLD.search(font)),
        italic=bool(ITALIC.search(font)) or element in frame.known.italic,
        hidden=_hidden(char, frame) or unseen,
        artifact=char.get("tag") == "Artifact",
        element=element,
    )


def _hidden(char: dict[str, Any], frame: _Frame) -> str | None:
    left, top, right, bottom = frame.seen
    if char["x1"] <= left or char["x0"] >= right or char["bottom"] <= top or char["top"] >= bottom:
        return "outside the crop box" if frame.cropped else "off the page"
    if float(char["size"]) < SMALLEST:
        return "too small to see"
    return None
