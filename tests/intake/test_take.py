"""Intake: a private copy of a regular, whole, readable PDF, or a refusal by name."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import Stop
from pipeline.intake import copy as copying
from pipeline.intake.copy import digest_of
from pipeline.model.outcome import Outcome
from pipeline.settings import Settings
from tests import spoiled
from tests.reading import pdf
from tests.taking import Taken, take_in
from tests.typeset import bad_files


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    """A private folder."""
    folder = tmp_path / "spool"
    folder.mkdir()
    return folder


def put(folder: Path, data: bytes) -> Path:
    path = folder / "paper.pdf"
    path.write_bytes(data)
    return path


def take(path: Path, spool: Path, **limits: int) -> Taken:
    return take_in(path, spool, Settings.model_validate(limits))


def refused(path: Path, spool: Path, **limits: int) -> tuple[Outcome, str]:
    """Return the outcome and the sentence with which a file is refused."""
    with pytest.raises(Stop) as stopped:
        take(path, spool, **limits)
    return stopped.value.outcome, stopped.value.detail


def test_a_good_file_is_copied_and_described(tmp_path: Path, spool: Path) -> None:
    data = pdf("en_page_break")
    taken = take(put(tmp_path, data), spool)
    assert taken.source.path.read_bytes() == data
    assert taken.source.path.parent == spool
    assert (taken.source.name, taken.source.size) == ("paper.pdf", len(data))
    assert taken.source.sha256 == hashlib.sha256(data).hexdigest() == digest_of(tmp_path / "paper.pdf", Settings())
    assert (taken.facts.pages, taken.findings) == (2, ())
    assert "WeasyPrint" in (taken.facts.producer or "")


@pytest.mark.parametrize(
    ("name", "outcome", "words"),
    [
        ("empty", Outcome.NOT_PDF, "paper.pdf is empty"),
        ("text", Outcome.NOT_PDF, "not with %PDF-"),
        ("truncated", Outcome.DAMAGED, "cannot be read as PDF"),
        ("encrypted", Outcome.ENCRYPTED, "password"),
    ],
)
def test_a_bad_file_is_refused_by_name(tmp_path: Path, spool: Path, name: str, outcome: Outcome, words: str) -> None:
    found, detail = refused(put(tmp_path, bad_files()[name]), spool)
    assert (found, words in detail) == (outcome, True)


def test_a_file_that_opens_without_password_but_is_encrypted_is_refused(tmp_path: Path, spool: Path) -> None:
    import pikepdf

    path = tmp_path / "paper.pdf"
    with pikepdf.open(put(tmp_path, pdf(spoiled.NAME)), allow_overwriting_input=True) as file:
        file.save(path, encryption=pikepdf.Encryption(owner="owner", user=""))
    assert refused(path, spool)[0] is Outcome.ENCRYPTED


def make_link(folder: Path) -> Path:
    path = folder / "link.pdf"
    path.symlink_to(put(folder, pdf(spoiled.NAME)))
    return path


def make_pipe(folder: Path) -> Path:
    path = folder / "pipe.pdf"
    os.mkfifo(path)
    return path


def make_folder(folder: Path) -> Path:
    path = folder / "folder.pdf"
    path.mkdir()
    return path


def make_nothing(folder: Path) -> Path:
    return folder / "nothing.pdf"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (make_link, "it is a symbolic link; name the file that it leads to"),
        (make_pipe, "no regular file"),
        (make_folder, "no regular file"),
        (make_nothing, "No such file"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
@pytest.mark.parametrize("way", ["copied", "digested"])
def test_only_a_regular_file_is_read(tmp_path: Path, spool: Path, make: object, words: str, way: str) -> None:
    assert callable(make)
    path = make(tmp_path)
    with pytest.raises(Stop) as stopped:
        take(path, spool) if way == "copied" else digest_of(path, Settings())
    assert (stopped.value.outcome, words in stopped.value.detail) == (Outcome.IO, True)
    assert path.name in stopped.value.detail
    assert list(spool.iterdir()) == []


def test_a_file_over_the_limit_is_not_read(tmp_path: Path, spool: Path) -> None:
    path = put(tmp_path, pdf(spoiled.NAME))
    outcome, detail = refused(path, spool, max_bytes=1000)
    assert (outcome, "max_bytes = 1000" in detail) == (Outcome.LIMIT, True)
    assert list(spool.iterdir()) == []


def test_a_file_that_grows_over_the_limit_while_it_is_read_is_refused(
    tmp_path: Path, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, pdf(spoiled.NAME))
    monkeypatch.setattr(copying, "_require_regular", lambda *_: None)
    assert refused(path, spool, max_bytes=1000)[0] is Outcome.LIMIT


def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, pdf(spoiled.NAME))
    read = copying._chunks

    def growing(stream: object, settings: Settings) -> Iterator[bytes]:
        yield from read(stream, settings)  # type: ignore[arg-type]
        with path.open("ab") as file:
            file.write(b"more")

    monkeypatch.setattr(copying, "_chunks", growing)
    outcome, detail = refused(path, spool)
    assert (outcome, "changed while it was read" in detail) == (Outcome.DAMAGED, True)


def test_more_pages_than_the_limit_are_refused(tmp_path: Path, spool: Path) -> None:
    assert refused(put(tmp_path, pdf("en_page_break")), spool, max_pages=1)[0] is Outcome.LIMIT


def test_streams_that_inflate_over_the_limit_are_refused(tmp_path: Path, spool: Path) -> None:
    data = spoiled.changed(lambda file: file.pages[0].contents_add(b" " * 2_000_000))
    assert len(data) < 100_000
    assert refused(put(tmp_path, data), spool, max_stream_bytes=1_000_000)[0] is Outcome.LIMIT
    assert take(put(tmp_path, data), spool / "..", max_stream_bytes=10_000_000).findings == ()


def test_a_stream_that_fails_its_checksum_is_found(tmp_path: Path, spool: Path) -> None:
    taken = take(put(tmp_path, spoiled.with_a_wrong_checksum()), spool)
    assert {finding.code for finding in taken.findings} >= {"I102"}
    assert {finding.severity.value for finding in taken.findings} == {"review"}
    assert "object" in str(next(finding.found for finding in taken.findings if finding.code == "I102"))


def test_a_table_of_objects_that_is_not_where_it_should_be_is_found(tmp_path: Path, spool: Path) -> None:
    taken = take(put(tmp_path, spoiled.without_cross_references()), spool)
    assert {finding.code for finding in taken.findings} == {"I101"}
    assert str(spool) not in str(taken.findings), "no place of ours is told"


@pytest.mark.parametrize("at", [0.2, 0.5, 0.8])
def test_a_changed_byte_in_a_stream_is_never_passed_over(tmp_path: Path, spool: Path, at: float) -> None:
    path = put(tmp_path, spoiled.with_a_byte_changed(at))
    try:
        taken = take(path, spool)
    except Stop as stop:
        assert stop.outcome is Outcome.DAMAGED
    else:
        assert {finding.code for finding in taken.findings} & {"I101", "I102"}
