"""What the page for review shows: every block with its box and text, every finding with its place."""

import base64
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise

import pytest

from pipeline.languages.loader import languages
from pipeline.model.finding import Finding, Severity
from pipeline.model.resolution import Annex, Block, Closing, Note, Paragraph, Part, Place, Resolution, Table
from pipeline.model.walk import plain_text
from pipeline.review.check import check_review
from pipeline.review.document import write_review
from tests.reading import sources
from tests.review.made import PNG, Node, made, make, parsed, pictures
from tests.samples import english

NAMES = sorted(sources())
Piece = Block | Closing | Note | Annex | Part


def pieces(resolution: Resolution) -> Iterator[Piece]:
    yield from under((*resolution.preamble, *resolution.operative))
    for part in resolution.parts:
        yield part
        yield from under((*part.preamble, *part.operative))
        yield from part.closing
        for annex in part.annexes:
            yield annex
            yield from under(annex.content)
    yield from resolution.closing
    for annex in resolution.annexes:
        yield annex
        yield from under(annex.content)
    yield from resolution.notes


def under(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Paragraph):
            yield from under(block.children)


def said(piece: Piece) -> str:
    """Return what must be read of a piece, without spaces."""
    match piece:
        case Table():
            contents = [piece.caption, *(cell.content for row in piece.rows for cell in row.cells)]
            text = "".join(plain_text(content) for content in contents)
        case Annex() | Part():
            text = (piece.label or "") + plain_text(piece.title)
        case Note():
            text = piece.marker + plain_text(piece.content)
        case _:
            text = (getattr(piece, "label", None) or "") + plain_text(piece.content)
    return squeezed(text)


def squeezed(text: str) -> str:
    return "".join(text.split())


def words_of(item: Node) -> str:
    """Return the words of a text, its note marks left out."""
    (words,) = item.all(kind="words")
    marks = [id(mark) for mark in words.all("sup", kind="mark")]

    def spoken(node: Node) -> str:
        return "".join(
            each if isinstance(each, str) else spoken(each) for each in node.content if id(each) not in marks
        )

    return squeezed(spoken(words))


def boxes(section: Node) -> list[tuple[tuple[float, ...], Node]]:
    """Return the boxes on a page, each with the text that it leads to."""
    texts = {item.attributes["id"]: item for item in section.all("li", kind="text")}
    found: list[tuple[tuple[float, ...], Node]] = []
    for link in section.all("a", kind="box"):
        (rect,) = link.all("rect")
        x, y, width, height = (float(rect.attributes[name] or 0) for name in ("x", "y", "width", "height"))
        target = (link.attributes["href"] or "").removeprefix("#")
        if target in texts:
            found.append(((x, y, x + width, y + height), texts[target]))
    return found


def near(place: Place, box: tuple[float, ...]) -> bool:
    return all(abs(first - second) < 1.6 for first, second in zip(place.box, box, strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_block_is_on_its_page_with_its_box_and_text(name: str) -> None:
    page = made(name)
    assert page.resolution is not None
    tree = parsed(page.data)
    shown = {picture.page: boxes(tree.all("section", id=f"page-{picture.page}")[0]) for picture in page.pictures}
    found = list(pieces(page.resolution))
    assert all(piece.source for piece in found)
    missing = [
        (place.page, said(piece))
        for piece in found
        for place in piece.source
        if not any(near(place, box) and words_of(text) == said(piece) for box, text in shown[place.page])
    ]
    assert missing == []
    assert tree.all(id="elsewhere") == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_masthead_the_title_and_what_is_around_the_text_are_shown(name: str) -> None:
    page = made(name)
    assert page.resolution is not None
    first = " ".join(words_of(item) for item in parsed(page.data).all("section", id="page-1")[0].all("li", kind="text"))
    head = page.resolution.masthead
    printed = [head.publisher, head.symbol_text, head.organ, head.distribution, head.agenda_item, *head.agenda_titles]
    printed += [page.resolution.adoption.statement, plain_text(page.resolution.title)]
    printed += [piece.text for piece in page.resolution.furniture if piece.page == 1]
    assert [text for text in printed if text and squeezed(text) not in first] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_check_finds_nothing_to_tell(name: str) -> None:
    page = made(name)
    assert check_review(page.data, page.report, page.resolution, page.pictures) == ()


@pytest.mark.parametrize("name", ["ar_assembly", "en_annex", "zh_assembly"])
def test_texts_are_in_the_language_and_direction_of_the_document(name: str) -> None:
    page = made(name)
    assert page.resolution is not None
    pack = languages()[page.resolution.language]
    words = [item.all(kind="words")[0].attributes for item in parsed(page.data).all("li", kind="paragraph")]
    assert {(each["lang"], each["dir"]) for each in words} == {(pack.tag, pack.direction)}


def test_a_block_on_two_pages_is_on_both_with_a_link_over() -> None:
    tree = parsed(made("en_page_break").data)
    ways = [(link.attributes["href"], link.text) for link in tree.all("a", kind="over")]
    texts = {item.attributes["id"]: words_of(item) for item in tree.all("li", kind="text")}
    there, back = ways
    assert (there[1], back[1]) == ("continues on page 2", "begun on page 1")
    assert texts[(there[0] or "")[1:]] == texts[(back[0] or "")[1:]]
    assert (there[0] or "").startswith("#p2")


def test_each_picture_has_its_number_and_is_in_the_file() -> None:
    page = made("en_page_break")
    images = parsed(page.data).all("img")
    assert [image.attributes["alt"] for image in images] == ["Page 1 of 2 of the source", "Page 2 of 2 of the source"]
    for image, picture in zip(images, page.pictures, strict=True):
        kind, _, data = (image.attributes["src"] or "").partition(",")
        assert (kind, base64.b64decode(data)) == ("data:image/png;base64", picture.png)
        assert base64.b64decode(data).startswith(PNG)


def test_the_same_gives_the_same_bytes() -> None:
    page = made("fr_assembly")
    assert write_review(page.report, page.resolution, page.pictures) == page.data


def finding(code: str, severity: Severity = Severity.REVIEW, **where: object) -> Finding:
    return Finding.model_validate({"code": code, "severity": severity, "message": f"It is {code}.", **where})


def test_every_finding_leads_to_its_box_its_text_or_its_page() -> None:
    page = made("en_page_break")
    assert page.resolution is not None
    first = page.resolution.operative[0]
    place = first.source[0]
    told = (
        finding("X001", Severity.NOTICE, page=place.page, box=place.box, expected="<b>", found="</li>"),
        finding("X002", block=first.id),
        finding("X003", page=2),
        finding("X004", Severity.ERROR),
        finding("X005", block="no_such_block"),
    )
    result = make(page.resolution, page.pictures, told)
    assert check_review(result.data, result.report, result.resolution, result.pictures) == ()
    tree = parsed(result.data)
    kinds = [item for item in tree.all("section", kind="findings")[0].all("li") if "id" not in item.attributes]
    assert [item.all("code")[0].text for item in kinds] == ["X004", "X002", "X003", "X005", "X001"]
    targets = {item.all("code")[0].text: [link.attributes["href"] or "" for link in item.all("a")] for item in kinds}
    places = {item.attributes["id"]: item for item in tree.all("li", kind="text")}
    assert targets["X003"] == ["#page-2"]
    assert targets["X004"] == targets["X005"] == []
    for code in ("X001", "X002"):
        at, text = targets[code]
        marked = tree.all("a", id=at[1:])
        assert ["finding" in (mark.attributes["class"] or "").split() for mark in marked] == [True]
        assert words_of(places[text[1:]]) == said(first)
        back = [link.attributes["href"] for link in places[text[1:]].all("a", kind="found")]
        assert marked[0].attributes["href"] in back
    assert "Expected<b>Found</li>" in squeezed(kinds[-1].text).replace(":", "")


def test_many_findings_of_a_kind_stand_together_and_unfold() -> None:
    page = made("en_page_break")
    box = (72.0, 72.0, 80.0, 80.0)
    many = tuple(finding("X001", Severity.NOTICE, page=1, box=box, found=str(number)) for number in range(40))
    result = make(page.resolution, page.pictures, (*many[:20], finding("X002", page=1), *many[20:]))
    assert check_review(result.data, result.report, result.resolution, result.pictures) == ()
    section = parsed(result.data).all("section", kind="findings")[0]
    assert [code.text for code in section.all("code")] == ["X002", "X001"]
    (folded,) = section.all("details")
    assert [item.attributes["id"] for item in folded.all("li")] == [f"finding-{number}" for number in range(2, 42)]
    assert folded.all("summary")[0].text == "40 places"


def test_a_conversion_that_failed_early_shows_pages_and_findings_alone() -> None:
    result = make(None, pictures("en_page_break"), (finding("X001", Severity.ERROR, page=2, box=(72, 72, 99, 99)),))
    assert check_review(result.data, result.report, None, result.pictures) == ()
    tree = parsed(result.data)
    assert len(tree.all("img")) == 2
    assert "No text: the conversion ended before" in tree.all("section", id="page-1")[0].text
    assert [link.attributes["href"] for link in tree.all("a", kind="finding")] == ["#finding-1"]


def test_a_text_without_a_place_is_shown_all_the_same() -> None:
    result = make(english(), pictures("en_page_break"))
    (listing,) = [section for section in parsed(result.data).all("section") if section.all(id="elsewhere")]
    assert [words_of(item) for item in listing.all("li", kind="text")] == [said(piece) for piece in pieces(english())]


def test_a_page_that_was_not_drawn_says_so() -> None:
    first, second = pictures("en_page_break")
    page = made("en_page_break")
    result = make(page.resolution, (first, type(second)(second.page, second.box, None)))
    assert check_review(result.data, result.report, result.resolution, result.pictures) == ()
    assert "not drawn" in parsed(result.data).all("section", id="page-2")[0].all("figcaption")[0].text


def test_the_policy_allows_the_style_of_the_file_and_pictures_in_it_alone() -> None:
    tree = parsed(made("en_assembly").data)
    (style,) = tree.all("style")
    (policy,) = [each.attributes["content"] for each in tree.all("meta") if "http-equiv" in each.attributes]
    digest = base64.b64encode(sha256(style.text.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_headings_are_in_order_and_the_page_has_its_landmarks() -> None:
    tree = parsed(made("en_annex").data)
    levels = [int(node.tag[1]) for node in tree.all() if node.tag in ("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [len(tree.all(tag)) for tag in ("header", "nav", "main")] == [1, 1, 1]
    assert tree.all("html")[0].attributes["lang"] == "en-GB"
