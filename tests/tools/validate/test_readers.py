"""Readers that need no tool besides the project's own and the tests' packages, on outputs of the samples."""

from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from pipeline.model.canonical import canonical_json
from pipeline.model.resolution import Resolution
from pipeline.render.docx.write import write as write_docx
from pipeline.render.pdf.write import write as write_pdf
from tests.samples import chinese, english
from tools.validate import docx_libreoffice, docx_lxml, docx_pandoc, expected, pdf_pages
from tools.validate.comparing import LOWERED, RAISED, against_model
from tools.validate.documents import Document, groups, having, published, refused
from tools.validate.expected import MARK
from tools.validate.pdf_structure import Told, parse
from tools.validate.pdf_structure import against_model as words_against_model
from tools.validate.pdf_text import found_words

LISTING = """Document
   /WritingMode /LrTb
  P <preamble__para_1> (block)
    Span (inline)
      "Recalling"
    " its resolution "
    Reference (inline)
      Link <note_1__mark_1> (inline)
        "1"
        Object 10 0
    "70/9 \\"as is\\","
  Note <note_1> (inline)
    Lbl (block)
      "1 "
    "A note"
    " of two lines."
  P (block):
     /WritingMode /LrTb
    "The end."
"""

FLAT = """<o:document xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text>
<t:p>1.<t:tab/>One<t:span t:style-name="Footnote_20_Symbol">(</t:span><t:note><t:note-citation>1</t:note-citation>
<t:note-body><t:p>Note<t:s t:c="2"/>text</t:p></t:note-body></t:note>
two<t:frame><t:p>Framed</t:p></t:frame></t:p></o:text></o:body></o:document>"""


@pytest.fixture(params=[english, chinese], ids=["en", "zh"])
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Document:
    """A published sample."""
    model: Resolution = request.param()
    made = Document(tmp_path / "sample")
    made.folder.mkdir()
    made.file("json").write_bytes(canonical_json(model))
    made.file("docx").write_bytes(write_docx(model))
    return made


def test_the_first_two_readers_find_all_of_a_sample(document: Document) -> None:
    for read in (docx_lxml.read, docx_pandoc.read):
        figures, failures = against_model(document.model, read(document))
        assert failures == []
        assert all(figure.of > 0 and figure.found == figure.of for figure in figures.values())


def test_a_flat_text_document_is_read_with_notes_and_frames() -> None:
    found = docx_libreoffice.reading(etree.ElementTree(etree.fromstring(FLAT)))
    assert [expected.squeeze(text) for text in found.paragraphs] == [
        "Framed", f"1.One{RAISED}({LOWERED}{RAISED}{MARK}{LOWERED}two"
    ]  # fmt: skip
    assert found.notes == ("Note  text",)


def test_a_listing_of_the_structure_tree_is_read_without_marks() -> None:
    told = parse(LISTING)
    assert told == Told('Recallingitsresolution70/9\\"asis\\",Theend.', ["Anoteoftwolines."])


def test_words_of_the_model_that_the_tree_lacks_are_counted(tmp_path: Path) -> None:
    made = Document(tmp_path / "sample")
    made.folder.mkdir()
    made.file("json").write_bytes(canonical_json(english()))
    lines = [line.text.replace(MARK, "") for line in expected.body(english())]
    whole, missing = words_against_model(made, Told("".join(lines), expected.notes(english())))
    assert missing == []
    assert whole.found == whole.of > 0
    less, missing = words_against_model(made, Told("".join(lines[1:]), expected.notes(english())[1:]))
    assert len(missing) == 2
    assert less.found < less.of == whole.of


def test_words_are_found_as_often_as_they_are_wanted() -> None:
    figure, missing = found_words("wells, wells and 水井 70/9", "wells and 水 70 9")
    assert (figure.found, figure.of) == (5, 7)
    assert sorted(missing) == ["wells", "井"]


def test_notes_have_the_pages_of_their_marks_and_every_glyph_is_there(tmp_path: Path) -> None:
    file = tmp_path / "sample.pdf"
    file.write_bytes(write_pdf(english()))
    with pikepdf.open(file) as pdf:
        places = pdf_pages.note_pages(pdf)
        counts = [pdf_pages.count_glyphs(page) for page in pdf.pages]
    assert places.notes.keys() == places.marks.keys()
    assert len(places.notes) == len(english().notes)
    assert sum(glyphs for glyphs, _ in counts) > 100
    assert sum(absent for _, absent in counts) == 0


def test_a_glyph_that_the_font_lacks_is_counted() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        font = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Encoding=pikepdf.Name("/Identity-H")))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(b"BT /F1 10 Tf <00010000> Tj [<0002> -5 <0000>] TJ ET")
        assert pdf_pages.count_glyphs(page) == (4, 2)


def test_an_output_folder_has_what_was_published_and_what_was_refused(tmp_path: Path) -> None:
    for name in ("b", "a", "refused"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.json").touch()
    for name in ("b", "a"):
        (tmp_path / name / f"{name}.json").touch()
    (tmp_path / "a" / "a.pdf").touch()
    documents = published(tmp_path)
    assert [document.name for document in documents] == ["a", "b"]
    assert refused(tmp_path) == ["refused"]
    assert having(documents, "pdf") == documents[:1]
    assert [len(group) for group in groups(documents * 3, 4)] == [4, 2]
