"""What a conversion touches, as the kernel sees it: the files that it opens, and whether it speaks to anybody."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.torture.mutations import fixtures
from tests.torture.row import Row
from tests.torture.scale import Scale

HERE = Path(__file__).parents[2]
CALLS = "trace=open,openat,openat2,creat,connect,sendto,sendmsg,bind"
OPENED = re.compile(r'\bopen(?:at2?)?\((?:[^,"]*, )?"([^"]*)"(?:\.\.\.)?, ([^)]*)\) = (-?\d+)')
WRITES = re.compile("O_WRONLY|O_RDWR|O_CREAT")
SPOKEN = re.compile(r"\b(connect|sendto|sendmsg|bind)\((.*)")
# Places that any program on the machine reads: libraries, fonts and their settings, what the kernel says of processes.
SYSTEM = (
    "/usr/",
    "/lib",
    "/etc/ld.so",
    "/etc/fonts",
    "/etc/localtime",
    "/etc/ssl",
    "/etc/mime",
    "/etc/apache2",
    "/proc",
    "/sys/",
    "/dev/null",
    "/dev/urandom",
    "/dev/tty",
    "/var/cache/fontconfig",
    "/etc/pango",
    "/etc/gtk",
    "/etc/passwd",  # Python asks for the home of its user when it starts
    "/etc/nsswitch.conf",
)


def touched(papers: Sequence[Path], output: Path) -> Iterator[str]:
    """Yield what a conversion opens outside of what it needs, and whom it speaks to.

    Raises:
        FileNotFoundError: where there is no strace.
    """
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        log = Path(folder) / "calls"
        command = [sys.executable, "-m", "pipeline", "convert", *map(str, papers), "--output", str(output), "--quiet"]
        subprocess.run(
            ["strace", "-f", "-qq", "-o", str(log), "-e", CALLS, *command],
            env={**os.environ, "PYTHONPATH": str(HERE), "TMPDIR": folder},
            cwd=folder,
            check=False,
            capture_output=True,
        )
        own = (sys.prefix, sys.base_prefix, str(HERE), folder, str(output), *sysconfig.get_paths().values())
        home = tuple(str(Path.home() / name) for name in (".local/share", ".cache/fontconfig", ".fonts", ".config"))
        allowed = (*SYSTEM, *own, *home, *map(str, papers))
        for line in log.read_text("utf-8", "replace").splitlines():
            yield from _foreign(line, allowed)


def _foreign(line: str, allowed: Sequence[str]) -> Iterator[str]:
    opened = OPENED.search(line)
    # A path is opened as a mere place, O_PATH, to make a rule of it that confines the child.
    if opened and opened[1].startswith("/") and int(opened[3]) >= 0 and "O_PATH" not in opened[2]:
        path = os.path.normpath(opened[1])
        if not path.startswith(tuple(allowed)) and path not in {str(Path(each).parent) for each in allowed}:
            yield f"opens {path}"
        elif path.startswith(SYSTEM) and WRITES.search(opened[2]) and not path.startswith(("/dev/", "/proc/")):
            yield f"writes {path}"
    spoken = SPOKEN.search(line)
    if spoken and "AF_INET" in spoken[2]:
        yield f"{spoken[1]} {spoken[2][:80]}"


def run(scale: Scale) -> tuple[Row, ...]:
    """Return the line of the table."""
    papers = (scale.papers or fixtures())[:4]
    what = "files opened outside of what is needed, and connections"
    if shutil.which("strace") is None:
        return (Row(what, 0, 0, "0", "not measured: there is no strace here"),)
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        found = sorted(set(touched(papers, Path(folder) / "out")))
        made = len(list((Path(folder) / "out").glob("*/report.json")))
    if made < len(papers):
        found.append(f"{made} of {len(papers)} papers were converted")
    return (Row(what, len(papers), len(found), "0", "; ".join(found[:8]) or "none"),)
