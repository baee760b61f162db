"""What the written document holds."""

import io
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from lxml import etree

from pipeline.languages.loader import languages
from pipeline.model.canonical import canonical_json
from pipeline.model.resolution import Link, Note, NoteMark, Paragraph, Resolution, Text
from pipeline.render.docx import kinds
from pipeline.render.docx.check import check
from pipeline.render.docx.write import write
from tests.render.docx.cases import LONG_ID, arabic, arabic_pack, everything, with_blocks, with_content, with_text
from tests.render.docx.packages import W, paragraphs, parts
from tests.samples import chinese, english, unchecked_link, words

ROOT = Path(__file__).parents[3]


@pytest.fixture
def _arabic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(languages(), "ar", arabic_pack())


@pytest.mark.parametrize("resolution", [english(), chinese(), everything()], ids=["en", "zh", "everything"])
def test_what_is_written_passes_its_check(resolution: Resolution) -> None:
    assert check(write(resolution), resolution) == []


@pytest.mark.usefixtures("_arabic")
def test_a_right_to_left_language_needs_its_pack_alone() -> None:
    data = write(arabic())
    assert check(data, arabic()) == []
    root = etree.fromstring(parts(data)["word/document.xml"])
    assert root.find(f"{W}body/{W}sectPr/{W}bidi") is not None
    assert root.find(f"{W}body/{W}tbl/{W}tblPr/{W}bidiVisual") is not None
    turned = ["".join(node.itertext()) for node in root.iter(f"{W}r") if node.find(f"{W}rPr/{W}rtl") is not None]
    assert "الجمعية العامة" in turned
    assert not any("A/76/999" in text for text in turned)


@pytest.mark.parametrize("resolution", [english(), chinese(), everything()], ids=["en", "zh", "everything"])
def test_the_same_resolution_gives_the_same_bytes(resolution: Resolution) -> None:
    assert write(resolution) == write(resolution)


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import sys; from tests.samples import english; from pipeline.render.docx.write import write;"
        "sys.stdout.buffer.write(write(english()))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT)
    assert result.stdout == write(english())


def test_importing_the_format_imports_no_writer() -> None:
    program = "import sys, pipeline.render.docx; assert 'docx' not in sys.modules and 'lxml' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def test_word_shows_an_outline_under_the_names_of_the_un() -> None:
    document = docx.Document(io.BytesIO(write(english())))
    outline = [
        (p.style.name, p.style.base_style.name, p.text)
        for p in document.paragraphs
        if p.style.base_style.name.startswith("Heading")
    ]
    assert outline == [
        ("Title_H_CH", "Heading 1", "Resolution adopted by the General Assembly on 6 December 2021"),
        ("Title_H1", "Heading 1", "76/500.\tThe counting of village wells"),
        ("_ H_1", "Heading 2", "I.\tWells and pumps"),
        ("_ H _Ch", "Heading 2", "Annex\nRules for wells"),
    ]


def test_labels_are_text_and_nothing_is_numbered() -> None:
    data = write(english())
    assert "(ii)The warmth of the water;" in paragraphs(data)
    assert not any(b"numPr" in content for content in parts(data).values())


def test_notes_are_footnotes_and_a_mark_cited_again_is_a_field() -> None:
    document = parts(write(everything()))["word/document.xml"].decode()
    assert document.count('<w:footnoteReference w:id="3"/>') == 1
    assert document.count("NOTEREF _note_3 ") == 2


def test_a_mark_without_a_note_and_a_note_without_a_mark_are_kept() -> None:
    resolution = with_content(
        (Text(text="x"), NoteMark(marker="9")), (*english().notes[:1], Note(marker="7", content=words("Lost?")))
    )
    data = write(resolution)
    assert check(data, resolution) == []
    assert "1.x9" in paragraphs(data)
    assert paragraphs(data)[-1] == "7Lost?"


def test_numbers_that_restart_lead_to_the_notes_of_their_part() -> None:
    notes = parts(write(everything()))["word/footnotes.xml"].decode()
    assert notes.index("Note 1, main.") < notes.index("Note 1 of A.") < notes.index("Note 1 of B")


def test_bracketed_marks_are_numbered_by_word() -> None:
    resolution = with_content(
        (Text(text="x"), NoteMark(marker="(2)")), (*english().notes[:1], Note(marker="(2)", content=words("y")))
    )
    data = write(resolution)
    assert check(data, resolution) == []
    assert b"customMarkFollows" not in parts(data)["word/document.xml"]


def test_numbers_that_begin_above_1_are_counted_by_word_from_there() -> None:
    notes = tuple(Note(marker=marker, content=words("y")) for marker in ("10", "11"))
    resolution = with_content((Text(text="x"), NoteMark(marker="10"), Text(text="z"), NoteMark(marker="11")), notes)
    data = write(resolution)
    assert check(data, resolution) == []
    document = parts(data)["word/document.xml"]
    assert b"customMarkFollows" not in document
    assert b'<w:footnotePr><w:numStart w:val="10"/></w:footnotePr>' in document


def test_every_id_is_a_bookmark() -> None:
    root = etree.fromstring(parts(write(everything()))["word/document.xml"])
    names = {node.get(f"{W}name") for node in root.iter(f"{W}bookmarkStart")}
    assert {"title", "para_1", "part_A__para_1", "table_1", "closing_1", "annex_1"} <= names
    assert LONG_ID not in names
    assert max(map(len, names)) <= 40


def test_white_space_survives_to_the_character() -> None:
    text = "  two  spaces\tand\n lines\r\u00a0\u2011\u00ad\u200e  "
    resolution = with_text(text)
    data = write(resolution)
    assert check(data, resolution) == []
    assert "\u2011" in parts(data)["word/document.xml"].decode()


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe", "\ud800"])
def test_a_character_that_xml_cannot_hold_is_replaced_and_reported(character: str) -> None:
    block = Paragraph(
        id="para_9", content=(Text.model_construct(text=f"a{character}b", type="text", style=(), lang=None),)
    )
    resolution = with_blocks(block)
    if character == "\ud800":
        with pytest.raises(UnicodeEncodeError):
            canonical_json(resolution)
        return
    data = write(resolution)
    assert "a\ufffdb" in paragraphs(data)
    assert kinds.TEXT.code in {finding.code for finding in check(data, resolution)}


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "file:///etc/passwd", "http://", "https://a b/", "#nowhere", "data:,x", "//h/p"]
)
def test_a_link_that_must_not_be_carried_is_text_and_reported(href: str) -> None:
    resolution = with_content((unchecked_link(href, words("kept text")),))
    data = write(resolution)
    assert "1.kept text" in paragraphs(data)
    assert [finding.code for finding in check(data, resolution)] == [kinds.LINK_LEFT_OUT.code]


def test_links_keep_their_text_and_a_malformed_address_is_encoded() -> None:
    resolution = with_content((Link(href="https://undocs.org/A RES<1>", content=words("one")), Text(text=".")))
    data = write(resolution)
    assert check(data, resolution) == []
    assert b"https://undocs.org/A%20RES%3C1%3E" in parts(data)["word/_rels/document.xml.rels"]


def test_chinese_has_east_asian_hints_and_no_slanted_characters() -> None:
    resolution = chinese().model_copy(
        update={
            "operative": (
                Paragraph(
                    id="para_1",
                    content=(Text(text="条约汇编", style=("italic",)), Text(text="Treaty Series", style=("italic",))),
                ),
            )
        }
    )
    data = write(resolution)
    assert check(data, resolution) == []
    document = parts(data)["word/document.xml"].decode()
    assert 'w:hint="eastAsia"' in document
    assert document.count("<w:i/>") == 1
    assert b"<w:i/>" not in parts(data)["word/styles.xml"]
    assert b'w:eastAsia="zh"' in parts(data)["word/styles.xml"]


def test_properties_say_what_the_document_is() -> None:
    core = docx.Document(io.BytesIO(write(english()))).core_properties
    assert (core.title, core.language, core.subject) == ("76/500. The counting of village wells", "en", "A/RES/76/500")
    assert (core.author, core.created.isoformat()) == ("United Nations", "2021-12-10T00:00:00+00:00")
    assert "Unofficial" in core.comments


def test_the_model_travels_inside() -> None:
    root = etree.fromstring(parts(write(english()))["customXml/item1.xml"])
    assert (root.text or "").encode() == canonical_json(english())


def test_a_resolution_with_nothing_but_what_is_required_is_written() -> None:
    resolution = english().model_construct(
        **{
            **english().model_dump(include={"iri", "symbol", "language", "organ"}),
            "source": english().source,
            "conservation": english().conservation,
        }
    )
    data = write(resolution)
    assert {finding.code for finding in check(data, resolution)} <= {kinds.OUTLINE.code}


def test_a_long_document_is_written_in_linear_time() -> None:
    blocks = tuple(
        Paragraph(id=f"para_{n}", label=f"{n}.", content=words("Requests all wells;")) for n in range(1, 3001)
    )
    resolution = with_blocks(*blocks)
    assert check(write(resolution), resolution) == []


@pytest.mark.parametrize(("language", "justified"), [("en", True), ("ar", False)])
def test_joined_letters_are_not_stretched_to_fill_lines(language: str, justified: bool) -> None:
    styles = parts(write(english().model_copy(update={"language": language})))["word/styles.xml"]
    assert (b'<w:jc w:val="both"/>' in styles) is justified
