"""Extract: a text layer that lies is seen, and mended only where the font proves what is right."""

from collections.abc import Sequence
from io import BytesIO

import pikepdf
import pytest

from pipeline.errors import Stop
from pipeline.extract.fonts import by_name
from pipeline.extract.replacement import spread
from pipeline.extract.witness import same
from pipeline.model.finding import Finding
from pipeline.model.outcome import Outcome
from tests.extract.fonts import NO_BREAK, Face, codes, page_of
from tests.reading import extracted

LATIN = "abcdefghijklmnopqrstuvwxyz "
WORDS = "inform the well of a quiet village by a map " * 3
ARABIC = "ابتجحخدرسعفقكلمنهوي "


def text_of(data: bytes) -> str:
    return "".join(line.text for line in extracted(data).pages.pages[0].lines)


def found(data: bytes) -> list[Finding]:
    return list(extracted(data).findings)


def kinds(findings: Sequence[Finding]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize("cff", [False, True], ids=["glyf", "cff"])
def test_a_layer_that_says_what_the_font_says_is_left_alone(cff: bool) -> None:
    assert found(page_of(Face(LATIN, cff=cff), WORDS)) == []


@pytest.mark.parametrize("cff", [False, True], ids=["glyf", "cff"])
def test_a_wrong_letter_is_mended_where_the_font_proves_another(cff: bool) -> None:
    data = page_of(Face(LATIN, {"f": "i", "q": "u"}, cff=cff), WORDS)
    assert text_of(data).split() == WORDS.split()
    first, second = found(data)
    assert (first.code, first.severity.value, first.page, first.expected) == ("E210", "review", 1, "f")
    assert first.found == "i in Made: 6 glyphs on page 1"
    assert first.box is not None
    assert (second.expected, second.found) == ("q", "u in Made: 3 glyphs on page 1")


@pytest.mark.parametrize("said", [" ", "\u0001", None], ids=["space", "control", "unmapped"])
def test_ink_without_a_character_is_mended_where_the_font_proves_one(said: str | None) -> None:
    data = page_of(Face(LATIN, {"w": said}), WORDS)
    assert "well" in text_of(data)
    assert kinds(found(data)) == ["E210"]


@pytest.mark.parametrize(
    ("drawn", "said"),
    [("a", "A"), ("-", "\u2011"), ("\ufb01", "fi"), ("(", ")"), ("\ufefb", "\u0644\u0627")],
    ids=["case", "hyphen", "ligature", "mirrored", "lam-alef"],
)
def test_forms_of_one_character_are_no_contradiction(drawn: str, said: str) -> None:
    assert same(said, frozenset({drawn}))


@pytest.mark.parametrize(("drawn", "said"), [("\u957f", "\u2ed3"), ("\u4e00", "\u2f00"), ("\u0628", "\ufe91")])
def test_a_form_of_a_letter_becomes_the_letter_and_is_recorded(drawn: str, said: str) -> None:
    data = page_of(Face(LATIN + drawn, {drawn: said}), WORDS + drawn)
    assert drawn in text_of(data)
    (finding,) = found(data)
    assert (finding.code, finding.severity.value, finding.expected) == ("E215", "notice", drawn)
    assert finding.found == f"{said} in Made: 1 glyphs on page 1"


def test_a_letter_may_carry_marks_and_a_mark_no_letter() -> None:
    assert same("\u0628\u064f", frozenset({"\u0628"}))
    assert not same("\u0623\u064f", frozenset({"\u064f"}))


def test_a_font_that_agrees_on_little_proves_nothing_but_is_named() -> None:
    data = page_of(Face(LATIN, scrambled=True), WORDS)
    assert text_of(data).split() == WORDS.split()
    assert set(kinds(found(data))) == {"E214"}


def test_a_font_that_is_silent_raises_nothing() -> None:
    assert found(page_of(Face(LATIN, hidden=LATIN), WORDS)) == []


def test_ink_that_nobody_can_name_is_found_with_its_place() -> None:
    (finding,) = found(page_of(Face(LATIN, {"v": " "}, hidden="v"), WORDS))
    assert (finding.code, finding.severity.value, finding.page) == ("E211", "review", 1)
    assert finding.found == "U+0020 in Made, ink without a character: 3 glyphs on page 1"
    assert finding.box is not None


def test_a_space_made_of_another_leaves_no_ink() -> None:
    face = Face(LATIN + NO_BREAK, hidden=NO_BREAK)
    assert found(page_of(face, WORDS.replace(" well", NO_BREAK + "well"))) == []


def test_many_glyphs_that_claim_one_letter_are_refused() -> None:
    layer = dict.fromkeys("bdefghi", "x")
    with pytest.raises(Stop) as stopped:
        extracted(page_of(Face(LATIN, layer, hidden="bdefghi"), WORDS))
    assert stopped.value.outcome is Outcome.NO_TEXT
    assert "the text layer is corrupt" in stopped.value.detail
    assert set(kinds(stopped.value.findings)) == {"E211"}


def test_a_layer_with_many_lies_is_not_trusted_where_the_font_is_silent() -> None:
    layer = {"a": "e", "e": "o", "i": "n", "o": "a"}
    with pytest.raises(Stop) as stopped:
        extracted(page_of(Face(LATIN, layer, hidden="l"), WORDS))
    assert stopped.value.outcome is Outcome.NO_TEXT
    assert set(kinds(stopped.value.findings)) == {"E210", "E211"}


def test_a_code_that_only_a_reader_invents_has_no_character() -> None:
    """A symbolic font without /Encoding: readers fall back on one of their own, where ToUnicode is silent."""
    glyphs = LATIN + "".join(map(chr, range(0x3B1, 0x3C0)))
    data = page_of(Face(glyphs, {"α": "α", "β": None}, hidden="β"), WORDS + "α β", simple=True)
    assert "E204" in kinds(found(data))


def test_a_simple_font_is_a_witness_too() -> None:
    data = page_of(Face(LATIN, {"f": "i"}), WORDS, simple=True)
    assert text_of(data).split() == WORDS.split()
    assert kinds(found(data)) == ["E210"]


def test_lam_alef_stored_the_wrong_way_round_is_turned() -> None:
    face = Face(ARABIC + "\ufefb", {"\ufefb": "\u0627\u0644"}, hidden="\ufefb")
    data = page_of(face, "\ufefbمم " + ARABIC)
    assert "\u0644\u0627" in text_of(data)
    (finding,) = [each for each in found(data) if each.code.startswith("E21")]
    assert (finding.code, finding.severity.value, finding.expected) == ("E212", "notice", "\u0644\u0627")


@pytest.mark.parametrize(
    ("layer", "codes"),
    [({}, []), ({")": "("}, ["E217"]), ({"(": ")", ")": "("}, ["E217", "E217"])],
    ids=["as drawn", "both alike", "as meant"],
)
def test_brackets_face_as_they_are_drawn(layer: dict[str, str | None], codes: list[str]) -> None:
    data = page_of(Face(ARABIC + "()", layer), "(حتفلا) رعس")
    assert text_of(data) == "سعر )الفتح(".translate(str.maketrans("()", ")("))
    assert kinds(found(data)) == codes


def test_replacement_text_says_what_glyphs_without_a_character_stand_for() -> None:
    """One letter of two glyphs, as typesetters of Arabic draw it, and a stroke that only fills a line."""
    face = Face(ARABIC + "\u0640\u0637", {"\u0637": "\u0000"}, hidden="\u0637")
    span = b"/Span <</ActualText <feff062e>>> BDC BT /F 10 Tf 1 0 0 1 300 600 Tm <%s> Tj ET EMC "
    data = page_of(face, ARABIC, span % codes(face, "\u0637\u062e"))
    findings = found(data)
    assert kinds(findings) == ["E213"]
    assert (findings[0].severity.value, findings[0].expected) == ("notice", "\u062e")
    assert text_of(data).count("\u062e") == 2
    data = page_of(face, ARABIC, span % codes(face, "\u0640\u062e"))
    assert kinds(found(data)) == ["E213"]
    assert "\u0640" not in text_of(data)


@pytest.mark.parametrize(
    ("texts", "mute", "actual", "expected"),
    [
        (["@", "خ"], [True, False], "خ", ["", "خ"]),
        (["\0", "\0"], [True, True], "خ", ["خ", ""]),
        (["}", "أ"], [True, False], "أُ", ["ُ", "أ"]),
        (["ـ", "ل"], [False, False], "ل", ["", "ل"]),
        (["a", "b"], [False, False], "ab", None),
        (["Z", "q"], [False, False], "Xw", None),
        (["("], [False], ")", None),
        (["a"], [False], "ab", None),
    ],
)
def test_replacement_text_explains_and_never_contradicts(
    texts: list[str], mute: list[bool], actual: str, expected: list[str] | None
) -> None:
    assert spread(texts, mute, actual) == expected


@pytest.mark.parametrize(
    ("name", "character"),
    [("a", "a"), ("uni0644", "ل"), ("uni0628.init", "ب"), ("g12", ""), ("cid00012", ""), (".notdef", "")],
)
def test_names_say_what_the_glyph_list_knows(name: str, character: str) -> None:
    assert "".join(by_name(name)) == character


@pytest.mark.parametrize("cut", [0, 12, 40, 200, 700])
def test_a_broken_program_says_nothing(cut: int) -> None:
    data = page_of(Face(LATIN), WORDS)

    with pikepdf.open(BytesIO(data)) as pdf:
        for held in pdf.objects:
            if isinstance(held, pikepdf.Dictionary) and "/FontFile2" in held:
                program = held.FontFile2.read_bytes()
                held.FontFile2 = pdf.make_stream(program[:cut] + b"\xff" * (len(program) - cut))
        written = BytesIO()
        pdf.save(written)
    assert text_of(written.getvalue()).split() == WORDS.split()
