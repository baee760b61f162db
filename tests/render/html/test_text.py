"""Any text survives: the same characters come back, and a reader of HTML by another hand sees them too."""

from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model.finding import Severity
from pipeline.model.resolution import Content, Link, Note, NoteMark, Paragraph, Resolution, Style, Text
from pipeline.render.html.check import check
from pipeline.render.html.write import write
from tests.render.html.cases import with_content
from tests.samples import english, words

STYLES: tuple[Style, ...] = ("italic", "bold", "superscript", "subscript", "underline")
NO_CONTROLS = st.characters(exclude_categories=["Cs", "Cc", "Cn"])
HOSTILE = "<>&\"'/;=#![]-\\ \u00a0\u3000\u00ad\u200b\u200f\u202e\u2028\ufeff\t\n\r\x85\U0001f4a7scriptstyle"
RUNS = st.text(NO_CONTROLS | st.sampled_from(HOSTILE), min_size=1, max_size=30)
TEXTS = st.builds(Text, text=RUNS, style=st.lists(st.sampled_from(STYLES), max_size=3, unique=True).map(tuple))
LINKS = st.builds(
    Link, href=st.sampled_from(["https://undocs.org/?a=1&b=<2>", "mailto:a@b.org"]), content=st.tuples(TEXTS)
)
CONTENT = st.lists(TEXTS | LINKS | st.just(NoteMark(marker="1")), min_size=1, max_size=6).map(tuple)
FEW = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


class Words(HTMLParser):
    """The text of the paragraph that is tried, as the standard library reads it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside = False
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter the paragraph, or another one."""
        self.inside = (self.inside and tag != "p") or (tag == "p" and ("id", "preamble__para_1") in attrs)

    def handle_endtag(self, tag: str) -> None:
        """Leave a paragraph."""
        self.inside = self.inside and tag != "p"

    def handle_data(self, data: str) -> None:
        """Keep what the paragraph says."""
        if self.inside:
            self.said.append(data)


def _wrong(resolution: Resolution) -> list[str]:
    findings = check(write(resolution), resolution)
    return [f"{item.code} {item.expected} {item.found}" for item in findings if item.severity is Severity.ERROR]


@FEW
@given(CONTENT)
def test_any_text_survives_in_a_paragraph(content: Content) -> None:
    assert _wrong(with_content(content)) == []


@FEW
@given(CONTENT)
def test_any_text_survives_in_a_title_a_heading_a_label_and_a_note(content: Content) -> None:
    label = "".join(item.text for item in content if isinstance(item, Text)).strip() or "1."
    paragraph = Paragraph(id="para_1", label=label, content=words("counts"))
    annex = english().annexes[0].model_copy(update={"title": content})
    notes = (Note(marker="1", content=content), *english().notes[1:])
    changed = {"title": content, "operative": (paragraph,), "annexes": (annex,), "notes": notes}
    assert _wrong(english().model_copy(update=changed)) == []


@FEW
@given(RUNS)
def test_another_reader_sees_every_character(text: str) -> None:
    reader = Words()
    reader.feed(write(with_content((Text(text=text),))).decode("utf-8"))
    reader.close()
    assert "".join(reader.said) == text.translate(dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " "))


@FEW
@given(st.text(st.sampled_from("ab ") | st.sampled_from("\u00ad\u3000\u00a0"), min_size=1, max_size=12), st.data())
def test_opening_words_are_told_wherever_they_end(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cut = data.draw(st.integers(1, len(text)))
    runs = [Text(text=part, style=style) for part, style in ((text[:cut], ("italic",)), (text[cut:], ())) if part]
    assert _wrong(with_content(tuple(runs), (start, end))) == []


def test_every_character_that_can_be_written_survives() -> None:
    characters = [chr(code) for code in range(0x20, 0x3400) if chr(code).isprintable() or chr(code).isspace()]
    rows = ["".join(characters[at : at + 200]) for at in range(0, len(characters), 200)]
    blocks = tuple(Paragraph(id=f"preamble__para_{at}", content=words(row)) for at, row in enumerate(rows, 1))
    assert _wrong(english().model_copy(update={"preamble": blocks})) == []
