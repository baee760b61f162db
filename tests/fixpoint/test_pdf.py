"""Our PDF read again gives the resolution that it was made from, in six languages."""

import pytest

from pipeline.languages.loader import languages
from pipeline.model.resolution import Adoption, Content, Draft, Link, Note, Paragraph, Resolution, Text
from pipeline.normalise.references import references_of
from pipeline.render.pdf.write import write
from tests import samples
from tests.fixpoint.held import differences
from tests.reading import read, reading, sources

pytestmark = pytest.mark.slow


def again(resolution: Resolution) -> Resolution:
    return read(write(resolution), "again.pdf").resolution


def test_every_language_has_two_sources() -> None:
    counted = [source.header.language for source in sources().values()]
    assert all(counted.count(language) >= 2 for language in languages())


@pytest.mark.parametrize("name", sources())
def test_a_source_comes_back(name: str) -> None:
    first = reading(name).resolution
    assert differences(first, again(first)) == []


def as_read(resolution: Resolution) -> Resolution:
    """Return a model with what is always read from its page: number and symbol as printed, titles, references."""
    head = resolution.masthead
    masthead = head.model_copy(update={"symbol_text": resolution.symbol, "agenda_titles": (head.agenda_title,)})
    cited = references_of(resolution, languages()[resolution.language])
    printed = {"title_label": f"{resolution.number}.", "masthead": masthead, "references": cited}
    return resolution.model_copy(update=printed)


@pytest.mark.parametrize("resolution", [samples.english(), samples.chinese()], ids=["english", "chinese"])
def test_a_model_comes_back(resolution: Resolution) -> None:
    first = as_read(resolution)
    assert differences(first, again(first)) == []


@pytest.mark.parametrize(
    "content",
    [
        (Text(text="بيجين، "), Text(text="4-15", style=("italic",)), Text(text=" أيلول")),
        (
            Text(text="القرار 2020/"),
            Link(href="https://un.example/5", content=(Text(text="5"),)),
            Text(text=" المؤرخ"),
        ),
        (Text(text="القرار "), Text(text="12", style=("bold",)), Text(text=",500.75 دولار")),
        (
            Text(text="في "),
            Link(href="https://un.example/5", content=(Text(text="القرار"),)),
            Text(text=" 4-15 و 8-9"),
        ),
    ],
    ids=["in italics", "cut by a link", "cut by a style", "behind a link"],
)
def test_numbers_in_right_to_left_text_keep_their_order(content: Content) -> None:
    first = reading("ar_assembly").resolution
    paragraph = Paragraph(id="preamble__para_1", content=content)
    second = again(first.model_copy(update={"preamble": (first.preamble[0], paragraph)}))
    assert [block.content for block in second.preamble[1:] if isinstance(block, Paragraph)] == [content]


def test_the_line_above_a_title_comes_back_with_its_note() -> None:
    first = reading("en_assembly").resolution
    sponsors = Draft(statement="Wellland:* draft resolution", sponsors=("Wellland",))
    note = Note(marker="*", content=(Text(text="On behalf of the towns that have wells."),))
    masthead = first.masthead.model_copy(update={"symbol_text": "A/91/L.5"})
    head = {"symbol": "A/91/L.5", "number": None, "title_label": None, "masthead": masthead, "adoption": Adoption()}
    draft = first.model_copy(update={**head, "draft": sponsors, "notes": (note, *first.notes)})
    second = again(draft)
    assert (second.draft, second.notes[0].marker, len(second.notes)) == (sponsors, "*", len(draft.notes))
