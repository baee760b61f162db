"""What stands above and around the text: number, adoption line, closing lines, footers."""

import pytest
from lxml import etree

from pipeline.languages.loader import languages
from pipeline.model.resolution import Closing, Paragraph, Resolution, Text
from pipeline.render.docx import kinds
from pipeline.render.docx.check import check
from pipeline.render.docx.write import write
from tests.render.docx.cases import arabic, arabic_pack, with_content
from tests.render.docx.packages import W, parts, replaced, zipped
from tests.samples import chinese, english, words

DOCUMENT = "word/document.xml"


def _styled(data: bytes, part: str = DOCUMENT) -> list[tuple[str, str]]:
    """Return the style and the text of every paragraph of a part."""
    found = []
    for node in etree.fromstring(parts(data)[part]).iter(f"{W}p"):
        style = node.find(f"{W}pPr/{W}pStyle")
        text = "".join(
            child.text or "\t" for child in node.iter(f"{W}t", f"{W}tab") if child.tag != f"{W}tab" or not len(child)
        )
        found.append(("" if style is None else style.get(f"{W}val", ""), text))
    return found


def _with(**changes: object) -> Resolution:
    return english().model_copy(update=changes)


@pytest.mark.parametrize("label", ["76/500", "76/500.", "500 (LXXVI)."])
def test_the_number_is_the_printed_one(label: str) -> None:
    resolution = _with(title_label=label)
    data = write(resolution)
    assert any(text.startswith(f"{label}\t") for style, text in _styled(data) if style == "TitleH1")
    assert check(data, resolution) == []


def test_another_number_than_the_printed_one_is_found() -> None:
    resolution = _with(title_label="76/500 A.")
    contents = parts(write(resolution))
    replaced(DOCUMENT, "76/500 A.", "76/500 B.")(contents)
    assert kinds.TEXT.code in {finding.code for finding in check(zipped(contents), resolution)}


def test_a_paper_without_title_has_its_number_above_the_adoption_line() -> None:
    resolution = _with(title=(), title_label="Resolution 500 (2021)")
    data = write(resolution)
    styles = [style for style, _ in _styled(data)]
    assert ("NumberLine", "Resolution 500 (2021)") in _styled(data)
    assert styles.index("NumberLine") + 1 == styles.index("AdoptionLine")
    assert check(data, resolution) == []


def test_closing_lines_stand_together_and_the_vote_apart() -> None:
    vote = Closing(id="closing_3", content=words("[Adopted without a vote.]"))
    resolution = _with(closing=(*english().closing, vote))
    root = etree.fromstring(parts(write(resolution))[DOCUMENT])
    before = {}
    for node in root.iter(f"{W}p"):
        style, spacing = node.find(f"{W}pPr/{W}pStyle"), node.find(f"{W}pPr/{W}spacing")
        if style is not None and style.get(f"{W}val") in ("ClosingLine", "VoteLine") and spacing is not None:
            before["".join(node.itertext())] = (style.get(f"{W}val"), spacing.get(f"{W}before"))
    assert before == {
        "50th plenary meeting": ("ClosingLine", "240"),
        "6 December 2021": ("ClosingLine", "0"),
        "[Adopted without a vote.]": ("VoteLine", "240"),
    }


def test_footers_run_from_left_to_right_in_every_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(languages(), "ar", arabic_pack())
    feet = [data for name, data in parts(write(arabic())).items() if name.startswith("word/footer")]
    assert len(feet) == 3
    for foot in feet:
        paragraph = next(etree.fromstring(foot).iter(f"{W}p"))
        direction = paragraph.find(f"{W}pPr/{W}bidi")
        assert direction is not None
        assert direction.get(f"{W}val") == "0"
        assert not list(paragraph.iter(f"{W}rtl"))


def test_emphasis_of_han_text_is_set_in_the_face_of_emphasis() -> None:
    text = (Text(text="强调", style=("italic",)),)
    resolution = chinese().model_copy(update={"operative": (Paragraph(id="para_1", content=text),)})
    root = etree.fromstring(parts(write(resolution))[DOCUMENT])
    run = next(node for node in root.iter(f"{W}r") if "".join(node.itertext()) == "强调")
    fonts = run.find(f"{W}rPr/{W}rFonts")
    assert fonts is not None
    assert fonts.get(f"{W}eastAsia") == languages()["zh"].output.word_emphasis_font
    assert run.find(f"{W}rPr/{W}i") is None
    assert check(write(resolution), resolution) == []


def test_every_style_in_use_is_there() -> None:
    data = write(with_content(words("Requests wells;")))
    defined = {node.get(f"{W}styleId") for node in etree.fromstring(parts(data)["word/styles.xml"]).iter(f"{W}style")}
    assert {style for style, _ in _styled(data)} <= defined
