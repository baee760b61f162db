"""The checks of stage 3: a resolution that is changed behind the reader's back is found out, by code and place."""

from collections.abc import Callable
from typing import Any

import pytest

from pipeline.model.pages import Fate
from pipeline.model.resolution import Resolution
from pipeline.normalise.check import check_resolution
from tests.reading import Reading, reading

Data = dict[str, Any]
Change = Callable[[Data], None]


def codes(read: Reading, change: Change) -> set[str]:
    """Return the codes of the findings in a resolution that was changed."""
    data = read.resolution.model_dump(by_alias=True)
    change(data)
    changed = Resolution.model_validate(data)
    return {item.code for item in check_resolution(read.pages, changed, read.normalised.fates)}


def run(data: Data, part: str = "operative", block: int = 0) -> Data:
    """Return the last run of text of a block; tests change it."""
    content = data[part][block]["content"]
    found = next(item for item in reversed(content) if item["type"] == "text")
    assert isinstance(found, dict)
    return found


def nothing(_: Data) -> None:
    """Leave the resolution as it was read."""


def lose_a_character(data: Data) -> None:
    run(data)["text"] = run(data)["text"][:-1]


def double_a_character(data: Data) -> None:
    run(data)["text"] += run(data)["text"][-1]


def swap_a_character_for_another(data: Data) -> None:
    run(data)["text"] = f"{run(data)['text'][:-1]}#"


def lose_a_paragraph(data: Data) -> None:
    data["preamble"] = data["preamble"][:-1]


def lose_a_note(data: Data) -> None:
    data["notes"] = data["notes"][:-1]


def lose_a_label(data: Data) -> None:
    data["operative"][0]["label"] = None


def lose_the_title(data: Data) -> None:
    data["title"] = ()


def misspell_the_masthead(data: Data) -> None:
    data["masthead"]["distribution"] = "Distr.: Genral"


def lose_the_agenda_title(data: Data) -> None:
    data["masthead"]["agenda_titles"] = ()


def invent_furniture(data: Data) -> None:
    data["furniture"] = (*data["furniture"], {"kind": "other", "page": 1, "text": "x"})


@pytest.mark.parametrize(
    "change",
    [
        lose_a_character,
        double_a_character,
        swap_a_character_for_another,
        lose_a_paragraph,
        lose_a_note,
        lose_a_label,
        lose_the_title,
        misspell_the_masthead,
        lose_the_agenda_title,
        invent_furniture,
    ],
)
def test_characters_lost_or_invented_are_found(change: Change) -> None:
    read = reading("en_notes")
    assert "N302" not in codes(read, nothing)
    assert "N302" in codes(read, change)


def move_a_word(data: Data) -> None:
    run(data, block=0)["text"], run(data, block=1)["text"] = run(data, block=1)["text"], run(data, block=0)["text"]


def turn_a_text_around(data: Data) -> None:
    run(data)["text"] = run(data)["text"][::-1]


@pytest.mark.parametrize("change", [move_a_word, turn_a_text_around])
def test_characters_that_were_moved_are_found(change: Change) -> None:
    assert "N304" in codes(reading("en_notes"), change)


def test_a_glyph_without_fate_is_found_with_its_place() -> None:
    read = reading("en_notes")
    index, fate = next((index, fate) for index, fate in read.normalised.fates.items() if fate is Fate.BODY)
    fates = {key: value for key, value in read.normalised.fates.items() if key != index}
    glyph = next(glyph for glyph in read.pages.glyphs() if glyph.index == index)
    found = [item for item in check_resolution(read.pages, read.resolution, fates) if item.code == "N301"]
    assert fate is Fate.BODY
    assert [(item.page, item.expected) for item in found] == [(glyph.page, glyph.text)]
    assert found[0].box == (glyph.x0, glyph.top, glyph.x1, glyph.bottom)


def repeat_an_identifier(data: Data) -> None:
    data["operative"][1]["id"] = data["operative"][0]["id"]


def jump_over_a_number(data: Data) -> None:
    data["operative"][1]["label"] = "7."


def raise_a_figure(data: Data) -> None:
    data["operative"][0]["content"] += ({"type": "text", "text": "8", "style": ("superscript",)},)


def forget_the_marks(data: Data) -> None:
    for part in ("preamble", "operative"):
        for block in data[part]:
            block["content"] = tuple(item for item in block["content"] if item["type"] != "note")


def forget_the_session(data: Data) -> None:
    data["masthead"]["session"] = None


def leave_a_rest(data: Data) -> None:
    data["furniture"] = (*data["furniture"], {"kind": "masthead", "page": 1, "text": "Second edition"})


def forget_the_operative_part(data: Data) -> None:
    data["operative"] = ()


def forget_the_closing(data: Data) -> None:
    data["closing"] = ()


def give_another_date(data: Data) -> None:
    data["adoption"]["date"] = "2036-12-05"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (repeat_an_identifier, "N303"),
        (jump_over_a_number, "N310"),
        (raise_a_figure, "N311"),
        (forget_the_marks, "N312"),
        (forget_the_session, "N313"),
        (leave_a_rest, "N314"),
        (forget_the_operative_part, "N315"),
        (forget_the_closing, "N316"),
        (give_another_date, "N317"),
    ],
)
def test_what_a_resolution_must_have_is_looked_for(change: Change, code: str) -> None:
    assert code not in codes(reading("en_notes"), nothing)
    assert code in codes(reading("en_notes"), change)


def test_a_section_may_count_from_one_again() -> None:
    def begin_again(data: Data) -> None:
        data["operative"][1]["label"] = "1."

    assert "N310" not in codes(reading("en_notes"), begin_again)


def test_a_gap_in_the_letters_of_points_is_found() -> None:
    def skip_a_letter(data: Data) -> None:
        data["operative"][0]["children"][1]["label"] = "(d)"

    assert "N310" in codes(reading("en_points"), skip_a_letter)


def test_what_an_organ_does_not_have_is_not_missed() -> None:
    def without_frame(data: Data) -> None:
        data["closing"] = []
        data["title"] = []
        data["masthead"].update(session=None, agenda_item=None, agenda_title=None)

    def of_the_security_council(data: Data) -> None:
        without_frame(data)
        data["organ"] = "security-council"

    assert codes(reading("en_notes"), without_frame) >= {"N313", "N316"}
    assert not codes(reading("en_notes"), of_the_security_council) & {"N313", "N316"}
