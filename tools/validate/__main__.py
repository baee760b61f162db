"""Let validators and readers that others wrote judge what the pipeline publishes.

    python -m tools.validate folder

The folder holds PDFs, which are converted to every format first, or is the output of a conversion. Prints one table,
writes build/validate/results.json. Exit codes: 0 all judges pass; 2 called wrongly, or nothing to judge; 3 a judge is
not installed, and the message says what to do; 22 an output failed.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model.outcome import Outcome
from pipeline.render.formats import names
from tools.judges import BUILD
from tools.system_packages import ROOT, Missing
from tools.validate import needs, results
from tools.validate.documents import Document, having, published, refused
from tools.validate.results import Verdict

if TYPE_CHECKING:
    from tools.validate.judges import Judge

CONVERTED = BUILD / "out"
RESULTS = BUILD / "results.json"
NOTHING, NOT_INSTALLED = 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Convert where needed, let every judge look, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.validate", description="Judge the outputs from outside.")
    parser.add_argument("folder", type=Path, help="a folder of PDFs, or the output of a conversion")
    folder = parser.parse_args(arguments).folder
    try:
        needs.require()
    except Missing as missing:
        sys.stderr.write(f"{missing}\n")
        return NOT_INSTALLED
    if not folder.is_dir():
        sys.stderr.write(f"validate: {folder} is no folder\n  do this: name one with PDFs, or an output folder\n")
        return NOTHING
    output = converted(folder)
    documents = published(output)
    if not documents:
        sys.stderr.write(f"validate: nothing was published from {folder}\n  do this: look at the reports in {output}\n")
        return NOTHING
    return tell(documents, refused(output), judged(documents))


def converted(folder: Path) -> Path:
    """Return the output folder to judge: the folder itself where it is one, else what its PDFs become now."""
    if published(folder):
        return folder
    shutil.rmtree(CONVERTED, ignore_errors=True)
    formats = ",".join(names())
    say(f"converting {folder} to {formats}")
    command = [sys.executable, "-m", "pipeline", "convert", str(folder), "-o", str(CONVERTED), "--to", formats]
    subprocess.run([*command, "--quiet"], check=False, cwd=ROOT)
    CONVERTED.mkdir(parents=True, exist_ok=True)
    return CONVERTED


def judged(documents: Sequence[Document]) -> list[Verdict]:
    """Return the verdicts of all judges that have something to look at."""
    from tools.validate.judges import judges  # the judges' libraries are loaded only where they are there

    with tempfile.TemporaryDirectory() as work:
        asked = [(judge, having(documents, judge.suffix)) for judge in judges(Path(work))]
        for judge, files in asked:
            if not files:
                say(f"{judge.name}: not asked, there is no file with the suffix {judge.suffix}")
        return [ask(judge, files) for judge, files in asked if files]


def ask(judge: "Judge", documents: Sequence[Document]) -> Verdict:
    """Return one judge's verdict, and tell on standard error how long it took."""
    start = time.monotonic()
    verdict = judge.judge(documents)
    say(f"{judge.name}: {len(documents)} files, {time.monotonic() - start:.0f} s")
    return verdict


def tell(documents: Sequence[Document], absent: Sequence[str], verdicts: Sequence[Verdict]) -> int:
    """Print the table, write the results, and return the exit code."""
    languages = Counter(document.model.language for document in documents)
    facts = {
        "documents": len(documents),
        "languages": dict(sorted(languages.items())),
        "organs": dict(sorted(Counter(document.model.organ for document in documents).items())),
        "not_published": list(absent),
    }
    print(results.table(verdicts))
    if absent:
        print(f"not published, see their reports: {', '.join(absent)}")
    results.write(RESULTS, verdicts, facts)
    return 0 if all(verdict.passed for verdict in verdicts) else Outcome.OUTPUT.code


def say(message: str) -> None:
    """Tell on standard error what is being done."""
    sys.stderr.write(f"validate: {message}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
