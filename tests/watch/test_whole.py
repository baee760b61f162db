from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.watch.scan import Seen, scan
from pipeline.watch.whole import Patience, Waiting, Wholeness, done_file, has_its_end
from tests.reading import pdf
from tests.watch.sites import WHOLE

SEEN = Seen("a.pdf", 10, 1, 1)
PATIENCE = Patience(quiet=2, grace=60)


def test_a_file_may_be_whole_once_it_has_been_quiet(tmp_path: Path) -> None:
    waiting = Waiting(tmp_path, PATIENCE)
    assert waiting.look([SEEN], 100) == []
    assert waiting.look([SEEN], 101.9) == []
    assert waiting.look([SEEN], 102) == [SEEN]


def test_each_change_begins_the_wait_anew(tmp_path: Path) -> None:
    waiting = Waiting(tmp_path, PATIENCE)
    waiting.look([SEEN], 100)
    for change in (replace(SEEN, size=11), replace(SEEN, modified=2), replace(SEEN, number=2)):
        waiting.look([SEEN], 101)
        assert waiting.look([change], 104) == []


def test_a_file_that_was_away_is_new(tmp_path: Path) -> None:
    waiting = Waiting(tmp_path, PATIENCE)
    waiting.look([SEEN], 100)
    waiting.look([], 101)
    assert waiting.look([SEEN], 105) == []


def test_files_come_in_the_order_in_which_they_were_first_seen(tmp_path: Path) -> None:
    waiting, other = Waiting(tmp_path, PATIENCE), replace(SEEN, input="0.pdf")
    waiting.look([SEEN], 100)
    waiting.look([other, SEEN], 101)
    assert waiting.look([other, SEEN], 110) == [SEEN, other]


def test_a_file_without_its_end_grows_until_the_grace_is_over(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(WHOLE[:-6])
    seen = next(scan(tmp_path))
    waiting = Waiting(tmp_path, PATIENCE)
    waiting.look([seen], 100)
    assert waiting.wholeness(seen, 159) is Wholeness.GROWING
    assert waiting.wholeness(seen, 160) is Wholeness.CUT


@pytest.mark.parametrize("data", [b"<html>", b"PK\3\4" * 500, b"\n", b" " * 1024 + WHOLE[:-6], b"%PDX"])
def test_what_begins_as_no_pdf_does_is_not_waited_for(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    assert Waiting(tmp_path, PATIENCE).wholeness(next(scan(tmp_path)), 0) is Wholeness.FOREIGN


@pytest.mark.parametrize("data", [b"", b"%", b"%PDF", bytes(4096), bytes(9) + b"%PD", b" " * 1019 + WHOLE[:-6]])
def test_what_may_become_a_pdf_is_waited_for(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    assert Waiting(tmp_path, PATIENCE).wholeness(next(scan(tmp_path)), 0) is Wholeness.GROWING


def test_a_file_with_its_end_is_whole(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(WHOLE)
    assert Waiting(tmp_path, PATIENCE).wholeness(next(scan(tmp_path)), 0) is Wholeness.WHOLE


@pytest.mark.parametrize("tenths", range(10))
def test_no_part_of_a_paper_has_the_end_of_one(tmp_path: Path, tenths: int) -> None:
    data = pdf("en_masthead")
    (tmp_path / "a.pdf").write_bytes(data[: len(data) * tenths // 10])
    assert not has_its_end(tmp_path / "a.pdf")
    (tmp_path / "a.pdf").write_bytes(data)
    assert has_its_end(tmp_path / "a.pdf")


def test_a_link_or_a_folder_has_no_end(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(WHOLE)
    (tmp_path / "link.pdf").symlink_to(tmp_path / "a.pdf")
    assert [has_its_end(tmp_path / name) for name in ("link.pdf", ".", "none.pdf")] == [False] * 3


def test_where_another_file_says_it_nothing_else_is_asked(tmp_path: Path) -> None:
    waiting = Waiting(tmp_path, replace(PATIENCE, done_file="{stem}.ok"))
    (tmp_path / "a.pdf").write_bytes(b"")
    seen = next(scan(tmp_path))
    assert waiting.look([seen], 0) == [seen]
    assert waiting.wholeness(seen, 1000) is Wholeness.GROWING
    (tmp_path / "a.ok").touch()
    assert waiting.wholeness(seen, 0) is Wholeness.WHOLE


def test_the_form_takes_the_name_without_its_ending() -> None:
    assert done_file(Path("sub/a.b.PDF"), "{stem}.pdf.done") == Path("sub/a.b.pdf.done")
