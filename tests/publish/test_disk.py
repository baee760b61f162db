"""A file that bears its name only when all of it was written."""

from pathlib import Path

import pytest

from pipeline.publish import disk


@pytest.mark.parametrize("name", ["a.pdf", "决" * 83 + ".pdf", "x" * 255])
def test_a_file_of_any_name_is_there_as_a_whole(name: str, tmp_path: Path) -> None:
    with disk.whole_file(tmp_path / name) as stream:
        stream.write(b"whole")
        assert not (tmp_path / name).exists()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {name: b"whole"}


def test_one_that_is_not_written_to_its_end_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"before")
    with pytest.raises(ZeroDivisionError), disk.whole_file(tmp_path / "a.pdf") as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"before"}
