"""What looks like something else: each trap in a short typeset paper, which has to come out as it was set."""

import pytest

from tests.reading import found_blocks, read
from tests.typeset import expected, expected_notes, parse, typeset

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
    "symbols": f"{FIRST}to recall A/91/512, A/C.2/91/L.4/Rev.1, S/RES/1325 (2000) and E/2036/7-A/91/9;{LAST}",
}


@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
@pytest.mark.parametrize("name", TRAPS)
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
