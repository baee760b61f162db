"""Read glyphs, rules and links with pdfplumber, a page at a time, closing each page after it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber

from pipeline.errors import Stop
from pipeline.extract.letters import letters
from pipeline.model.outcome import Outcome
from pipeline.model.pages import Glyph, LinkArea, Rule
from pipeline.settings import Settings

# "BoldMT", "-Bd", "SemiBold", "Heavy"; Word's faces end in "PS-BoldItalicMT", Noto's in "-Bold".
BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
# Chinese papers set opening words in a Kai face where Latin ones use italics.
ITALIC = re.compile(r"italic|oblique|kai", re.IGNORECASE)
THIN = 2.0  # points: a drawn rectangle lower than this is a rule; the UN's are 0.5 to 1.5


@dataclass(frozen=True)
class RawPage:
    """One page as pdfplumber reads it, glyphs in the file's order."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    links: tuple[LinkArea, ...]


@dataclass(frozen=True)
class _Frame:
    """What glyphs of a page have in common while they are read."""

    number: int
    start: int
    height: float
    width: float
    content: dict[tuple[int, int], int]


def read_pages(path: Path, content: dict[tuple[int, int], int], settings: Settings) -> Iterator[RawPage]:
    """Yield the pages of a PDF file.

    Args:
        path: the private copy.
        content: the structure element of each (page, marked-content id).
        settings: the limits on pages and glyphs.

    Raises:
        Stop: LIMIT over the limits; DAMAGED where pdfminer cannot read the file.
    """
    with pdfplumber.open(path) as pdf:
        if len(pdf.pages) > settings.max_pages:
            raise Stop(Outcome.LIMIT, f"{len(pdf.pages)} pages, more than max_pages = {settings.max_pages}")
        count = 0
        for page in pdf.pages:
            raw = _read_page(page, _Frame(page.page_number, count, float(page.height), float(page.width), content))
            count += len(raw.glyphs)
            page.close()
            if count > settings.max_glyphs:
                raise Stop(Outcome.LIMIT, f"more than max_glyphs = {settings.max_glyphs} on page {raw.number}")
            yield raw


def _read_page(page: Any, frame: _Frame) -> RawPage:
    glyphs = tuple(_glyph(char, frame.start + offset, frame) for offset, char in enumerate(page.chars))
    rules = _rules([_rule(item) for item in (*page.rects, *page.lines)])
    links = tuple(
        LinkArea(frame.number, _link_box(link), _uri(link["uri"])) for link in page.hyperlinks if link.get("uri")
    )
    return RawPage(frame.number, frame.width, frame.height, glyphs, rules, links)


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


def _glyph(char: dict[str, Any], index: int, frame: _Frame) -> Glyph:
    font = str(char["fontname"]).rsplit("+", 1)[-1]
    size = float(char["size"])
    mcid = char.get("mcid")
    return Glyph(
        index=index,
        text=letters(char["text"]),
        page=frame.number,
        x0=char["x0"],
        top=char["top"],
        x1=char["x1"],
        bottom=char["bottom"],
        baseline=frame.height - float(char["matrix"][5]),
        size=size,
        font=font,
        bold=bool(BOLD.search(font)),
        italic=bool(ITALIC.search(font)),
        hidden=_hidden(char, frame),
        artifact=char.get("tag") == "Artifact",
        element=None if mcid is None else frame.content.get((frame.number, mcid)),
    )


def _hidden(char: dict[str, Any], frame: _Frame) -> str | None:
    if char["x1"] <= 0 or char["x0"] >= frame.width or char["bottom"] <= 0 or char["top"] >= frame.height:
        return "off the page"
    if float(char["size"]) < 0.5:
        return "too small to see"
    return None
