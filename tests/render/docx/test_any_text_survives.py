"""Whatever XML can hold survives in text, labels, notes and cells."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.resolution import Cell, Content, Link, Note, NoteMark, Paragraph, Row, Style, Table, Text
from pipeline.render.docx.check import check
from pipeline.render.docx.write import write
from tests.render.docx.cases import with_content, with_text
from tests.samples import english

NOT_IN_XML = [*(chr(number) for number in range(32) if chr(number) not in "\t\n\r"), "\ufffe", "\uffff"]
VALID = st.characters(codec="utf-8", exclude_characters=NOT_IN_XML)
TEXTS = st.text(VALID, min_size=1, max_size=60)
STYLES: list[Style] = ["italic", "bold", "underline", "superscript"]
RUNS = st.builds(
    Text,
    text=TEXTS,
    style=st.lists(st.sampled_from(STYLES), unique=True, max_size=3).map(tuple),
    lang=st.sampled_from([None, "fr", "ar", "zh-Hans"]),
)
MARKS = st.builds(NoteMark, marker=st.sampled_from(["1", "2", "*", "(4)"]))
LINKS = st.builds(
    Link,
    href=st.sampled_from(["https://undocs.org/A/1", "mailto:a@b.org", "http://a.b/?c=(d)&e#f"]),
    content=st.lists(RUNS, min_size=1, max_size=2).map(tuple),
)
CONTENTS = st.lists(RUNS | MARKS | LINKS, max_size=6).map(tuple)
NOTES = tuple(Note(marker=marker, content=(Text(text=f"Note {marker}"),)) for marker in ("1", "2", "*"))


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_any_text_survives_in_a_paragraph(text: str) -> None:
    resolution = with_text(text)
    assert check(write(resolution), resolution) == []


@settings(max_examples=40, deadline=None)
@given(CONTENTS)
def test_any_inline_content_survives(content: Content) -> None:
    resolution = with_content(content, NOTES)
    assert check(write(resolution), resolution) == []


@settings(max_examples=20, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_any_text_survives_as_label_note_and_cell(label: str, note: str, cell: str) -> None:
    table = Table(id="table_1", rows=(Row(cells=(Cell(content=(Text(text=cell),)),)),))
    block = Paragraph(id="para_1", label=label, content=(Text(text="x"),), children=(table,))
    notes = (Note(marker="1", content=(Text(text=note),)),)
    resolution = english().model_copy(update={"operative": (block,), "notes": notes})
    assert check(write(resolution), resolution) == []
