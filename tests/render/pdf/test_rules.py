"""The small rules: which note a mark means, levels of headings, kinds of lists, regular tables, spaces at line ends."""

from functools import partial
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

import pytest

from pipeline.errors import Stop
from pipeline.languages.loader import languages
from pipeline.model.resolution import (
    Cell,
    Content,
    Heading,
    Link,
    Resolution,
    Row,
    Text,
)
from pipeline.render.page.inline import Context, drawn, fill, target
from pipeline.render.page.levels import heading_levels
from pipeline.render.page.tables import missing_cells
from pipeline.render.pdf.glyphs import own_character
from pipeline.render.pdf.numbering import numbering
from pipeline.render.pdf.outline import outline
from pipeline.render.pdf.overleaf import Mender
from pipeline.render.pdf.spaces import Line, restore
from tests.samples import english, words


def _bare() -> Resolution:
    empty = {"preamble": (), "operative": (), "annexes": (), "closing": ()}
    return english().model_copy(update=empty)


def test_headings_never_jump() -> None:
    blocks = tuple(Heading(id=f"sec_{n}", level=level) for n, level in enumerate((3, 1, 2, 6, 6)))
    levels = heading_levels(_bare().model_copy(update={"operative": blocks}))
    assert list(levels.values()) == [2, 2, 3, 4, 5]


def test_bookmarks_of_a_resolution() -> None:
    assert [(entry.depth, entry.name) for entry in outline(english())] == [
        (0, "76/500. The counting of village wells"),
        (1, "I. Wells and pumps"),
        (2, "1. Requests"),
        (2, "2. Decides"),
        (2, "3. Decides"),
        (1, "Annex Rules for wells"),
        (2, "1. A well has a lid."),
        (2, "2. A lid has a handle."),
    ]


@pytest.mark.parametrize(
    ("items", "kind"),
    [
        ([("para_1", "1."), ("para_2", "2.")], "Decimal"),
        ([("para_1__point_a", "(a)"), ("para_1__point_b", "(b)")], "LowerAlpha"),
        ([("para_1__point_a", "(أ)")], "LowerAlpha"),
        ([("point_i", "(i)"), ("point_ii", "(ii)")], "LowerRoman"),
        ([("point_i", "㈠"), ("point_ii", "㈡")], "LowerRoman"),
        ([("point_i", "I."), ("point_ii", "II.")], "UpperRoman"),
        ([("point_a", "A."), ("point_b", "B.")], "UpperAlpha"),
        ([("point_h", "(h)"), ("point_i", "(i)")], "LowerAlpha"),
        ([("point_l", "(l)"), ("point_m", "(m)")], "LowerAlpha"),
        ([("point_iv", "(iv)"), ("point_v", "(v)")], "LowerRoman"),
    ],
)
def test_kind_of_list(items: list[tuple[str, str]], kind: str) -> None:
    assert numbering(items) == kind


def test_short_rows_are_filled_up() -> None:
    cell, tall, wide = Cell(), Cell(rowspan=2), Cell(colspan=3)
    rows = [Row(cells=cells) for cells in ((wide,), (tall, cell), (cell,), (cell, cell, cell))]
    assert missing_cells(rows) == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("href", "uri"),
    [
        ("https://undocs.org/en/A/RES/70/9", "https://undocs.org/en/A/RES/70/9"),
        ("https://undocs.org/a b?c=é&d=%20", "https://undocs.org/a%20b?c=%C3%A9&d=%20"),
        ("MAILTO:a@b.org", "MAILTO:a@b.org"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("//undocs.org", None),
        (" https://undocs.org", None),
    ],
)
def test_targets(href: str, uri: str | None) -> None:
    assert target(href) == uri


def test_what_is_drawn() -> None:
    assert drawn("a\tb\u2028c co\u00adoperation\u00a0d") == "a b c co\u00adoperation\u00a0d"


def _filled(content: Content, direction: str = "ltr") -> str:
    language = languages()["en"].model_copy(update={"direction": direction})
    holder = Element("p")
    fill(holder, content, Context(language, iter(())))
    return tostring(holder, encoding="unicode")


def test_markup_in_text_is_text() -> None:
    assert _filled(words("<script> & co")) == "<p>&lt;script&gt; &amp; co</p>"


def test_a_link_keeps_styles_inside() -> None:
    link = Link(href="https://un.org", content=(Text(text="a"), Text(text="b", style=("italic",))))
    assert _filled((link,)) == (
        '<p><a href="https://un.org" class="external" title="Link: ab, https://un.org">a<em>b</em></a></p>'
    )


def test_a_run_in_a_language_of_the_other_direction() -> None:
    assert _filled((Text(text="eau", lang="fr"),)) == '<p><span lang="fr">eau</span></p>'
    assert _filled((Text(text="eau", lang="fr"),), "rtl") == '<p><span lang="fr" dir="ltr">eau</span></p>'


def test_a_left_to_right_phrase_in_several_runs_is_kept_together() -> None:
    content = (
        Text(text="في United Nations, "),
        Text(text="Treaty Series", style=("italic",)),
        Text(text=", vol. 7، ثم"),
    )
    assert _filled(content, "rtl") == (
        '<p>في <span dir="ltr">United Nations, <em>Treaty Series</em>, vol. 7</span>، ثم</p>'
    )


def test_a_left_to_right_phrase_in_one_run_needs_no_help() -> None:
    assert _filled((Text(text="في United Nations ثم"), Text(text="قال", style=("bold",))), "rtl") == (
        "<p>في United Nations ثم<strong>قال</strong></p>"
    )


def _restored(html: str, *texts: str) -> list[str]:
    page = fromstring(html)  # noqa: S314 - written by the tests below
    drawn_lines = list(texts)

    def lengthen(place: int) -> Line:
        return Line(
            next(page.iter("p")), texts[place], lambda more: drawn_lines.__setitem__(place, texts[place] + more)
        )

    restore(page, [lengthen(place) for place in range(len(texts))])
    return drawn_lines


def test_spaces_that_layout_dropped_come_back() -> None:
    assert _restored("<body><p>one two <em>three</em> four</p></body>", "one two", "three", " four") == [
        "one two ",
        "three",
        " four",
    ]


def test_a_space_of_its_own_is_drawn_with_the_word_before() -> None:
    assert _restored("<body><p><em>one</em> <em>two</em></p></body>", "one", " ", "two") == ["one ", " ", "two"]


def test_a_space_is_drawn_where_it_stands_and_a_box_without_text_is_left_alone() -> None:
    page = fromstring("<body><p>one two</p></body>")  # noqa: S314
    shown: list[int] = []
    texts = ("one", "", " ", "two")
    restore(
        page,
        [
            Line(next(page.iter("p")), text, lambda _: None, partial(shown.append, place))
            for place, text in enumerate(texts)
        ],
    )
    assert shown == [2]


@pytest.mark.parametrize("lines", [("one", "too"), ("one",), ("two", "one"), ("one", "two", "three")])
def test_text_that_layout_changed_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(Stop, match="layout"):
        _restored("<body><p>one two</p></body>", *lines)


def test_the_last_paragraph_begins_overleaf_where_a_note_was_put_off() -> None:
    page = Element("main")
    heading, first, second = (SubElement(page, tag) for tag in ("h2", "p", "p"))
    lines = [(first, 0), (heading, 0), (second, 0), (second, 1)]
    anchors = {"note_1": 1, "note_1__mark_1": 0}
    mender = Mender(page)
    assert mender.mend(lines, anchors)
    assert heading.get("style") == "break-before: page"
    assert not mender.mend(lines, {"note_1": 0, "note_1__mark_1": 0})


def test_a_break_that_did_not_help_is_taken_back() -> None:
    page = Element("main")
    first, second = SubElement(page, "p"), SubElement(page, "p")
    lines, anchors = [(first, 0), (second, 0)], {"note_1": 1, "note_1__mark_1": 0}
    mender = Mender(page)
    assert mender.mend(lines, anchors)
    assert mender.mend(lines, anchors)
    assert second.get("style") is None
    assert not mender.mend(lines, anchors)


@pytest.mark.parametrize(
    ("text", "drawn_with_it", "own"),
    [
        ("\u00a0", " |\u00a0", " "),
        ("\u00a0", "\u00a0", "\u00a0"),
        ("\u2011", "-", "-"),
        ("(", ")", ")"),
        ("(", "(", "("),
        ("", "\u064f", "\u064f"),
        ("أ\u064f", "أ", "أ"),
        ("أ\u064f", "\u064f", "\u064f"),
        ("ب\u064f", "", "ب"),
        ("ب\u064f", "\ufe91|ب", "ب"),
        ("لا\u064b", "\ufefb|لا", "لا"),
        ("\u0651\u064f", "", "\u0651\u064f"),
        ("e\u0301", "é", "e\u0301"),
    ],
)
def test_a_glyph_stands_for_its_own_character(text: str, drawn_with_it: str, own: str) -> None:
    assert own_character(text, frozenset(filter(None, drawn_with_it.split("|")))) == own
