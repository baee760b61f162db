"""What people ask a journal, and whose journal it is."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.watch.ask import bind, found, opened, retry, waiting
from pipeline.watch.journal import Entry, State
from pipeline.watch.keep import end
from pipeline.watch.site import Site
from tests.watch.sites import claimed, dropped, files, site


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Site]:
    with site(tmp_path) as made:
        yield made


def failed(at: Site, name: str) -> Entry:
    return end(at, claimed(at, name), State.FAILED, Outcome.DAMAGED.code, "as it was told")


def test_what_failed_is_put_back_where_it_was_found(at: Site) -> None:
    entry = failed(at, "deep/a.pdf")
    retry(at, entry)
    assert [name for name in files(at.inbox) if ".pdf" in name] == ["deep/a.pdf"]
    assert at.journal.counts() == {State.RETRIED: 1}


def test_what_is_done_is_not_tried_again(at: Site) -> None:
    entry = end(at, claimed(at, "a.pdf"), State.DONE, 0, "as it was told")
    with pytest.raises(Stop, match="only what failed"):
        retry(at, entry)


def test_an_id_that_several_have_or_none_is_refused(at: Site) -> None:
    entry = failed(at, "a.pdf")
    assert found(at.journal, entry.id[:6]) == entry
    for name in ("", "zz", "*"):
        with pytest.raises(Stop, match="see resolution status"):
            failed(at, "b.pdf")
            found(at.journal, name)


@pytest.mark.parametrize("place", ["a.pdf", "sub/a.pdf", "sub/\udcff.pdf"])
def test_a_document_is_found_by_its_name_and_the_newest_of_several(at: Site, place: str) -> None:
    failed(at, place)
    newest = failed(at, place)
    failed(at, "b-a.pdf")
    for name in (place, Path(place).name):
        assert found(at.journal, name) == newest


def test_commands_take_names_and_say_where_ids_are(at: Site) -> None:
    entry = failed(at, "sub/a.pdf")
    bind(at.journal, at.inbox)
    where = ("--output", str(at.output), "--state", str(at.state))
    assert call("explain", "a.pdf", *where).stdout.startswith(f"{entry.id}  sub/a.pdf: failed\n")
    missed = call("explain", "c.pdf", *where)
    assert (missed.exit_code, "or the sentence (.txt) beside a file in done or failed" in missed.stderr) == (2, True)
    assert call("retry", "a.pdf", *where).stdout == f"{entry.id}  sub/a.pdf  put back\n"
    for command in ("explain", "retry"):
        assert "`resolution status`" in " ".join(call(command, "--help").stdout.split())


def test_a_journal_is_that_of_one_folder_and_moves_with_it(at: Site, tmp_path: Path) -> None:
    bind(at.journal, at.inbox)
    (tmp_path / "other").mkdir()
    with pytest.raises(Stop, match="--state") as stop:
        bind(at.journal, tmp_path / "other")
    assert stop.value.outcome is Outcome.USAGE
    at.inbox.rename(tmp_path / "moved")
    bind(at.journal, tmp_path / "moved")
    assert at.journal.inbox() == tmp_path / "moved"


def test_a_journal_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Stop, match=r"journal\.sqlite is not there"), opened(tmp_path):
        pass


def test_a_file_that_is_no_journal_is_named(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").write_bytes(b"no journal" * 500)
    with pytest.raises(Stop, match=r"is not a database\. End the watchers of the folder"), opened(tmp_path):
        pass


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_the_commands_find_the_folder_by_the_journal(at: Site) -> None:
    entry = failed(at, "a.pdf")
    bind(at.journal, at.inbox)
    where = ("--output", str(at.output), "--state", str(at.state))
    status = call("status", *where)
    assert (status.exit_code, f"{entry.id}  failed       a.pdf  as it was told" in status.stdout) == (0, True)
    assert "as it was told" in call("explain", entry.id, *where).stdout
    assert call("retry", *where).exit_code == Outcome.USAGE.code
    again = call("retry", entry.id, *where)
    assert (again.exit_code, again.stdout) == (0, f"{entry.id}  a.pdf  put back\n")
    assert (at.inbox / "a.pdf").is_file()


def test_the_status_counts_and_lists_what_needs_review(at: Site) -> None:
    end(at, claimed(at, "a.pdf"), State.DONE, Outcome.OK.code, "well")
    entry = end(at, claimed(at, "b.pdf"), State.DONE, Outcome.REVIEW.code, "read the findings")
    where = ("--output", str(at.output), "--state", str(at.state))
    assert call("status", *where).stdout == "2 done (1 to review)\n"
    line = f"{entry.id}  done         b.pdf  read the findings\n"
    assert call("status", "--review", *where).stdout == f"2 done (1 to review)\n{line}"
    told = json.loads(call("status", "--json", *where).stdout)
    assert (told["counts"], [item["id"] for item in told["review"]]) == ({"done": 2}, [entry.id])


def test_the_status_names_what_waits_in_the_folder(at: Site) -> None:
    failed(at, "a.pdf")
    bind(at.journal, at.inbox)
    for name in ("b.pdf", "sub/c.pdf"):
        dropped(at, name, b"")
    where = ("--output", str(at.output), "--state", str(at.state))
    assert f"\nwaiting in {at.inbox}, 2: b.pdf, sub/c.pdf\n" in call("status", *where).stdout
    assert json.loads(call("status", "--json", *where).stdout)["waiting"] == ["b.pdf", "sub/c.pdf"]
    at.inbox.rename(at.inbox.with_name("away"))
    assert f"\n{at.inbox} cannot be read\n" in call("status", *where).stdout
    assert json.loads(call("status", "--json", *where).stdout)["waiting"] is None


def test_what_is_known_and_stays_in_its_place_does_not_wait(tmp_path: Path) -> None:
    with site(tmp_path, in_place=True) as at:
        bind(at.journal, at.inbox)
        claimed(at, "a.pdf")
        dropped(at, "b.pdf")
        assert waiting(at.journal) == ["b.pdf"]


def test_a_document_whose_file_is_gone_holds_up_no_other(at: Site) -> None:
    gone, there = failed(at, "a.pdf"), failed(at, "b.pdf")
    (at.inbox / "failed" / "a.pdf").unlink()
    bind(at.journal, at.inbox)
    again = call("retry", "--all-failed", "--output", str(at.output), "--state", str(at.state))
    assert (again.exit_code, again.stdout) == (Outcome.IO.code, f"{there.id}  b.pdf  put back\n")
    assert f"{gone.id}  a.pdf  failed/a.pdf is no longer there" in again.stderr
