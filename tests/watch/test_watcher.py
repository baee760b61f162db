"""The watcher: what happens to one document, or to the machine, costs no other document anything."""

import errno
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model.outcome import Outcome
from pipeline.watch import site as places
from pipeline.watch import watcher as watching
from pipeline.watch.journal import OPEN, Entry, State
from pipeline.watch.keep import end
from pipeline.watch.site import Site
from pipeline.watch.watcher import Watcher, Ways
from pipeline.watch.whole import Patience
from tests.watch.sites import dropped, files, site

WAYS = Ways(Patience(quiet=0.0, grace=0.5), jobs=2, every=0.05)
SECONDS = 20.0
TAKE = places.take


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Site]:
    with site(tmp_path) as found:
        found.output.mkdir(exist_ok=True)
        yield found


class Running:
    """A watcher in a thread, whose documents end as a function says."""

    def __init__(
        self, at: Site, work: Callable[[Site, Entry], Entry], patch: pytest.MonkeyPatch, ways: Ways = WAYS
    ) -> None:
        self.said: list[tuple[str, str]] = []
        patch.setattr(watching, "work", lambda site, entry, _worker, _staged: work(site, entry))
        self.watcher = Watcher(at, ways, {}, lambda event, _entry, said: self.said.append((event, said)))
        self.thread = threading.Thread(target=self.watcher.run)

    def __enter__(self) -> "Running":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.watcher.ending.set()
        self.thread.join(SECONDS)
        assert not self.thread.is_alive()

    def until(self, reached: Callable[[], bool]) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + SECONDS
        while not reached():
            assert time.monotonic() < deadline, self.said
            time.sleep(0.02)


def done(site: Site, entry: Entry) -> Entry:
    return end(site, entry, State.DONE, Outcome.OK.code, "as it was told")


def kept(at: Site) -> set[str]:
    return {name for name in files(at.inbox) if name.endswith(".pdf")}


def test_a_fault_of_our_own_fails_its_document_and_no_other(at: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(site: Site, entry: Entry) -> Entry:
        if entry.input == "bad.pdf":
            raise ZeroDivisionError("no such thing")
        return done(site, entry)

    for name in ("a.pdf", "bad.pdf", "c.pdf"):
        dropped(at, name)
    with Running(at, work, monkeypatch) as running:
        running.until(lambda: kept(at) == {"done/a.pdf", "failed/bad.pdf", "done/c.pdf"})
    failed = at.journal.among(frozenset({State.FAILED}))
    assert [(entry.input, entry.code) for entry in failed] == [("bad.pdf", Outcome.INTERNAL.code)]
    assert "ZeroDivisionError: no such thing" in (failed[0].sentence or "")


def test_a_document_that_cannot_be_kept_holds_up_no_other(at: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    (at.inbox / "failed").write_text("a file, where a folder should be")

    def work(site: Site, entry: Entry) -> Entry:
        if entry.input == "bad.pdf":
            return end(site, entry, State.FAILED, Outcome.DAMAGED.code, "as it was told")
        return done(site, entry)

    dropped(at, "bad.pdf")
    with Running(at, work, monkeypatch) as running:
        running.until(lambda: any(event == "held" for event, _ in running.said))
        dropped(at, "a.pdf")
        running.until(lambda: "done/a.pdf" in kept(at))
        (at.inbox / "failed").unlink()
        running.until(lambda: "failed/bad.pdf" in kept(at))
    assert at.journal.counts() == {State.DONE: 1, State.FAILED: 1}


def test_a_watcher_that_ends_by_itself_leaves_what_cannot_be_kept_to_the_next(
    at: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "LEFT_AFTER", 2)
    (at.inbox / "done").write_text("a file, where a folder should be")
    dropped(at, "a.pdf")
    assert _once(at, monkeypatch) == Outcome.IO.code
    (entry,) = at.journal.among(OPEN)
    assert (entry.input, entry.state) == ("a.pdf", State.KEEPING)
    (at.inbox / "done").unlink()
    assert _once(at, monkeypatch) == Outcome.OK.code
    assert kept(at) == {"done/a.pdf"}


def _once(at: Site, monkeypatch: pytest.MonkeyPatch) -> int:
    running = Running(at, done, monkeypatch, replace(WAYS, once=True))
    running.thread.start()
    running.thread.join(SECONDS)
    assert not running.thread.is_alive(), running.said
    return running.watcher.worst


@pytest.mark.parametrize(("at_last", "code"), [(False, Outcome.IO.code), (True, Outcome.OK.code)])
def test_a_run_that_leaves_what_cannot_be_moved_says_so_with_its_code(
    at: Site, monkeypatch: pytest.MonkeyPatch, at_last: bool, code: int
) -> None:
    tried: list[str] = []

    def take(inbox: Path, place: str, claim: Path) -> bool:
        tried.append(place)
        if len(tried) == 1 or not at_last:
            raise OSError(errno.EACCES, "not permitted")
        return TAKE(inbox, place, claim)

    monkeypatch.setattr(places, "take", take)
    dropped(at, "a.pdf")
    assert _once(at, monkeypatch) == code
    assert kept(at) == ({"done/a.pdf"} if at_last else {"a.pdf"})


def test_while_the_folder_is_away_nothing_ends_and_all_goes_on_when_it_returns(
    at: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = at.inbox.with_name("away")
    gone = threading.Event()

    def work(site: Site, entry: Entry) -> Entry:
        if not gone.is_set():
            site.inbox.rename(away)
            gone.set()
        return done(site, entry)

    dropped(at, "a.pdf")
    with Running(at, work, monkeypatch) as running:
        running.until(lambda: any(event == "paused" for event, _ in running.said))
        assert not at.inbox.exists(), "no folder is made in the place of a share that is away"
        away.rename(at.inbox)
        running.until(lambda: kept(at) == {"done/a.pdf"})
        running.until(lambda: any(event == "resumed" for event, _ in running.said))


def test_nothing_is_claimed_while_another_gives_back_what_is_ours(at: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    at.claims.mkdir(parents=True)
    (at.claims / places.LOCK).touch()
    others = places.abandoned(at.claims)
    assert others is not None
    dropped(at, "a.pdf")
    with Running(at, done, monkeypatch) as running:
        time.sleep(0.5)
        assert kept(at) == {"a.pdf"}
        others.close()
        running.until(lambda: kept(at) == {"done/a.pdf"})
        assert places.abandoned(at.claims) is None, "the watcher holds its claims"


def test_a_run_that_leaves_what_has_no_end_names_it(at: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(7):
        dropped(at, f"{number}.pdf", b"%PDF-1.4 and no end")
    running = Running(at, done, monkeypatch, replace(WAYS, once=True, patience=Patience(quiet=0.0, grace=600)))
    assert running.watcher.run() == 0
    names = "7: 0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf and others"
    said = f"{names}: no end of a PDF yet; waits 600 s at most; left to a later run"
    assert running.said[-2] == ("waiting", said)


def test_a_file_that_is_no_pdf_is_claimed_as_soon_as_it_is_quiet(at: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped(at, "page.pdf", b"<html>")
    running = Running(at, done, monkeypatch, replace(WAYS, once=True, patience=Patience(quiet=0.0, grace=600)))
    assert running.watcher.run() == 0
    assert kept(at) == {"done/page.pdf"}


def test_what_waits_for_another_file_is_told_so(at: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped(at, "a.pdf")
    patience = Patience(quiet=0.0, grace=600, done_file="{stem}.ok")
    running = Running(at, done, monkeypatch, replace(WAYS, once=True, patience=patience))
    assert running.watcher.run() == 0
    assert running.said[1] == ("waiting", "a.pdf: no {stem}.ok yet, which says that it is whole")


def test_what_is_waited_for_is_told_once(at: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    dropped(at, "cut.pdf", b"%PDF-1.4 and no end")
    with Running(at, done, monkeypatch) as running:
        running.until(lambda: kept(at) == {"done/cut.pdf"})
    assert [event for event, _ in running.said] == ["watching", "waiting", "claimed", "done", "ended"]
