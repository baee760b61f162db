"""What properties are tried on: any resolution that the model allows, in words that fonts can show."""

import os

from hypothesis import settings
from hypothesis import strategies as st

from pipeline.model.resolution import (
    Annex,
    Block,
    Cell,
    Content,
    Formula,
    Heading,
    Link,
    Note,
    NoteMark,
    Paragraph,
    Resolution,
    Row,
    Table,
    Text,
)
from tests.samples import english

NIGHTLY = os.environ.get("PROPERTIES") == "nightly"


def few(examples: int) -> settings:
    """Return settings for a property that is tried so often, and 250 times as often at night."""
    return settings(max_examples=examples * 250 if NIGHTLY else examples, deadline=None, derandomize=not NIGHTLY)


LETTERS = "abcdefgWXYZ,.;:-()“”’–/&<>§ÀéñßАбвЯщї中水井决议，。"
WORD = st.text(st.sampled_from(LETTERS), min_size=1, max_size=9).filter(lambda text: text.strip("-()/<> ") != "")
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
STYLE = st.sampled_from([(), (), ("italic",), ("bold",), ("superscript",), ("underline",)])
PLAIN = st.builds(Text, text=WORDS, style=STYLE)
ADDRESSES = ("https://undocs.org/en/A/RES/70/9", "http://example.org/a?b=c&d#e", "mailto:well@example.org")
LINKED = st.tuples(st.builds(Text, text=WORDS))
MARKERS = ("1", "2", "3")


@st.composite
def contents(draw: st.DrawFn, marks: bool = True) -> Content:
    """Draw inline content: runs parted by spaces, links, and marks of the notes that there are."""
    parts: list[Text | Link | NoteMark] = []
    for address in ADDRESSES[: draw(st.integers(1, 3))]:
        parts.append(Link(href=address, content=draw(LINKED)) if draw(st.booleans()) else draw(PLAIN))
        if draw(st.booleans()):
            parts.append(Text(text=" "))
        if marks and draw(st.integers(0, 4)) == 0:
            parts.append(NoteMark(marker=draw(st.sampled_from(MARKERS))))
    return tuple(parts)


@st.composite
def tables(draw: st.DrawFn, name: str) -> Table:
    """Draw a table of even rows, with a head."""
    width = draw(st.integers(1, 3))
    rows = draw(st.lists(st.lists(contents(marks=False), min_size=width, max_size=width), min_size=2, max_size=3))
    cells = [tuple(Cell(content=content, header=number == 0) for content in row) for number, row in enumerate(rows)]
    return Table(id=name, rows=tuple(Row(cells=row) for row in cells))


@st.composite
def paragraphs(draw: st.DrawFn, name: str, label: str | None, depth: int = 0) -> Paragraph:
    """Draw a paragraph with its points."""
    count = draw(st.integers(0, 2)) if depth < 2 else 0
    marks = ("(a)", "(b)") if depth == 0 else ("(i)", "(ii)")
    points = tuple(draw(paragraphs(f"{name}__point_{at}", marks[at], depth + 1)) for at in range(count))
    return Paragraph(id=name, label=label, content=draw(contents()), children=points)


@st.composite
def operatives(draw: st.DrawFn) -> tuple[Block, ...]:
    """Draw numbered paragraphs, with headings and tables between them."""
    blocks: list[Block] = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        if draw(st.integers(0, 3)) == 0:
            blocks.append(Heading(id=f"heading__{number}", level=1, content=draw(contents(marks=False))))
        blocks.append(draw(paragraphs(f"para_{number}", f"{number}.")))
        if draw(st.integers(0, 3)) == 0:
            blocks.append(draw(tables(f"table_{number}")))
    return tuple(blocks)


@st.composite
def resolutions(draw: st.DrawFn) -> Resolution:
    """Draw a resolution: preamble, paragraphs, an annex or none, and three notes."""
    formula = Formula(id="preamble__formula", content=(Text(text="The General Assembly,", style=("italic",)),))
    preamble = (formula, draw(paragraphs("preamble__para_1", None)))
    annexes: tuple[Annex, ...] = ()
    if draw(st.booleans()):
        content = (draw(paragraphs("annex_1__para_1", "1.")),)
        annexes = (Annex(id="annex_1", label="Annex", title=draw(contents(marks=False)), content=content),)
    notes = tuple(Note(marker=marker, content=draw(contents(marks=False))) for marker in MARKERS)
    text = {"title": draw(contents(marks=False)), "preamble": preamble, "operative": draw(operatives())}
    return english().model_copy(update={**text, "annexes": annexes, "notes": notes, "parts": (), "references": ()})
