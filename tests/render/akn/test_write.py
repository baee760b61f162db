"""What the elements are: the tree, the labels, the notes, the metadata, and no white space that nobody printed."""

from typing import Any

import pytest
from lxml import etree

from pipeline.model.inline import NoteMark, Text
from pipeline.model.resolution import Formula, Heading, Note, Paragraph, Resolution
from pipeline.render.akn.names import AKN, OWN
from pipeline.render.akn.write import write
from tests.reading import reading
from tests.render.docx.cases import everything, with_blocks, with_content
from tests.samples import chinese, english, words

NAMESPACES = {"a": AKN.strip("{}"), "own": OWN.strip("{}")}


def found(resolution: Resolution, path: str) -> list[Any]:
    """Return what an XPath expression finds in a resolution as written."""
    root = etree.fromstring(write(resolution))
    return list(root.xpath(path, namespaces=NAMESPACES))


def shape(resolution: Resolution, path: str) -> list[str]:
    """Return the names of elements with their ids."""
    return [f"{etree.QName(node).localname} {node.get('eId')}" for node in found(resolution, path)]


def test_points_stand_in_their_paragraph_under_the_model_s_ids() -> None:
    names = shape(english(), "//a:mainBody[not(ancestor::a:doc)]//*[@eId][not(self::a:authorialNote)]")
    assert names == [
        "section sec_I",
        "paragraph para_1",
        "point para_1__point_a",
        "point para_1__point_b",
        "point para_1__point_b__point_i",
        "point para_1__point_b__point_ii",
        "wrapUp para_1__wrap_1",
        "paragraph para_2",
        "table table_1",
        "paragraph para_3",
    ]
    assert found(english(), "//a:point[@eId='para_1__point_b__point_i']/../../@eId") == ["para_1"]


def test_labels_are_numbers_as_printed() -> None:
    assert found(english(), "//a:statement/a:mainBody//a:num/text()") == [
        "I.",
        "1.",
        "(a)",
        "(b)",
        "(i)",
        "(ii)",
        "2.",
        "3.",
    ]
    assert found(chinese(), "//a:mainBody//a:num/text()") == ["1.", "(a)", "(b)"]


def test_a_note_stands_at_the_character_of_its_first_mark_and_later_marks_refer_to_it() -> None:
    content = (Text(text="Wells"), NoteMark(marker="1"), Text(text=", lids"), NoteMark(marker="1"), Text(text="."))
    resolution = with_content(content, (Note(marker="1", content=words("See A/70/1.")),))
    resolution = resolution.model_copy(update={"preamble": ()})
    note = found(resolution, "//a:paragraph[@eId='para_1']//a:p/a:authorialNote")[0]
    assert (note.getparent().text, note.tail, note.get("eId"), note.get("marker")) == ("Wells", ", lids", "note_1", "1")
    assert found(resolution, "//a:noteRef/@href") == ["#note_1"]
    assert found(resolution, "//a:noteRef")[0].tail == "."


def test_a_note_that_nobody_cites_and_a_mark_without_a_note_are_kept() -> None:
    assert found(everything(), "//a:meta/a:notes/a:note[@marker='7']/a:p/text()") == ["Cited by nobody."]
    assert "99" in found(everything(), "//a:inline[@name='noteMark']/text()")


def test_a_preamble_is_formula_and_recitals_named_by_their_opening_words() -> None:
    assert shape(english(), "//a:preamble/*") == [
        "formula preamble__formula",
        "container preamble__para_1",
        "container preamble__para_2",
    ]
    assert found(english(), "//a:preamble/a:container/@name") == ["Recalling", "Noting"]


def test_points_of_a_recital_are_a_list() -> None:
    point = Paragraph(id="preamble__para_1__point_a", label="(a)", content=words("lids,"))
    recital = Paragraph(id="preamble__para_1", content=words("Noting"), children=(point,))
    resolution = english().model_copy(update={"preamble": (recital,)})
    assert shape(resolution, "//a:container/a:blockList/a:item") == ["item preamble__para_1__point_a"]


def test_what_stands_under_a_heading_stands_in_its_section() -> None:
    resolution = with_blocks(
        Heading(id="sec_I", level=1, label="I.", content=words("Wells")),
        Heading(id="sec_I__sec_A", level=2, content=words("Lids")),
        Paragraph(id="para_1", label="1.", content=words("Lids are shut.")),
        Heading(id="sec_II", level=1, label="II.", content=words("Ropes")),
    )
    assert shape(resolution, "//a:mainBody[not(ancestor::a:doc)]/*") == ["section sec_I", "section sec_II"]
    assert shape(resolution, "//a:section[@eId='sec_I']/a:section/a:paragraph") == ["paragraph para_1"]
    assert found(resolution, "//a:section/@class") == ["level_1", "level_2", "level_1"]


def test_a_draft_inside_a_paragraph_is_a_structure_of_its_own() -> None:
    resolution = reading("en_draft").resolution
    held = shape(resolution, "//a:paragraph[@eId='para_1']/a:content/a:p/a:embeddedStructure/*")
    assert held[0] == "formula para_1__preamble__formula"
    assert "paragraph para_1__para_1" in held


def test_a_formula_in_the_operative_part_is_held_by_a_container() -> None:
    resolution = with_blocks(Formula(id="formula_1", content=words("The Assembly,")))
    assert shape(resolution, "//a:mainBody/a:hcontainer[@name='formula']//a:formula") == ["formula formula_1"]


def test_parts_are_components_that_the_main_body_refers_to() -> None:
    resolution = reading("en_composite").resolution
    identifiers = [part.id for part in resolution.parts]
    assert found(resolution, "/a:akomaNtoso/a:statement/a:components/a:component/@eId") == identifiers
    assert found(resolution, "//a:componentRef/@src") == [f"#{identifier}" for identifier in identifiers]
    labels = found(resolution, "//a:component/a:statement/a:preface/a:p/a:docNumber/text()")
    assert labels == [part.label for part in resolution.parts]


def test_annexes_are_attachments_with_label_and_title() -> None:
    assert shape(english(), "//a:attachments/a:attachment") == ["attachment annex_1"]
    assert found(english(), "//a:attachment/a:num/text()") == ["Annex"]
    assert found(english(), "//a:attachment/a:heading/text()") == ["Rules for wells"]


def test_the_cover_page_says_what_each_line_is() -> None:
    resolution = reading("en_assembly").resolution
    head = resolution.masthead
    assert found(resolution, "//a:coverPage//a:docNumber[@refersTo='#symbol']/text()") == [head.symbol_text]
    assert found(resolution, "//a:coverPage//a:docAuthority/text()") == [head.publisher, head.organ]
    assert found(resolution, "//a:coverPage//a:docDate/@date") == [head.issued]
    assert found(resolution, "//a:coverPage//a:docTitle/text()") == [resolution.adoption.statement]
    assert found(resolution, "//a:presentation//a:docketNumber/text()") == [head.job_number]


def test_number_and_title_are_the_preface_and_closing_lines_the_conclusions() -> None:
    resolution = reading("en_assembly").resolution
    assert found(resolution, "//a:preface//a:docNumber/text()") == [resolution.title_label]
    assert shape(resolution, "//a:preface//a:docTitle") == ["docTitle title"]
    assert found(english(), "//a:conclusions//a:location/text()") == ["50th plenary meeting"]
    assert found(english(), "//a:conclusions//a:docDate/@date") == ["2021-12-06"]


@pytest.mark.parametrize("level", ["Work", "Expression", "Manifestation"])
def test_the_identification_follows_the_resolution_s_identifier(level: str) -> None:
    address = {"Work": "", "Expression": "/eng@", "Manifestation": "/eng@.xml"}[level]
    work = "/akn/un/statement/deliberation/un-ga/2021-12-06/76-500"
    path = f"/a:akomaNtoso/a:statement/a:meta/a:identification/a:FRBR{level}/a:FRBRuri/@value"
    assert found(english(), path) == [f"{work}{address}"]


def test_metadata_say_language_number_date_and_that_the_copy_is_unofficial() -> None:
    identification = "/a:akomaNtoso/a:statement/a:meta/a:identification"
    assert found(chinese(), f"{identification}//a:FRBRlanguage/@language") == ["zho"]
    assert found(english(), f"{identification}//a:FRBRnumber/@showAs") == ["76/500"]
    assert found(english(), f"{identification}//a:FRBRauthoritative/@value") == ["false"]
    assert found(english(), "//a:publication/@date") == ["2021-12-10"]
    assert "Unofficial copy" in found(english(), "//a:note[@eId='unofficial']/a:p/text()")[0]


def test_documents_cited_are_references_with_their_address() -> None:
    resolution = reading("en_assembly").resolution
    assert resolution.references
    assert found(resolution, "//a:TLCReference/@showAs") == [item.text for item in resolution.references]
    assert found(resolution, "//a:TLCReference/@href") == [item.uri or "" for item in resolution.references]


def test_styles_and_languages_are_elements_and_attributes() -> None:
    content = (
        Text(text="H"),
        Text(text="2", style=("subscript",)),
        Text(text="O", style=("bold", "italic"), lang="fr"),
        Text(text=" соль", lang="ru"),
    )
    text = write(with_content(content)).decode()
    assert '>H<sub>2</sub><b xml:lang="fr"><i>O</i></b><span xml:lang="ru"> соль</span></p>' in text


def test_the_target_of_a_link_stays_as_it_was_beside_one_that_xml_can_hold() -> None:
    resolution = with_content(everything().operative[0].content)  # type: ignore[union-attr]
    link = found(resolution, "//a:ref[@own:href]")[0]
    assert link.get("href") == "https://undocs.org/en/A/RES/1%20(I)"
    assert link.get(f"{OWN}href") == "https://undocs.org/en/A/RES/1 (I)"


def test_no_white_space_is_put_into_a_text() -> None:
    content = (Text(text="a", style=("bold",)), Text(text="b", style=("italic",)), NoteMark(marker="1"))
    line = found(with_content(content), "//a:paragraph[@eId='para_1']/a:content/a:p")[0]
    assert "".join(line.itertext()) == "ab"


def test_each_text_says_its_language() -> None:
    assert set(found(chinese(), "//a:mainBody/@xml:lang | //a:preface/@xml:lang | //a:coverPage/@xml:lang")) == {"zh"}
