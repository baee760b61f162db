"""Papers of each council in six languages: recognised, with the fields that it prints and none that it lacks.

That they come out block by block and field by field is told by `test_fixtures`; here stands what is the same in all
languages.
"""

from dataclasses import dataclass

import pytest

from pipeline.model.resolution import Paragraph, Resolution
from tests.normalise.test_six_languages import LANGUAGES
from tests.reading import reading


@dataclass(frozen=True)
class Paper:
    """What is the same in each language version of a paper."""

    symbol: str
    number: str
    actor: str
    dates: tuple[str, str]
    meeting: int
    session: int | None
    agenda: tuple[str, ...]
    original: str | None
    closing: int
    cited: tuple[str, ...]


PAPERS = {
    "security-council": Paper(
        symbol="S/RES/2901 (2036)", number="2901 (2036)", actor="un-sc", dates=("2036-12-09", "2036-12-09"),
        meeting=9950, session=None, agenda=(), original=None, closing=0, cited=("S/RES/2890 (2036)",),
    ),
    "human-rights-council": Paper(
        symbol="A/HRC/RES/91/3", number="91/3", actor="un-hrc", dates=("2036-12-12", "2036-12-04"),
        meeting=44, session=91, agenda=("3",), original="en", closing=3, cited=("A/HRC/RES/89/2",),
    ),
    "economic-and-social-council": Paper(
        symbol="E/RES/2036/9", number="2036/9", actor="un-ecosoc", dates=("2036-12-22", "2036-12-11"),
        meeting=20, session=2036, agenda=("12 (b)",), original=None, closing=2, cited=("E/2036/L.9", "E/2036/40"),
    ),
}  # fmt: skip


@pytest.fixture(params=PAPERS)
def organ(request: pytest.FixtureRequest) -> str:
    """Each council."""
    return str(request.param)


@pytest.fixture(params=LANGUAGES)
def found(request: pytest.FixtureRequest, organ: str) -> Resolution:
    """The paper of the council in each language."""
    return reading(f"{request.param}_{organ.replace('-', '_')}").resolution


def test_a_paper_is_known_by_organ_number_and_name(organ: str, found: Resolution) -> None:
    paper = PAPERS[organ]
    work = paper.number.replace("/", "-").replace(" ", "_")
    assert (found.organ, found.symbol, found.number) == (organ, paper.symbol, paper.number)
    assert found.iri.rpartition("/")[0] == f"/akn/un/statement/deliberation/{paper.actor}/{paper.dates[1]}/{work}"


def test_its_dates_and_numbers_are_understood_alike(organ: str, found: Resolution) -> None:
    paper, masthead, adoption = PAPERS[organ], found.masthead, found.adoption
    assert (masthead.issued, adoption.date) == paper.dates
    assert (adoption.meeting and adoption.meeting.number) == paper.meeting
    assert (masthead.session and masthead.session.ordinal) == paper.session
    assert (masthead.agenda_numbers, masthead.original_language) == (paper.agenda, paper.original)
    assert len(found.closing) == paper.closing
    assert tuple(item.symbol for item in found.references) == paper.cited


def test_its_tree_is_the_same(found: Resolution) -> None:
    first, last = found.operative
    assert isinstance(first, Paragraph)
    assert [block.id for block in found.preamble][:2] == ["preamble__formula", "preamble__para_1"]
    assert [first.id, *(point.id for point in first.children), last.id] == [
        "para_1",
        "para_1__point_a",
        "para_1__point_b",
        "para_2",
    ]
    assert len(found.notes) == (0 if found.organ == "security-council" else 1)
