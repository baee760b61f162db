"""Whatever the source says, the page for review runs nothing and fetches nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.finding import Finding, Severity
from pipeline.model.resolution import (
    Cell,
    Content,
    Front,
    Furniture,
    Heading,
    Note,
    NoteMark,
    Paragraph,
    Place,
    Resolution,
    Row,
    Source,
    Table,
    Text,
)
from pipeline.review.check import check_review
from pipeline.review.words import seen
from tests.review.made import Made, make, parsed, pictures
from tests.samples import english, unchecked_link

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- --><![CDATA[ ]]>",
    "&lt;b&gt; &amp;amp; &#0;",
    "\u202eevil\u2066\x00\x0b\x1b\x7f\x85\ufffe",
    "javascript:alert(1)",
    "https://example.org/steal?x=1",
]
SEVERE = Severity.REVIEW


def place(number: int) -> Source:
    return (Place(page=1, box=(100.0, 50.0 * number, 400.0, 50.0 * number + 20)),)


def hostile(text: str) -> Resolution:
    """Return a resolution that says a text wherever a source can say one."""
    said: Content = (
        Text(text=text, style=("bold", "italic"), lang=text),
        unchecked_link(text, (Text(text=text),)),
        NoteMark(marker=text),
    )
    return english().model_copy(
        update={
            "symbol": text,
            "language": text,
            "title": said,
            "title_label": text,
            "front": (Front(field="title", source=place(1)),),
            "preamble": (Heading(id=f"sec_{text}", level=1, label=text, content=said, source=place(2)),),
            "operative": (
                Paragraph(id=f"para_{text}", label=text, content=said, source=place(3)),
                Table(
                    id=f"table_{text}",
                    caption=said,
                    rows=(Row(cells=(Cell(header=True, content=said), Cell(colspan=2, content=said))),),
                    source=place(4),
                ),
            ),
            "closing": (),
            "annexes": (),
            "notes": (Note(marker=text, content=said, source=place(5)),),
            "furniture": (Furniture(kind="other", page=1, text=text, box=place(6)[0].box),),
        }
    )


def reviewed(text: str) -> Made:
    found = Finding(
        code=text, severity=SEVERE, message=text, page=1, box=(1, 2, 3, 4), block=text, expected=text, found=text
    )
    return make(hostile(text), pictures("en_assembly")[:1], (found,))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    page = reviewed(text)
    assert check_review(page.data, page.report, page.resolution, page.pictures) == ()
    tree = parsed(page.data)
    assert [node.tag for node in tree.all() if node.tag in ("script", "iframe", "object", "link", "base", "form")] == []
    assert [name for node in tree.all() for name in node.attributes if name.startswith("on")] == []
    leads = {node.attributes.get("href", node.attributes.get("src")) or "#" for node in tree.all()}
    assert {target[:2] for target in leads} - {"#", "./", "da"} <= {f"#{c}" for c in "pflobs"}
    assert page.data.count(b"https://") == page.data.count(b"https://example.org/steal?x=1")


@pytest.mark.parametrize("name", ["javascript:alert(1).pdf", "//example.org/x.pdf", "../up.pdf", 'a"b<c>.pdf'])
def test_a_name_of_a_file_leads_beside_the_page(name: str) -> None:
    from pipeline.model.outcome import Output
    from pipeline.review.document import write_review

    page = reviewed("wells")
    output = Output(file=name, format="pdf", sha256="0" * 64, size=1)
    report = page.report.model_copy(update={"input": name, "outputs": (output,)})
    data = write_review(report, page.resolution, page.pictures)
    assert check_review(data, report, page.resolution, page.pictures) == ()
    (link,) = [each for each in parsed(data).all("a") if each.text == name]
    target = link.attributes["href"] or ""
    assert target.startswith("./")
    assert not set(target[2:]) & set('/:<>"')


@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs"])))
@settings(max_examples=60, deadline=None)
def test_any_text_survives(text: str) -> None:
    page = reviewed(text)
    assert check_review(page.data, page.report, page.resolution, page.pictures) == ()
    words = [node.text for node in parsed(page.data).all("span", kind="message")]
    assert words == [seen(text)]


def test_half_a_character_does_not_stop_the_page() -> None:
    half = "wells \ud800"
    furniture = (Furniture(kind="other", page=1, text=half, box=(1, 2, 3, 4)),)
    page = make(hostile("wells").model_copy(update={"furniture": furniture}), pictures("en_assembly")[:1])
    assert check_review(page.data, page.report, page.resolution, page.pictures) == ()
    assert "wells \ufffd" in page.data.decode("utf-8")


def test_what_html_cannot_hold_is_shown_as_a_sign() -> None:
    assert seen("a\x00b\x1b\tc\nd\x85\ud800") == "a\u2400b\u241b\tc\nd\ufffd\ufffd"
