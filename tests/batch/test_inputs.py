"""The inputs of a run: files, folders, patterns, lists, stores."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from pipeline.batch.inputs import count, inputs, is_many
from pipeline.errors import Stop


@pytest.fixture(autouse=True)
def _papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (
        "papers/b.pdf",
        "papers/A.PDF",
        "papers/notes.txt",
        "papers/.c.pdf",
        "papers/deep/er/d.pdf",
        "x[1].pdf",
    ):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def opened(name: str) -> BinaryIO:
    return Path(name).open("rb", buffering=0)


def found(*names: str) -> list[str]:
    return [f"! {item.detail}" if isinstance(item, Stop) else str(item) for item in inputs(names, opened)]


def test_a_folder_stands_for_the_pdfs_in_it_by_name() -> None:
    assert found("papers") == ["papers/A.PDF", "papers/b.pdf"]


def test_a_pattern_stands_for_the_pdfs_that_match() -> None:
    assert sorted(found("papers/**/*")) == ["papers/A.PDF", "papers/b.pdf", "papers/deep/er/d.pdf"]


def test_what_was_published_is_no_match_of_a_pattern() -> None:
    for name in ("papers/out/A/A.pdf", "papers/out/A/report.json", "papers/out/B/B.pdf", "papers/out/C.pdf"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()
    every = {str(item) for item in inputs(["papers/**/*.pdf"], opened, Path("papers/../papers/out"))}
    assert every == {"papers/b.pdf", "papers/deep/er/d.pdf", "papers/out/B/B.pdf", "papers/out/C.pdf"}
    assert count(["papers/**/*.pdf"], Path("papers/out")) == len(every)
    assert found("papers/out/A/A.pdf") == ["papers/out/A/A.pdf"], "one that is named itself is meant"


def test_a_name_that_looks_like_a_pattern_and_is_there_is_a_file() -> None:
    assert found("x[1].pdf") == ["x[1].pdf"]


def test_a_pattern_without_a_match_is_told() -> None:
    assert found("none*.pdf") == ["! none*.pdf matches no PDF"]


@pytest.mark.parametrize(
    "text",
    [
        b"papers/b.pdf\nx[1].pdf\n",
        b"papers/b.pdf\r\n\r\nx[1].pdf",
        b"papers/b.pdf\0x[1].pdf\0",
    ],
)
def test_a_list_has_a_line_or_a_zero_byte_behind_each_name(text: bytes) -> None:
    Path("list").write_bytes(text)
    assert found("@list") == ["papers/b.pdf", "x[1].pdf"]


def test_a_name_in_a_list_may_hold_a_line_end_and_bytes_that_are_no_text() -> None:
    Path("list").write_bytes(b"two\nlines\xff.pdf\0b.pdf\0")
    assert found("@list") == [os.fsdecode(b"two\nlines\xff.pdf"), "b.pdf"]


def test_folders_and_patterns_may_stand_in_a_list() -> None:
    Path("list").write_text("papers\npapers/deep/*/*.pdf\n")
    assert found("@list") == ["papers/A.PDF", "papers/b.pdf", "papers/deep/er/d.pdf"]


def test_a_file_whose_name_looks_like_a_list_is_a_file() -> None:
    Path("@list").touch()
    Path("list").write_bytes(b"papers/b.pdf")
    assert found("@list") == ["@list"]


def test_a_list_that_cannot_be_read_is_told() -> None:
    assert found("@absent") == ["! list absent: No such file or directory"]


def test_a_list_that_is_none_is_refused_before_memory_is_full() -> None:
    Path("list").write_bytes(bytes([65]) * 1_000_000)
    assert found("@list") == ["! list list: a name in it is longer than any path; it is no list of files"]


def test_a_list_is_read_no_faster_than_it_is_needed() -> None:
    reading, writing = os.pipe()
    os.write(writing, b"papers/b.pdf\n")

    def piped(_name: str) -> BinaryIO:
        return os.fdopen(os.dup(reading), "rb", buffering=0)

    taken: Iterator[object] = inputs(["@-"], piped)
    assert str(next(taken)) == "papers/b.pdf", "who writes the list has not ended"
    os.close(writing)
    assert list(taken) == []
    os.close(reading)


def test_what_can_be_counted_is_counted() -> None:
    assert count(["papers", "x[1].pdf", "papers/**/d.pdf"]) == 4
    assert count(["papers", "@list"]) is None


def test_one_file_named_itself_is_not_many() -> None:
    assert [is_many(names) for names in (["a.pdf"], ["x[1].pdf"], ["papers"], ["@l"], ["a.pdf", "b.pdf"])] == [
        False,
        False,
        True,
        True,
        True,
    ]


def test_a_place_in_a_store_stands_for_the_pdfs_in_it(tmp_path: Path) -> None:
    place = f"file://{tmp_path}/papers"
    assert found(place) == [f"{place}/A.PDF", f"{place}/b.pdf"]
    assert found("s3x://nowhere")[0].startswith("! ")
