"""The pages of the source, each with its picture, what was read on it, and what was found there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model.finding import Finding
from pipeline.model.picture import Picture
from pipeline.model.resolution import Box
from pipeline.review.entries import GROUPS, Entry


@dataclass(frozen=True)
class Shown:
    """An entry on one page: its number there, from 1, and its box."""

    page: int
    number: int
    entry: Entry
    box: Box

    @property
    def tag(self) -> str:
        """What its box and its text bear."""
        return f"{self.entry.kind.letter}{self.number}"

    @property
    def box_id(self) -> str:
        """The id of its box."""
        return f"p{self.page}b{self.number}"

    @property
    def text_id(self) -> str:
        """The id of its text."""
        return f"p{self.page}t{self.number}"


@dataclass(frozen=True)
class Mark:
    """A finding with its number, from 1, and its place: a page, a box there, the entry there that it is about."""

    number: int
    finding: Finding
    page: int | None = None
    box: Box | None = None
    shown: Shown | None = None

    @property
    def id(self) -> str:
        """The id of the finding in the list."""
        return f"finding-{self.number}"

    @property
    def box_id(self) -> str:
        """The id of its box on the page."""
        return f"p{self.page}f{self.number}"


@dataclass(frozen=True)
class Sheet:
    """A page: its picture, the entries on it, the findings about it."""

    picture: Picture
    shown: tuple[Shown, ...]
    marks: tuple[Mark, ...]

    @property
    def number(self) -> int:
        """The number of the page, from 1."""
        return self.picture.page

    @property
    def id(self) -> str:
        """The id of the page."""
        return f"page-{self.number}"


@dataclass(frozen=True)
class Review:
    """All that is shown: pages, findings with their places, and entries that are printed on none of the pages."""

    sheets: tuple[Sheet, ...]
    marks: tuple[Mark, ...]
    elsewhere: tuple[Entry, ...]


def lay_out(pictures: Sequence[Picture], entries: Sequence[Entry], findings: Iterable[Finding]) -> Review:
    """Return entries and findings on the pages where they belong.

    Args:
        pictures: the pages of the source.
        entries: what was read, in the order in which it is shown.
        findings: what was found, in the order in which it is told.
    """
    shown = {picture.page: _on(picture.page, entries) for picture in pictures}
    marks = tuple(_mark(number, finding, shown) for number, finding in enumerate(findings, 1))
    sheets = tuple(
        Sheet(picture, shown[picture.page], tuple(mark for mark in marks if mark.page == picture.page))
        for picture in pictures
    )
    return Review(sheets, marks, tuple(entry for entry in entries if not shown.keys() & set(entry.pages)))


def _on(page: int, entries: Sequence[Entry]) -> tuple[Shown, ...]:
    placed = [(entry, place.box) for entry in entries if (place := entry.on(page))]
    placed.sort(key=lambda item: GROUPS.index(item[0].kind.group))
    return tuple(Shown(page, number, entry, box) for number, (entry, box) in enumerate(placed, 1))


def _mark(number: int, finding: Finding, shown: dict[int, tuple[Shown, ...]]) -> Mark:
    """Return where a finding is shown: at its own box, else at that of its block, else on its page."""
    own = [each for row in shown.values() for each in row if finding.block and each.entry.id == finding.block]
    about = next((each for each in own if finding.page in (None, each.page)), None)
    page = finding.page if finding.page in shown else about.page if about else None
    if page is None:
        return Mark(number, finding)
    box = finding.box if page == finding.page else None
    if about is None and box is not None:
        about = _around(box, shown[page])
    return Mark(number, finding, page, box or (about.box if about else None), about)


def _around(box: Box, shown: tuple[Shown, ...]) -> Shown | None:
    """Return the smallest entry around the middle of a box."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    holders = [each for each in shown if each.box[0] <= x <= each.box[2] and each.box[1] <= y <= each.box[3]]
    return min(holders, key=lambda each: (each.box[2] - each.box[0]) * (each.box[3] - each.box[1]), default=None)
