"""Papers of each organ in six languages: recognised, with the fields that the organ prints and none that it lacks."""

import pytest

from tests.normalise.test_six_languages import LANGUAGES
from tests.reading import found_blocks, read, sources
from tests.typeset import expected, parse, typeset

# The organ's name, its formula, its adoption line, its meeting and its bracket, by language.
COUNCIL = {
    "ar": (
        "مجلس حقوق الإنسان",
        "إن مجلس حقوق الإنسان",
        "قرار اعتمده مجلس حقوق الإنسان في",
        "الجلسة 58",
        "[اعتمد دون تصويت]",
    ),
    "en": (
        "Human Rights Council",
        "The Human Rights Council",
        "Resolution adopted by the Human Rights Council on",
        "58th meeting",
        "[Adopted without a vote.]",
    ),
    "es": (
        "Consejo de Derechos Humanos",
        "El Consejo de Derechos Humanos",
        "Resolución aprobada por el Consejo de Derechos Humanos el",
        "58ª sesión",
        "[Aprobada sin votación.]",
    ),
    "fr": (
        "Conseil des droits de l’homme",
        "Le Conseil des droits de l’homme",
        "Résolution adoptée par le Conseil des droits de l’homme le",
        "58e séance",
        "[Adoptée sans vote.]",
    ),
    "ru": (
        "Совет по правам человека",
        "Совет по правам человека",
        "Резолюция, принятая Советом по правам человека",
        "58-е заседание",
        "[Принята без голосования.]",
    ),
    "zh": (
        "人权理事会",
        "人权理事会",
        "人权理事会 2036 年 12 月 4 日通过的决议",
        "第 58 次会议",
        "[未经表决获得通过。]",
    ),
}


# The same of the Economic and Social Council; in place of the bracket, its session.
ECONOMIC = {
    "ar": (
        "المجلس الاقتصادي والاجتماعي", "إن المجلس الاقتصادي والاجتماعي",
        "قرار اتخذه المجلس الاقتصادي والاجتماعي في", "الجلسة العامة 58", "دورة عام 2036",
    ),
    "en": (
        "Economic and Social Council", "The Economic and Social Council",
        "Resolution adopted by the Economic and Social Council on", "58th plenary meeting", "2036 session",
    ),
    "es": (
        "Consejo Económico y Social", "El Consejo Económico y Social",
        "Resolución aprobada por el Consejo Económico y Social el", "58ª sesión plenaria",
        "Período de sesiones de 2036",
    ),
    "fr": (
        "Conseil économique et social", "Le Conseil économique et social",
        "Résolution adoptée par le Conseil économique et social le", "58e séance plénière", "Session de 2036",
    ),
    "ru": (
        "Экономический и Социальный Совет", "Экономический и Социальный Совет",
        "Резолюция, принятая Экономическим и Социальным Советом", "58-е пленарное заседание", "Сессия 2036 года",
    ),
    "zh": (
        "经济及社会理事会", "经济及社会理事会", "2036 年 12 月 4 日经济及社会理事会决议",
        "第 58 次全体会议", "2036 年届会",
    ),
}  # fmt: skip


def paper(language: str, economic: bool = False) -> str:
    """Return a resolution of one of both councils, made from the words of the one of the General Assembly."""
    series, number = ("E", "2036/6") if economic else ("A/HRC", "91/6")
    header = sources()[f"{language}_assembly"].header
    organ, formula, adoption, meeting, last = (ECONOMIC if economic else COUNCIL)[language]
    date = header.issued if language == "en" else dates(language)
    adopted = adoption if language == "zh" else f"{adoption} {date}"
    comma = {"ar": "،", "zh": "，"}.get(language, ",")
    points = [f"{label} | {word}" for label, word in zip(labels(language), words(language), strict=True)]
    italic = language not in ("ar", "zh")
    closing = "\n".join(
        f"*{line}*" if italic else line for line in ((meeting, date) if economic else (meeting, date, last))
    )
    fields = {
        "language": language, "symbol": f"{series}/RES/{number}", "number": header.number.replace("91/63", number),
        "title": header.title, "publisher": header.publisher, "organ": organ, "distribution": header.distribution,
        "issued": header.issued, "original": header.original, "session": last if economic else header.session,
        "agenda_item": header.agenda_item, "agenda_title": header.agenda_title, "adoption": adopted,
    }  # fmt: skip
    head = "\n".join(f"{key}: {value}" for key, value in fields.items() if value)
    return "\n".join([head, "[preamble]", f"@ *{formula}*{comma}", "[operative]", *points, "[closing]", closing])


def dates(language: str) -> str:
    """Return a date as the language prints it, from the closing of the resolution of the General Assembly."""
    return {
        "ar": "4 كانون الأول/ديسمبر 2036", "es": "4 de diciembre de 2036", "fr": "4 décembre 2036",
        "ru": "4 декабря 2036 года", "zh": "2036 年 12 月 4 日",
    }[language]  # fmt: skip


def labels(language: str) -> tuple[str, str]:
    return ("1 -", "2 -") if language == "ar" else ("1.", "2.")


def words(language: str) -> tuple[str, str]:
    """Return two operative paragraphs."""
    return {
        "ar": ("*تطلب* أن تغلق الآبار؛", "*تقرر* أن تعود إلى المسألة."),
        "en": ("*Requests* that the wells be closed;", "*Decides* to return to the matter."),
        "es": ("*Solicita* que se cierren los pozos;", "*Decide* volver a examinar la cuestión."),
        "fr": ("*Prie* les gardiens de fermer les puits ;", "*Décide* de revenir sur la question."),
        "ru": ("*просит* закрыть колодцы;", "*постановляет* вернуться к этому вопросу."),
        "zh": ("*请*看守人关好水井；", "*决定*再次审议此事。"),
    }[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_of_the_human_rights_council_is_read_whole(language: str) -> None:
    source = parse(paper(language))
    reading = read(typeset(source, tagged=True), "council.pdf")
    read_back = reading.resolution
    assert found_blocks(read_back) == expected(source)
    assert (read_back.language, read_back.organ, read_back.number) == (language, "human-rights-council", "91/6")
    assert read_back.masthead.original_text == source.header.original
    assert [block.id for block in read_back.operative] == ["para_1", "para_2"]
    assert read_back.adoption.meeting is not None
    assert read_back.adoption.meeting.number == 58
    assert read_back.conservation.unaccounted == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_of_the_economic_and_social_council_is_read_whole(language: str) -> None:
    source = parse(paper(language, economic=True))
    reading = read(typeset(source, tagged=True), "council.pdf")
    read_back = reading.resolution
    assert found_blocks(read_back) == expected(source)
    assert (read_back.language, read_back.organ) == (language, "economic-and-social-council")
    assert (read_back.symbol, read_back.number) == ("E/RES/2036/6", "2036/6")
    assert read_back.masthead.session is not None
    assert read_back.masthead.session.text == source.header.session
    assert [block.id for block in read_back.operative] == ["para_1", "para_2"]
    assert read_back.conservation.unaccounted == 0
