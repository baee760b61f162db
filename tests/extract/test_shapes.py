"""What the drawings of a font prove of its glyphs, and what they do not."""

from io import BytesIO

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from pipeline.extract.fonts import Font, Outlines
from pipeline.extract.shapes import Shape, proven, shapes_of
from pipeline.extract.witness import Shown, Truth, Verdict, judge

BODY, OTHER, DOT = 10, 20, 30
HAH, JEEM, KHAH = Shape(BODY), Shape(BODY, frozenset({(DOT, False)})), Shape(OTHER, frozenset({(DOT, True)}))
ELSEWHERE = Shape(OTHER)
MUTE = Shape(BODY, frozenset({(DOT, True)}))
KNOWN = {1: HAH, 2: JEEM, 3: KHAH, 4: ELSEWHERE}
SAID = {1: "ح", 2: "ج", 3: "خ", 4: "ح"}
STROKE = Shape(40, is_stroke=True)


def test_a_letter_without_a_character_is_that_of_its_body_with_its_parts() -> None:
    assert proven({**KNOWN, 5: MUTE}, {**SAID, 5: ""}) == {5: "خ"}


@pytest.mark.parametrize("silent", [3, 4], ids=["no letter with these parts", "no letter that shares both bodies"])
def test_nothing_is_proven_where_a_link_is_missing(silent: int) -> None:
    shapes = {code: shape for code, shape in KNOWN.items() if code != silent}
    assert proven({**shapes, 5: MUTE}, {**{code: SAID[code] for code in shapes}, 5: ""}) == {}


def test_two_letters_that_fit_prove_neither() -> None:
    twin = Shape(BODY, frozenset({(DOT, True)}))
    assert proven({**KNOWN, 5: MUTE, 6: twin}, {**SAID, 5: "", 6: "غ"}) == {}


def test_a_joining_stroke_is_no_letter() -> None:
    assert proven({**KNOWN, 5: STROKE, 6: STROKE}, {**SAID, 5: "خ", 6: "ـ"}) == {5: ""}


def test_a_joining_stroke_keeps_its_letter_while_another_glyph_has_none() -> None:
    assert proven({1: HAH, 5: STROKE, 6: MUTE}, {1: "ح", 5: "خ", 6: ""}) == {}


def test_a_glyph_without_width_is_its_marks_alone() -> None:
    still = Shape(50, is_still=True)
    assert proven({**KNOWN, 5: still}, {**SAID, 5: "أُ"}) == {5: "ُ"}


def drawn() -> TTFont:
    """Return a font: a body, a dot, the body with the dot over it, a bar that runs out, one with teeth, a mark."""
    bar = ((-20, 0), (-20, 80), (220, 80), (220, 0))
    outlines = {
        ".notdef": (),
        "body": ((50, 0), (50, 300), (550, 300), (550, 0)),
        "dot": ((0, 0), (0, 100), (100, 100), (100, 0)),
        "bar": bar,
        "teeth": (*bar[:2], (0, 20), (40, 140), (80, 20), (120, 140), (160, 20), (200, 140), (210, 20), *bar[2:]),
        "mark": ((-50, 600), (-50, 700), (50, 700), (50, 600)),
    }
    glyphs: dict[str, object] = {name: _outline(points) for name, points in outlines.items()}
    pen = TTGlyphPen(glyphs)
    pen.addComponent("dot", (1, 0, 0, 1, 250, 400))
    pen.addComponent("body", (1, 0, 0, 1, 0, 0))
    glyphs["both"] = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (0 if name == "mark" else 200, 0) for name in glyphs})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    written = BytesIO()
    builder.save(written)
    return TTFont(BytesIO(written.getvalue()), lazy=True)


def _outline(points: tuple[tuple[int, int], ...]) -> object:
    pen = TTGlyphPen(None)
    if points:
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def test_a_program_tells_bodies_parts_strokes_and_marks() -> None:
    shape = shapes_of(drawn())
    assert shape(0) is None
    assert shape(1) == Shape(1)
    assert shape(6) == Shape(1, frozenset({(2, True)}))
    assert shape(3) == Shape(3, is_stroke=True)
    assert shape(4) == Shape(4)
    assert shape(5) == Shape(5, is_still=True)


def verdicts_of(named: dict[int, str]) -> dict[int, Verdict]:
    """Return the verdicts on two codes that the font does not name, given what it says of others."""
    characters = {code: frozenset({text}) for code, text in named.items()}
    shapes = {**KNOWN, 5: MUTE, 6: STROKE}
    font = Font("Made", Outlines(characters, shape=shapes.get, inks=lambda _glyph: True), lambda code: code)
    said = {**SAID, 5: "", 6: "خ", 7: "ا", 8: "ب", 9: "ت"}
    return judge(font, [Shown(code, text, mapped=True) for code, text in said.items()])


def test_what_is_proven_is_a_verdict_with_its_reason() -> None:
    verdicts = verdicts_of({7: "ا", 8: "ب", 9: "ت"})
    assert {code: verdicts[code].truth for code in (1, 5, 6)} == {1: Truth.STANDS, 5: Truth.PROVEN, 6: Truth.PROVEN}
    assert (verdicts[5].text, verdicts[6].text) == ("خ", "")
    assert verdicts[5].reason == "as the font draws it"


@pytest.mark.parametrize("named", [{}, {7: "ا", 8: "ب", 9: "ث", 4: "ح"}], ids=["no witness", "a layer that lies"])
def test_drawings_prove_nothing_where_the_letters_around_are_not_vouched_for(named: dict[int, str]) -> None:
    assert {verdicts_of(named)[code].truth for code in (5, 6)} == {Truth.UNPROVEN, Truth.STANDS}
