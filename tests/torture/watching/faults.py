"""Bad documents: each ends with its outcome and a sentence, and holds up no other."""

import time

from tests.torture.row import Row
from tests.torture.watching.judge import check, count, judged, row, settled
from tests.torture.watching.papers import cut, damaged, paper
from tests.torture.watching.place import Place, place, until
from tests.torture.watching.scale import Scale

SENTENCE = 40  # characters at least
TIME_LIMIT, MEMORY_LIMIT, WORKER_DIED, DAMAGED, NOT_PDF = 13, 14, 16, 11, 10


def corrupt(_scale: Scale) -> Row:
    """S5: what is no PDF, or a damaged one, fails with its sentence; the others are converted."""
    bad = {
        "text.pdf": b"This is no PDF. startxref %%EOF\n" * 9,
        "damaged.pdf": damaged(),
        "empty.pdf": b"",
        "zeros.pdf": bytes(5000),
    }
    with place() as here:
        here.watch("--grace", "2")
        for name, data in bad.items():
            here.drop(name, data)
        here.drop("good.pdf", paper(1))
        settled(here, 5)
        wrong = judged(here, [paper(1)], bad.values())
        wrong += _failed_with(here, {"text.pdf": NOT_PDF, "damaged.pdf": DAMAGED, "zeros.pdf": NOT_PDF})
        wrong += _sentences(here, list(bad))
        return row("S5 no PDF, damaged, empty", 5, wrong)


def crash(_scale: Scale) -> Row:
    """S9: a document takes its worker down, natively."""
    with place() as here:
        here.watch(RESOLUTION_MOCK="crash@crash.pdf,exit@exit.pdf")
        good = [paper(number) for number in range(4)]
        for name in ("crash", "exit"):
            here.drop(f"{name}.pdf", paper(100 + len(name)))
        for number, data in enumerate(good):
            here.drop(f"P{number}.pdf", data)
        settled(here, 6)
        wrong = judged(here, good, [paper(105), paper(104)])
        found = {entry["input"]: (entry["state"], entry["deaths"]) for entry in here.status()["failed"]}
        check(wrong, found == dict.fromkeys(("crash.pdf", "exit.pdf"), ("quarantined", 2)), f"failed are {found}")
        wrong += _failed_with(here, {"crash.pdf": WORKER_DIED, "exit.pdf": WORKER_DIED})
        return row("S9 native crash", 6, wrong + _sentences(here, ["crash.pdf", "exit.pdf"]))


def hang(_scale: Scale) -> Row:
    """S10: a document hangs, one takes all memory; others are converted meanwhile."""
    with place() as here:
        limits = {"RESOLUTION_ASLEEP": "4", "RESOLUTION_MAX_MEMORY": str(2**28 + 2**27)}
        watch = here.watch("--jobs", "2", RESOLUTION_MOCK="hang@hang.pdf,memory@memory.pdf", **limits)
        for number, name in enumerate(("hang", "memory")):
            here.drop(f"{name}.pdf", paper(100 + number))
        until(lambda: watch.told.count("claimed") >= 2)
        good = [paper(number) for number in range(3)]
        for number, data in enumerate(good):
            here.drop(f"P{number}.pdf", data)
        settled(here, 5)
        wrong = judged(here, good, [paper(100), paper(101)])
        wrong += _failed_with(here, {"hang.pdf": TIME_LIMIT, "memory.pdf": MEMORY_LIMIT})
        return row("S10 hang, memory", 5, wrong + _sentences(here, ["hang.pdf", "memory.pdf"]))


def truncated(_scale: Scale) -> Row:
    """S11: uploads that broke off for good fail after the grace, and not before."""
    with place() as here:
        here.watch("--grace", "6")
        begun = time.monotonic()
        bad = [cut(number) for number in range(3)]
        for number, data in enumerate(bad):
            here.drop(f"sub/cut{number}.pdf", data)
        here.drop("good.pdf", paper(1))
        wrong: list[str] = []
        until(lambda: count(here, "failed") > 0)
        check(wrong, time.monotonic() - begun >= 6, "it failed before the grace was over")
        settled(here, 4)
        wrong += judged(here, [paper(1)], bad)
        return row("S11 truncated for good", 4, wrong + _sentences(here, [f"sub/cut{n}.pdf" for n in range(3)]))


def _failed_with(here: Place, codes: dict[str, int]) -> list[str]:
    found = {entry["input"]: entry["code"] for entry in here.status()["failed"]}
    return [f"{name} ends with {found.get(name)}" for name, code in codes.items() if found.get(name) != code]


def _sentences(here: Place, names: list[str]) -> list[str]:
    """Return which of the documents that failed have no sentence beside them."""
    texts = {name: here.inbox / "failed" / f"{name}.txt" for name in names}
    silent = [name for name, text in texts.items() if not text.is_file() or len(text.read_text()) < SENTENCE]
    return [f"{name} has no sentence" for name in silent]
