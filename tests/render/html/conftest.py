"""Files written once for all tests of this folder."""

import pytest

from pipeline.render.html.write import write
from tests.render.html.cases import cited_twice
from tests.samples import chinese


@pytest.fixture(scope="session")
def page() -> str:
    """The English sample, with a note that is cited twice, as HTML."""
    return write(cited_twice()).decode("utf-8")


@pytest.fixture(scope="session")
def chinese_page() -> str:
    return write(chinese()).decode("utf-8")
