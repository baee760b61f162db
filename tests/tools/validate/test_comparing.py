"""What a reader finds, held to the model: all of it, and each way in which it can be otherwise."""

from collections.abc import Callable, Sequence

import pytest

from pipeline.model.resolution import Resolution
from tests.samples import chinese, english
from tools.validate import expected
from tools.validate.comparing import LOWERED, RAISED, Reading, against_model
from tools.validate.expected import MARK

Lines = list[str]
ANCHOR = f"{RAISED}{MARK}{LOWERED}"


def perfect(model: Resolution) -> Reading:
    """Return what a reader finds that misses nothing."""
    lines = [
        text.replace(line.label, f"{line.label}\t", 1) if line.label else text
        for line in expected.body(model)
        for text in [line.text.replace(MARK, ANCHOR)]
    ]
    notes = [f"{RAISED}{MARK}{LOWERED}\t{expected.inline(note.content)}" for note in model.notes]
    return Reading((*expected.head(model), *lines), tuple(notes))


@pytest.mark.parametrize("model", [english(), chinese()], ids=["en", "zh"])
def test_a_reader_that_misses_nothing_has_all(model: Resolution) -> None:
    figures, failures = against_model(model, perfect(model))
    assert failures == []
    assert all(figure.of > 0 and figure.found == figure.of for figure in figures.values())


def first_with(lines: Sequence[str], part: str) -> int:
    """Return the place of the first line that holds something."""
    return next(place for place, line in enumerate(lines) if part in line)


def lose_a_paragraph(lines: Lines) -> None:
    del lines[first_with(lines, "Noting")]


def lose_a_word(lines: Lines) -> None:
    place = first_with(lines, "Noting")
    lines[place] = lines[place].replace("heavy", "")


def swap(lines: Lines) -> None:
    place = first_with(lines, "Recalling")
    lines[place], lines[place + 1] = lines[place + 1], lines[place]


def drift(lines: Lines) -> None:
    place = first_with(lines, "\t")
    lines[place] = "9" + lines[place]


def glue(lines: Lines) -> None:
    place = first_with(lines, "\t")
    lines[place] = lines[place].replace("\t", "")


def lose_an_anchor(lines: Lines) -> None:
    place = first_with(lines, ANCHOR)
    lines[place] = lines[place].replace(ANCHOR, "", 1)


def move_an_anchor(lines: Lines) -> None:
    place = first_with(lines, ANCHOR)
    lines[place] = ANCHOR + lines[place].replace(ANCHOR, "", 1)


def add_a_line(lines: Lines) -> None:
    lines.append("A sentence that the model does not have.")


def lose_the_symbol(lines: Lines) -> None:
    lines.remove(expected.squeeze(english().symbol))


@pytest.mark.parametrize(
    ("spoil", "figure", "rule"),
    [
        (lose_a_paragraph, "paragraphs", "paragraph"),
        (lose_a_word, "paragraphs", "paragraph"),
        (swap, "paragraphs", "paragraph"),
        (drift, "labels", "label"),
        (glue, "labels", "label"),
        (lose_an_anchor, "anchors", "anchor"),
        (move_an_anchor, "anchors", "anchor"),
        (add_a_line, None, "surplus"),
        (lose_the_symbol, None, "head"),
    ],
)
def test_each_difference_is_seen(spoil: Callable[[Lines], None], figure: str | None, rule: str) -> None:
    reading = perfect(english())
    lines = list(reading.paragraphs)
    spoil(lines)
    figures, failures = against_model(english(), Reading(tuple(lines), reading.notes))
    assert rule in {name for name, _ in failures}
    assert {name for name, counted in figures.items() if not counted.passed} >= ({figure} if figure else set())


def test_a_note_that_is_another_or_not_there_is_seen() -> None:
    reading = perfect(english())
    for notes in (reading.notes[1:], (*reading.notes[:-1], "another"), tuple(reversed(reading.notes))):
        figures, failures = against_model(english(), Reading(reading.paragraphs, notes))
        assert not figures["notes"].passed
        assert "note" in {rule for rule, _ in failures}


def test_white_space_and_controls_of_direction_do_not_count() -> None:
    reading = perfect(english())
    spaced = tuple(line.replace(",", " ,\u200e\n") for line in reading.paragraphs)
    assert against_model(english(), Reading(spaced, reading.notes))[1] == []


def test_a_mark_may_be_a_number_in_its_brackets_or_its_own_text() -> None:
    reading = perfect(english())
    marker = english().notes[0].marker
    for written in (f"{RAISED}{MARK}{marker}{LOWERED}", f"{RAISED}{marker}{LOWERED}"):
        lines = tuple(line.replace(ANCHOR, written, 1) for line in reading.paragraphs)
        assert against_model(english(), Reading(lines, reading.notes))[1] == []
