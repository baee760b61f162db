"""Any text survives: the same characters come back through the structure tree and from the pages."""

import io
import unicodedata

import pdfplumber
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model.resolution import Link, NoteMark, Paragraph, Resolution, Style, Text
from pipeline.render.pdf.check import check
from pipeline.render.pdf.write import write
from tests.samples import chinese, english

LATIN = "".join(chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180)) if code not in (0xAD, 0x149))
MARKS = "“”‘’–—…•‑‐  №€"
HAN = "统计所有水井不论深浅，。；：？！“”《》（）、　一二三㈠㈡"
STYLES: tuple[Style, ...] = ("italic", "bold", "superscript", "subscript", "underline")


def _text(alphabet: str) -> st.SearchStrategy[Text]:
    return st.builds(
        Text,
        text=st.text(alphabet, min_size=1, max_size=60),
        style=st.lists(st.sampled_from(STYLES), max_size=2, unique=True).map(tuple),
    )


def _content(alphabet: str) -> st.SearchStrategy[tuple[Text | Link | NoteMark, ...]]:
    text = _text(alphabet)
    link = st.builds(
        Link, href=st.just("https://undocs.org/"), content=st.lists(text, min_size=1, max_size=3).map(tuple)
    )
    mark = st.just(NoteMark(marker="1"))
    return st.lists(text | link | mark, min_size=1, max_size=6).map(tuple)


def _survives(resolution: Resolution, content: tuple[Text | Link | NoteMark, ...]) -> None:
    paragraph = Paragraph(id="preamble__para_1", content=content)
    changed = resolution.model_copy(update={"preamble": (paragraph,)})
    assert [finding for finding in check(write(changed), changed) if finding.severity != "notice"] == []


@pytest.mark.slow
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(_content(LATIN + MARKS))
def test_latin_text_survives(content: tuple[Text | Link | NoteMark, ...]) -> None:
    _survives(english(), content)


@pytest.mark.slow
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(_content(HAN + "A/RES 70.9"))
def test_chinese_text_survives(content: tuple[Text | Link | NoteMark, ...]) -> None:
    _survives(chinese(), content)


def test_the_alphabets_hold_no_controls() -> None:
    assert {unicodedata.category(character) for character in LATIN + MARKS + HAN}.isdisjoint({"Cc", "Cs", "Cn", "Co"})


def test_no_break_spaces_are_told_from_spaces_by_any_reader() -> None:
    said = "of 20\u00a0000 wells, 5\u00a0of them deep"
    paragraph = Paragraph(id="preamble__para_1", content=(Text(text=said),))
    data = write(english().model_copy(update={"preamble": (paragraph,)}))
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        assert said in "".join(char["text"] for char in pdf.pages[0].chars)
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    assert "20\u00a0000 wells, 5\u00a0of" in page.get_text_bounded()
