"""Every fixture, tagged and not, comes out as it was typeset."""

from collections.abc import Iterator

import pytest

from pipeline.model.resolution import Block, Content, Link, Resolution
from pipeline.model.walk import plain_text
from tests.reading import found_blocks, reading, sources
from tests.typeset import expected, expected_links, expected_notes
from tests.typeset.catalogue import SAMPLE
from tests.typeset.expected import plain

CASES = [(name, tagged) for name in sources() for tagged in (True, False)]

# What is known to fail, and why. A case that passes again fails here, so that its line is taken out.
CAPTION = "the caption of a table is taken for a heading"
LINE_END = "a space at a line's end that the file does not draw, between a number and a Chinese character, is lost"
KNOWN = {
    ("en_table", True): CAPTION,
    ("en_table", False): CAPTION,
    (SAMPLE, True): LINE_END,
    (SAMPLE, False): LINE_END,
}
KNOWN_ANNEXES: dict[tuple[str, bool], str] = {}
KNOWN_NOTES = {(SAMPLE, True): LINE_END, (SAMPLE, False): LINE_END}
KNOWN_FINDINGS: dict[tuple[str, bool], str] = {}


def cases(known: dict[tuple[str, bool], str]) -> list[object]:
    """Return the cases as parameters; a case that is known to fail has to fail."""
    return [
        pytest.param(
            *case,
            id=f"{case[0]}-{'tagged' if case[1] else 'untagged'}",
            marks=[pytest.mark.xfail(reason=known[case], strict=True, raises=AssertionError)] if case in known else [],
        )
        for case in CASES
    ]


def links(resolution: Resolution) -> Iterator[Link]:
    """Yield every link of a resolution, wherever it stands."""
    yield from _links(resolution.model_dump())


def _links(value: object) -> Iterator[Link]:
    if isinstance(value, dict):
        if value.get("type") == "link":
            yield Link.model_validate(value)
        for item in value.values():
            yield from _links(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _links(item)


def squashed(text: str) -> str:
    return "".join(text.split())


def text(content: Content) -> str:
    return plain_text(content)


@pytest.mark.parametrize(("name", "tagged"), cases(KNOWN))
def test_blocks_are_those_that_were_typeset(name: str, tagged: bool) -> None:
    assert found_blocks(reading(name, tagged).resolution) == expected(sources()[name])


@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
def test_blocks_of_the_sample_are_its_own_but_for_spaces(tagged: bool) -> None:
    found = found_blocks(reading(SAMPLE, tagged).resolution)
    wanted = expected(sources()[SAMPLE])
    assert [(block.region, block.kind, block.label, block.depth, squashed(block.text)) for block in found] == [
        (block.region, block.kind, block.label, block.depth, squashed(block.text)) for block in wanted
    ]
    assert [[marker for _, marker in block.marks] for block in found] == [
        [marker for _, marker in block.marks] for block in wanted
    ]


@pytest.mark.parametrize(("name", "tagged"), cases(KNOWN_NOTES))
def test_notes_are_whole_and_each_has_its_marker(name: str, tagged: bool) -> None:
    notes = reading(name, tagged).resolution.notes
    assert [(note.marker, text(note.content)) for note in notes] == list(expected_notes(sources()[name]).items())


@pytest.mark.parametrize(("name", "tagged"), cases(KNOWN_ANNEXES))
def test_annexes_have_their_labels_and_titles(name: str, tagged: bool) -> None:
    found = [(annex.label, text(annex.title)) for annex in reading(name, tagged).resolution.annexes]
    assert found == [(annex.label, plain(annex.title)) for annex in sources()[name].annexes]


@pytest.mark.parametrize(("name", "tagged"), cases({}))
def test_links_keep_their_words_and_their_targets(name: str, tagged: bool) -> None:
    found = [(squashed(text(link.content)), link.href) for link in links(reading(name, tagged).resolution)]
    wanted = [(squashed(words), address) for words, address in expected_links(sources()[name])]
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize(("name", "tagged"), cases({}))
def test_the_masthead_is_read_field_by_field(name: str, tagged: bool) -> None:
    header, resolution = sources()[name].header, reading(name, tagged).resolution
    masthead, adoption = resolution.masthead, resolution.adoption
    found = {
        "language": resolution.language,
        "symbol": resolution.symbol,
        "number": resolution.title_label,
        "title": text(resolution.title),
        "publisher": masthead.publisher,
        "parent": masthead.parent_organ,
        "organ": masthead.organ,
        "distribution": masthead.distribution,
        "issued": masthead.issued_text,
        "language_text": masthead.language_text,
        "original": masthead.original_text,
        "session": masthead.session.text if masthead.session else None,
        "session_dates": masthead.session.dates if masthead.session else None,
        "agenda_item": masthead.agenda_item,
        "agenda_title": masthead.agenda_title,
        "adoption": adoption.statement,
        "report": adoption.source,
        "job_number": masthead.job_number,
    }
    wanted = {name: getattr(header, name) or None for name in found}
    wanted["title"], wanted["report"] = plain(header.title_line), plain(header.report_line) or None
    assert found == wanted


@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
def test_dates_and_numbers_of_the_masthead_are_understood(tagged: bool) -> None:
    for name in ("en_masthead", "zh_masthead_notes"):
        resolution = reading(name, tagged).resolution
        session, meeting = resolution.masthead.session, resolution.adoption.meeting
        assert (resolution.masthead.issued, resolution.adoption.date) == ("2036-12-11", "2036-12-04"), name
        assert resolution.masthead.agenda_numbers == ("21 (b)",), name
        assert (session and session.ordinal, meeting and meeting.number, resolution.number) == (91, 58, "91/4"), name
    assert reading("zh_masthead_notes", tagged).resolution.masthead.original_language == "en"
    assert reading("en_masthead", tagged).resolution.masthead.original_language == "fr"


def test_one_provision_has_one_identifier_in_two_languages() -> None:
    found = {name: reading(name).resolution.iri for name in ("en_masthead", "zh_masthead_notes")}
    assert {name: iri.rpartition("/")[2] for name, iri in found.items()} == {
        "en_masthead": "eng@",
        "zh_masthead_notes": "zho@",
    }
    assert len({iri.rpartition("/")[0] for iri in found.values()}) == 1


@pytest.mark.parametrize(("name", "tagged"), cases(KNOWN_FINDINGS))
def test_nothing_is_found_wrong(name: str, tagged: bool) -> None:
    assert reading(name, tagged).wrong == []


@pytest.mark.parametrize(("name", "tagged"), cases({}))
def test_every_glyph_has_one_fate(name: str, tagged: bool) -> None:
    kept = reading(name, tagged).resolution.conservation
    assert kept.unaccounted == 0
    assert sum(kept.by_fate.values()) == kept.glyphs > 100


def test_agreement_of_tags_and_layout_is_told_where_there_are_tags() -> None:
    told = reading("en_notes").normalised.agreement
    assert told["notes"] == 1.0
    assert 0.8 < told["paragraphs"] <= 1.0
    assert reading("en_notes", tagged=False).normalised.agreement == {}


@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
def test_a_paragraph_printed_on_two_pages_names_both(tagged: bool) -> None:
    resolution = reading("en_page_break", tagged).resolution
    pages = [[place.page for place in block.source] for block in _every(resolution)]
    assert [1, 2] in pages
    assert all(pages), "each block is printed somewhere"


def _every(resolution: Resolution) -> Iterator[Block]:
    waiting = [*resolution.preamble, *resolution.operative]
    while waiting:
        block = waiting.pop()
        yield block
        if block.type == "paragraph":
            waiting += block.children
