"""The same document gives the same bytes: again, in another order, under another clock, language, seed and place."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.mutations import fixtures
from tests.torture.row import Row
from tests.torture.scale import Scale, in_two

HERE = Path(__file__).parents[2]
FORMATS = "json,docx,pdf,html,akn"


@dataclass(frozen=True)
class Setting:
    """Under what a conversion runs: its environment, whether the papers come in another order, and from where."""

    name: str
    environment: dict[str, str] = field(default_factory=dict)
    backwards: bool = False
    elsewhere: bool = False
    mask: int = 0o022


SETTINGS = (
    Setting("as it is", {"PYTHONHASHSEED": "0"}),
    Setting("again"),
    Setting("in another order", {"PYTHONHASHSEED": "1"}, backwards=True),
    Setting("in Kathmandu", {"TZ": "Asia/Kathmandu", "LANG": "ar_EG.UTF-8", "LC_ALL": "ar_EG.UTF-8"}),
    Setting("in Turkish", {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4711"}),
    Setting("in plain C", {"LANG": "C", "LC_ALL": "C", "TZ": "America/Los_Angeles", "PYTHONUTF8": "0"}),
    Setting("from another folder", {"HOME": "/nonexistent", "USER": "nobody"}, elsewhere=True, mask=0o077),
)


def converted(papers: Sequence[Path], setting: Setting, folder: Path) -> dict[str, str]:
    """Return the digest of every file that a conversion under a setting gives."""
    command = [sys.executable, "-m", "pipeline", "convert", "--to", FORMATS, "--quiet", "--output", str(folder)]
    order = list(reversed(papers)) if setting.backwards else list(papers)
    environment = {key: value for key, value in os.environ.items() if key not in ("TZ", "LANG", "LC_ALL")}
    subprocess.run(
        [*command, *map(str, order)],
        env={**environment, **setting.environment, "PYTHONPATH": str(HERE)},
        cwd=folder.parent if setting.elsewhere else HERE,
        umask=setting.mask,
        check=False,
        capture_output=True,
    )
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def differences(papers: Sequence[Path], settings: Sequence[Setting] = SETTINGS) -> Iterator[tuple[str, str]]:
    """Yield each file that is not the same under every setting, with the setting that makes the difference."""
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        first = converted(papers, settings[0], Path(folder) / "0")
        if len(first) < len(papers):
            yield "nothing was converted", settings[0].name
        for number, setting in enumerate(settings[1:], 1):
            other = converted(papers, setting, Path(folder) / str(number))
            for name in sorted(first.keys() | other.keys()):
                if first.get(name) != other.get(name):
                    yield name, setting.name


def _share(papers: tuple[Path, ...]) -> list[tuple[str, str]]:
    return list(differences(papers))


def run(scale: Scale) -> tuple[Row, ...]:
    """Return the line of the table."""
    papers = scale.papers or fixtures()
    found = in_two(_share, papers)
    what = f"files that differ under {len(SETTINGS)} settings: {', '.join(setting.name for setting in SETTINGS)}"
    return (Row(what, len(papers) * len(SETTINGS), len(found), "0", json.dumps(found[:5]) if found else "none"),)
