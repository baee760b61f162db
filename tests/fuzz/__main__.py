"""Fuzz our parsers, and print one table: `python -m tests.fuzz [--seconds 60] [target …]`.

What makes a parser fail otherwise than it declares is kept under `found/`, and tried again by the tests from then on.
"""

import argparse
import io
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pikepdf

from pipeline.job import Job, report_of
from pipeline.model.outcome import Outcome
from pipeline.render.formats import load, names
from pipeline.settings import Settings
from tests.fuzz.papers import beginnings
from tests.fuzz.targets import TARGETS
from tests.reading import reading

FOUND = Path(__file__).parent / "found"
RUN = "import sys; from tests.fuzz.one import run; run(sys.argv)"
DONE = re.compile(r"Done (\d+) runs?")
COVERED = re.compile(r"cov: (\d+)")
NAME = "en_points"


WORDS = "A/RES/70/9 of 3 December 2015, (iv) the twenty-first, 第十二条, ٣ أيار/مايو 2015"
LANGUAGE = Path(__file__).parents[2] / "pipeline" / "languages" / "en.toml"


def seeds() -> dict[str, bytes]:
    """Return what the fuzzer begins with for each target: an output, a font, a language file, or some words."""
    written = {name: load(name).write(reading(NAME).resolution) for name in names()}
    report = report_of(Job("a.pdf"), Outcome.OK, None, Settings(to=("json",)))
    own = {
        "models": written["json"],
        "records": report.model_dump_json().encode(),
        "xml": written["akn"],
        "fonts": _font(written["pdf"]),
        "language_files": LANGUAGE.read_bytes(),
        **beginnings(),
        **{name: written[name] for name in ("docx", "pdf", "html")},
    }
    return {name: own.get(name, WORDS.encode()) for name in TARGETS}


def _font(data: bytes) -> bytes:
    """Return the first font program of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as file:
        fonts = (item for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item)
        return bytes(next(fonts).FontFile2.read_bytes())


def fuzz(name: str, seconds: int, folder: Path) -> tuple[int, int, bool]:
    """Fuzz a target for so long; return how often it ran, how much it reached, and whether it failed.

    `folder` holds what it begins with, and what it finds to reach more.
    """
    FOUND.mkdir(exist_ok=True)
    options = [f"-max_total_time={seconds}", "-rss_limit_mb=4096", "-timeout=20", f"-artifact_prefix={FOUND / name}-"]
    done = subprocess.run(
        [sys.executable, "-c", RUN, name, *options, str(folder)],
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
    names_given = given.targets or list(TARGETS)
    if find_spec("atheris") is None:
        sys.stderr.write("there is no atheris here; `make setup-validate` brings it\n")
        return 2
    failed = False
    sys.stdout.write("| target | runs | branches reached | |\n|---|---|---|---|\n")
    for name, seed in seeds().items():
        if name not in names_given:
            continue
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
            (Path(folder) / "seed").write_bytes(seed)
            runs, covered, crashed = fuzz(name, max(1, given.seconds // len(names_given)), Path(folder))
        failed = failed or crashed
        verdict = "FAILED, see tests/fuzz/found" if crashed else "ok"
        sys.stdout.write(f"| {name} | {runs} | {covered} | {verdict} |\n")
        sys.stdout.flush()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
