"""The writer: a page that stands alone, complete, the same each time, and never silent about what it cannot do."""

import re
from collections import Counter
from typing import Any

import pytest
from lxml import etree

from pipeline.errors import Stop
from pipeline.languages.loader import languages
from pipeline.model.outcome import Outcome
from pipeline.model.resolution import Content, Formula, Heading, Link, NoteMark, Paragraph, Part, Resolution, Text
from pipeline.render.html.check import check
from pipeline.render.html.serialise import serialise
from pipeline.render.html.sheet import stylesheet
from pipeline.render.html.write import write
from tests.reading import reading
from tests.render.html.cases import bare, cited_twice, composite, untitled, with_content, with_preamble
from tests.samples import chinese, english, words


def root(resolution: Resolution) -> Any:
    """Return a page as XML, which it is too."""
    return etree.fromstring(write(resolution), etree.XMLParser(resolve_entities=False))


def text(element: Any) -> str:
    return "".join(element.itertext())


def named(page: Any, identifier: str) -> Any:
    (element,) = page.xpath("//*[@id=$name]", name=identifier)
    return element


def test_same_bytes_twice(page: str, chinese_page: str) -> None:
    assert write(cited_twice()).decode("utf-8") == page
    assert write(chinese()).decode("utf-8") == chinese_page


def test_the_page_says_what_it_is(page: str) -> None:
    tree = root(cited_twice())
    assert page.startswith("<!DOCTYPE html>\n")
    assert (tree.get("lang"), tree.get("dir")) == ("en", "ltr")
    assert text(tree.find("head/title")) == "A/RES/76/500 The counting of village wells"
    assert tree.xpath("string(head/link[@rel='canonical']/@href)") == "https://docs.un.org/en/A/RES/76/500"
    assert text(tree.find("body/header/p")) == f"{languages()['en'].output.unofficial} A/RES/76/500"


def test_nothing_is_loaded_and_nothing_runs(page: str) -> None:
    assert (
        re.findall(r"\b(?:src|srcset|action|data|poster)=|@import|@font-face|url\(|<(?:img|iframe|object)", page) == []
    )
    assert re.findall(r"<script[^>]*>", page) == ['<script type="application/ld+json">']
    assert "default-src 'none'" in page


def test_landmarks_stand_in_order() -> None:
    body = root(cited_twice()).find("body")
    assert [kid.tag for kid in body] == ["a", "header", "nav", "main", "footer"]
    assert [kid.tag for kid in root(bare()).find("body")] == ["a", "header", "main"]
    assert body[0].get("href") == "#text" == f"#{body.find('main').get('id')}"


def test_the_contents_lead_to_each_heading_by_its_full_name() -> None:
    name = "Wells and pumps of every village, hamlet and farm between the two rivers and the northern hills"
    heading = Heading(id="sec_I", level=1, label="I.", content=(*words(name), NoteMark(marker="9")))
    tree = root(english().model_copy(update={"operative": (heading, *english().operative[1:])}))
    entries = [(link.get("href"), link.text) for link in tree.iterfind("body/nav//a")]
    assert entries == [("#sec_I", f"I. {name}"), ("#annex_1", "Annex Rules for wells")]


def test_parts_are_headings_below_the_title() -> None:
    tree = root(composite())
    assert [(named(tree, name).tag, text(named(tree, name))) for name in ("title", "part_A", "part_B")] == [
        ("h1", "76/500. The counting of village wells"),
        ("h2", "A Wells of the North"),
        ("h2", "B Wells of the South"),
    ]


def test_a_paper_without_title_has_its_symbol_for_first_heading() -> None:
    (heading,) = root(untitled()).iter("h1")
    assert (heading.get("class"), text(heading)) == ("symbol", "A/RES/76/500")


def test_each_block_has_a_link_to_itself_that_says_nothing() -> None:
    tree = root(cited_twice())
    links = tree.xpath("//a[@class='permalink']")
    assert {text(link) for link in links} == {""}
    leads = Counter(link.get("href") for link in links)
    blocks = {"preamble__formula", "preamble__para_1", "para_1", "para_1__point_b__point_ii", "para_1__wrap_1"}
    assert {f"#{name}" for name in blocks | {"sec_I", "table_1", "annex_1", "closing_1"}} <= leads.keys()
    assert set(leads.values()) == {1}
    names = [link.get("aria-label") for link in links if link.get("href") == "#para_1__point_a"]
    assert names == ["Link to: (a) To count all wells;"]


def test_each_mark_leads_to_its_note_and_the_note_to_each_of_its_marks() -> None:
    tree = root(cited_twice())
    note = named(tree, "note_1")
    back = [(link.get("href"), link.get("aria-label")) for link in note.iter("a") if link.get("role") == "doc-backlink"]
    assert back == [
        ("#note_1__mark_1", "Back to the text at note 1"),
        ("#note_1__mark_2", "Back to the text at note 1 (2)"),
    ]
    marks = [named(tree, href.removeprefix("#")) for href, _ in back]
    assert {(mark.get("href"), mark.get("role"), text(mark)) for mark in marks} == {("#note_1", "doc-noteref", "1")}
    assert note.getparent().getparent().get("role") == "doc-endnotes"


def test_opening_words_are_told() -> None:
    (paragraph,) = root(with_content((Text(text="Noting", style=("italic",)), Text(text=" it,")), (0, 6))).xpath(
        "//*[@id='preamble__para_1']"
    )
    assert [(kid.tag, kid.get("class"), kid.text) for kid in paragraph][:1] == [("em", "opening", "Noting")]


def test_opening_words_that_are_set_as_the_rest_are_told_too() -> None:
    resolution = with_content(words("Noting it,"), (0, 6))
    assert '<span class="opening">Noting</span> it,' in write(resolution).decode("utf-8")
    assert check(write(resolution), resolution) == []


def test_tables_can_be_scrolled_by_keyboard() -> None:
    box = named(root(english()), "table_1").getparent()
    assert (box.get("tabindex"), box.get("role"), box.get("aria-label")) == ("0", "group", "Wells by district")


def test_spaces_that_a_browser_would_leave_out_are_kept() -> None:
    resolution = with_content(words("  two  spaces \u3000 "))
    assert '<span class="kept"> </span>' in write(resolution).decode("utf-8")
    assert check(write(resolution), resolution) == []


def test_a_council_stands_under_the_organ_that_it_belongs_to() -> None:
    head = english().masthead.model_copy(update={"parent_organ": "General Assembly", "organ": "Council of Wells"})
    paper = english().model_copy(update={"masthead": head})
    assert check(write(paper), paper) == []
    (council,) = root(paper).xpath("//p[@class='council']")
    assert text(council) == "Council of Wells"


def test_soft_hyphens_are_kept() -> None:
    assert "vil\u00adlage" in write(with_content(words("vil\u00adlage"))).decode("utf-8")


HOSTILE = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;!--]]>"


def test_hostile_text_is_text() -> None:
    content: Content = (Text(text=HOSTILE), Link(href=f"https://example.org/{HOSTILE}", content=words(HOSTILE)))
    resolution = with_content(content).model_copy(update={"symbol": HOSTILE, "title": content})
    tree = root(resolution)
    assert check(write(resolution), resolution) == []
    assert {str(element.tag) for element in tree.iter("script", "img")} == {"script"}
    assert text(named(tree, "preamble__para_1")) == HOSTILE * 2


@pytest.mark.parametrize("tag", sorted(languages()))
def test_the_style_of_each_language_loads_nothing_and_is_no_markup(tag: str) -> None:
    style = stylesheet(languages()[tag])
    assert not re.search(r"[<&]|url\(|@import|@font-face", style)
    assert style.index("serif") > 0
    assert languages()[tag].output.web_fonts[0] in style


def test_markup_in_what_is_written_as_it_is_stops() -> None:
    broken = etree.Element("style")
    broken.text = "a < b"
    with pytest.raises(ValueError, match="markup"):
        serialise(broken)


@pytest.mark.parametrize("character", ["\x00", "\x07", "\ufffe", "\ud800"])
def test_a_character_that_cannot_be_written_stops(character: str) -> None:
    broken = Formula.model_construct(id="preamble__formula", content=(Text.model_construct(text=character),))
    with pytest.raises(Stop, match=f"U\\+{ord(character):04X}") as stop:
        write(english().model_copy(update={"preamble": (broken,)}))
    assert stop.value.outcome is Outcome.OUTPUT


def test_an_unknown_language_stops() -> None:
    with pytest.raises(Stop, match="no language file"):
        write(english().model_copy(update={"language": "tlh"}))


def test_notes_that_nobody_cites_are_there() -> None:
    resolution = with_preamble().model_copy(update={"operative": (), "annexes": ()})
    assert check(write(resolution), resolution) == []
    assert text(named(root(resolution), "note_3")) == "3 Two of them dry."


FIXTURES = [
    f"{tag}_{kind}" for tag in ("ar", "es", "fr", "ru", "zh", "en") for kind in ("assembly", "security_council")
]
FURTHER = [
    "ar_composite",
    "zh_composite",
    "en_annex",
    "en_table",
    "en_table_in_list",
    "en_headings",
    "ar_draft",
    "zh_vote",
]


@pytest.mark.slow
@pytest.mark.parametrize("name", [*FIXTURES, *FURTHER])
def test_papers_in_six_languages_come_through(name: str) -> None:
    resolution = reading(name).resolution
    data = write(resolution)
    assert check(data, resolution) == []
    tree = root(resolution)
    assert (tree.get("lang"), tree.get("dir")) == (resolution.language, languages()[resolution.language].direction)
    assert {element.get("id") for element in tree.iter()} >= {part.id for part in resolution.parts} | _ids(resolution)


def _ids(holder: Resolution | Part) -> set[str]:
    blocks = list(holder.preamble + holder.operative)
    found = {annex.id for annex in holder.annexes} | {closing.id for closing in holder.closing}
    while blocks:
        block = blocks.pop()
        found.add(block.id)
        if isinstance(block, Paragraph):
            blocks += block.children
    return found
