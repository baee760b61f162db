"""What looks like something else: each trap in a short typeset paper, which has to come out as it was set."""

from dataclasses import replace

import pytest

from tests.reading import found_blocks, read, sources
from tests.typeset import expected, expected_notes, parse, typeset
from tests.typeset.source import Paragraph, content

HEAD = """language: en
symbol: A/RES/91/64
number: 91/64.
title: Traps for readers of wells
publisher: United Nations
organ: General Assembly
distribution: Distr.: General
issued: 11 December 2036
session: Ninety-first session
agenda_item: Agenda item 21 (b)
agenda_title: Water and its keeping
adoption: Resolution adopted by the General Assembly on 4 December 2036
job_number: 36-20417 (E)

[preamble]
@ *The General Assembly*,
*Noting* that traps are many,
"""
TAIL = """
[closing]
*58th plenary meeting*
*4 December 2036*
"""
FIRST = "\n[operative]\n1. | *Decides* "
LAST = "\n2. | *Decides* to return to the matter.\n"

TRAPS = {
    "no-break hyphen": f"{FIRST}that non\u2011iron lids be kept;{LAST}",
    "homoglyph begins a point": f"{FIRST}to keep:\n  (а) | Lids;\n  (b) | Bells;\n  (с) | Ropes;\n{LAST}",
    "superscript digit": f"{FIRST}that a lid cover 2 m² and hold 10³ stones;{LAST}",
    "ligatures": f"{FIRST}that the office file a sufficient offer of fifty baffles;{LAST}",
    "number begins a preambular paragraph": f"2030 being near, *recalling* the old wells,\n{FIRST}to dig;{LAST}",
    "date begins a line": (
        f"{FIRST}that the keepers of all of the wells in the northern districts meet at the mill by noon on"
        f" 4 December 2036 and again on 5 December 2036, and that they then count the lids together until"
        f" 15. That day the count ends;{LAST}"
    ),
    "note cited twice": f"{FIRST}to close the wells[^1] and the cisterns;[^1]{LAST}\n[notes]\n1: See A/88/40.\n",
    "note in a heading": f"\n[operative]\n# I. | Lids[^1]{FIRST[12:]}to close them;{LAST}\n[notes]\n1: See A/88/40.\n",
    "note in a table": (
        f"{FIRST}on the table:\n|= Village | Lids\n|| Northfield[^1] | 12\n|| Southfield | 7\n{LAST}"
        "\n[notes]\n1: With the mill.\n"
    ),
    "points past h": f"{FIRST}to keep:\n"
    + "".join(f"  ({letter}) | Lid {letter};\n" for letter in "abcdefgh")
    + "    (i) | Of iron;\n    (ii) | Of wood;\n  (i) | Lid of stone;\n  (j) | Lid of straw;\n"
    + LAST,
    "numbers and dates begin points": (
        f"{FIRST}on these days and lids:\n  (a) | 4 December 2036;\n  (b) | 15 December 2036;\n"
        f"  (c) | 12 lids for 3. Mill Lane;\n{LAST}"
    ),
    "letters of a cited symbol": f"{FIRST}to recall А/91/512 and А/RES/88/17;{LAST}",
    "table over two pages": (
        "\n[operative]\n"
        + "".join(
            f"{at}. | *Decides* to dig well {at}, {'and to line it with stones, ' * 6}by May;\n" for at in range(1, 9)
        )
        + "9. | *Decides* on the table:\n|= Village | Lids\n"
        + "".join(f"|| Village {at} | {at}\n" for at in range(1, 25))
        + "10. | *Decides* to return to the matter.\n"
    ),
    "symbols": f"{FIRST}to recall A/91/512, A/C.2/91/L.4/Rev.1, S/RES/1325 (2000) and E/2036/7-A/91/9;{LAST}",
}


KNOWN = {
    ("table over two pages", False): "a table without tags whose rows no rule parts is lost where a page breaks it"
}
CASES = [
    pytest.param(
        name,
        tagged,
        id=f"{name}-{'tagged' if tagged else 'untagged'}",
        marks=[pytest.mark.xfail(reason=KNOWN[name, tagged], strict=True, raises=AssertionError)]
        if (name, tagged) in KNOWN
        else [],
    )
    for name in TRAPS
    for tagged in (True, False)
]


@pytest.mark.parametrize(("name", "tagged"), CASES)
def test_a_trap_comes_out_as_it_was_set(name: str, tagged: bool) -> None:
    text, notes, rest = TRAPS[name].partition("\n[notes]")
    source = parse(HEAD + text + TAIL + notes + rest)
    reading = read(typeset(source, tagged), "traps.pdf")
    assert found_blocks(reading.resolution) == expected(source)
    found = {
        note.marker: "".join(getattr(run, "text", "") for run in note.content) for note in reading.resolution.notes
    }
    assert found == expected_notes(source)
    assert reading.resolution.conservation.unaccounted == 0


@pytest.mark.parametrize("pages", [1, 2])
def test_a_symbol_with_a_letter_of_another_script_is_read_as_it_looks_and_told(pages: int) -> None:
    head = HEAD.replace("symbol: A", "symbol: \u0410")
    more = "---\n" * (pages - 1)
    reading = read(typeset(parse(f"{head}{FIRST}to dig;\n{more}{LAST}{TAIL}"), tagged=True), "traps.pdf")
    assert (reading.resolution.symbol, reading.resolution.number) == ("A/RES/91/64", "91/64")
    assert reading.resolution.masthead.symbol_text == "\u0410/RES/91/64"
    assert [(finding.code, finding.found) for finding in reading.findings] == [("N324", "\u0410/RES/91/64")]
    assert found_blocks(reading.resolution) == expected(parse(f"{head}{FIRST}to dig;{LAST}{TAIL}"))


MIXED = (
    "القرار [90/12]<https://undocs.org/ar/A/RES/90/12> المؤرخ 5 كانون الأول/ديسمبر 2035[^(1)]، والفقرات 12 إلى 15 منه؛",
    "تقرير الحراس (A/91/300/Add.1 و A/91/301) الذي يشمل 1 234 بئرا، أي 12,5 في المائة منها[^(2)]؛",
    "دليل Wells and Ropes, vol. 7 (2nd edition) الصادر في عام 2034 (انظر أيضا S/RES/2890 (2036))؛",
)


@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
def test_arabic_lines_mix_digits_latin_brackets_and_marks(tagged: bool) -> None:
    whole = sources()["ar_assembly"]
    points = tuple(Paragraph(content(text), f"({letter})", 1) for text, letter in zip(MIXED, "أبج", strict=True))
    made = replace(whole, operative=(whole.operative[1], *points), annexes=())
    found = read(typeset(made, tagged), "mixed.pdf").resolution
    assert found_blocks(found) == expected(made)
