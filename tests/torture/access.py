"""Every file that is opened, and every call of the network, while good and hostile papers are converted (strace(1)).

What converts a document is confined, and may open only what it runs with and its spool; what hands it out may besides
read the input and write the output. Nobody makes a connection, and no program is started but ourselves.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.worker.isolation import INSTALLED
from tests.hostile.catalogue import hostile
from tests.reading import pdf
from tests.torture.row import Row
from tests.torture.scale import Scale

FORMATS = "json,docx,pdf,html,akn"
GOOD = ("en_notes", "ar_assembly", "zh_points_annex")
TRACED = "open,openat,openat2,creat,execve,execveat,landlock_restrict_self,%network"
PROJECT = Path(__file__).parents[2]
KINDS = {
    "file": "files opened outside the allowed",
    "program": "programs started besides ourselves",
    "network": "calls of the network",
}
OPENED = re.compile(r"(?:open|openat|openat2|creat)\(.*\) = \d+<(?P<path>/[^>]*)>")
STARTED = re.compile(r'execve(?:at)?\(.*?"(?P<path>[^"]*)".* = 0$')
NETWORK = re.compile(r"(?:socket|connect|bind|listen|accept4?|send(?:to|msg|mmsg)|recv(?:from|msg|mmsg))\((?P<what>.*)")
CONFINED = re.compile(r"landlock_restrict_self\(.* = 0$")
# The C library asks a service of this machine for the name of a user, which no document has a part in.
NAMES_OF_USERS = re.compile(r"AF_UNIX, SOCK_STREAM\|SOCK_CLOEXEC\|SOCK_NONBLOCK, 0\)|.*/var/run/nscd/socket")
SYSTEM = (
    *("/usr", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/var/cache/fontconfig"),
    *("/proc/self", "/proc/meminfo", "/sys/devices/system/cpu"),
    *("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"),
)
# What is read besides where no document is: whose the files are, which processes there are, what limits hold.
FURTHER = ("/etc", "/proc", "/sys/fs/cgroup")


@dataclass(frozen=True)
class Access:
    """What one process did: files opened, programs started, calls of the network; `confined` where it was held."""

    confined: bool
    what: str
    path: str


@dataclass(frozen=True)
class Places:
    """Where a run reads and writes: its input, its output, the folder of its spools."""

    papers: Path
    output: Path
    spools: Path

    @classmethod
    def under(cls, folder: Path) -> "Places":
        """Make the folders of a run."""
        places = cls(folder / "papers", folder / "output", folder / "spools")
        for place in (places.papers, places.output, places.spools):
            place.mkdir()
        return places


def run(scale: Scale) -> tuple[Row, ...]:
    """Return the lines of the table: good papers, and a share of the hostile ones."""
    if shutil.which("strace") is None:
        return (Row("files and networks of a conversion", 0, 0, "0 outside the allowed", "strace is not installed"),)
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        places = Places.under(Path(folder).resolve())
        _papers(places.papers, scale)
        found = list(accesses(places))
        wrong = {what: [item for item in found if item.what == what and not allowed(item, places)] for what in KINDS}
        return tuple(_row(what, found, wrong[what]) for what in KINDS)


def _row(what: str, found: list[Access], wrong: list[Access]) -> Row:
    tried = len(found) if what == "network" else sum(item.what == what for item in found)
    told = Counter(f"{'confined' if item.confined else 'free'} {item.path}" for item in wrong)
    confined = sum(item.confined for item in found)
    measured = "; ".join(path for path, _ in told.most_common(5)) or f"none; {confined} calls of confined processes"
    return Row(KINDS[what], tried, len(wrong), "0", measured)


def _papers(folder: Path, scale: Scale) -> None:
    for name in GOOD:
        (folder / f"{name}.pdf").write_bytes(pdf(name))
    for paper in scale.papers:
        shutil.copy(paper, folder / paper.name)
    names = sorted(hostile())
    for name in names[:: max(1, round(1 / scale.share))]:
        (folder / f"{name}.pdf").write_bytes(hostile()[name].make())


def accesses(places: Places) -> Iterator[Access]:
    """Convert what lies in a folder, and yield what every process did."""
    logs = places.spools.parent / "logs"
    logs.mkdir()
    strace = ["strace", "--seccomp-bpf", "-ff", "-y", "-qq", "-s", "4096", "-e", f"trace={TRACED}", "-o", f"{logs}/log"]
    convert = ["-m", "pipeline", "convert", str(places.papers), "--to", FORMATS, "--review", "--quiet"]
    command = [*strace, sys.executable, *convert, "--output", str(places.output)]
    environment = {"PATH": "/usr/bin:/bin", "TMPDIR": str(places.spools), "PYTHONPATH": str(PROJECT)}
    subprocess.run(command, env=environment, cwd=PROJECT, check=False, capture_output=True)
    for log in sorted(logs.iterdir()):
        yield from of_process(log.read_text("utf-8", "replace"), log.suffix[1:])


def of_process(log: str, pid: str) -> Iterator[Access]:
    """Yield what a process did; in what it opens of itself its number is `self`."""
    confined = False
    for line in log.replace(f"</proc/{pid}/", "</proc/self/").splitlines():
        confined = confined or bool(CONFINED.match(line))
        for what, pattern in (("file", OPENED), ("program", STARTED), ("network", NETWORK)):
            match = pattern.match(line)
            if match and not (what == "network" and not confined and NAMES_OF_USERS.search(line)):
                yield Access(confined, what, match[1].removesuffix("(deleted)"))


def allowed(access: Access, places: Places) -> bool:
    """Say whether a process may do what it did."""
    if access.what == "network":
        return False
    if access.what == "program":
        return not access.confined and Path(access.path).resolve() == Path(sys.executable).resolve()
    path = Path(access.path)
    own = [*map(Path, SYSTEM), *INSTALLED, *(place.resolve() for place in INSTALLED), PROJECT / "pipeline"]
    if not access.confined:
        own += [*map(Path, FURTHER), *map(Path, filter(None, sys.path)), places.papers, places.output]
    return (path == places.output.parent and not access.confined) or any(
        path.is_relative_to(place) for place in (*own, places.spools)
    )
