"""What a paper is by its first page: corrigenda, old symbols, special and emergency sessions, in six languages."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import Stop
from pipeline.languages.loader import languages
from pipeline.languages.matching import matches
from pipeline.model.outcome import Outcome
from pipeline.model.pages import Pages
from pipeline.normalise.identify import identify
from pipeline.organs.loader import organ_of
from pipeline.run import convert_file
from pipeline.settings import Settings
from tests.glyphs import line, page, pages
from tests.typeset import parse, typeset

SYMBOL = "A/RES/91/4"
CORRIGENDA = {
    "ar": ("تصويب", "إن الجمعية العامة،", "قرار اتخذته الجمعية العامة في 4 كانون الأول/ديسمبر 2036"),
    "en": ("Corrigendum", "The General Assembly,", "Resolution adopted by the General Assembly on 4 December 2036"),
    "es": (
        "Corrección",
        "La Asamblea General,",
        "Resolución aprobada por la Asamblea General el 4 de diciembre de 2036",
    ),
    "fr": ("Rectificatif", "L’Assemblée générale,", "Résolution adoptée par l’Assemblée générale le 4 décembre 2036"),
    "ru": ("Исправление", "Генеральная Ассамблея,", "Резолюция, принятая Генеральной Ассамблеей 4 декабря 2036 года"),
    "zh": ("更正", "大会，", "2036年12月4日大会决议"),
}
SESSIONS = {
    "ar": [
        ("الدورة الاستثنائية الثانية والثلاثون", 32),
        ("الدورة الاستثنائية الطارئة الحادية عشرة", 11),
        ("الدورة الاستثنائية التاسعة عشرة", 19),
    ],
    "en": [("Thirty-second special session", 32), ("Eleventh emergency special session", 11)],
    "es": [
        ("Trigésimo segundo período extraordinario de sesiones", 32),
        ("Undécimo período extraordinario de sesiones de emergencia", 11),
    ],
    "fr": [("Trente-deuxième session extraordinaire", 32), ("Onzième session extraordinaire d’urgence", 11)],
    "ru": [("Тридцать вторая специальная сессия", 32), ("Одиннадцатая чрезвычайная специальная сессия", 11)],
    "zh": [("第三十二届特别会议", 32), ("第十一届紧急特别会议", 11)],
}
PAPER = """
language: en
symbol: A/RES/91/4/Corr.1
number:
title: Care of the public wells
publisher: United Nations
organ: General Assembly
distribution: Distr.: General
issued: 11 January 2037
session: Ninety-first session
agenda_item: Agenda item 21 (b)
agenda_title: Water
adoption: Corrigendum
job_number: 37-00417 (E)

[operative]
*Paragraph 3*
For “ninety-third session” read “ninety-fourth session”.
"""


def first_page(symbol: str, *texts: str) -> Pages:
    """Return a paper of one page that holds some lines under its symbol."""
    lines = (line(text, baseline=100.0 + 20 * place) for place, text in enumerate((symbol, *texts)))
    return replace(pages(page(tuple(lines))), symbol=symbol)


@pytest.mark.parametrize("tag", CORRIGENDA)
@pytest.mark.parametrize("symbol", [SYMBOL, f"{SYMBOL}/Corr.1"])
def test_a_corrigendum_is_refused_by_name(tag: str, symbol: str) -> None:
    word, _, adoption = CORRIGENDA[tag]
    with pytest.raises(Stop, match="corrigendum") as stop:
        identify(first_page(symbol, word, adoption))
    assert stop.value.outcome is Outcome.NOT_RESOLUTION


@pytest.mark.parametrize("tag", CORRIGENDA)
def test_a_corrigendum_that_prints_the_whole_text_is_the_resolution(tag: str) -> None:
    word, formula, adoption = CORRIGENDA[tag]
    name = languages()[tag].organs["general-assembly"].name
    identity = identify(
        first_page(f"{SYMBOL}/Corr.1", languages()[tag].masthead.publisher, name, adoption, formula, word)
    )
    assert (identity.language.tag, identity.organ.key) == (tag, "general-assembly")


@pytest.mark.parametrize(
    "symbol", ["A/RES/91/4", "A/HRC/RES/91/4", "E/RES/2036/4", "E/RES/2036/4 B", "S/RES/9914 (2036)", "A/RES/9914 (XV)"]
)
def test_the_corrigendum_of_every_organ_has_its_symbol(symbol: str) -> None:
    plain, corrected = organ_of(symbol), organ_of(f"{symbol}/Corr.2")
    assert plain is not None
    assert plain is corrected
    assert plain.number(symbol) == plain.number(f"{symbol}/Corr.2")


def test_a_corrigendum_ends_with_a_sentence_in_its_report(tmp_path: Path) -> None:
    path = tmp_path / "wells.pdf"
    path.write_bytes(typeset(parse(PAPER.replace("number:\n", "number: 91/4.\n")), tagged=True))
    report = convert_file(path, tmp_path / "out", Settings(to=("json",)), lambda _: None)
    assert (report.code, report.outputs) == (18, ())
    assert report.detail == "A/RES/91/4/Corr.1 is a corrigendum: it corrects a resolution, and is none itself"


@pytest.mark.parametrize(
    ("symbol", "number"),
    [
        ("A/RES/9914 (XV)", "9914 (XV)"),
        ("A/RES/9914 B (XV)", "9914 B (XV)"),
        ("A/RES/9914 (S-VII)", "9914 (S-VII)"),
        ("A/RES/9914 (ES-V)", "9914 (ES-V)"),
        ("A/RES/S-32/1", "S-32/1"),
        ("A/RES/ES-11/1", "ES-11/1"),
        ("A/HRC/RES/S-30/1", "S-30/1"),
        ("E/RES/2036/2 B", "2036/2 B"),
    ],
)
def test_old_special_and_lettered_symbols_have_their_number(symbol: str, number: str) -> None:
    organ = organ_of(symbol)
    assert organ is not None
    assert organ.number(symbol) == number


@pytest.mark.parametrize("symbol", ["A/91/512", "A/RES/91", "A/RES/9914", "A/HRC/91/4", "E/2036/30"])
def test_what_is_no_resolution_has_no_organ(symbol: str) -> None:
    assert organ_of(symbol) is None


@pytest.mark.parametrize(
    ("tag", "text", "ordinal"), [(tag, *each) for tag, found in SESSIONS.items() for each in found]
)
def test_special_and_emergency_sessions_are_understood(tag: str, text: str, ordinal: int) -> None:
    match = matches(languages()[tag], "session", text)
    assert match is not None
    assert languages()[tag].ordinal(match["ordinal"]) == ordinal
