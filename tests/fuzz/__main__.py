"""Fuzz our parsers, and print one table: `python -m tests.fuzz [--seconds 60] [target …]`.

What makes a parser fail otherwise than it declares is kept under `found/`, and tried again by the tests from then on.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.targets import TARGETS
from tests.reading import pdf, reading

FOUND = Path(__file__).parent / "found"
RUN = "import sys; from tests.fuzz.one import run; run(sys.argv)"
DONE = re.compile(r"Done (\d+) runs?")
COVERED = re.compile(r"cov: (\d+)")
NAME = "en_points"


def seeds(folder: Path) -> None:
    """Write what the fuzzer begins with: outputs of a short resolution, and some words."""
    from pipeline.render.formats import load, names

    resolution = reading(NAME).resolution
    for name in names():
        (folder / name).write_bytes(load(name).write(resolution))
    (folder / "source").write_bytes(pdf(NAME))
    (folder / "words").write_text(
        "A/RES/70/9 of 3 December 2015, (iv) the twenty-first, 第十二条, ٣ أيار/مايو 2015", "utf-8"
    )
    english = Path(__file__).parents[2] / "pipeline" / "languages" / "en.toml"
    (folder / "language").write_bytes(english.read_bytes())


def fuzz(name: str, seconds: int, folder: Path) -> tuple[int, int, bool]:
    """Fuzz a target for so long; return how often it ran, how much it reached, and whether it failed."""
    own = folder / name
    own.mkdir()
    FOUND.mkdir(exist_ok=True)
    options = [f"-max_total_time={seconds}", "-rss_limit_mb=4096", "-timeout=20", f"-artifact_prefix={FOUND / name}-"]
    done = subprocess.run(
        [sys.executable, "-c", RUN, name, *options, str(own), str(folder / "seeds")],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    runs, covered = DONE.search(done.stderr), COVERED.findall(done.stderr)
    return int(runs[1]) if runs else 0, int(covered[-1]) if covered else 0, done.returncode != 0


def main() -> int:
    """Fuzz the targets that are named, or all, each for a share of the time."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", help=f"of {', '.join(TARGETS)}; all where none is named")
    parser.add_argument("--seconds", type=int, default=120, help="how long all of them together")
    given = parser.parse_args()
    names = given.targets or list(TARGETS)
    failed = False
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
        folder = Path(place)
        (folder / "seeds").mkdir()
        seeds(folder / "seeds")
        sys.stdout.write("| target | runs | branches reached | |\n|---|---|---|---|\n")
        for name in names:
            runs, covered, crashed = fuzz(name, max(1, given.seconds // len(names)), folder)
            failed = failed or crashed
            sys.stdout.write(
                f"| {name} | {runs} | {covered} | {'FAILED, see tests/fuzz/found' if crashed else 'ok'} |\n"
            )
            sys.stdout.flush()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
