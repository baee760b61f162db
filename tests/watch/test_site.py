import errno
import fcntl
import os
from pathlib import Path

import pytest

from pipeline.watch import site as places
from pipeline.watch.site import Alive
from tests.watch.sites import files


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    inbox, claim, outside = (tmp_path / name for name in ("in", "claim", "outside"))
    for folder in (inbox, claim, outside):
        folder.mkdir()
    (outside / "a.pdf").write_bytes(b"outside")
    return inbox, claim, outside


def test_a_file_is_taken_and_put(folders: tuple[Path, Path, Path]) -> None:
    inbox, claim, _ = folders
    (inbox / "sub").mkdir()
    (inbox / "sub" / "a.pdf").write_bytes(b"x")
    assert places.take(inbox, "sub/a.pdf", claim)
    assert files(claim) == {"a.pdf": b"x"}
    assert places.put(claim, "a.pdf", inbox, "done/sub/b.pdf")
    assert files(inbox) == {"done/sub/b.pdf": b"x"}


@pytest.mark.parametrize("place", ["a.pdf", "sub/a.pdf"])
def test_a_file_that_is_gone_is_not_taken(folders: tuple[Path, Path, Path], place: str) -> None:
    inbox, claim, _ = folders
    assert not places.take(inbox, place, claim)


def test_what_is_there_is_not_replaced(folders: tuple[Path, Path, Path]) -> None:
    inbox, claim, _ = folders
    (claim / "a.pdf").write_bytes(b"new")
    (inbox / "a.pdf").write_bytes(b"old")
    assert not places.put(claim, "a.pdf", inbox, "a.pdf")
    assert (files(claim), files(inbox)) == ({"a.pdf": b"new"}, {"a.pdf": b"old"})


def test_no_link_on_the_way_is_followed(folders: tuple[Path, Path, Path]) -> None:
    inbox, claim, outside = folders
    (inbox / "link").symlink_to(outside)
    (claim / "b.pdf").write_bytes(b"x")
    assert not places.take(inbox, "link/a.pdf", claim)
    with pytest.raises(NotADirectoryError):
        places.put(claim, "b.pdf", inbox, "link/b.pdf")
    with pytest.raises(NotADirectoryError):
        places.write(inbox, "link/b.txt", b"x")
    with pytest.raises(NotADirectoryError):
        places.remove(inbox, "link/a.pdf")
    assert not places.lies(inbox, "link/a.pdf")
    assert files(outside) == {"a.pdf": b"outside"}


def test_a_link_in_the_place_of_a_sentence_is_replaced_and_not_followed(folders: tuple[Path, Path, Path]) -> None:
    inbox, _, outside = folders
    (inbox / "a.txt").symlink_to(outside / "a.pdf")
    places.write(inbox, "a.txt", b"sentence")
    assert not (inbox / "a.txt").is_symlink()
    assert (files(inbox), files(outside)) == ({"a.txt": b"sentence"}, {"a.pdf": b"outside"})


def test_what_a_killed_write_left_is_cleared_by_the_next(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, _, _ = folders

    def killed(*_arguments: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            places.write(inbox, "a.txt", b"first")
    assert len(files(inbox)) == 1
    places.write(inbox, "a.txt", b"second")
    assert files(inbox) == {"a.txt": b"second"}


def test_who_is_alive_is_known_and_who_has_ended(tmp_path: Path) -> None:
    one, two = Alive(tmp_path), Alive(tmp_path)
    assert one.has(one.name)
    assert one.has(two.name)
    two.close()
    assert not one.has(two.name)
    assert not one.has("never")
    one.close()
    assert files(tmp_path) == {}


def test_what_killed_watchers_left_is_buried(tmp_path: Path) -> None:
    one, two = Alive(tmp_path), Alive(tmp_path)
    (tmp_path / "watchers" / "killed").touch()
    one.bury()
    assert set(files(tmp_path)) == {f"watchers/{one.name}", f"watchers/{two.name}"}
    one.close()
    two.close()


def test_claims_are_abandoned_once_nobody_holds_them(tmp_path: Path) -> None:
    held = places.hold(tmp_path / "claims")
    assert held is not None
    assert places.abandoned(tmp_path / "claims") is None
    held.close()
    lock = places.abandoned(tmp_path / "claims")
    assert lock is not None
    lock.close()
    assert places.abandoned(tmp_path / "none") is None


def test_claims_are_not_held_while_another_gives_them_back(tmp_path: Path) -> None:
    first = places.hold(tmp_path / "claims")
    assert first is not None
    first.close()
    lock = places.abandoned(tmp_path / "claims")
    assert lock is not None
    assert places.hold(tmp_path / "claims") is None
    lock.close()
    again = places.hold(tmp_path / "claims")
    assert again is not None
    again.close()


def test_where_files_cannot_be_locked_claims_are_held_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    held = places.hold(tmp_path / "claims")
    assert held is not None
    assert places.abandoned(tmp_path / "claims") is None
    held.close()


def test_a_journal_has_one_name_for_ever(tmp_path: Path) -> None:
    assert places.identity(tmp_path / "one") == places.identity(tmp_path / "one")
    assert places.identity(tmp_path / "one") != places.identity(tmp_path / "two")
