"""S8: watchers are killed at any moment, and started again."""

import random
import signal
import time

from tests.torture.row import Row
from tests.torture.watching.judge import check, claimed, judged, partial, row, settled
from tests.torture.watching.papers import paper
from tests.torture.watching.place import Place, Watch, place, until
from tests.torture.watching.scale import Scale

GOOD, BAD = 40, 3
MOCK = ",".join(f"crash@bad{number}.pdf" for number in range(BAD))
LONGEST = 3.0  # seconds after the start
IN_WORK = 1.2  # seconds after the first claim


def kills(scale: Scale) -> Row:
    """Kill one watcher, or two at once, while documents come; then let one end the work."""
    chance = random.Random(scale.seed)  # noqa: S311 - a seed
    good = [paper(number) for number in range(max(GOOD, scale.kills) if scale.share == 1 else scale.kills + 2)]
    bad = [paper(-2 - number) for number in range(BAD)]
    with place() as here:
        wrong: list[str] = []
        coming = [(f"{n % 4}/P{n}.pdf", data) for n, data in enumerate(good)]
        for number, data in enumerate(bad):
            coming.insert(chance.randrange(len(coming)), (f"bad{number}.pdf", data))
        looks = 0
        for turn in range(scale.kills):
            for name, data in coming[turn * len(coming) // scale.kills : (turn + 1) * len(coming) // scale.kills]:
                here.drop(name, data)
            several = [here.watch("--quiet-for", "0.1", RESOLUTION_MOCK=MOCK) for _ in range(1 + (turn % 3 == 2))]
            looks += _killed(here, several, chance, wrong)
        here.watch(RESOLUTION_MOCK=MOCK)
        settled(here, len(good) + len(bad), 900)
        wrong += judged(here, good, bad)
        wrong += _of_journal(here)
        return row(f"S8 killed at {scale.kills} moments", len(good) + BAD, wrong, f"{looks} looks")


def _killed(here: Place, several: list[Watch], chance: random.Random, wrong: list[str]) -> int:
    """Look at the output until the moment comes, and kill."""
    if chance.random() < 0.6:
        until(lambda: bool(claimed(here)), 10)
        deadline = time.monotonic() + IN_WORK * chance.random()
    else:
        deadline = time.monotonic() + LONGEST * chance.random()
    looks = 0
    while time.monotonic() < deadline:
        wrong += partial(here)
        looks += 1
        time.sleep(0.02)
    ended = [watch for watch in several if not watch.running]
    wrong += [f"a watcher ended by itself: {watch.told[-300:]}" for watch in ended]
    for watch in several:
        if watch.running:
            watch.signal(signal.SIGKILL)
    for watch in several:
        watch.kill()
    wrong += partial(here)
    check(wrong, here.alone, "processes are left")
    return looks + 1


def _of_journal(here: Place) -> list[str]:
    status = here.status()
    found = {entry["input"]: entry["state"] for entry in status["failed"]}
    wanted = {f"bad{number}.pdf": "quarantined" for number in range(BAD)}
    return [] if found == wanted else [f"failed or quarantined are {found}"]
