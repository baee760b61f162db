from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from typing import IO

import pytest

from pipeline.watch import site as places
from pipeline.watch.claim import claim, give_back, recover, resume
from pipeline.watch.journal import OPEN, Entry, State
from pipeline.watch.scan import scan
from pipeline.watch.site import Alive, Site
from tests.watch.sites import OWNER, WHOLE, claimed, dropped, files, site


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Site]:
    with site(tmp_path) as made:
        yield made


@pytest.fixture
def alive(at: Site) -> Iterator[Alive]:
    watcher = Alive(at.state)
    yield watcher
    watcher.close()


def _only(at: Site) -> Entry:
    (entry,) = at.journal.among(frozenset(State))
    return entry


def test_a_file_is_claimed_by_a_rename(at: Site) -> None:
    entry = claimed(at, "sub/A.pdf")
    assert (_only(at), entry.state) == (entry, State.CLAIMED)
    assert places.claimed_file(at.claim(entry.id)) == at.claim(entry.id) / "A.pdf"
    assert not (at.inbox / "sub" / "A.pdf").exists()


def test_a_file_that_another_took_is_forgotten(at: Site) -> None:
    dropped(at, "A.pdf")
    seen = next(scan(at.inbox))
    (at.inbox / "A.pdf").unlink()
    assert claim(at, seen, OWNER, None) is None
    assert at.journal.counts() == {}
    assert files(at.inbox) == {}


def test_the_file_that_says_that_it_is_whole_goes_too(at: Site) -> None:
    dropped(at, "sub/A.pdf")
    dropped(at, "sub/A.ok", b"")
    claim(at, next(scan(at.inbox)), OWNER, "{stem}.ok")
    assert not (at.inbox / "sub" / "A.ok").exists()


def test_in_place_a_file_is_claimed_once_until_it_changes(tmp_path: Path) -> None:
    with site(tmp_path, in_place=True) as at:
        dropped(at, "A.pdf")
        assert claim(at, next(scan(at.inbox)), OWNER, None) is not None
        assert claim(at, next(scan(at.inbox)), OWNER, None) is None
        dropped(at, "A.pdf", WHOLE * 2)
        assert claim(at, next(scan(at.inbox)), OWNER, None) is not None
        assert files(at.inbox) == {"A.pdf": WHOLE * 2}


def test_claiming_before_the_rename_is_forgotten(at: Site, alive: Alive) -> None:
    at.claims.mkdir(parents=True)
    at.journal.add(Entry(id="aa00", input="A.pdf", state=State.CLAIMING, owner=OWNER), "found")
    dropped(at, "A.pdf")
    recover(at, alive)
    assert at.journal.counts() == {}
    assert files(at.inbox) == {"A.pdf": WHOLE}


def test_claiming_after_the_rename_is_claimed(at: Site, alive: Alive) -> None:
    entry = claimed(at, "A.pdf")
    at.journal.alter(entry, None, state=State.CLAIMING)
    recover(at, alive)
    assert (_only(at).state, _only(at).owner) == (State.CLAIMED, alive.name)


def test_a_done_file_goes_with_its_file_also_where_the_watcher_was_killed_in_between(at: Site, alive: Alive) -> None:
    entry = claimed(at, "A.pdf")
    at.journal.alter(entry, None, state=State.CLAIMING)
    (at.inbox / "A.ok").touch()
    recover(at, alive, "{stem}.ok")
    assert (_only(at).state, (at.inbox / "A.ok").exists()) == (State.CLAIMED, False)


def test_a_done_file_stays_that_may_be_that_of_a_new_file(at: Site, alive: Alive) -> None:
    entry = claimed(at, "A.pdf")
    at.journal.alter(entry, None, state=State.CLAIMING)
    dropped(at, "A.pdf", WHOLE * 2)
    (at.inbox / "A.ok").touch()
    recover(at, alive, "{stem}.ok")
    assert (at.inbox / "A.ok").exists()


def test_working_is_claimed_again_and_the_interruption_counted(at: Site, alive: Alive) -> None:
    entry = claimed(at, "A.pdf")
    at.journal.alter(entry, None, state=State.WORKING, deaths=1)
    recover(at, alive)
    found = _only(at)
    assert (found.state, found.owner, found.interruptions, found.deaths) == (State.CLAIMED, alive.name, 1, 1)


def test_working_without_its_file_has_failed(at: Site, alive: Alive) -> None:
    entry = claimed(at, "A.pdf")
    at.journal.alter(entry, None, state=State.WORKING)
    rmtree(at.claim(entry.id))
    recover(at, alive)
    assert _only(at).state is State.FAILED


def test_keeping_stays_to_be_finished(at: Site, alive: Alive) -> None:
    entry = claimed(at, "A.pdf")
    at.journal.alter(entry, None, state=State.KEEPING, ending=State.DONE, kept="done/A.pdf")
    recover(at, alive)
    assert (_only(at).state, _only(at).owner) == (State.KEEPING, alive.name)


@pytest.mark.parametrize("state", sorted(set(State) - OPEN))
def test_what_has_ended_is_left_as_it_is(at: Site, alive: Alive, state: State) -> None:
    at.journal.add(Entry(id="aa00", input="A.pdf", state=state, owner=OWNER), "ended")
    recover(at, alive)
    assert (_only(at).state, _only(at).owner) == (state, OWNER)


def test_what_a_watcher_has_that_is_alive_is_left_to_it(at: Site, alive: Alive) -> None:
    other = Alive(at.state)
    entry = claimed(at, "A.pdf", owner=other.name)
    at.journal.alter(entry, None, state=State.WORKING)
    recover(at, alive)
    assert (_only(at).state, _only(at).owner) == (State.WORKING, other.name)
    other.close()


@pytest.mark.parametrize("state", sorted(OPEN))
def test_nobody_can_tell_while_the_folder_is_away(at: Site, alive: Alive, state: State) -> None:
    entry = at.journal.alter(claimed(at, "A.pdf"), None, state=state)
    at.inbox.rename(at.inbox.with_name("away"))
    with pytest.raises(FileNotFoundError):
        resume(at, entry, interrupted=False)
    at.inbox.with_name("away").rename(at.inbox)
    recover(at, alive)
    assert _only(at).state in OPEN


@pytest.mark.parametrize(("state", "ends"), [(State.CLAIMED, None), (State.WORKING, State.FAILED)])
def test_in_place_a_deleted_file_is_not_waited_for(tmp_path: Path, state: State, ends: State | None) -> None:
    with site(tmp_path, in_place=True) as at:
        entry = at.journal.alter(claimed(at, "sub/A.pdf"), None, state=state)
        rmtree(at.inbox / "sub")
        found = resume(at, entry, interrupted=False)
        assert (None if found is None else found.state) == ends
        at.inbox.rename(tmp_path / "away")
        with pytest.raises(FileNotFoundError):
            resume(at, entry, interrupted=False)


def test_a_claim_that_no_journal_knows_is_entered(at: Site, alive: Alive) -> None:
    folder = at.claim("0123456789ab")
    folder.mkdir(parents=True)
    (folder / "A.pdf").write_bytes(WHOLE)
    at.claim("aaaaaaaaaaaa").mkdir()
    recover(at, alive)
    found = _only(at)
    assert (found.id, found.input, found.state, found.owner) == ("0123456789ab", "A.pdf", State.CLAIMED, alive.name)
    assert not at.claim("aaaaaaaaaaaa").exists()


def _held(claims: Path) -> IO[str]:
    lock = places.hold(claims)
    assert lock is not None
    return lock


def test_claims_of_a_lost_journal_are_given_back_and_nothing_is_replaced(at: Site) -> None:
    other = at.inbox / places.OWN / "lost"
    _held(other).close()
    for number, name in enumerate(("A.pdf", "A.pdf", "B.pdf")):
        (other / str(number)).mkdir()
        (other / str(number) / name).write_bytes(b"%d" % number)
    give_back(at)
    found = {name: data for name, data in files(at.inbox).items() if not name.endswith("lock")}
    assert found == {"A.pdf": b"0", "A~1.pdf": b"1", "B.pdf": b"2"}


def test_claims_of_a_journal_whose_watcher_is_alive_are_left(at: Site) -> None:
    other = at.inbox / places.OWN / "others"
    held = _held(other)
    (other / "0").mkdir()
    (other / "0" / "A.pdf").write_bytes(WHOLE)
    give_back(at)
    assert (other / "0" / "A.pdf").exists()
    held.close()
