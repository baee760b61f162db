"""What is written is valid, and read back it is the resolution, whatever that holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.address import may_be_followed
from pipeline.model.inline import Content, Link, NoteMark, Style, Text
from pipeline.model.resolution import (
    Annex,
    Block,
    Cell,
    Draft,
    Formula,
    Furniture,
    Heading,
    Note,
    Paragraph,
    Resolution,
    Row,
    Table,
)
from pipeline.render.akn.check import check, schema_errors
from pipeline.render.akn.read import read
from pipeline.render.akn.write import write
from tests.reading import reading, sources
from tests.render.docx.cases import everything, with_blocks, with_content
from tests.samples import chinese, english, words

VALID = st.characters(
    codec="utf-8",
    exclude_characters=[*(chr(number) for number in range(32) if number not in (9, 10, 13)), "\ufffe", "\uffff"],
)
TEXTS = st.text(VALID, min_size=1, max_size=40)
STYLES: list[Style] = ["italic", "bold", "underline", "superscript", "subscript"]
RUNS = st.builds(
    Text,
    text=TEXTS,
    style=st.lists(st.sampled_from(STYLES), max_size=3).map(tuple),
    lang=st.sampled_from([None, "fr", "ar", "zh-Hans"]),
)
MARKS = st.builds(NoteMark, marker=st.sampled_from(["1", "2", "*", "(4)", "9"]))
LINKS = st.builds(
    Link,
    href=st.text(VALID, max_size=30).map("https://undocs.org/{}".format).filter(may_be_followed),
    content=st.lists(RUNS | MARKS, max_size=2).map(tuple),
)
CONTENTS = st.lists(RUNS | MARKS | LINKS, max_size=6).map(tuple)
KINDS = ("labelled", "bare", "heading", "deep heading", "table", "formula")
NOTES = tuple(Note(marker=marker, content=words(f"Note {marker}")) for marker in ("1", "2", "*"))


def comes_back(resolution: Resolution) -> bool:
    """Say whether a resolution is written as valid XML that gives it back."""
    data = write(resolution)
    assert schema_errors(data) == []
    return read(data) == resolution


@pytest.mark.parametrize("name", sources())
def test_every_paper_comes_back(name: str) -> None:
    resolution = reading(name).resolution
    assert comes_back(resolution)
    assert check(write(resolution), resolution) == []
    assert write(resolution) == write(resolution)


@pytest.mark.parametrize("resolution", [english(), chinese(), everything()], ids=["english", "chinese", "everything"])
def test_what_no_paper_holds_comes_back(resolution: Resolution) -> None:
    assert comes_back(resolution)
    assert check(write(resolution), resolution) == []


@settings(max_examples=40, deadline=None)
@given(CONTENTS, TEXTS)
def test_any_inline_content_comes_back(content: Content, label: str) -> None:
    resolution = with_content(content, NOTES)
    block = Paragraph(id="para_9", label=label, opening=(0, 3), content=content)
    assert comes_back(resolution.model_copy(update={"title": content, "preamble": (block, *resolution.preamble)}))


def _tree(depth: int) -> st.SearchStrategy[list[str]]:
    """Return the kinds of blocks in a list, and how deep the paragraphs among them are nested."""
    return st.lists(
        st.sampled_from(["labelled", "bare", "heading", "deep heading", "table", "formula"]), max_size=depth
    )


def _blocks(kinds: list[str], inner: list[str], name: str) -> tuple[Block, ...]:
    """Return blocks of some kinds; each paragraph among them holds blocks of the inner kinds."""
    found: list[Block] = []
    for number, kind in enumerate(kinds, 1):
        identifier = f"{name}_{number}"
        content = words(f"text {number}")
        match kind:
            case "heading" | "deep heading":
                level = 1 if kind == "heading" else 3
                found.append(Heading(id=identifier, level=level, label="I." if number % 2 else None, content=content))
            case "table":
                found.append(Table(id=identifier, rows=(Row(cells=(Cell(header=True), Cell(content=content))),)))
            case "formula":
                found.append(Formula(id=identifier, content=content))
            case _:
                label = "1." if kind == "labelled" else None
                children = _blocks(inner, [], identifier)
                found.append(Paragraph(id=identifier, label=label, content=content, children=children))
    return tuple(found)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(KINDS), max_size=5), st.lists(st.sampled_from(KINDS), max_size=4))
def test_blocks_in_any_order_come_back(kinds: list[str], inner: list[str]) -> None:
    resolution = with_blocks(*_blocks(kinds, inner, "para"))
    annex = Annex(id="annex_1", content=_blocks(inner, kinds, "annex_1__para"))
    preamble = _blocks(kinds, inner, "preamble__para")
    assert comes_back(resolution.model_copy(update={"preamble": preamble, "annexes": (annex,), "notes": ()}))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=20))
def test_data_of_the_file_come_back_whatever_they_hold(text: str) -> None:
    source = english().source.model_copy(update={"file": text, "producer": text})
    piece = Furniture(kind="other", page=1, text=text, box=(0.1, 1e-7, 612.0, 1 / 3))
    assert comes_back(english().model_copy(update={"source": source, "furniture": (piece,)}))


def test_a_draft_comes_back_with_its_sponsors() -> None:
    draft = Draft(statement="Wellland and Springland: draft resolution", sponsors=("Wellland", "Springland"))
    resolution = english().model_copy(update={"kind": "draft", "draft": draft, "number": None})
    assert comes_back(resolution)
    assert b'<statement name="draftResolution">' in write(resolution)


def test_what_is_not_printed_is_not_invented() -> None:
    bare = Resolution(
        iri="/akn/un/statement/deliberation/un-ga//A-1/eng@",
        symbol="A/1",
        language="en",
        organ="general-assembly",
        source=english().source,
        conservation=english().conservation,
    )
    assert comes_back(bare)
    for element in (b"coverPage", b"preface", b"<preamble", b"conclusions", b"attachments", b"components"):
        assert element not in write(bare)
