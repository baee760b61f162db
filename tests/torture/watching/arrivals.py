"""How documents arrive: at once, in folders, slowly, twice under one name, under odd names, or not to be taken."""

import os
import signal
import threading
import time

from tests.torture.row import Row
from tests.torture.watching.judge import check, claimed, count, judged, kept, published, row, settled
from tests.torture.watching.papers import digest, paper
from tests.torture.watching.place import Place, place, until
from tests.torture.watching.scale import Scale

ODD_NAMES: tuple[str | bytes, ...] = (
    "new\nline.pdf",
    "-rf.pdf",
    "--output.pdf",
    'it\'s "quoted" `$(x)`.pdf',
    f"{'n' * 196}.pdf",
    f"{'l' * 251}.pdf",
    "é" * 120 + ".PDF",
    b"not \xff\xfe text.pdf",
    b"sub \xff/below.pdf",
    "report.pdf",
    "a.b.pdf.pdf",
    "CON.pdf",
    "%00 %2e%2e.pdf",
    "one/A.pdf",
    "two/a.pdf",
    "three/done/A.pdf",
    "\u202egnp.pdf",
    " .pdf",
)
LEFT_ALONE = (".hidden.pdf", "..pdf", "x.pdf.part", "y.pdf.crdownload", "~$z.pdf", ".folder/in.pdf", "plain.txt")


def plain(_scale: Scale) -> Row:
    """S0: files are dropped while it watches."""
    with place() as here:
        here.watch()
        until(lambda: here.state.is_dir())
        return _arrived(here, "S0 plain drop", [f"P{number}.pdf" for number in range(4)])


def before(_scale: Scale) -> Row:
    """S1: files lie there already."""
    with place() as here:
        good = _dropped(here, [f"P{number}.pdf" for number in range(4)])
        here.watch()
        return _ended(here, "S1 there before", good)


def folders(scale: Scale) -> Row:
    """S2: a folder is made, and a file written in it at once."""
    with place() as here:
        here.watch()
        until(lambda: (here.state / "heartbeat.json").exists())
        number = max(3, round(20 * scale.share))
        names = [f"f{item}/P.pdf" for item in range(number)]
        return _arrived(here, f"S2 folder made and written at once, {number} times", names)


def moved(_scale: Scale) -> Row:
    """S3: a folder with documents, and folders in it, is moved in."""
    with place() as here:
        here.watch()
        until(lambda: (here.state / "heartbeat.json").exists())
        good = []
        for number in range(5):
            path = here.outside / "batch" / str(number % 2) / f"P{number}.pdf"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(paper(number))
            good.append(paper(number))
        (here.outside / "batch").rename(here.inbox / "batch")
        return _ended(here, "S3 folder moved in", good)


def slow(scale: Scale) -> Row:
    """S4: an upload stalls at 60 %, another trickles."""
    with place() as here:
        here.watch()
        until(lambda: (here.state / "heartbeat.json").exists())
        good = [paper(number) for number in range(3)]
        stall = 8.0 if scale.share == 1 else 2.0
        rate = 1000 if scale.share == 1 else 10_000
        writers = [
            threading.Thread(target=_stalls, args=(here, good[0], stall)),
            threading.Thread(target=_trickles, args=(here, good[1], rate)),
        ]
        for writer in writers:
            writer.start()
        here.drop("quick.pdf", good[2])
        wrong: list[str] = []
        check(wrong, until(lambda: count(here, "done") == 1), "the third document waits for the slow ones")
        for writer in writers:
            writer.join()
        settled(here, 3)
        return row("S4 upload stalls, upload of 1 kB/s", 3, wrong + judged(here, good))


def _stalls(here: Place, data: bytes, seconds: float) -> None:
    part = len(data) * 6 // 10
    with (here.inbox / "stalls.pdf").open("wb", buffering=0) as stream:
        stream.write(data[:part])
        time.sleep(seconds)
        stream.write(data[part:])


def _trickles(here: Place, data: bytes, rate: int) -> None:
    with (here.inbox / "trickles.pdf").open("wb", buffering=0) as stream:
        for begin in range(0, len(data), rate // 5):
            stream.write(data[begin : begin + rate // 5])
            time.sleep(0.2)


def newer(_scale: Scale) -> Row:
    """S7: new bytes under an old name, thrice; each is kept, and published."""
    with place() as here:
        here.watch()
        good = [paper(number) for number in range(3)]
        for number, data in enumerate(good, 1):
            here.drop("sub/same.pdf", data)
            settled(here, number)
        return _ended(here, "S7 same name, new bytes", good)


def odd_names(_scale: Scale) -> Row:
    """Names that trip programs up; each twice, with other bytes."""
    with place() as here:
        watch = here.watch()
        good = _dropped(here, ODD_NAMES)
        settled(here, len(good), 120)
        good += _dropped(here, ODD_NAMES, 100)
        settled(here, len(good), 120)
        wrong = judged(here, good)
        check(wrong, watch.running, f"the watcher ended: {watch.told[-200:]!r}")
        return row("odd names, each twice", len(good), wrong)


def left_alone(_scale: Scale) -> Row:
    """What is hidden, unfinished, or no regular file stays as it is."""
    with place() as here:
        watch = here.watch()
        for name in LEFT_ALONE:
            here.drop(name, paper(1))
        os.mkfifo(here.inbox / "fifo.pdf")
        (here.inbox / "folder.pdf").mkdir()
        here.drop("folder.pdf/good.pdf", paper(2))
        wrong: list[str] = []
        settled(here, 1)
        time.sleep(1.5)
        stays = [name for name in LEFT_ALONE if not (here.inbox / name).is_file()]
        check(wrong, not stays and (here.inbox / "fifo.pdf").is_fifo(), f"{stays} did not stay")
        check(wrong, watch.terminate() == 0, "it did not end well")
        return row("hidden, unfinished, FIFO: left alone", len(LEFT_ALONE) + 2, wrong + judged(here, [paper(2)]))


def unfinished(_scale: Scale) -> Row:
    """A file that is renamed when it is finished is taken under its last name."""
    with place() as here:
        here.watch()
        here.drop("a.pdf.part", paper(1))
        here.drop(".b.pdf.Xy12", paper(2))
        time.sleep(1.5)
        wrong: list[str] = []
        check(wrong, not count(here, "done"), "an unfinished file was taken")
        (here.inbox / "a.pdf.part").rename(here.inbox / "a.pdf")
        (here.inbox / ".b.pdf.Xy12").rename(here.inbox / "b.pdf")
        settled(here, 2)
        return row("renamed when finished", 2, wrong + judged(here, [paper(1), paper(2)]))


def no_events(_scale: Scale) -> Row:
    """Without events of the system all is found by looking."""
    with place() as here:
        here.watch("--no-events")
        until(lambda: (here.state / "heartbeat.json").exists())
        return _arrived(here, "events lost", ["P.pdf", "new/folder/Q.pdf", "new/R.pdf"])


def done_file(_scale: Scale) -> Row:
    """A file is whole when another says so, and only then."""
    with place() as here:
        watch = here.watch("--done-file", "{stem}.ok")
        good = [paper(number) for number in range(3)]
        for number, data in enumerate(good):
            here.drop(f"sub/P{number}.pdf", data)
        time.sleep(2.0)
        wrong: list[str] = []
        check(wrong, not count(here, "done") and not claimed(here), "a file was taken that none said to be whole")
        for number in range(2):
            here.drop(f"sub/P{number}.ok", b"")
        settled(here, 2)
        check(wrong, (here.inbox / "sub" / "P2.pdf").exists(), "the third was taken")
        check(wrong, not list(here.inbox.rglob("*.ok")), "the files that said so are left")
        watch.signal(signal.SIGTERM)
        watch.ended()
        return row("done files", 3, wrong + judged(here, good[:2]))


def same(_scale: Scale) -> Row:
    """S6: the same bytes under several names: one after the other, and at the same moment."""
    with place() as here:
        here.watch()
        here.drop("first.pdf", paper(1))
        settled(here, 1)
        here.drop("second.pdf", paper(1))
        for name in ("third", "fourth", "fifth", "sub/fifth"):
            here.drop(f"{name}.pdf", paper(2))
        return _ended(here, "S6 same bytes, several names", [paper(1)] * 2 + [paper(2)] * 4)


def _dropped(here: Place, names: "list[str] | tuple[str | bytes, ...]", first: int = 0) -> list[bytes]:
    good = [paper(first + number) for number in range(len(names))]
    for name, data in zip(names, good, strict=True):
        here.drop(name, data)
    return good


def _arrived(here: Place, what: str, names: list[str]) -> Row:
    return _ended(here, what, _dropped(here, names))


def _ended(here: Place, what: str, good: list[bytes]) -> Row:
    settled(here, len(good))
    time.sleep(0.3)
    wrong = judged(here, good)
    measured = f"{kept(here, 'done').total()} done, {published(here).total()} published"
    check(wrong, set(published(here)) == {digest(data) for data in good}, "what is published is something else")
    return row(what, len(good), wrong, measured)
