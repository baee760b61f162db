"""The papers are converted once a session, and their scores are printed at its end."""

from pathlib import Path

import pytest

from pipeline.model.outcome import Report
from tests.corpus.cuts import STRIDE, Row, facsimiles
from tests.corpus.papers import CORPUS, SCORER, convert_all

SCORES = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the papers are converted into."""
    return tmp_path_factory.mktemp("corpus")


@pytest.fixture(scope="session")
def sampled(request: pytest.FixtureRequest) -> list[Row]:
    """The facsimiles of this run: every n-th, or all."""
    return facsimiles(1 if request.config.getoption("--whole-corpus") else STRIDE)


@pytest.fixture(scope="session")
def reports(output: Path, sampled: list[Row]) -> dict[Path, Report]:
    """The report of each paper."""
    return convert_all(output, (Path(row["pdf"]) for row in sampled))


@pytest.fixture(scope="session")
def scores(request: pytest.FixtureRequest) -> list[str]:
    """Lines to be printed at the end of the session."""
    return request.config.stash.setdefault(SCORES, [])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    absent = [str(path.name) for path in (CORPUS, SCORER) if not path.exists()]
    if absent:
        skip = pytest.mark.skip(reason=f"no corpus beside the checkout: {', '.join(absent)} not found in its folder")
        for item in items:
            if item.get_closest_marker("corpus"):
                item.add_marker(skip)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(SCORES, []):
        terminalreporter.write_line(line)
