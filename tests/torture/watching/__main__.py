"""Attacks the watched folder, and prints one table: `python -m tests.torture.watching`; ends with 1 where it failed."""

import argparse
import signal
import sys
import time
import traceback
from collections.abc import Callable

from tests.torture.row import Row
from tests.torture.watching import arrivals, ending, faults, killed, links, many, places
from tests.torture.watching.scale import Scale

SCENARIOS: dict[str, Callable[[Scale], Row]] = {
    "plain": arrivals.plain,
    "before": arrivals.before,
    "folders": arrivals.folders,
    "moved": arrivals.moved,
    "slow": arrivals.slow,
    "corrupt": faults.corrupt,
    "same": arrivals.same,
    "newer": arrivals.newer,
    "kills": killed.kills,
    "crash": faults.crash,
    "hang": faults.hang,
    "truncated": faults.truncated,
    "watchers": many.watchers,
    "full": places.full,
    "read-only": places.read_only,
    "burst": many.burst,
    "odd-names": arrivals.odd_names,
    "left-alone": arrivals.left_alone,
    "unfinished": arrivals.unfinished,
    "no-events": arrivals.no_events,
    "done-file": arrivals.done_file,
    "same-damage": many.same_damage,
    "links": links.links,
    "swapped-folders": links.swapped_folders,
    "deleted-in-place": places.deleted_in_place,
    "vanished": places.vanished,
    "output-removed": places.output_removed,
    "refused": places.refused,
    "linked-inbox": places.linked_inbox,
    "ends-in-turn": ending.ends_in_turn,
    "ends-at-once": ending.ends_at_once,
    "group-signals": ending.group_signals,
    "stopped-service": ending.stopped_service,
    "once-codes": ending.once_codes,
    "retried": ending.retried,
    "journal-lost": ending.journal_lost,
    "shown": ending.shown,
    "clock-jumps": ending.clock_jumps,
}


def main() -> int:
    """Run the scenarios that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture.watching", description=__doc__)
    parser.add_argument("scenarios", nargs="*", help=f"of {', '.join(SCENARIOS)}; all where none is named")
    parser.add_argument("--kills", type=int, default=Scale.kills, help="how many moments to be killed at")
    parser.add_argument("--burst", type=int, default=Scale.burst, help="how many files at once")
    parser.add_argument("--seed", type=int, default=Scale.seed, help="seed of all chances")
    given = parser.parse_args()
    unknown = [name for name in given.scenarios if name not in SCENARIOS]
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}")
    signal.signal(signal.SIGINT, signal.default_int_handler)  # who started us in the background ignores it for us
    scale = Scale(given.kills, given.burst, given.seed)
    failed = [name for name in given.scenarios or SCENARIOS if _printed(name, scale)]
    return int(bool(failed))


def _printed(name: str, scale: Scale) -> bool:
    """Run a scenario, print its line, and return whether it failed."""
    begun = time.monotonic()
    try:
        row = SCENARIOS[name](scale)
    except Exception:  # noqa: BLE001 - a scenario that breaks is one that failed, and the others are run
        row = Row(name, 0, 1, "0", f"it broke: {traceback.format_exc(limit=-3)}")
    verdict = "FAILED" if row.failed else "ok"
    told = row.measured.replace("\n", " / ")
    line = f"| {row.what} | {row.tried} | {row.asked} | {row.failed} | {told} | {verdict} |"
    sys.stdout.write(f"{line} {time.monotonic() - begun:.0f} s |\n")
    sys.stdout.flush()
    return row.failed > 0


if __name__ == "__main__":
    sys.exit(main())
