import os
from pathlib import Path

import pytest

from pipeline.watch.scan import DEEPEST, scan


def _found(folder: Path) -> list[str]:
    return [item.input for item in scan(folder)]


def _file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")


def test_pdfs_are_found_by_name_in_folders_too(tmp_path: Path) -> None:
    for name in ("b.pdf", "a/z.PDF", "a/b/c.Pdf", "text.txt", "pdf"):
        _file(tmp_path / name)
    assert _found(tmp_path) == ["a/b/c.Pdf", "a/z.PDF", "b.pdf"]


def test_what_the_program_keeps_is_no_input_but_a_folder_of_that_name_below_is(tmp_path: Path) -> None:
    for name in ("done/a.pdf", "failed/a.pdf", ".resolution/x/y/a.pdf", "sub/done/a.pdf"):
        _file(tmp_path / name)
    assert _found(tmp_path) == ["sub/done/a.pdf"]


@pytest.mark.parametrize("name", [".a.pdf", "~$a.pdf", "a.pdf.part", "a.pdf.crdownload", "a.pdf.tmp", ".folder/a.pdf"])
def test_what_is_hidden_or_unfinished_is_left_alone(tmp_path: Path, name: str) -> None:
    _file(tmp_path / name)
    assert _found(tmp_path) == []


def test_links_pipes_and_folders_are_no_files(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    _file(outside / "a.pdf")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "file.pdf").symlink_to(outside / "a.pdf")
    (folder / "folder").symlink_to(outside)
    (folder / "none.pdf").symlink_to(outside / "none")
    (folder / "empty.pdf").mkdir()
    os.mkfifo(folder / "pipe.pdf")
    assert _found(folder) == []


def test_the_deepest_folders_are_not_entered(tmp_path: Path) -> None:
    inside = "/".join(["d"] * DEEPEST)
    _file(tmp_path / inside / "in.pdf")
    _file(tmp_path / inside / "d" / "below.pdf")
    assert _found(tmp_path) == [f"{inside}/in.pdf"]


def test_the_mark_changes_with_the_file(tmp_path: Path) -> None:
    _file(tmp_path / "a.pdf")
    first = next(scan(tmp_path)).mark
    os.utime(tmp_path / "a.pdf", ns=(5, 5))
    assert next(scan(tmp_path)).mark != first


def test_a_folder_that_is_not_there_is_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(scan(tmp_path / "none"))
