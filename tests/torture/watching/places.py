"""Places that fail: full disks, folders that cannot be written, vanish, lead elsewhere, or lie in each other."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from tests.torture.row import Row
from tests.torture.watching.judge import check, count, judged, kept, published, row, settled
from tests.torture.watching.papers import digest, paper
from tests.torture.watching.place import Place, place, until
from tests.torture.watching.scale import Scale

USAGE = 2


@contextmanager
def _mounted(*arguments: str) -> Iterator[str | None]:
    """Mount something for a while; yield why that cannot be, None where it can."""
    try:
        done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        yield "there is no mount"
        return
    if done.returncode:
        yield done.stderr.strip() or "it cannot be mounted"
        return
    try:
        yield None
    finally:
        subprocess.run(["umount", "--lazy", arguments[-1]], check=True)


def full(scale: Scale) -> Row:
    """S13: the disk of output and journal is full, again and again; it waits, and goes on when there is space."""
    what, number = "S13 disk full, the journal on it too", max(6, round(20 * scale.share))
    with place() as here:
        here.output.mkdir()
        with _mounted("-t", "tmpfs", "-o", "size=12m", "tmpfs", str(here.output)) as hindrance:
            if hindrance:
                return Row(what, 0, 0, "0", f"not tried: {hindrance}")
            good = [paper(item) for item in range(number)]
            here.watch("--jobs", "2")
            until(lambda: (here.state / "heartbeat.json").exists())
            wrong: list[str] = []
            turns = 3 if scale.share == 1 else 1
            for turn in range(turns):
                _fill(here.output / "ballast")
                for item in range(turn * number // turns, (turn + 1) * number // turns):
                    here.drop(f"P{item}.pdf", good[item])
                time.sleep(6)
                check(wrong, not count(here, "failed"), "a document failed by a full disk")
                (here.output / "ballast").unlink()
                done = (turn + 1) * number // turns
                check(wrong, settled(here, done), "it did not go on when there was space")
            wrong += judged(here, good)
            here.close()
            return row(what, number, wrong, f"full {turns} times")


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as stream:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while stream.write(b"x" * size):
                    pass
            except OSError:
                continue


def read_only(_scale: Scale) -> Row:
    """S14: a folder that cannot be written is watched in place, and refused otherwise."""
    what = "S14 read-only folder, in place"
    with place() as here:
        good = [paper(item) for item in range(3)]
        names: tuple[str | bytes, ...] = ("sub/P0.pdf", "sub/P1.pdf", b"not \xff text.pdf")
        for name, data in zip(names, good, strict=True):
            here.drop(name, data)
        before = sorted(here.inbox.rglob("*"))
        with _mounted("--bind", "-o", "ro", str(here.inbox), str(here.inbox)) as hindrance:
            if hindrance:
                return Row(what, 0, 0, "0", f"not tried: {hindrance}")
            wrong: list[str] = []
            check(wrong, here.once() == USAGE, "without --in-place it is not refused")
            codes = [here.once("--in-place") for _ in range(2)]
            check(wrong, codes == [0, 0], f"it ended with {codes}")
            wrong += _in_place(here, good, 3)
        here.drop("sub/P1.pdf", paper(9))
        check(wrong, here.once("--in-place") == 0, "the third did not end with 0")
        wrong += _in_place(here, [*good, paper(9)], 4)
        check(wrong, sorted(here.inbox.rglob("*")) == before, "the folder was changed")
        return row(what, 4, wrong)


def _in_place(here: Place, good: list[bytes], ended: int) -> list[str]:
    wrong: list[str] = []
    check(wrong, set(published(here)) == {digest(data) for data in good}, "not each is published")
    check(wrong, published(here).total() == len(good), "one is published twice")
    counts = here.status()["counts"]
    check(wrong, sum(counts.values()) == ended, f"the journal counts {counts}")
    return wrong


def deleted_in_place(_scale: Scale) -> Row:
    """A file that waits to be tried again is deleted in place: the others are converted all the same."""
    with place() as here:
        watch = here.watch("--in-place", "--jobs", "1", RESOLUTION_MOCK="crash@bad.pdf")
        here.drop("bad.pdf", paper(7))
        until(lambda: "claimed" in watch.told)
        until(lambda: '"deaths": 1' in here.run("status", "-o", str(here.output), "--json").stdout, 20)
        (here.inbox / "bad.pdf").unlink()
        good = [paper(item) for item in range(3)]
        for item, data in enumerate(good):
            here.drop(f"P{item}.pdf", data)
        wrong: list[str] = []
        check(wrong, until(lambda: published(here).total() == 3, 60), f"it hangs: {watch.told[-300:]}")
        check(wrong, until(lambda: not here.status()["open"], 60), "the deleted one is open for ever")
        return row("deleted in place, waiting", 4, wrong)


def vanished(_scale: Scale) -> Row:
    """The folder is renamed away while a document is in hand, and returns."""
    with place() as here:
        watch = here.watch("--jobs", "2", RESOLUTION_MOCK="hang@hang.pdf,crash@crash.pdf", RESOLUTION_ASLEEP="3")
        here.drop("sub/hang.pdf", paper(8))
        here.drop("crash.pdf", paper(7))
        until(lambda: watch.told.count("claimed") >= 2)
        here.drop("waits.pdf", paper(1))
        here.inbox.rename(here.outside / "away")
        time.sleep(8)
        wrong: list[str] = []
        check(wrong, watch.running, f"it ended: {watch.told[-200:]}")
        check(wrong, not here.inbox.exists(), "it made the folder anew")
        if not here.inbox.exists():
            (here.outside / "away").rename(here.inbox)
        here.drop("later.pdf", paper(2))
        check(wrong, settled(here, 4), f"it did not go on: {watch.told[-300:]}")
        wrong += judged(here, [paper(1), paper(2)], [paper(7), paper(8)])
        failed = {entry["input"]: entry["code"] for entry in here.status()["failed"]}
        check(wrong, failed == {"sub/hang.pdf": 13, "crash.pdf": 16}, f"failed are {failed}")
        return row("folder vanishes, and returns", 4, wrong)


def output_removed(_scale: Scale) -> Row:
    """The output folder, with the journal, is removed while it runs: nothing is lost, then or after the next start."""
    with place() as here:
        watch = here.watch("--jobs", "1", RESOLUTION_MOCK="hang@hang.pdf", RESOLUTION_ASLEEP="5")
        here.drop("P0.pdf", paper(0))
        settled(here, 1)
        here.drop("hang.pdf", paper(8))
        until(lambda: "hang.pdf: claimed" in watch.told)
        rmtree(here.output)
        here.drop("P1.pdf", paper(1))
        wrong: list[str] = []
        until(lambda: kept(here, "done")[digest(paper(1))] == 1, 60)
        if watch.running:
            watch.kill()
        here.watch()
        here.drop("P2.pdf", paper(2))
        settled(here, 4)
        found = kept(here, "done") + kept(here, "failed")
        check(wrong, found.total() == 4 and len(found) == 4, f"{found.total()} of 4 are kept")
        lacking = [item for item in (1, 2) if digest(paper(item)) not in published(here)]
        check(wrong, not lacking, f"{lacking} not published")
        status = here.status()
        check(wrong, "error" not in status, f"the journal: {status.get('error')}")
        return row("output removed while it runs", 4, wrong)


def refused(_scale: Scale) -> Row:
    """Folders that lie in each other, and forms that make no sense, are refused."""
    with place() as here:
        here.output.mkdir()
        (here.output / "in").mkdir()
        cases = [
            (here.output / "in", here.output, ()),
            (here.inbox, here.inbox / "out", ()),
            (here.inbox, here.inbox, ()),
            (here.inbox, here.output, ("--state", str(here.inbox / "state"))),
            (here.inbox, here.output, ("--quiet-for", "-1")),
            (here.inbox, here.output, ("--done-file", "ready/{stem}.ok")),
            (here.inbox, here.output, ("--done-file", "")),
            (here.inbox, here.output, ("--done-file", "all-done")),
            (here.inbox, here.output, ("--done-file", "{stem}.pdf")),
        ]
        (here.outside / "link").symlink_to(here.inbox)
        cases.append((here.inbox, here.outside / "link" / "out", ()))
        here.drop("P.pdf", paper(1))
        wrong = []
        for inbox, output, options in cases:
            done = here.run("watch", str(inbox), "-o", str(output), "--once", "--quiet-for", "0.2", *options)
            if done.returncode != USAGE:
                wrong.append(f"{inbox.name} to {output.name} {options}: {done.returncode} {done.stderr[-120:]}")
        check(wrong, (here.inbox / "P.pdf").exists(), "the document was taken")
        return row("what is refused", len(cases), wrong)


def linked_inbox(_scale: Scale) -> Row:
    """The watched folder is named by a link: it is the folder that the user meant."""
    with place() as here:
        (here.folder / "link").symlink_to(here.inbox)
        here.drop("sub/P.pdf", paper(1))
        command = ("watch", str(here.folder / "link"), "-o", str(here.output), "--once", "--quiet-for", "0.2")
        done = here.run(*command)
        wrong = [] if done.returncode == 0 else [f"it ended with {done.returncode}: {done.stderr}"]
        return row("folder named by a link", 1, wrong + judged(here, [paper(1)]))
