import errno
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.model.outcome import Outcome, Report
from pipeline.publish import disk
from pipeline.watch import work as working
from pipeline.watch.journal import Entry, State
from pipeline.watch.keep import end, finish
from pipeline.watch.site import Site
from pipeline.watch.work import DEATHS, TRIES, Pause, work
from tests.watch.sites import WHOLE, Answers, claimed, dropped, files, site

PASSES = [Outcome.IO, Outcome.DESTINATION]
FAILS = [item for item in Outcome if item not in (*PASSES, Outcome.OK, Outcome.REVIEW, Outcome.WORKER)]


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Site]:
    with site(tmp_path) as made:
        yield made


def _worked(at: Site, entry: Entry, outcome: Outcome) -> Entry:
    return work(at, entry, Answers(outcome), lambda _stage: None)


def test_what_is_delivered_is_done(at: Site) -> None:
    ended = _worked(at, claimed(at, "sub/A.pdf"), Outcome.OK)
    assert (ended.state, ended.code, ended.folder, ended.kept) == (State.DONE, 0, "A", "done/sub/A.pdf")
    assert set(files(at.inbox / "done")) == {"sub/A.pdf", "sub/A.pdf.txt", "sub/A.pdf.report.json"}
    assert set(files(at.output / "A")) == {"A.json", "report.json"}


@pytest.mark.parametrize("outcome", FAILS, ids=[outcome.status for outcome in FAILS])
def test_what_will_fail_again_fails_at_once(at: Site, outcome: Outcome) -> None:
    ended = _worked(at, claimed(at, "A.pdf"), outcome)
    assert (ended.state, ended.code, ended.kept) == (State.FAILED, outcome.code, "failed/A.pdf")
    assert outcome.instruction in (at.inbox / "failed" / "A.pdf.txt").read_text("utf-8")


def test_what_kills_its_worker_is_quarantined_at_the_second_time(at: Site) -> None:
    entry = claimed(at, "A.pdf")
    for deaths in range(1, DEATHS):
        entry = _worked(at, entry, Outcome.WORKER)
        assert (entry.state, entry.deaths) == (State.CLAIMED, deaths)
    ended = _worked(at, entry, Outcome.WORKER)
    assert (ended.state, ended.deaths, ended.kept) == (State.QUARANTINED, DEATHS, "failed/A.pdf")


@pytest.mark.parametrize("outcome", PASSES, ids=[outcome.status for outcome in PASSES])
def test_what_may_pass_is_tried_some_times(at: Site, outcome: Outcome) -> None:
    entry = claimed(at, "A.pdf")
    for tries in range(1, TRIES):
        entry = _worked(at, entry, outcome)
        assert (entry.state, entry.tries) == (State.CLAIMED, tries)
    assert _worked(at, entry, outcome).state is State.FAILED


def test_where_nothing_can_be_written_no_document_is_to_blame(at: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = claimed(at, "A.pdf")

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(disk, "write", full)
        with pytest.raises(Pause):
            _worked(at, entry, Outcome.IO)
    (found,) = at.journal.among(frozenset({State.WORKING}))
    assert (found.state, found.tries) == (State.WORKING, 0)


def test_the_same_bytes_are_a_duplicate_and_not_converted(at: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.versions_with", lambda _settings: {})
    _worked(at, claimed(at, "A.pdf"), Outcome.OK)
    worker = Answers(Outcome.OK)
    ended = work(at, claimed(at, "B.pdf"), worker, lambda _stage: None)
    assert (ended.state, ended.folder, ended.kept, worker.asked) == (State.DUPLICATE, "A", "done/B.pdf", 0)


def test_the_same_bytes_wait_while_they_are_converted(at: Site) -> None:
    first, second = claimed(at, "A.pdf"), claimed(at, "B.pdf")

    def meanwhile() -> None:
        assert _worked(at, second, Outcome.OK) == second

    work(at, first, Answers(Outcome.OK, meanwhile), lambda _stage: None)
    assert at.journal.counts() == {State.DONE: 1, State.CLAIMED: 1}


def test_new_bytes_under_an_old_name_have_a_place_of_their_own(at: Site) -> None:
    first = _worked(at, claimed(at, "A.pdf"), Outcome.OK)
    second = _worked(at, claimed(at, "A.pdf", WHOLE * 2), Outcome.OK)
    assert (first.folder, first.kept) == ("A", "done/A.pdf")
    assert second.folder == f"A~{second.sha256[:8] if second.sha256 else ''}"
    assert second.kept == f"done/A~{second.id}.pdf"


@pytest.mark.parametrize("outcome", [Outcome.OK, Outcome.DAMAGED], ids=["delivered", "failed"])
def test_a_name_that_another_journal_takes_meanwhile_is_left_to_it(at: Site, tmp_path: Path, outcome: Outcome) -> None:
    (tmp_path / "other").mkdir()
    with site(tmp_path / "other") as own:
        other, entry = replace(own, output=at.output), claimed(at, "A.pdf")
        first = claimed(other, "A.pdf", WHOLE * 2)
        again = work(at, entry, Answers(outcome, lambda: _take(other, first)), lambda _stage: None)
        assert (again.state, again.tries) == (State.CLAIMED, 1)
        ended = _worked(at, again, outcome)
        kept = (at.output / "A" / "report.json").read_bytes()
        assert (other.inbox / "done" / "A.pdf.report.json").read_bytes() == kept
    assert (ended.code, ended.folder) == (outcome.code, f"A~{ended.sha256[:8] if ended.sha256 else ''}")
    assert Report.model_validate_json(kept).sha256 == sha256(WHOLE * 2).hexdigest()


def _take(other: Site, entry: Entry) -> None:
    ended = _worked(other, entry, Outcome.OK)
    assert (ended.state, ended.folder) == (State.DONE, "A")


def test_the_report_of_another_is_not_kept_beside_an_input(at: Site) -> None:
    _worked(at, claimed(at, "A.pdf"), Outcome.OK)
    entry = at.journal.alter(claimed(at, "A.pdf", WHOLE * 2), None, folder="A", sha256="0" * 64)
    ended = end(at, entry, State.FAILED, Outcome.DAMAGED.code, "as it was told")
    assert ended.kept == "failed/A.pdf"
    assert set(files(at.inbox / "failed")) == {"A.pdf", "A.pdf.txt"}


def test_what_comes_in_the_place_of_a_file_that_failed_has_its_name(at: Site) -> None:
    failed = _worked(at, claimed(at, "A.pdf", WHOLE + b"bad"), Outcome.DAMAGED)
    mended = _worked(at, claimed(at, "A.pdf"), Outcome.OK)
    assert (failed.state, mended.state, mended.folder) == (State.FAILED, State.DONE, "A")
    assert sorted(path.name for path in (at.output / "A").iterdir()) == ["A.json", "report.json"]


def test_the_longest_name_is_kept_twice(at: Site) -> None:
    name = f"{'é' * 125}l.pdf"
    kept = [_worked(at, claimed(at, name, WHOLE * number), Outcome.OK).kept or "" for number in (1, 2)]
    assert kept[0] == f"done/{name}"
    assert kept[1].startswith("done/é")
    assert {name for name in files(at.inbox / "done") if name.endswith(".pdf")} == {item[5:] for item in kept}


@pytest.mark.parametrize("name", ["report.pdf", "REPORT.pdf", "new\nline.pdf", "\udcff.pdf"])
def test_a_name_that_no_result_may_have_is_no_hindrance(at: Site, name: str) -> None:
    assert _worked(at, claimed(at, name), Outcome.OK).state is State.DONE


def test_a_file_that_changes_meanwhile_is_tried_again(at: Site) -> None:
    entry = claimed(at, "A.pdf")

    def meanwhile() -> None:
        (file,) = at.claim(entry.id).iterdir()
        file.write_bytes(WHOLE * 3)

    again = work(at, entry, Answers(Outcome.OK, meanwhile), lambda _stage: None)
    assert (again.state, again.tries) == (State.CLAIMED, 1)
    ended = _worked(at, again, Outcome.OK)
    assert (ended.state, ended.folder) == (State.DONE, "A")


def test_in_place_new_bytes_under_an_old_name_are_converted(tmp_path: Path) -> None:
    with site(tmp_path, in_place=True) as at:
        first = _worked(at, claimed(at, "A.pdf"), Outcome.OK)
        second = _worked(at, claimed(at, "A.pdf", WHOLE * 2), Outcome.OK)
        assert [first.state, second.state] == [State.DONE] * 2
        assert files(at.inbox) == {"A.pdf": WHOLE * 2}


def test_a_file_that_stands_where_a_folder_is_to_be_is_no_hindrance(at: Site) -> None:
    first = _worked(at, claimed(at, "x.pdf"), Outcome.OK)
    second = _worked(at, claimed(at, "x.pdf/sub/y.pdf", WHOLE * 2), Outcome.OK)
    assert (first.kept, second.state, second.kept) == ("done/x.pdf", State.DONE, f"done/y~{second.id}.pdf")
    assert files(at.inbox / "done")[f"y~{second.id}.pdf"] == WHOLE * 2
    assert not at.claim(second.id).exists()


def test_a_folder_that_has_the_name_of_a_sentence_is_no_hindrance(at: Site) -> None:
    _worked(at, claimed(at, "x.pdf.txt/y.pdf", WHOLE * 2), Outcome.OK)
    ended = _worked(at, claimed(at, "x.pdf"), Outcome.OK)
    assert (ended.state, ended.kept) == (State.DONE, "done/x.pdf")
    beside = {name for name in files(at.inbox / "done") if "/" not in name}
    assert beside == {"x.pdf", "x.pdf.report.json"}


def test_what_stands_in_the_way_of_done_itself_is_named(at: Site) -> None:
    (at.inbox / "done").touch()
    with pytest.raises(FileExistsError, match=r"stands in the way of done/A\.pdf, move it away"):
        _worked(at, claimed(at, "A.pdf"), Outcome.OK)
    (entry,) = at.journal.among(frozenset({State.KEEPING}))
    (at.inbox / "done").unlink()
    assert finish(at, entry).kept == "done/A.pdf"


@pytest.mark.parametrize("place", ["done/A.pdf", "done/A~{id}.pdf"])
def test_keeping_that_was_done_before_a_kill_is_known(at: Site, place: str) -> None:
    entry = claimed(at, "A.pdf")
    changes = {"state": State.KEEPING, "ending": State.DONE, "code": 0, "sentence": "ok", "kept": "done/A.pdf"}
    entry = at.journal.alter(entry, None, **changes)
    place = place.format(id=entry.id)
    dropped(at, "done/A.pdf", b"another")
    (at.inbox / place).parent.mkdir(exist_ok=True)
    (at.claim(entry.id) / "A.pdf").rename(at.inbox / place)
    ended = finish(at, entry)
    assert (ended.state, ended.kept) == (State.DONE, place)
    assert (at.inbox / f"{place}.txt").is_file()


def test_keeping_out_of_its_folder_that_was_done_before_a_kill_is_known(at: Site) -> None:
    entry = claimed(at, "x.pdf/y.pdf")
    changes = {"state": State.KEEPING, "ending": State.DONE, "code": 0, "sentence": "ok", "kept": "done/x.pdf/y.pdf"}
    entry = at.journal.alter(entry, None, **changes)
    dropped(at, "done/x.pdf", b"another")
    place = f"done/y~{entry.id}.pdf"
    (at.claim(entry.id) / "y.pdf").rename(at.inbox / place)
    assert finish(at, entry).kept == place


def test_a_megabyte_says_whether_there_is_space(at: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert working.can_write(at)
    assert [name for name in files(at.output) if not name.startswith("state/")] == []
    monkeypatch.setattr(disk, "write", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    assert not working.can_write(at)
