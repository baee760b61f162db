"""Names: whatever a file is called, its folder has a name that every file system takes, and nobody else's."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import Stop
from pipeline.model.outcome import Outcome
from pipeline.publish.names import LONGEST, earlier, hidden, place_of, stem, twin


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("A_RES_75_71.pdf", "A_RES_75_71"),
        ("A.PDF", "A"),
        ("A", "A"),
        ("A.pdf.pdf", "A.pdf"),
        (".pdf", ".pdf"),
        ("..pdf", "..pdf"),
        ("...pdf", "...pdf"),
        ("-rf.pdf", "-rf"),
        ("two\nlines.pdf", "two\nlines"),
        ("\u202egnp.pdf", "\u202egnp"),
        (os.fsdecode(b"w\xffll.pdf"), r"w\udcffll"),
        ("", ""),
        ("..", ""),
        ("/", ""),
        ("a\0b.pdf", ""),
    ],
)
def test_a_folder_is_named_as_the_file_without_its_ending(name: str, folder: str) -> None:
    assert stem(Path(name)) == folder


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=300))
def test_a_name_never_leads_elsewhere_and_is_never_too_long(name: str) -> None:
    folder = stem(Path("papers") / f"{name}.pdf")
    assert folder not in ("", ".", "..")
    assert "/" not in folder
    assert len(f"{folder}.docx".encode()) <= 255


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=300))
def test_the_name_that_a_report_gives_leads_to_the_same_folder(name: str) -> None:
    path = Path(f"{name}.pdf")
    assert stem(Path(path.name.encode("utf-8", "backslashreplace").decode())) == stem(path)


def test_names_too_long_are_cut_and_stay_different() -> None:
    long = "决议" * 42
    folders = {stem(Path(f"{long}{ending}.pdf")) for ending in ("a", "b")}
    assert len(folders) == 2
    for folder in folders:
        assert folder.startswith("决议决议")
        assert LONGEST - 3 < len(folder.encode()) <= LONGEST
    assert stem(Path("a" * LONGEST + ".pdf")) == "a" * LONGEST
    assert stem(Path("a" * LONGEST + "a.pdf")) != "a" * LONGEST


@pytest.mark.parametrize(
    ("first", "second"),
    [("A.pdf", "a.pdf"), ("x.pdf", "x.PDF"), ("R\u00e9s.pdf", "Re\u0301s.pdf"), ("STRASSE.pdf", "straße.pdf")],
)
def test_twins_are_known(first: str, second: str) -> None:
    assert twin(Path(first)) == twin(Path("elsewhere") / second)


def test_others_are_no_twins() -> None:
    assert twin(Path("a.pdf")) != twin(Path("b.pdf"))
    assert twin(Path("1.pdf")) != twin(Path("①.pdf"))


@pytest.mark.parametrize("name", [hidden("A", 0), hidden("A", 15), earlier(hidden("A", 3)), hidden("A", 0).upper()])
def test_no_document_bears_the_name_of_a_hidden_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        place_of(Path(f"{name}.pdf"), tmp_path)
    assert stopped.value.outcome is Outcome.DESTINATION


def test_hidden_names_are_those_of_one_destination() -> None:
    assert hidden("A", 0) != hidden("B", 0)
    assert len(hidden("a" * LONGEST, 0)) == len(hidden("a", 0))


def test_a_document_does_not_stand_where_its_result_would(tmp_path: Path) -> None:
    (tmp_path / "out" / "A").mkdir(parents=True)
    (tmp_path / "link").symlink_to("out")
    for output in ("out", "link"):
        with pytest.raises(Stop) as stopped:
            place_of(tmp_path / "out" / "A" / "A.pdf", tmp_path / output)
        assert stopped.value.outcome is Outcome.DESTINATION
    assert place_of(tmp_path / "out" / "A.pdf", tmp_path / "out") == tmp_path / "out" / "A"
