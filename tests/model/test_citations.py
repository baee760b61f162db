"""Which note a mark cites, where a mark comes again, starts again or has no note."""

from pipeline.model.citations import citations, note_id, note_place
from pipeline.model.resolution import Annex, Link, Note, NoteMark, Paragraph, Part, Resolution, Text
from tests.samples import english


def _cited(*markers: str) -> Paragraph:
    content: list[Text | NoteMark | Link] = []
    for marker in markers:
        content += [Text(text="word"), NoteMark(marker=marker)]
    return Paragraph(id="para", content=tuple(content))


def _with_notes(resolution: Resolution, *markers: str) -> Resolution:
    return resolution.model_copy(update={"notes": tuple(Note(marker=marker) for marker in markers)})


def _bare() -> Resolution:
    empty = {"preamble": (), "operative": (), "annexes": (), "closing": ()}
    return english().model_copy(update=empty)


def test_a_marker_means_its_note_each_time() -> None:
    resolution = _with_notes(_bare().model_copy(update={"preamble": (_cited("1", "2", "1"),)}), "1", "2")
    assert [(item.note, item.earlier) for item in citations(resolution)] == [(0, 0), (1, 0), (0, 1)]


def test_numbering_that_starts_again_in_a_part_means_other_notes() -> None:
    parts = tuple(Part(id=f"part_{label}", label=label, preamble=(_cited("1", "1", "2"),)) for label in "AB")
    resolution = _with_notes(_bare().model_copy(update={"parts": parts}), "1", "2", "1", "2")
    assert [item.note for item in citations(resolution)] == [0, 0, 1, 2, 2, 3]


def test_an_annex_may_cite_an_earlier_note() -> None:
    annex = Annex(id="annex_1", content=(_cited("1"),))
    resolution = _bare().model_copy(update={"preamble": (_cited("1"),), "annexes": (annex,)})
    assert [item.note for item in citations(_with_notes(resolution, "1"))] == [0, 0]


def test_a_mark_without_note_stays_a_mark() -> None:
    resolution = _with_notes(_bare().model_copy(update={"preamble": (_cited("7"),)}), "1")
    assert [(item.marker, item.note) for item in citations(resolution)] == [("7", None)]


def test_the_id_of_a_note_tells_its_place() -> None:
    assert [note_place(note_id(place)) for place in (0, 1, 41)] == [0, 1, 41]
