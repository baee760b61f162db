"""How a watcher ends, what is asked of it, and what it shows of itself."""

import json
import os
import re
import signal
import time
from functools import partial

from tests.torture.row import Row
from tests.torture.watching.judge import check, count, judged, row, settled
from tests.torture.watching.papers import cut, damaged, paper
from tests.torture.watching.place import Place, Watch, place, until
from tests.torture.watching.scale import Scale

HANGS = {"RESOLUTION_MOCK": "hang@slow.pdf", "RESOLUTION_ASLEEP": "4"}
METRIC = re.compile(r'[a-z_]+(\{[a-z_]+="[^"\\]*"\})? -?[0-9.e+]+')
CLOCK = """
import time
_time = time.time
_begun = time.monotonic()
def _jumping():
    late = time.monotonic() - _begun
    return _time() + (0, 86400 * 400, -86400 * 4000)[int(late * 2) % 3]
time.time = _jumping
"""


def ends_in_turn(_scale: Scale) -> Row:
    """SIGTERM: the document in hand is finished, the others stay where they are, the code is 0."""
    with place() as here:
        watch = _in_hand(here)
        here.drop("stays.pdf", paper(2))
        wrong: list[str] = []
        code = watch.terminate()
        check(wrong, code == 0, f"it ended with {code}")
        check(wrong, count(here, "failed") == 1, "the document in hand was not finished")
        check(wrong, (here.inbox / "stays.pdf").exists() or count(here, "done") == 1, "the other is nowhere")
        check(wrong, here.alone, "processes are left")
        here.once()
        return row("SIGTERM, a document in hand", 2, wrong + judged(here, [paper(2)], [paper(1)]))


def ends_at_once(_scale: Scale) -> Row:
    """A second SIGTERM: it ends at once with 130; the next takes the document up again, and counts no death."""
    with place() as here:
        watch = _in_hand(here, RESOLUTION_ASLEEP="120")
        watch.signal(signal.SIGTERM)
        time.sleep(1)
        wrong: list[str] = []
        check(wrong, watch.running, "it did not wait for the document in hand")
        begun = time.monotonic()
        watch.signal(signal.SIGTERM)
        code = watch.ended(60)
        check(wrong, code == 130, f"it ended with {code} after {time.monotonic() - begun:.0f} s")
        check(wrong, here.alone, "processes are left")
        check(wrong, here.once() == 0, "the next did not end with 0")
        return row("second SIGTERM", 1, wrong + judged(here, [paper(1)]))


def group_signals(_scale: Scale) -> Row:
    """Ctrl-C in a terminal reaches all processes of the group: the document in hand is finished all the same."""
    with place() as here:
        watch = _in_hand(here)
        watch.signal_group(signal.SIGINT)
        wrong: list[str] = []
        code = watch.ended()
        check(wrong, code == 0, f"it ended with {code}")
        check(wrong, count(here, "failed") == 1, "the document in hand was not finished")
        return row("Ctrl-C to the whole group", 1, wrong + judged(here, [], [paper(1)]))


def stopped_service(_scale: Scale) -> Row:
    """A service manager sends SIGTERM to every process of the service: nothing is held against the document in hand."""
    with place() as here:
        wrong: list[str] = []
        for turn in range(3):
            here.drop(f"slow{turn}/slow.pdf", paper(turn))
            watch = here.watch("--jobs", "1", **HANGS)
            until(partial(_has_claimed, watch))
            time.sleep(2)
            for process in watch.family():
                os.kill(process, signal.SIGTERM)
            code = watch.ended()
            check(wrong, code == 0, f"it ended with {code}")
        found = {entry["state"]: entry["code"] for entry in here.status()["failed"]}
        check(wrong, found == {"failed": 13}, f"the documents that hang are {found}")
        status = here.status()
        check(wrong, not [entry for entry in status["failed"] if entry["deaths"]], "deaths are counted")
        return row("SIGTERM to every process of a service", 3, wrong)


def _has_claimed(watch: Watch) -> bool:
    return "slow.pdf: claimed" in watch.told


def _in_hand(here: Place, **environment: str) -> Watch:
    """Start a watcher, and wait until a document is being converted that takes long."""
    watch = here.watch("--jobs", "1", **{**HANGS, **environment})
    here.drop("slow.pdf", paper(1))
    until(partial(_has_claimed, watch))
    time.sleep(1.5)
    return watch


def once_codes(_scale: Scale) -> Row:
    """`--once` ends with the worst code; a file that is cut stays for the next."""
    with place() as here:
        wrong: list[str] = []
        check(wrong, here.once() == 0, "of an empty folder it is not 0")
        here.drop("good.pdf", paper(1))
        here.drop("bad.pdf", damaged())
        here.drop("cut.pdf", cut(3))
        code = here.once()
        check(wrong, code == 11, f"with a damaged one it is {code}")
        check(wrong, (here.inbox / "cut.pdf").exists(), "the cut one did not stay")
        here.drop("good2.pdf", paper(2))
        code = here.once()
        check(wrong, code == 0, f"with a good one it is {code}")
        (here.inbox / "cut.pdf").unlink()
        return row("--once: worst code", 4, wrong + judged(here, [paper(1), paper(2)], [damaged()]))


def retried(_scale: Scale) -> Row:
    """What failed is put back by id, then all of it; a name that is taken meanwhile is not replaced."""
    with place() as here:
        good = {"sub/a.pdf": paper(1), "b.pdf": paper(2), "crash.pdf": paper(3)}
        for name, data in good.items():
            here.drop(name, data)
        wrong: list[str] = []
        code = here.once(RESOLUTION_MOCK="damaged@a.pdf,damaged@b.pdf,crash@crash.pdf")
        check(wrong, code == 16 and count(here, "failed") == 3, f"{count(here, 'failed')} failed, code {code}")
        failed = {entry["input"]: entry["id"] for entry in here.status()["failed"]}
        where = ("-o", str(here.output))
        explained = here.run("explain", failed["sub/a.pdf"], "-o", str(here.output))
        check(wrong, explained.returncode == 0 and "damaged" in explained.stdout, f"explain: {explained}")
        check(wrong, here.run("retry", failed["sub/a.pdf"][:8], *where).returncode == 0, "retry of one fails")
        check(wrong, (here.inbox / "sub" / "a.pdf").is_file(), "it was not put back to where it was")
        check(wrong, here.run("retry", "0" * 12, *where).returncode == 2, "an id that is none is not refused")
        check(wrong, here.run("retry", failed["sub/a.pdf"], *where).returncode == 2, "one is put back twice")
        here.drop("b.pdf", paper(4))
        check(wrong, here.run("retry", "--all-failed", *where).returncode == 0, "retry of all fails")
        check(wrong, not count(here, "failed"), "some are left among the failed")
        check(wrong, here.once() == 0, "the second run does not end with 0")
        return row("retry, --all-failed, explain", 4, wrong + judged(here, [*good.values(), paper(4)]))


def journal_lost(_scale: Scale) -> Row:
    """The journal is deleted, then its whole folder, while documents are claimed: they are taken up."""
    with place() as here:
        good = []
        wrong: list[str] = []
        for turn, lost in enumerate(("journal.sqlite", "")):
            for number in range(2):
                good.append(paper(turn * 10 + number))
                here.drop(f"sub/P{turn}{number}.pdf", good[-1])
            mock = {"RESOLUTION_MOCK": "hang", "RESOLUTION_ASLEEP": "120"}
            watch = here.watch(**mock)
            check(wrong, until(lambda: len([*here.inbox.glob(".resolution/*/*/*.pdf")]) == 2), "they were not claimed")
            time.sleep(1)
            watch.kill()
            for item in sorted(here.state.rglob(f"{lost or ''}*"), reverse=True):
                if item.is_file():
                    item.unlink()
            code = here.once()
            check(wrong, code == 0, f"after losing {lost or 'all'} it ends with {code}")
            check(wrong, settled(here, len(good), 5), f"after losing {lost or 'all'} some are left")
        status = here.status()["counts"]
        check(wrong, status == {"done": 2}, f"the journal counts {status}")
        wrong += [said for said in judged(here, good) if "the journal" not in said]
        return row("journal deleted while documents are claimed", 4, wrong)


def shown(_scale: Scale) -> Row:
    """Heartbeat and metrics are fresh, and can be read at any moment."""
    with place() as here:
        here.watch()
        until(lambda: (here.state / "metrics.prom").exists())
        for number in range(3):
            here.drop(f"P{number}.pdf", paper(number))
        wrong: list[str] = []
        deadline, looks, last = time.monotonic() + 4, 0, 0.0
        while time.monotonic() < deadline:
            beat = json.loads((here.state / "heartbeat.json").read_text())
            check(wrong, beat["at"] >= last, "the heartbeat goes back")
            last, looks = beat["at"], looks + 1
            lines = (here.state / "metrics.prom").read_text().splitlines()
            wrong += [f"a metric: {line}" for line in lines if not line.startswith("#") and not METRIC.fullmatch(line)]
            time.sleep(0.02)
        check(wrong, time.time() - last < 5, f"the heartbeat is {time.time() - last:.0f} s old")
        settled(here, 3)
        counts = until(lambda: _metric(here, 'documents{state="done"}') == 3, 10)
        check(wrong, counts, "the metrics count other documents")
        return row("heartbeat and metrics", 3, wrong + judged(here, [paper(n) for n in range(3)]), f"{looks} looks")


def _metric(here: Place, name: str) -> float:
    lines = (here.state / "metrics.prom").read_text().splitlines()
    found = [line for line in lines if line.startswith(f"resolution_watch_{name} ")]
    return float(found[0].split()[-1]) if found else -1.0


def clock_jumps(_scale: Scale) -> Row:
    """The system's clock jumps by years, forth and back, all the time."""
    with place() as here:
        (here.mark / "sitecustomize.py").write_text(CLOCK)
        watch = here.watch("--grace", "3")
        good = [paper(number) for number in range(4)]
        for number, data in enumerate(good):
            here.drop(f"P{number}.pdf", data)
            time.sleep(0.7)
        here.drop("cut.pdf", cut(9))
        settled(here, 5)
        wrong: list[str] = []
        check(wrong, watch.terminate() == 0, f"it did not end well: {watch.told[-200:]}")
        return row("clock jumps by years", 5, wrong + judged(here, good, [cut(9)]))
