import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.watch.journal import OPEN, Entry, Journal, State, restored, stored

ENTRY = Entry(id="aa00", input="A.pdf", state=State.CLAIMED, owner="one")


def _other(**changes: object) -> Entry:
    return ENTRY.model_copy(update=changes)


def test_what_is_added_is_there_for_the_next_who_opens_it(tmp_path: Path) -> None:
    first = Journal(tmp_path / "state" / "journal.sqlite")
    first.add(ENTRY, "found")
    first.close()
    second = Journal(tmp_path / "state" / "journal.sqlite")
    assert second.among(OPEN) == [ENTRY]
    assert [said for _, said in second.history(ENTRY)] == ["found"]
    second.close()


def test_a_change_that_breaks_off_changes_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    with pytest.raises(ZeroDivisionError), journal.change():
        journal.add(ENTRY, "found")
        raise ZeroDivisionError
    assert journal.counts() == {}
    journal.add(ENTRY, "found")
    assert journal.counts() == {State.CLAIMED: 1}
    journal.close()


def test_many_may_open_a_new_journal_at_once(tmp_path: Path) -> None:
    def opened(number: int) -> None:
        journal = Journal(tmp_path / "journal.sqlite")
        journal.add(_other(id=f"{number:04x}"), "found")
        journal.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(opened, range(24)))
    journal = Journal(tmp_path / "journal.sqlite")
    assert journal.counts() == {State.CLAIMED: 24}
    journal.close()


def test_a_journal_of_another_version_is_refused(tmp_path: Path) -> None:
    Journal(tmp_path / "journal.sqlite").close()
    connection = sqlite3.connect(tmp_path / "journal.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(sqlite3.DatabaseError, match="version 99"):
        Journal(tmp_path / "journal.sqlite")


def test_one_alone_takes_over_what_another_had(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    journal.add(ENTRY, "found")
    assert journal.take_over(ENTRY, "two") == _other(owner="two")
    assert journal.take_over(ENTRY, "three") is None
    journal.close()


def test_the_same_bytes_are_begun_once_at_a_time(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    twin = _other(id="bb00", input="B.pdf")
    journal.add(ENTRY, "found")
    journal.add(twin, "found")
    begun = journal.start(ENTRY, "digest")
    assert begun is not None
    assert journal.start(twin, "digest") is None
    journal.alter(begun, None, state=State.DONE)
    assert journal.start(twin, "digest") is not None
    journal.close()


def test_a_file_in_its_place_is_known_until_it_changes_or_is_tried_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    assert journal.add(_other(mark="1-1-1"), "found")
    assert not journal.add(_other(id="bb00", mark="1-1-1"), "found")
    assert journal.add(_other(id="cc00", mark="1-2-1"), "changed")
    assert journal.marked() == {("A.pdf", "1-1-1"), ("A.pdf", "1-2-1")}
    journal.alter(ENTRY, None, state=State.RETRIED, mark=None)
    assert journal.marked() == {("A.pdf", "1-2-1")}
    journal.close()


def test_the_marks_name_files_as_a_look_finds_them(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    journal.add(_other(input=stored("\udcff.pdf"), mark="1-1-1"), "found")
    assert journal.marked() == {("\udcff.pdf", "1-1-1")}
    journal.close()


def test_a_folder_belongs_to_the_bytes_that_came_first(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    assert journal.take_folder("a", "A", "first")
    assert journal.take_folder("a", "A", "first")
    assert not journal.take_folder("a", "a", "second")
    assert journal.folder_of("first") == "A"
    journal.release_folder("first")
    assert journal.take_folder("a", "a", "second")
    journal.close()


@pytest.mark.parametrize("beginning", ["aa0", "aa00"])
def test_a_document_is_found_by_the_beginning_of_its_id(tmp_path: Path, beginning: str) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    journal.add(ENTRY, "found")
    journal.add(_other(id="ab00"), "found")
    assert journal.get(beginning) == ENTRY
    assert [journal.get(name) for name in ("a", "", "*", "zz", "a%")] == [None] * 5
    journal.close()


@pytest.mark.parametrize("name", ["A.pdf", "bytes:A.pdf", "new\nline.pdf", "é.pdf", "\udcff/\udcfe.pdf", "%ff.pdf"])
def test_each_name_that_a_file_may_have_comes_back(name: str) -> None:
    assert restored(stored(name)) == name
    stored(name).encode("utf-8")
