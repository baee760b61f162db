"""Our PDF read again gives the resolution that it was made from, in six languages."""

import pytest

from pipeline.languages.loader import languages
from pipeline.model.resolution import Resolution
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
