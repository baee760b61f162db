"""Files written once for all tests of this folder."""

import pytest

from pipeline.render.pdf.write import write
from tests.samples import chinese, english


@pytest.fixture(scope="session")
def english_pdf() -> bytes:
    return write(english())


@pytest.fixture(scope="session")
def chinese_pdf() -> bytes:
    return write(chinese())
