"""The writer: complete, the same each time, and never silent about what it cannot do."""

import io
import subprocess
import sys
from typing import Any

import pikepdf
import pytest

from pipeline.errors import Stop
from pipeline.languages.loader import languages
from pipeline.model.canonical import canonical_json
from pipeline.model.outcome import Outcome
from pipeline.model.resolution import Content, Formula, Paragraph, Resolution, Text
from pipeline.render.pdf import engine
from pipeline.render.pdf.check import check
from pipeline.render.pdf.write import stylesheet, write
from tests.samples import chinese, english


def _with_title(text: str) -> Resolution:
    return english().model_copy(update={"title": (Text(text=text),)})


def test_same_bytes_twice(english_pdf: bytes, chinese_pdf: bytes) -> None:
    assert write(english()) == english_pdf
    assert write(chinese()) == chinese_pdf


def test_pages_are_letter(english_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(english_pdf)) as pdf:
        assert {tuple(map(float, page.mediabox)) for page in pdf.pages} == {(0, 0, 612, 792)}


def test_source_is_embedded(english_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(english_pdf)) as pdf:
        assert pdf.attachments["A_RES_76_500.en.json"].get_file().read_bytes() == canonical_json(english())


def test_file_is_small(english_pdf: bytes, chinese_pdf: bytes) -> None:
    assert len(english_pdf) < 60_000
    assert len(chinese_pdf) < 400_000


def test_importing_the_package_loads_no_typesetter() -> None:
    code = "import sys, pipeline.render.pdf, pipeline.render.pdf.write; print('weasyprint' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


def test_a_missing_glyph_stops_and_is_named() -> None:
    with pytest.raises(Stop, match=r"U\+10FFF0.*resolution doctor") as stop:
        write(_with_title("Wells \U0010fff0"))
    assert stop.value.outcome is Outcome.OUTPUT


@pytest.mark.parametrize("character", ["\x00", "\x07", "\ufffe", "\ud800"])
def test_a_character_that_cannot_be_written_stops(character: str) -> None:
    resolution = english()
    broken = Formula.model_construct(id="preamble__formula", content=(Text.model_construct(text=character),))
    with pytest.raises(Stop, match=f"U\\+{ord(character):04X}"):
        write(resolution.model_copy(update={"preamble": (broken,)}))


def test_a_missing_font_stops_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "installed", lambda _: False)
    with pytest.raises(Stop, match=r"Liberation Serif.*resolution doctor") as stop:
        write(english())
    assert stop.value.outcome is Outcome.OUTPUT


def test_fontconfig_does_not_put_another_font_in_the_place_of_one() -> None:
    assert not engine.installed("A Font That Nobody Has")


def test_a_missing_subset_library_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weasyprint.text.ffi.harfbuzz_subset", None)
    with pytest.raises(Stop, match="harfbuzz-subset"):
        write(english())


def test_another_version_of_the_typesetter_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weasyprint.__version__", "71.0")
    with pytest.raises(Stop, match=r"71\.0.*70\."):
        write(english())


def test_a_warning_of_the_typesetter_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    style = f"{stylesheet(languages()[english().language])} p {{ colour: red }}"
    monkeypatch.setattr("pipeline.render.pdf.write.stylesheet", lambda _: style)
    with pytest.raises(Stop, match="colour"):
        write(english())


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    style = 'p { background: url("file:///etc/hostname") }'
    monkeypatch.setattr("pipeline.render.pdf.write.stylesheet", lambda _: style)
    with pytest.raises(Stop, match="from outside"):
        write(english())


def test_an_unknown_language_stops() -> None:
    with pytest.raises(Stop, match="no language file"):
        write(english().model_copy(update={"language": "tlh"}))


def test_text_that_layout_loses_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = engine._lines

    def forgetful(document: Any) -> Any:
        return list(lines(document))[:-1]

    monkeypatch.setattr(engine, "_lines", forgetful)
    with pytest.raises(Stop, match="layout lost the text"):
        write(english())


def _long(content: Content) -> Resolution:
    paragraphs = tuple(Paragraph(id=f"preamble__para_{n}", content=content) for n in range(1, 9))
    return english().model_copy(update={"preamble": paragraphs})


def test_words_are_whole_at_the_ends_of_lines() -> None:
    """Spaces at line ends are in the file, so that no reader joins two words."""
    content = (Text(text="Counting all the wells of all the villages of all the districts, " * 9 + "at last,"),)
    assert check(write(_long(content)), _long(content)) == []


def test_a_soft_hyphen_is_not_set() -> None:
    content = (Text(text="Wa\u00adter \u00ad and\u00ad", style=("italic",)), Text(text="\u00ad"), Text(text=" wells,"))
    resolution = english().model_copy(update={"preamble": (Paragraph(id="preamble__para_1", content=content),)})
    plain = resolution.model_copy(
        update={
            "preamble": (
                Paragraph(
                    id="preamble__para_1",
                    content=(Text(text="Water  and", style=("italic",)), Text(text=" wells,")),
                ),
            )
        }
    )
    assert check(write(resolution), resolution) == []
    assert _pages(write(resolution)) == _pages(write(plain))


def _pages(data: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [page.obj.Contents.read_bytes() for page in pdf.pages]


def test_runs_of_spaces_are_kept() -> None:
    content = (
        Text(text="Two  spaces,"),
        Text(text=" ", style=("bold",)),
        Text(text=" no", style=("italic",)),
        Text(text="\u00a0"),
        Text(text="50", style=("italic",)),
    )
    resolution = english().model_copy(update={"preamble": (Paragraph(id="preamble__para_1", content=content),)})
    assert check(write(resolution), resolution) == []
