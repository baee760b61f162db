"""What fuzzing has found stays mended: each file that made a parser fail is tried again."""

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

FOUND = sorted(file for file in (Path(__file__).parent / "found").iterdir() if file.suffix != ".txt")
PLAIN = (b"", b"\x00", b"{}", b"A/RES/70/9", b"<akomaNtoso/>", b"%PDF-1.7", b"PK\x03\x04", b"\xff\xfe", b"1" * 5000)


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.name)
def test_what_was_found_is_mended(file: Path) -> None:
    TARGETS[file.name.split("-")[0]](file.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_a_parser_declares_what_it_raises(name: str) -> None:
    for data in PLAIN:
        TARGETS[name](data)
