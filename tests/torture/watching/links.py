"""Links inside the watched folder: what they lead to is never read, watched or moved."""

import os
import signal
import time
from pathlib import Path
from shutil import which

from tests.torture.row import Row
from tests.torture.watching.judge import check, judged, row, settled
from tests.torture.watching.papers import paper
from tests.torture.watching.place import Place, place, until
from tests.torture.watching.scale import Scale

CALLS = "trace=openat,open,rename,renameat,renameat2,inotify_add_watch,readlink,unlinkat,linkat"


def links(_scale: Scale) -> Row:
    """Lay links to a file, a folder and nothing, and trace every file that is opened."""
    what = "links: nothing outside is read, watched or moved"
    with place() as here:
        here.outside.joinpath("secret.pdf").write_bytes(paper(5))
        here.outside.joinpath("below").mkdir()
        here.outside.joinpath("below", "inner.pdf").write_bytes(paper(6))
        _lay(here)
        os.utime(here.outside / "secret.pdf", ns=(1, 1))
        trace = here.folder / "trace"
        if which("strace"):
            here.tracer = ("strace", "-f", "-qq", "-s", "4096", "-e", CALLS, "-o", str(trace))
        watch = here.watch()
        here.drop("good.pdf", paper(1))
        wrong: list[str] = []
        check(wrong, settled(here, 1), "the good document was not converted")
        here.inbox.joinpath("late.pdf").symlink_to(here.outside / "secret.pdf")
        here.inbox.joinpath("late").symlink_to(here.outside / "below")
        time.sleep(3)
        wrong += _untouched(here)
        watch.signal_group(signal.SIGTERM)  # the one who traces lets no signal end it
        watch.ended()
        wrong += _outside_in(trace, here.outside) if here.tracer else []
        wrong += judged(here, [paper(1)])
        return row(what, 6, wrong, "traced" if here.tracer else "not traced: there is no strace")


def swapped_folders(_scale: Scale) -> Row:
    """`done` and `failed` are links to a folder outside: nothing is written there, and the watcher says so."""
    with place() as here:
        for name in ("done", "failed"):
            here.inbox.joinpath(name).symlink_to(here.outside)
        watch = here.watch()
        here.drop("good.pdf", paper(1))
        wrong: list[str] = []
        told = until(lambda: "in the way of done/good.pdf" in watch.told, 60)
        check(wrong, told, f"it does not say what is in its way: {watch.told[-200:]}")
        check(wrong, not list(here.outside.iterdir()), "something was put outside")
        for name in ("done", "failed"):
            here.inbox.joinpath(name).unlink()
        check(wrong, settled(here, 1), "it did not go on when the links were gone")
        return row("links in the place of done and failed", 1, wrong + judged(here, [paper(1)]))


def _lay(here: Place) -> None:
    targets = {"file.pdf": "secret.pdf", "folder": "below", "none.pdf": "nothing", "folder.pdf": "below"}
    for name, target in targets.items():
        here.inbox.joinpath(name).symlink_to(here.outside / target)


def _untouched(here: Place) -> list[str]:
    wrong: list[str] = []
    for name in ("file.pdf", "folder", "none.pdf", "folder.pdf", "late.pdf", "late"):
        check(wrong, here.inbox.joinpath(name).is_symlink(), f"the link {name} was moved")
    check(wrong, here.outside.joinpath("secret.pdf").read_bytes() == paper(5), "the file outside was changed")
    found = sorted(item.name for item in here.outside.rglob("*"))
    check(wrong, found == ["below", "inner.pdf", "secret.pdf"], f"outside lie {found}")
    return wrong


def _outside_in(trace: Path, outside: Path) -> list[str]:
    """Return the calls that named something outside, or watched something through a link."""
    lines = trace.read_text("utf-8", "replace").splitlines()
    through = [f"/in/{name}" for name in ("file.pdf", "folder", "none.pdf", "late")]
    return [
        f"a call: {line[:160]}"
        for line in lines
        if str(outside) in line or (any(f"{name}" in line for name in through) and "readlink" not in line)
        if "ELOOP" not in line and "O_PATH" not in line
    ][:5]
