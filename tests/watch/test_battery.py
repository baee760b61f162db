"""The attacks on a watched folder in a short form; the long one is run by hand: `make torture-watch`."""

import pytest

from tests.torture.watching.__main__ import SCENARIOS
from tests.torture.watching.scale import Scale

SHORT = Scale(kills=4, burst=40)
CHOSEN = (
    "moved",
    "same",
    "kills",
    "crash",
    "watchers",
    "burst",
    "left-alone",
    "links",
    "vanished",
    "ends-at-once",
)


@pytest.mark.slow
@pytest.mark.parametrize("name", CHOSEN)
def test_nothing_is_lost_and_nothing_done_twice(name: str) -> None:
    row = SCENARIOS[name](SHORT)
    assert row.failed == 0, row.measured
    if not row.tried:
        pytest.skip(row.measured)
