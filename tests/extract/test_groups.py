"""Groups of digits in right-to-left lines: a space that the file draws as part of a number joins its groups."""

from dataclasses import replace

import pytest

from pipeline.extract.groups import joining_spaces
from pipeline.model.pages import Glyph
from tests.extract.fonts import WIDTH, Face, codes, page_of
from tests.glyphs import glyphs
from tests.reading import extracted

ARABIC = "ابتجحخدرسعغفقكلمنهوي "
STEP = 10 * WIDTH / 1000
Row = tuple[Glyph, ...]


def apart(left: str, right: str, baseline: float) -> Row:
    """Return a line with two groups of digits of which the right one is drawn first, and an Arabic word."""
    last = glyphs(right, 100.0 + 5.0 * (len(left) + 1), baseline)
    space = glyphs(" ", 100.0 + 5.0 * len(left), baseline)
    return (*last, *space, *glyphs(left, 100.0, baseline), *glyphs(" غلبم", last[-1].x1, baseline))


def whole(number: str, baseline: float) -> Row:
    """Return a line with a number that is drawn in one go, and an Arabic word."""
    return glyphs(f"{number} غلبم", 100.0, baseline)


def joined(*rows: Row) -> list[str]:
    """Return what stands before and behind each space that joins."""
    found = joining_spaces(glyph for row in rows for glyph in row)
    return [
        "".join(glyph.text for glyph in row[place - 1 : place + 2])
        for row in rows
        for place, glyph in enumerate(row)
        if glyph.index in found
    ]


def test_a_number_drawn_in_one_go_is_told_from_numbers_drawn_apart() -> None:
    assert joined(apart("12", "500", 100.0), apart("7", "250", 120.0), whole("000 31", 140.0)) == ["0 3"]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_file_that_draws_every_number_in_one_go_tells_nothing(rows: int) -> None:
    assert joined(*(whole("000 31", 100.0 + 20 * row) for row in range(rows))) == []


def fonts(row: Row, digits: str, between: str) -> Row:
    """Return a line with its digits, and the spaces between them, in fonts of their own."""
    inside = [place for place in range(1, len(row) - 1) if row[place].blank and row[place + 1].text.isdigit()]
    return tuple(
        replace(glyph, font=digits if glyph.text.isdigit() else between if place in inside else glyph.font)
        for place, glyph in enumerate(row)
    )


@pytest.mark.parametrize(
    ("digits", "between", "found"),
    [("Latin", "Latin", ["0 3"]), ("Latin", "Serif", []), ("Serif", "Serif", [])],
    ids=["of the number", "of the line", "one font"],
)
def test_a_space_in_the_font_of_the_number_is_told_from_the_spaces_of_its_line(
    digits: str, between: str, found: list[str]
) -> None:
    row = glyphs("000 31 غلبم اهردق ةعومجم", 100.0, 100.0)
    assert joined(fonts(row, digits, between)) == found


def test_spaces_of_a_line_without_letters_are_left_alone() -> None:
    assert joined(apart("12", "500", 100.0), apart("7", "250", 120.0), glyphs("000 31", 100.0, 140.0)) == []


def test_a_number_that_stays_one_is_reported() -> None:
    """Three lines; only in the last the digits are drawn from left to right."""
    face = Face(ARABIC + "0123456789")
    pieces = [(3, 600, "500 غلبم"), (0, 600, "12 "), (2, 580, "250 غلبم"), (0, 580, "7 "), (0, 560, "000 31 غلبم")]
    drawn = b"".join(
        b" 1 0 0 1 %f %d Tm <%s> Tj" % (50 + place * STEP, y, codes(face, text)) for place, y, text in pieces
    )
    read = extracted(page_of(face, ARABIC, b" BT /F 10 Tf" + drawn + b" ET"))
    assert [line.text for line in read.pages.pages[0].lines][-1] == "مبلغ 000\u00a031"
    finding, others = read.findings
    assert (finding.code, finding.severity.value, finding.expected) == ("E216", "notice", "U+00A0")
    assert (others.code, others.found) == ("E218", "500 12, 250 7")
