"""Attacks the whole of it, and prints one table: `python -m tests.torture`; ends with 1 where something failed."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.torture import access, determinism, disk, hostile, kills, mutations, syscalls
from tests.torture.row import Row
from tests.torture.scale import Scale

ATTACKS: dict[str, Callable[[Scale], tuple[Row, ...]]] = {
    "hostile": hostile.run,
    "mutations": mutations.run,
    "syscalls": syscalls.run,
    "kills": kills.run,
    "disk": disk.run,
    "access": access.run,
    "determinism": determinism.run,
}


def main() -> int:
    """Run the attacks that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("attacks", nargs="*", help=f"of {', '.join(ATTACKS)}; all where none is named")
    parser.add_argument("--seed", type=int, default=1, help="seed of all chances")
    parser.add_argument("--mutations", type=int, default=5000, help="how many mutations")
    parser.add_argument("--moments", type=int, default=200, help="how many moments to be killed at")
    parser.add_argument("--papers", type=Path, help="folder of good papers, taken in the place of our own")
    parser.add_argument("--hostile", type=Path, help="folder of further hostile files")
    given = parser.parse_args()
    papers = tuple(sorted(given.papers.glob("**/*.pdf"))) if given.papers else ()
    scale = Scale(given.seed, given.mutations, given.moments, papers, given.hostile)
    failed = False
    for name in given.attacks or ATTACKS:
        begun = time.monotonic()
        for row in ATTACKS[name](scale):
            failed = failed or row.failed > 0
            verdict = "FAILED" if row.failed else "ok"
            line = f"| {row.what} | {row.tried} | {row.asked} | {row.failed} | {row.measured} | {verdict} |"
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
        sys.stdout.write(f"| ({name}: {time.monotonic() - begun:.0f} s) |\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
