"""Right-to-left text: set, read back in reading order, and compared."""

import io
from xml.etree.ElementTree import fromstring

import pikepdf
import pytest

from pipeline.model.resolution import Content, Formula, Link, Note, NoteMark, Paragraph, Resolution, Text
from pipeline.render.pdf.check import check
from pipeline.render.pdf.direction import logical
from pipeline.render.pdf.paper import on_paper
from pipeline.render.pdf.write import write
from tests.samples import english, words

SENTENCE = "إذ تلاحظ أن الآبار عميقةٌ (انظر A/70/1، الفقرة 9) وأن الماء ثقيل، "


def _resolution() -> Resolution:
    content: Content = (
        Text(text="إذ تشير", style=("bold",)),
        Text(text=" إلى "),
        Link(href="https://undocs.org/ar/A/RES/70/9", content=words("القرار 70/9")),
        Text(text="، "),
        Link(href="https://undocs.org/ar/A/70/12(PartII)", content=words("A/70/12 (Part II)")),
        Text(text=" وإلى United Nations, "),
        Text(text="Treaty Series", style=("italic",)),
        Text(text=", vol. 729، "),
        NoteMark(marker="(1)"),
        Text(text=f" {SENTENCE * 5}"),
    )
    changes = {
        "language": "ar",
        "title": words("عدّ آبار القرى"),
        "preamble": (
            Formula(id="preamble__formula", content=words("إن الجمعية العامة،")),
            Paragraph(id="preamble__para_1", opening=(0, 7), content=content),
        ),
        "notes": (Note(marker="(1)", content=words("المرجع نفسه، المجلد 2 (1970).")),),
        "operative": (
            Paragraph(
                id="para_1",
                label="1 -",
                content=words("تطلب إلى حارس الآبار ما يلي:"),
                children=(Paragraph(id="para_1__point_a", label="(أ)", content=words("عدّ الآبار كلها؛")),),
            ),
        ),
    }
    return english().model_copy(update=changes)


def test_right_to_left_passes() -> None:
    resolution = _resolution()
    data = write(resolution)
    assert check(data, resolution) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
        assert str(pdf.Root.StructTreeRoot.K[0].A.WritingMode) == "/RlTb"


def test_a_changed_letter_is_found() -> None:
    resolution = _resolution()
    data = write(resolution)
    other = resolution.model_copy(update={"title": words("عدّ آبار القرن")})
    assert "R4PD05" in {finding.code for finding in check(data, other)}


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("ءاملا", "الماء"),
        ("70/9 رارقلا", "القرار 70/9"),
        ("(9 ةرقفلا ,A/70/1 رظنا)", "(انظر A/70/1, الفقرة 9)"),
        ("2019-2020 نيماعلا", "العامين 2020-2019"),
        ("ةعومجم Treaty Series نم", "من Treaty Series مجموعة"),
        ("- 1", "1 -"),
        ("A/70/12 (Part II) رظنا", "انظر A/70/12 (Part II)"),
        ("(A/70/12 (Part II)) رظنا", "انظر (A/70/12 (Part II))"),
        ("(9) 12", "12 (9)"),
    ],
)
def test_a_line_is_read_from_right_to_left(seen: str, read: str) -> None:
    assert logical(list(seen)) == read


def test_letters_join_over_the_edge_of_a_link_and_no_further() -> None:
    html = fromstring("<html><body><p>ال<a>مؤ</a>رخ</p><p>بئر</p></body></html>")  # noqa: S314 - written here
    assert [text.replace("\u200d", "+") for text in on_paper(html).itertext()] == ["ال+", "+مؤ", "رخ", "بئر"]


def test_a_link_that_a_line_parts_is_described_whatever_its_signs() -> None:
    """A note of a real paper: the line ends inside a symbol with brackets, which reads back in another order."""
    symbols = [f"NPT/CONF.2010/50 (Vol. {volume})" for volume in ("I", "II", "III")]
    notes = []
    for number in range(1, 9):
        content: Content = words("الآبار " * number)
        for symbol in symbols:
            link = Link(href=f"https://undocs.org/ar/{symbol.replace(' ', '')}", content=words(symbol))
            content = (*content, link, Text(text=" و "))
        notes.append(Note(marker=f"({number})", content=(*content, Text(text="غيرها."))))
    marks = tuple(NoteMark(marker=note.marker) for note in notes)
    paragraph = Paragraph(id="preamble__para_1", content=(Text(text="إذ تشير إلى الآبار"), *marks, Text(text="،")))
    resolution = _resolution().model_copy(update={"preamble": (paragraph,), "notes": tuple(notes)})
    assert check(write(resolution), resolution) == []


@pytest.mark.parametrize(("old", "new"), [("القرار", "المقرر"), ("RES/70/9", "RES/70/8"), ("رابط", "صورة")])
def test_a_right_to_left_link_that_is_described_as_another_is_found(old: str, new: str) -> None:
    resolution = _resolution()
    with pikepdf.open(io.BytesIO(write(resolution))) as pdf:
        links = [item for page in pdf.pages for item in page.obj.get("/Annots", []) if "RES/70/9" in str(item.Contents)]
        assert links
        for link in links:
            link.Contents = pikepdf.String(str(link.Contents).replace(old, new))
        target = io.BytesIO()
        pdf.save(target)
    assert "R4PD13" in {finding.code for finding in check(target.getvalue(), resolution)}
