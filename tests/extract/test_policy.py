"""Extract: which characters may stand in text; every format can hold what is left."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.extract.characters import STEERS, UNWRITABLE
from pipeline.extract.glyphs import RawPage
from pipeline.extract.policy import is_balanced, lawful
from pipeline.model.finding import Severity
from pipeline.model.resolution import Note, Paragraph, Resolution, Text
from pipeline.render.formats import load
from tests.glyphs import glyphs
from tests.samples import english

ODD = (
    "\x00\x08\x0b\x0c\x1b\x1f\x7f\x85\x9f\ud800\udfff\ufdd0\ufffe\uffff\U0001fffe\U0010ffff"
    "\u200b\u200e\u200f\u202a\u202c\u202e\u2066\u2069\u2028\u2029\ufeff\ufff9\U000e0041\ue000\U000f0000\ufffd\u0301"
)
TEXTS = st.text(st.characters() | st.sampled_from(ODD), min_size=1, max_size=12)
PAIRS = st.sampled_from(["\u202aab\u202c", "\u2067\u0627\u0628\u2069", "\u202e1\u202c", "\u200f", "\u0628"])
DIRECTED = st.lists(PAIRS, min_size=1, max_size=4).map("".join)


def page_of(texts: list[str], number: int = 1) -> RawPage:
    """Return a page of glyphs, each with a text of its own."""
    made = glyphs("x" * len(texts))
    held = tuple(replace(glyph, text=text, page=number) for glyph, text in zip(made, texts, strict=True))
    return RawPage(number, 612.0, 792.0, held, (), ())


def cleaned(*texts: str) -> tuple[str, list[tuple[str, str | None]]]:
    (page,), found = lawful((page_of(list(texts)),))
    return "".join(page.texts), [(finding.code, finding.found) for finding in found]


@pytest.mark.parametrize(
    ("texts", "left", "found"),
    [
        (["w", "ell"], "well", []),
        (["w\x00", "ell"], "w\ufffdell", [("E221", "U+0000")]),
        (["\ud800", "\ufdd0", "\ufffe"], "\ufffd" * 3, [("E221", "U+D800 U+FDD0 U+FFFE")]),
        (["a", "\x0b", "b\u2028"], "a b ", [("E221", "U+000B U+2028")]),
        (["a\u202e", "b\u202c"], "ab", [("E220", "U+202E U+202C")]),
        (["a\U000e0041"], "a", [("E220", "U+E0041")]),
        (["\u0628\u0644\u202b", "ab", "\u202c\u0628"], "\u0628\u0644\u202bab\u202c\u0628", []),
        (["\u0628\u0644\u202b", "ab", "\u0628"], "\u0628\u0644ab\u0628", [("E220", "U+202B")]),
        (["\u0628\u0644\u2067\u202c"], "\u0628\u0644", [("E220", "U+2067 U+202C")]),
        (["\ue000", "\u200f", "\u00ad", "\t", "\u0301", "\U0001f4a7"], "\ue000\u200f\u00ad\t\u0301\U0001f4a7", []),
        (["\x01\u202e"], "\ufffd", [("E221", "U+0001"), ("E220", "U+202E")]),
    ],
)
def test_what_becomes_of_characters(texts: list[str], left: str, found: list[tuple[str, str | None]]) -> None:
    assert cleaned(*texts) == (left, found)


def test_a_finding_names_its_page_and_place() -> None:
    pages, found = lawful((page_of(["a"]), page_of(["b", "\x01"], number=2)))
    (finding,) = found
    assert (finding.code, finding.page) == ("E221", 2)
    assert finding.box == (
        round(pages[1].glyphs[1].x0, 2),
        round(pages[1].glyphs[1].top, 2),
        round(pages[1].glyphs[1].x1, 2),
        round(pages[1].glyphs[1].bottom, 2),
    )


@given(st.lists(TEXTS | DIRECTED, min_size=1, max_size=6))
@settings(deadline=None)
def test_the_policy_leaves_nothing_for_itself_to_do(texts: list[str]) -> None:
    pages, _ = lawful((page_of(texts),))
    assert lawful(pages) == (pages, ())
    left = "".join(pages[0].texts)
    assert not UNWRITABLE.search(left)
    assert is_balanced(left) or not STEERS.search(left)


@given(st.lists(TEXTS, min_size=1, max_size=6))
@settings(deadline=None)
def test_what_is_seen_stays(texts: list[str]) -> None:
    pages, found = lawful((page_of(texts),))
    kept = [character for character in "".join(texts) if unicodedata.category(character)[0] in "LMNPS"]
    left = [each for each in "".join(pages[0].texts) if unicodedata.category(each)[0] in "LMNPS" and each != "\ufffd"]
    assert left == [each for each in kept if each != "\ufffd"]
    assert bool(found) == ("".join(texts) != "".join(pages[0].texts))


def of(text: str, language: str = "en") -> Resolution:
    """Return a resolution that says a text in a paragraph, a title, a label and a note."""
    iri = english().iri.replace("/eng@", "/ara@" if language == "ar" else "/eng@")
    resolution = english().model_copy(update={"language": language, "iri": iri})
    content = (Text(text=text),)
    paragraph = Paragraph(id="para_1", label=text.strip() or "1.", content=content)
    notes = (Note(marker="1", content=content), *resolution.notes[1:])
    return resolution.model_copy(update={"title": content, "operative": (paragraph,), "notes": notes})


def wrong(name: str, resolution: Resolution) -> list[str]:
    """Return the errors of a format's own check."""
    output = load(name)
    data = output.write(resolution)
    return [f"{item.code} {item.found}" for item in output.check(data, resolution) if item.severity is Severity.ERROR]


@pytest.mark.parametrize("name", ["json", "docx", "html", "akn"])
@pytest.mark.parametrize(("language", "letter"), [("en", "a"), ("ar", "\u0628")])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(TEXTS | DIRECTED, min_size=1, max_size=6))
@example(texts=list(ODD))
def test_every_format_holds_what_the_policy_lets_through(
    name: str, language: str, letter: str, texts: list[str]
) -> None:
    (page,), _ = lawful((page_of([letter * 20, *texts]),))
    assert wrong(name, of("".join(page.texts), language)) == []


DRAWN = "".join(character for character in ODD if unicodedata.category(character) != "Co")  # no font has the others


@pytest.mark.parametrize("characters", [DRAWN, "\u0628" * 9 + "\u2067ab\u2069 \u202a1\u202c"])
def test_a_pdf_is_written_of_what_the_policy_lets_through(characters: str) -> None:
    (page,), _ = lawful((page_of(["well", *characters, "well"]),))
    output = load("pdf")
    resolution = of(" ".join("".join(page.texts).split()))  # as every line of a page is joined
    assert "well" in output.shown(output.write(resolution))
