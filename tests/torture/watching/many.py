"""Many watchers, and many files."""

import random
import time
from pathlib import Path

from tests.torture.row import Row
from tests.torture.watching.judge import check, count, judged, row, settled
from tests.torture.watching.papers import damaged, digest, paper
from tests.torture.watching.place import place
from tests.torture.watching.scale import Scale

CONTENTS = 200
MEMORY = Path("/dev/shm")  # noqa: S108 - only where it is there
WAIT = 3600.0


def watchers(scale: Scale) -> Row:
    """S12: four watchers on one folder, started at the same moment, while files still come."""
    with place() as here:
        number = max(12, round(300 * scale.share))
        small = [paper(-1)] + [b"%%PDF-1.4 no paper %d\nstartxref\n%%%%EOF\n" % item for item in range(number - 21)]
        good = [paper(item) for item in range(max(2, number - len(small)))]
        for item, data in enumerate(small[1:]):
            here.drop(f"{item % 7}/B{item}.pdf", data)
        several = [here.watch("--jobs", "1") for _ in range(4)]
        for item, data in enumerate(good):
            here.drop(f"{item % 3}/P{item}.pdf", data)
        settled(here, len(small) - 1 + len(good), WAIT)
        wrong = [f"one ended: {watch.told[-200:]}" for watch in several if not watch.running]
        codes = [watch.terminate() for watch in several]
        check(wrong, codes == [0] * 4, f"they ended with {codes}")
        begun = sum(watch.told.count(" claimed  ") for watch in several)
        check(wrong, begun == len(small) - 1 + len(good), f"{begun} claims in all")
        shares = "/".join(str(watch.told.count(" claimed  ")) for watch in several)
        wrong += judged(here, good, small[1:])
        return row("S12 four watchers, one folder", begun, wrong, f"{shares} documents each")


def burst(scale: Scale) -> Row:
    """S15: a burst of files, most of them duplicates."""
    chance = random.Random(scale.seed)  # noqa: S311 - a seed
    contents = [paper(item) for item in range(min(CONTENTS, max(5, scale.burst // 20)))]
    with place(MEMORY if MEMORY.is_dir() else None) as here:
        good = [contents[item] if item < len(contents) else chance.choice(contents) for item in range(scale.burst)]
        for item, data in enumerate(good):
            here.drop(f"{item % 50}/F{item}.pdf", data)
        begun = time.monotonic()
        watch = here.watch()
        settled(here, len(good), WAIT)
        lasts = time.monotonic() - begun
        peak = watch.peak if watch.running else 0
        wrong: list[str] = []
        check(wrong, watch.running, f"the watcher ended: {watch.told[-200:]}")
        check(wrong, watch.terminate() == 0, "it did not end well")
        wrong += judged(here, good)
        measured = f"{len(contents)} contents, {lasts:.0f} s, {1000 * lasts / len(good):.0f} ms each, {peak} MiB"
        return row(f"S15 burst of {scale.burst}", len(good), wrong, measured)


def same_damage(_scale: Scale) -> Row:
    """The same bad bytes several times: each fails, none waits for another for ever."""
    with place() as here:
        here.watch()
        for item in range(4):
            here.drop(f"{item}.pdf", damaged())
        settled(here, 4)
        wrong = judged(here, [], [damaged()] * 4)
        check(wrong, count(here, "failed") == 4, f"{count(here, 'failed')} of {digest(damaged())[:8]} failed")
        return row("same bad bytes, four times", 4, wrong)
