"""What holds for any value: round trips, identifiers that are unique, and text that keeps its characters."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages.loader import languages
from pipeline.model.address import may_be_followed
from pipeline.model.canonical import canonical_json, printable
from pipeline.model.pages import Line
from pipeline.model.resolution import Block, Content, Link, NoteMark, Paragraph, Resolution, Text
from pipeline.normalise.atoms import passage_text, strip, text_of
from pipeline.normalise.identifiers import Register, alphabetic, roman_text
from pipeline.normalise.inline import Links, Marks, content_of
from pipeline.normalise.items import Item
from pipeline.normalise.labels import label_of, roman
from pipeline.normalise.render_blocks import Maker
from pipeline.normalise.tree import build_tree
from pipeline.organs.loader import organ_of, organs
from tests.glyphs import glyphs, line, page, pages
from tests.samples import english

FEW = settings(max_examples=40, deadline=None)
UNICODE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
STYLES = st.lists(st.sampled_from(["italic", "bold", "superscript", "subscript"]), unique=True, max_size=2).map(tuple)
ADDRESSES = UNICODE.map("https://undocs.org/{}".format).filter(may_be_followed)
RUNS = st.one_of(
    st.builds(Text, text=UNICODE, style=STYLES),
    st.builds(NoteMark, marker=UNICODE),
    st.builds(Link, href=ADDRESSES, content=st.tuples(st.builds(Text, text=UNICODE))),
)
CONTENT = st.lists(RUNS, max_size=4).map(tuple)
PARAGRAPH = st.builds(Paragraph, id=UNICODE, label=st.none() | UNICODE, content=CONTENT)
LABELS = ["", "1.", "2.", "3.", "(a)", "(b)", "(c)", "(h)", "(i)", "(ii)", "(iii)", "(j)", "a.", "b.", "(aa)", "7."]


def with_operative(blocks: tuple[Block, ...]) -> Resolution:
    return english().model_copy(update={"operative": blocks})


@FEW
@given(st.lists(PARAGRAPH, max_size=3).map(tuple))
def test_a_resolution_survives_json(blocks: tuple[Paragraph, ...]) -> None:
    resolution = with_operative(blocks)
    data = canonical_json(resolution)
    read = Resolution.model_validate_json(data)
    assert read == resolution
    assert canonical_json(read) == data


@FEW
@given(st.text(st.characters(), max_size=20))
def test_any_text_can_be_printed(text: str) -> None:
    shown = printable(text)
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert printable(shown) == shown
    if not re.search("[\ud800-\udfff]", text):
        assert shown == text


@FEW
@given(st.integers(1, 399))
def test_roman_numerals_are_read_as_they_are_written(number: int) -> None:
    assert roman(roman_text(number)) == number


@FEW
@given(st.integers(1, 52), st.integers(1, 52))
def test_letters_of_points_are_distinct(first: int, second: int) -> None:
    assert (alphabetic(first) == alphabetic(second)) == (first == second)


@FEW
@given(st.integers(1, 99), st.integers(1, 400), st.sampled_from(["", " A", " B"]))
def test_the_number_of_a_symbol_is_read_as_it_was_written(session: int, number: int, letter: str) -> None:
    written = f"{session}/{number}{letter}"
    organ = organ_of(f"A/RES/{written}")
    assert organ is organs()["general-assembly"]
    assert organ.number(f"A/RES/{written}") == written


TENS = ["", "Ten", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"]
ONES = ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]


@FEW
@given(st.integers(2, 9), st.integers(1, 9))
def test_english_ordinals_are_read_as_they_are_written(tens: int, ones: int) -> None:
    assert languages()["en"].ordinal(f"{TENS[tens]}-{ONES[ones]}") == 10 * tens + ones


DIGITS = "零一二三四五六七八九"


@FEW
@given(st.integers(1, 99))
def test_chinese_ordinals_are_read_as_they_are_written(number: int) -> None:
    tens, ones = divmod(number, 10)
    written = ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")
    assert languages()["zh"].ordinal(written) == number


@FEW
@given(st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from([100.0, 120.0, 140.0])), max_size=14))
def test_identifiers_are_unique_and_no_item_is_lost_whatever_the_labels(labels: list[tuple[str, float]]) -> None:
    language = languages()["en"]
    items = []
    for label, indent in labels:
        whole = line(f"{label} text" if label else "text", x=indent)
        atoms = tuple(passage_text((whole,), spaces=True))
        found = label_of(atoms, language)
        end = found.atoms if found else 0
        items.append(Item("paragraph", strip(atoms[end:]), found, strip(atoms[:end]), indent, indent, 10.0))
    maker = Maker(language, Links.of(pages(page(()))), Marks(frozenset(), re.compile(r"(?P<mark>\d)")), Register())
    blocks = list(every(maker.blocks(build_tree(items), "", "unnumbered")))
    assert sorted(block.label or "" for block in blocks) == sorted(label for label, _ in labels)
    names = [block.id for block in blocks]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9_]+", name) for name in names)


def every(blocks: tuple[Block, ...]) -> list[Paragraph]:
    """Return the paragraphs of a tree."""
    found: list[Paragraph] = []
    for block in blocks:
        assert isinstance(block, Paragraph)
        found += [block, *every(block.children)]
    return found


PRINTED = st.lists(
    st.text(st.sampled_from("ab1 2-水井，/–’ .,"), min_size=1, max_size=10).filter(lambda text: bool(text.strip())),
    min_size=1,
    max_size=4,
)


def inked(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@FEW
@given(PRINTED, st.booleans())
def test_joining_lines_keeps_every_character_that_leaves_ink(texts: list[str], spaces: bool) -> None:
    lines = [line(text, baseline=300.0 + 12 * at) for at, text in enumerate(texts)]
    joined = text_of(passage_text(lines, spaces))
    assert "".join(joined.split()) == "".join("".join(texts).split())
    assert joined == joined.strip()
    assert "  " not in joined


@FEW
@given(PRINTED, st.sets(st.sampled_from(["1", "2", "12"]), max_size=3))
def test_content_keeps_every_character_whatever_is_raised(texts: list[str], known: set[str]) -> None:
    size = {True: 6.0, False: 10.0}
    x, every_glyph = 100.0, glyphs("")
    for at, text in enumerate(texts):
        run = glyphs(text, x, baseline=296.5 if at % 2 else 300.0, size=size[bool(at % 2)])
        x, every_glyph = run[-1].x1, (*every_glyph, *run)
    atoms = passage_text((Line(1, every_glyph, 300.0, 10.0),), spaces=False)
    marks = Marks(frozenset(known), re.compile(r"(?P<mark>\d{1,3})"))
    assert inked(said(content_of(atoms, Links.of(pages(page(()))), marks))) == inked("".join(texts))


def said(content: Content) -> str:
    """Return the characters of content, note marks included."""
    parts = []
    for item in content:
        match item:
            case NoteMark():
                parts.append(item.marker)
            case Text():
                parts.append(item.text)
            case Link():
                parts.append(said(item.content))
    return "".join(parts)
