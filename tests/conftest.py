"""What holds for every test: no record of a warning or worse goes unnoticed."""

import logging
from collections.abc import Iterator

import pytest


class _Kept(logging.Handler):
    """Keeps the records of warnings and worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.records.append(record)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole-corpus", action="store_true", help="convert every facsimile, not every n-th")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "logs(logger, …): the test makes these loggers warn, and that is as it should be"
    )


@pytest.fixture(autouse=True)
def _no_unexpected_log_records(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which a logger warned, unless the test names it with the marker `logs`."""
    kept = _Kept()
    logging.getLogger().addHandler(kept)
    yield
    logging.getLogger().removeHandler(kept)
    marker = request.node.get_closest_marker("logs")
    expected: tuple[str, ...] = marker.args if marker else ()
    unexpected = [
        f"{record.name}: {record.getMessage()}"
        for record in kept.records
        if not any(record.name == name or record.name.startswith(f"{name}.") for name in expected)
    ]
    assert unexpected == []
