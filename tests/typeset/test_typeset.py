"""The typesetter: the same bytes every time, the same characters tagged or not, and everything that was asked for."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pdfplumber
import pikepdf
import pypdfium2
import pytest

from tests.typeset import (
    OPENING_WORD,
    Expected,
    Source,
    bad_files,
    expected,
    expected_links,
    expected_notes,
    fixtures,
    parse,
    sample,
    typeset,
)
from tests.typeset.barcode import barcode
from tests.typeset.catalogue import INPUT, SAMPLE
from tests.typeset.expected import contents, plain
from tests.typeset.markup import NOTE_RULE
from tests.typeset.source import Mark
from tests.typeset.tree import Annotated, Element, Marked, marked, read

FIXTURES = fixtures()
SOURCES = {**FIXTURES, SAMPLE: sample()}
# The texts that the file stores in reading order, glyph by glyph; Arabic is stored as it is drawn.
LEFT_TO_RIGHT = tuple(name for name, source in SOURCES.items() if source.header.language != "ar")
# A bracket or quotation mark that stands from right to left is drawn, or read, as the other one.
BRACKETS = str.maketrans(")]”", "([“")


@cache
def printed(name: str, tagged: bool) -> bytes:
    return typeset(SOURCES[name], tagged)


def squashed(text: str) -> str:
    return "".join(text.split())


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page as pdfium reads it; a hyphen at the end of a line is a control character there."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().replace("\x02", "-") for page in document]


def said(source: Source) -> Counter[str]:
    """Return every character that the source says is printed, furniture of the pages after the first apart."""
    header = source.header
    lines = [
        *(getattr(header, name) for name in ("symbol", "number", "publisher", "parent", "organ", "distribution")),
        *(getattr(header, name) for name in ("issued", "session_dates")),
        *(getattr(header, name) for name in ("language_text", "original", "session", "agenda_item", "agenda_title")),
        *(header.adoption, header.job_number, barcode(header.job_number)),
        *(plain(content) for content in contents(source)),
        *(run.marker for content in contents(source) for run in content if isinstance(run, Mark)),
        *(note.marker for note in source.notes),
        *(block.label or "" for block in expected(source)),
        *(annex.label for annex in source.annexes),
        *(part.label for part in source.parts),
    ]
    return Counter(squashed("".join(lines)))


def sides(characters: Counter[str], name: str) -> Counter[str]:
    """Return characters, in text from right to left without the sides of brackets."""
    if name in LEFT_TO_RIGHT:
        return characters
    return Counter("".join(characters.elements()).translate(BRACKETS))


def furniture(source: Source, count: int, note_pages: int) -> Counter[str]:
    """Return the characters of running heads and feet and of the rules above notes."""
    header = source.header
    title = header.running_title or plain(header.title_line)
    edges = [f"{header.symbol}{title}{page}/{count}{header.job_number.split(' ')[0]}" for page in range(2, count + 1)]
    return Counter(squashed("".join(edges)) + NOTE_RULE * note_pages)


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
def test_every_character_of_the_source_is_printed_and_no_other(name: str, tagged: bool) -> None:
    texts = pages(printed(name, tagged))
    note_pages = sum(NOTE_RULE in text for text in texts)
    found = Counter(squashed("".join(texts)))
    wanted = said(SOURCES[name]) + furniture(SOURCES[name], len(texts), note_pages)
    assert sides(found, name) == sides(wanted, name)


@pytest.mark.parametrize("name", SOURCES)
def test_tagged_and_untagged_are_the_same_page(name: str) -> None:
    assert pages(printed(name, True)) == pages(printed(name, False))


@pytest.mark.parametrize("name", ["en_notes", "zh_masthead_notes"])
@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
def test_the_same_bytes_every_time(name: str, tagged: bool) -> None:
    assert typeset(SOURCES[name], tagged) == printed(name, tagged)


def test_the_sample_in_the_input_folder_is_the_sample_typeset() -> None:
    stored = (INPUT / f"{SAMPLE}.pdf").read_bytes()
    assert pages(stored) == pages(printed(SAMPLE, True))
    assert len(stored) <= 500_000


@pytest.mark.parametrize("name", SOURCES)
def test_only_one_form_is_tagged(name: str) -> None:
    with pikepdf.open(BytesIO(printed(name, True))) as tagged, pikepdf.open(BytesIO(printed(name, False))) as untagged:
        assert tagged.Root.MarkInfo.Marked
        assert "/StructTreeRoot" not in untagged.Root


@pytest.mark.parametrize("name", SOURCES)
def test_links_lead_where_the_source_says(name: str) -> None:
    wanted = {address for _, address in expected_links(SOURCES[name])}
    with pdfplumber.open(BytesIO(printed(name, False))) as pdf:
        found = {link["uri"] for page in pdf.pages for link in page.hyperlinks if link["uri"]}
    assert found == wanted


def test_a_link_over_two_lines_has_two_boxes() -> None:
    with pdfplumber.open(BytesIO(printed("en_wrapped_link", True))) as pdf:
        counts = Counter(link["uri"] for page in pdf.pages for link in page.hyperlinks if link["uri"])
    assert counts["https://undocs.org/en/A/91/301"] == 2
    assert counts["https://undocs.org/en/A/91/302/Add.1"] == 2


def elements(element: Element) -> Iterator[Element]:
    for kid in element.kids:
        if isinstance(kid, Element):
            yield kid
            yield from elements(kid)


def structure(name: str) -> tuple[Element, dict[Marked, str]]:
    """Return the tag tree, and the text under each mark as pdfplumber reads it."""
    with pikepdf.open(BytesIO(printed(name, True))) as pdf:
        tree = read(pdf)
    texts: dict[Marked, str] = {}
    with pdfplumber.open(BytesIO(printed(name, True))) as pdf:
        for number, page in enumerate(pdf.pages):
            for char in page.chars:
                place = Marked(number, char["mcid"])
                texts[place] = texts.get(place, "") + char["text"]
    return tree, texts


@pytest.mark.parametrize("name", LEFT_TO_RIGHT)
def test_each_note_stands_in_the_tags_at_its_first_mark(name: str) -> None:
    tree, texts = structure(name)
    found = {}
    for link in elements(tree):
        words = "".join(
            texts[place]
            for kid in link.kids
            if isinstance(kid, Element) and kid.kind == "Span"
            for place in marked(kid)
        )
        for note in (kid for kid in link.kids if isinstance(kid, Element) and kid.kind == "Footnote"):
            assert any(isinstance(kid, Annotated) for kid in link.kids)
            found[words] = squashed("".join(texts[place] for place in marked(note)))
    assert found == {marker: squashed(marker + text) for marker, text in expected_notes(SOURCES[name]).items()}


@pytest.mark.parametrize("name", LEFT_TO_RIGHT)
def test_blocks_are_tagged_in_reading_order(name: str) -> None:
    tree, texts = structure(name)
    body = squashed("".join(texts[place] for place in without_notes(tree)))
    place = 0
    for block in expected(SOURCES[name]):
        text = squashed((block.label or "") + with_marks(block))
        place = body.index(text, place) + len(text)
    assert place <= len(body)


def with_marks(block: Expected) -> str:
    text = block.text
    for offset, marker in reversed(block.marks):
        text = text[:offset] + marker + text[offset:]
    return text


def without_notes(element: Element) -> Iterator[Marked]:
    for kid in element.kids:
        if isinstance(kid, Marked):
            yield kid
        elif isinstance(kid, Element) and kid.kind != "Footnote":
            yield from without_notes(kid)


@pytest.mark.parametrize("name", LEFT_TO_RIGHT)
def test_furniture_is_artifact_and_part_of_the_masthead_has_no_tag(name: str) -> None:
    header = SOURCES[name].header
    with pdfplumber.open(BytesIO(printed(name, True))) as pdf:
        by_tag: dict[str | None, str] = {}
        for page in pdf.pages:
            for char in page.chars:
                if char["mcid"] is None:
                    by_tag[char["tag"]] = by_tag.get(char["tag"], "") + char["text"]
    for text in (header.publisher, header.symbol, header.job_number, barcode(header.job_number)):
        assert squashed(text) in squashed(by_tag["Artifact"])
    organ = header.parent or header.organ
    assert squashed(by_tag[None]).startswith(squashed(organ + header.distribution + header.issued))


@pytest.mark.parametrize("name", ["en_running_heads", "en_page_break", "en_note_overleaf", "zh_page_break", SAMPLE])
def test_a_paragraph_is_broken_by_a_page(name: str) -> None:
    whole = [squashed(block.text) for block in expected(SOURCES[name]) if block.kind == "paragraph"]
    texts = [squashed(text) for text in pages(printed(name, False))]
    assert any(text not in "".join(texts) for text in whole)


def test_a_note_is_continued_overleaf() -> None:
    first, second = (squashed(text) for text in pages(printed("en_note_overleaf", True)))
    note = next(note for note in SOURCES["en_note_overleaf"].notes if len(note.pieces) == 2)
    assert squashed(plain(note.pieces[0])) in first
    assert squashed(plain(note.pieces[1])) in second


def test_running_heads_of_two_lines_change_sides() -> None:
    with pdfplumber.open(BytesIO(printed("en_running_heads", True))) as pdf:
        _, even, odd = pdf.pages
        for page, symbol_left in ((even, True), (odd, False)):
            head = page.crop((0, 0, 612, 66))
            words = head.extract_words()
            symbol = next(word for word in words if word["text"] == "A/RES/91/37")
            assert (symbol["x0"] < 100) is symbol_left
            assert len({round(word["top"]) for word in words if word["text"] != symbol["text"]}) == 2


def test_a_source_with_what_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="header"):
        parse("language: en\ncolour: blue\n")


def test_bad_files_are_bad_in_their_own_way() -> None:
    files = bad_files()
    assert files["empty"] == b""
    assert not files["text"].startswith(b"%PDF")
    assert files["truncated"].startswith(b"%PDF")
    assert b"%%EOF" not in files["truncated"]
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(files["encrypted"]))
    with pikepdf.open(BytesIO(files["encrypted"]), password=OPENING_WORD) as pdf:
        assert len(pdf.pages) == 1
    assert pages(files["scan"]) == [""]
    assert "Dear Anna" in pages(files["letter"])[0]
