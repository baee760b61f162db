"""The formats: the folders are the register, and each writes and checks by the same rule."""

import pytest

from pipeline.render.formats import load, names
from tests.samples import chinese, english


def test_the_folders_are_the_register() -> None:
    assert {"akn", "docx", "json", "pdf"} <= set(names())
    assert list(names()) == sorted(names())


@pytest.mark.parametrize("name", ["odt", "", "json/../json", "__pycache__"])
def test_a_format_that_is_not_known_is_refused(name: str) -> None:
    with pytest.raises(KeyError):
        load(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
def test_every_format_writes_the_same_bytes_and_passes_its_own_check(name: str) -> None:
    output = load(name)
    for resolution in (english(), chinese()):
        data = output.write(resolution)
        assert output.check(data, resolution) == []
        assert output.write(resolution) == data


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
def test_every_format_finds_what_is_another_resolution(name: str) -> None:
    output = load(name)
    found = output.check(output.write(english()), chinese())
    assert "error" in {finding.severity.value for finding in found}


@pytest.mark.parametrize("name", names())
def test_every_format_finds_what_cannot_be_read(name: str) -> None:
    assert "error" in {finding.severity.value for finding in load(name).check(b"nothing", english())}


def test_a_format_s_suffix_is_its_name_unless_its_writer_says_another() -> None:
    assert {name: load(name).suffix for name in ("json", "docx", "pdf", "akn")} == {
        "json": "json",
        "docx": "docx",
        "pdf": "pdf",
        "akn": "xml",
    }
