"""The same papers give the same bytes, whatever else is different: order, time zone, language, place, user, process."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pipeline.batch.manifest import NAME as MANIFEST
from tests.reading import pdf, sources
from tests.torture.row import Row
from tests.torture.scale import Scale, in_two

FORMATS = "json,docx,pdf,html,akn"
PROJECT = Path(__file__).parents[2]
FEW = ("ar_vote", "en_table", "zh_points_annex")
COMMAND = ("-m", "pipeline", "convert")
# The same in the caller's own process; its report says that no layer was around it.
ALONE = """
import sys
from pathlib import Path
from pipeline.cli.options import settings_of
from pipeline.batch.manifest import NAME as MANIFEST
from pipeline.run import convert_file
*papers, formats, output = sys.argv[1:]
for paper in papers:
    convert_file(Path(paper), Path(output), settings_of({"to": formats, "review": True}))
"""


@dataclass(frozen=True)
class Circumstances:
    """What is different in a run: its environment, the order of papers, the folder it begins in, its mask.

    `alone` in the caller's own process, without a worker; `each` paper in a run of its own.
    """

    name: str
    environment: Mapping[str, str] = field(default_factory=dict)
    backwards: bool = False
    elsewhere: bool = False
    mask: int = 0o022
    alone: bool = False
    each: bool = False


AS_IT_IS = Circumstances("as it is")
AGAIN = Circumstances("again")
OTHERS = (
    AGAIN,
    Circumstances("in the other order", backwards=True),
    Circumstances("each in a run of its own", each=True),
    Circumstances("TZ=Asia/Kathmandu", {"TZ": "Asia/Kathmandu"}),
    Circumstances("LANG=ar_EG.UTF-8", {"LANG": "ar_EG.UTF-8", "LC_ALL": "ar_EG.UTF-8"}),
    Circumstances("LANG=tr_TR.UTF-8", {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"}),
    Circumstances("LANG=C", {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    Circumstances("PYTHONHASHSEED=1", {"PYTHONHASHSEED": "1"}),
    Circumstances("PYTHONHASHSEED=random", {"PYTHONHASHSEED": "random"}),
    Circumstances("begun in another folder", elsewhere=True),
    Circumstances("another mask", mask=0o077),
    Circumstances("another user's name and home", {"USER": "other", "LOGNAME": "other", "HOME": "/nonexistent"}),
    Circumstances("another day", {"SOURCE_DATE_EPOCH": "86400"}),
    Circumstances("in the caller's own process", alone=True),
    Circumstances("in the caller's own process, PYTHONHASHSEED=7", {"PYTHONHASHSEED": "7"}, alone=True),
)
EVERYTHING = Circumstances(
    "all of it at once",
    {
        **{"TZ": "Asia/Kathmandu", "LANG": "ar_EG.UTF-8", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "random"},
        **{"USER": "other", "LOGNAME": "other", "HOME": "/nonexistent", "SOURCE_DATE_EPOCH": "86400"},
    },
    backwards=True,
    elsewhere=True,
    mask=0o077,
)
BY_ITSELF = Circumstances("in the caller's own process", {"TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "7"}, alone=True)


def run(scale: Scale) -> tuple[Row, ...]:
    """Return the lines of the table; in a short form, and of papers from elsewhere, all differences at once."""
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        papers = tuple(_papers(Path(folder), scale))
        others = (AGAIN, EVERYTHING, BY_ITSELF) if scale.papers or scale.share < 1 else (*OTHERS, EVERYTHING)
        found = dict(in_two(partial(_under, papers), (AS_IT_IS, *others)))
        return tuple(_row(other, found[AS_IT_IS.name], found[other.name], len(papers)) for other in others)


def _under(papers: tuple[Path, ...], under: tuple[Circumstances, ...]) -> list[tuple[str, dict[str, str]]]:
    return [(each.name, outputs(papers, each)) for each in under]


def _row(other: Circumstances, plain: Mapping[str, str], found: Mapping[str, str], papers: int) -> Row:
    names = plain.keys() | found.keys()
    different = sorted(name for name in names if plain.get(name) != found.get(name))
    measured = f"{len(different)} of {len(plain)} files of {papers} papers"
    told = f": {', '.join(different[:5])}" if different else ""
    return Row(f"the same bytes: {other.name}", len(names), len(different), "0 files differ", measured + told)


def _papers(folder: Path, scale: Scale) -> Iterator[Path]:
    """Yield the papers of a run, our own typeset into a folder; those of one name are taken once."""
    if scale.papers:
        yield from {paper.name: paper for paper in scale.papers}.values()
        return
    for name in FEW if scale.share < 1 else sources():
        path = folder / f"{name}.pdf"
        path.write_bytes(pdf(name))
        yield path


def outputs(papers: tuple[Path, ...], other: Circumstances) -> dict[str, str]:
    """Convert papers under some circumstances, and return the digest of each file that came out."""
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        output = Path(folder) / "output"
        rows = [(paper,) for paper in papers] if other.each else [papers[::-1] if other.backwards else papers]
        for row in rows:
            _convert(row, output, other)
        files = {str(path.relative_to(output)): path for path in sorted(output.rglob("*")) if path.is_file()}
        files.pop(MANIFEST, None)  # it tells times
        return {name: _digest(path) for name, path in files.items()}


def _digest(path: Path) -> str:
    """Return the digest of a file; of a report without the line that names the layers around the process."""
    data = path.read_bytes()
    if path.name == "report.json":
        report = json.loads(data)
        report.pop("isolation")
        data = json.dumps(report).encode()
    return hashlib.sha256(data).hexdigest()


def _convert(papers: tuple[Path, ...], output: Path, other: Circumstances) -> None:
    names = [str(paper) for paper in papers]
    worker = [*COMMAND, *names, "--to", FORMATS, "--review", "--quiet", "--output", str(output)]
    arguments = ["-c", ALONE, *names, FORMATS, str(output)] if other.alone else worker
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "FONTCONFIG_FILE") if name in os.environ}
    environment = {**kept, "HOME": str(Path.home()), "LANG": "C.UTF-8", "PYTHONPATH": str(PROJECT), **other.environment}
    cwd = output.parent if other.elsewhere else PROJECT
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=cwd, umask=other.mask, check=False, capture_output=True
    )
    if done.returncode == 1:
        raise RuntimeError(done.stderr.decode("utf-8", "replace")[-2000:])
