"""What stands where on the page: positions of glyphs, read from the PDF."""

import io
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pdfplumber
import pytest

from pipeline.languages.loader import languages
from pipeline.model.resolution import (
    Block,
    Cell,
    Content,
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
from pipeline.render.pdf.check import check
from pipeline.render.pdf.engine import installed
from pipeline.render.pdf.terse import terse
from pipeline.render.pdf.write import write
from tests.samples import chinese, english, words

LEFT, RIGHT = 124, 488  # the column of text on Letter paper, in points
INDENT = 24
LONG_ARABIC = "وإذ تلاحظ أن الآبار عميقة وأن الماء ثقيل وأن القرى بعيدة، " * 6
LONG = "that wells are deep and that water is heavy, and that villages are far from them, " * 6


class _Line:
    """One line of a page: its inked glyphs from left to right."""

    def __init__(self, glyphs: list[dict[str, Any]]) -> None:
        self.glyphs = glyphs
        self.text = "".join(glyph["text"] for glyph in glyphs)
        self.left, self.right = glyphs[0]["x0"], glyphs[-1]["x1"]
        self.bottom, self.size = glyphs[-1]["bottom"], glyphs[-1]["size"]


def _lines(data: bytes, page: int = 0) -> list[_Line]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        inked = [glyph for glyph in pdf.pages[page].chars if glyph["text"].strip()]
    rows = groupby(sorted(inked, key=_baseline), key=_baseline)
    return [_Line(sorted(row, key=lambda glyph: float(glyph["x0"]))) for _, row in rows]


def _baseline(glyph: dict[str, Any]) -> int:
    return round(-float(glyph["matrix"][5]))


def _with(text: str, found: list[_Line]) -> _Line:
    squeezed = text.replace(" ", "")
    return next(line for line in found if squeezed in line.text)


def _only(resolution: Resolution, *blocks: Block, notes: tuple[Note, ...] = ()) -> Resolution:
    empty: dict[str, object] = {"preamble": (), "annexes": (), "closing": ()}
    return resolution.model_copy(update={**empty, "operative": blocks, "notes": notes})


def _arabic(*blocks: Block, notes: tuple[Note, ...] = ()) -> Resolution:
    changes = {"language": "ar", "title": words("عدّ آبار القرى"), "title_label": "76/500"}
    return _only(english().model_copy(update=changes), *blocks, notes=notes)


def _body(data: bytes) -> list[_Line]:
    """Return the lines below the title, above the notes, of the first page."""
    return [line for line in _lines(data) if 330 < line.bottom < 700]


def test_right_to_left_lines_begin_at_the_right_and_the_first_at_its_indent() -> None:
    data = write(_arabic(Paragraph(id="para_1", content=words(LONG_ARABIC))))
    first, *others = _body(data)[-4:]
    assert [round(first.left), round(first.right)] == [LEFT, RIGHT - INDENT]
    assert [(round(line.left), round(line.right)) for line in others[:-1]] == [(LEFT, RIGHT)] * 2
    assert round(others[-1].right) == RIGHT


def test_the_number_of_a_right_to_left_title_hangs_at_its_right() -> None:
    line = _with("76/500", [line for line in _lines(write(_arabic())) if line.size > 11 and line.bottom > 250])
    number = [glyph for glyph in line.glyphs if glyph["text"].isdigit()]
    letters = [glyph for glyph in line.glyphs if glyph["text"].isalpha()]
    assert min(glyph["x0"] for glyph in number) > RIGHT
    assert round(max(glyph["x1"] for glyph in letters)) == RIGHT


def test_a_link_moves_with_its_right_to_left_line() -> None:
    link = Link(href="https://undocs.org/ar/A/70/1", content=words("A/70/1"))
    data = write(_arabic(Paragraph(id="para_1", content=(link, *words(" " + LONG_ARABIC)))))
    line = next(line for line in _body(data) if "A/70/1" in line.text or "1/07/A" in line.text)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        box = next(area for area in pdf.pages[0].hyperlinks if area["uri"] == link.href)
    assert round(box["x1"]) == round(line.right) == RIGHT - INDENT


def test_latin_phrases_of_an_arabic_paper_are_of_one_face() -> None:
    lines = _lines(write(_arabic()))
    symbol = {glyph["fontname"].partition("+")[2] for glyph in _with("/RES/76/500", lines).glyphs if glyph["x0"] < 200}
    assert symbol == {"Liberation-Serif"}


def _fonts(data: bytes, text: str) -> set[str]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return {glyph["fontname"] for page in pdf.pages for glyph in page.chars if glyph["text"] in text}


def test_emphasis_of_han_text_is_of_another_face_and_not_slanted() -> None:
    content = (Text(text="回顾", style=("italic",)), Text(text="乡村水井，"))
    data = write(_only(chinese(), Paragraph(id="para_1", content=content)))
    assert not _fonts(data, "回顾") & _fonts(data, "乡村")
    kai = next(family for family in languages()["zh"].output.emphasis_fonts if installed(family))
    assert {name.partition("+")[2] for name in _fonts(data, "回顾")} == {kai.replace(" ", "-")}


def test_latin_words_in_han_text_have_italics() -> None:
    content = (Text(text="见"), Text(text="Wells", style=("italic",)))
    assert _fonts(write(_only(chinese(), Paragraph(id="para_1", content=content))), "W") == {
        "DDTAJU+Liberation-Serif-Italic"
    }


def test_han_text_begins_after_two_characters_and_ends_flush() -> None:
    data = write(_only(chinese(), Paragraph(id="para_1", content=words("水井很深而且水很重，" * 12))))
    first, second, *_ = _body(data)[-4:]
    assert round(first.left) == LEFT + 21
    assert round(second.left) == LEFT
    assert round(first.right) == round(second.right) == RIGHT


def test_a_paper_without_title_has_its_number_above_the_adoption_line_in_the_column() -> None:
    changes = {"title": (), "title_label": "Resolution 500 (2021)"}
    resolution = english().model_copy(update=changes)
    data = write(resolution)
    number, adopted = _with("Resolution 500", _lines(data)), _with("Resolution adopted", _lines(data))
    assert number.bottom < adopted.bottom
    assert round(number.left) == round(adopted.left) == LEFT
    assert check(data, resolution) == []


def test_headings_begin_with_the_column_their_numbers_before_it() -> None:
    blocks = (
        Heading(id="sec_1", level=1, label="II.", content=words("Depth of wells")),
        Heading(id="sec_2", level=2, content=words("Water")),
        Paragraph(id="para_1", content=words(LONG)),
    )
    lines = _lines(write(_only(english(), *blocks)))
    labelled = _with("II.Depth", lines)
    assert round(labelled.left) == LEFT - 28
    assert round(next(glyph["x0"] for glyph in labelled.glyphs if glyph["text"] == "D")) == LEFT
    plain = _with("Water", [line for line in lines if line.bottom > labelled.bottom])
    assert round(plain.left) == LEFT
    assert labelled.size > plain.size


def _noted(mark: str) -> Resolution:
    content: Content = (*words("Recalling wells"), NoteMark(marker=mark), *words(" and pumps,"))
    note = Note(marker=mark, content=words(LONG))
    return _only(english(), Paragraph(id="para_1", content=content), notes=(note,))


@pytest.mark.parametrize("mark", ["1", "12"])
def test_marks_of_notes_hang_before_the_column(mark: str) -> None:
    raised, first, second, *_ = [line for line in _lines(write(_noted(mark))) if line.size < 9 and line.bottom > 500]
    assert raised.text == mark
    assert LEFT - 16 < raised.left < raised.right < LEFT
    assert round(first.left) == round(second.left) == LEFT


def test_a_symbol_is_not_cut_at_the_end_of_a_line() -> None:
    link = Link(href="https://undocs.org/A/76/999/Add.1", content=words("A/76/999/Add.1"))
    for pushed in range(60, 100):
        content = (*words("w" * (pushed % 7) + " wells" * (pushed // 7) + " "), link, *words(", and pumps"))
        lines = _lines(write(_only(english(), Paragraph(id="para_1", content=content))))
        assert any("A/76/999/Add.1," in line.text for line in lines)


def _table() -> Table:
    def cell(text: str, header: bool = False) -> Cell:
        return Cell(header=header, content=words(text))

    rows = (("Place", "Wells", "Depth"), ("North, where it rains much", "12 250", "7"), ("South", "40", "1 017"))
    made = tuple(Row(cells=tuple(cell(text, header=not place) for text in row)) for place, row in enumerate(rows))
    return Table(id="table_1", rows=made)


def test_numbers_of_a_table_stand_under_each_other_on_one_line() -> None:
    found = _lines(write(_only(english(), _table())))
    north, south = _with("12250", found), _with("1017", found)
    head = _with("PlaceWellsDepth", found)
    assert round(north.right) == round(south.right) == round(head.right) == RIGHT
    tens = [max(glyph["x1"] for glyph in line.glyphs if glyph["x1"] < 455) for line in (north, south)]
    assert round(tens[0]) == round(tens[1])


def test_a_wide_table_reaches_over_the_margin() -> None:
    row = Row(cells=tuple(Cell(content=words(text)) for text in ("North", "many deep wells", "some", "7")))
    line = _with("Northmany", _lines(write(_only(english(), Table(id="table_1", rows=(row, row))))))
    assert [round(line.left), round(line.right)] == [LEFT, 552]


def _edges(data: bytes) -> Iterator[str]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            yield "".join(glyph["text"] for glyph in page.chars if glyph["top"] > 725)


def test_the_job_number_has_its_language_on_the_first_page_alone() -> None:
    blocks = tuple(Paragraph(id=f"para_{n}", label=f"{n}.", content=words(LONG)) for n in range(1, 20))
    first, *others = _edges(write(_only(english(), *blocks)))
    assert "21-00001 (E)" in first
    assert others
    assert all("21-00001" in foot and "(E)" not in foot for foot in others)


@pytest.mark.parametrize(
    ("operation", "short"),
    [
        (b"[<0019>0<0011>0<0003>0] TJ", b"[<001900110003>] TJ"),
        (b"[<0049>18<0049>0] TJ", b"[<0049>18<0049>] TJ"),
        (b"[<0051>0<>-51.30125247198418<0003>-48<0055>0] TJ", b"[<0051>-51.3<0003>-48<0055>] TJ"),
        (b"[<a126>-11<>-11.285714285714286<6946>0] TJ", b"[<a126>-22.3<6946>] TJ"),
        (b"/a1.0 gs", b"/a1.0 gs"),
    ],
)
def test_operations_are_shortened_without_moving_a_glyph(operation: bytes, short: bytes) -> None:
    assert terse(operation) == short
