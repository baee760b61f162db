"""What a resolution cites is found in six languages, and contradictions are seen; nothing is guessed."""

import pytest

from pipeline.languages.loader import languages
from pipeline.model.resolution import Conservation, Content, Link, Note, Paragraph, Reference, Resolution, SourceFile
from pipeline.normalise.check_references import check_references
from pipeline.normalise.references import references_of
from tests.samples import words

ASSEMBLY, COUNCIL = "general-assembly", "human-rights-council"


def paper(*paragraphs: Content, tag: str = "en", organ: str = ASSEMBLY, notes: tuple[Note, ...] = ()) -> Resolution:
    """Return a resolution with some paragraphs."""
    blocks = tuple(Paragraph(id=f"para_{number}", content=content) for number, content in enumerate(paragraphs, 1))
    return Resolution(
        iri="/akn/un/statement/deliberation/un-ga/2036-12-15/91-58/eng@",
        symbol="A/RES/91/58",
        language=tag,
        organ=organ,
        operative=blocks,
        notes=notes,
        source=SourceFile(file="x.pdf", sha256="0" * 64, pages=1),
        conservation=Conservation(glyphs=0, by_fate={}),
    )


def cited(text: str, tag: str = "en", organ: str = ASSEMBLY) -> list[Reference]:
    return list(references_of(paper(words(text), tag=tag, organ=organ), languages()[tag]))


def symbols(text: str, tag: str = "en", organ: str = ASSEMBLY) -> list[tuple[str | None, str | None]]:
    return [(reference.symbol, reference.date) for reference in cited(text, tag, organ)]


def linked(text: str, href: str) -> Content:
    return (Link(href=href, content=words(text)),)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "Recalling its resolutions 74/50 of 12 December 2019 and 68/247 B of 9 April 2014"),
        ("fr", "Rappelant ses résolutions 74/50 du 12 décembre 2019 et 68/247 B du 9 avril 2014"),
        ("es", "Recordando sus resoluciones 74/50, de 12 de diciembre de 2019, y 68/247 B, de 9 de abril de 2014"),
        ("ru", "ссылаясь на свои резолюции 74/50 от 12 декабря 2019 года и 68/247 B от 9 апреля 2014 года"),
        ("zh", "回顾其2019年12月12日第74/50号和2014年4月9日第68/247 B号决议"),
        ("ar", "إذ تشير إلى قراريها 74/50 المؤرخ 12 كانون الأول/ديسمبر 2019 و 68/247 باء المؤرخ 9 نيسان/أبريل 2014"),
    ],
)
def test_the_same_list_in_six_languages(tag: str, text: str) -> None:
    assert symbols(text, tag) == [("A/RES/74/50", "2019-12-12"), ("A/RES/68/247 B", "2014-04-09")]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "recalling General Assembly resolution 1514 (XV) and Security Council resolution 2379 (2017)"),
        ("fr", "la résolution 1514 (XV) de l’Assemblée générale et la résolution 2379 (2017) du Conseil de sécurité"),
        ("es", "la resolución 1514 (XV) de la Asamblea General y la resolución 2379 (2017) del Consejo de Seguridad"),
        ("ru", "на резолюцию 1514 (XV) Генеральной Ассамблеи и резолюцию 2379 (2017) Совета Безопасности"),
        ("zh", "大会第1514(XV)号决议和安全理事会第2379(2017)号决议"),
        ("ar", "إلى قرار الجمعية العامة 1514 (د-15) وقرار مجلس الأمن 2379 (2017)"),
    ],
)
def test_other_organs_and_old_numbers_in_six_languages(tag: str, text: str) -> None:
    found = [symbol for symbol, _ in symbols(text, tag, COUNCIL)]
    assert found == ["A/RES/1514 (XV)", "S/RES/2379 (2017)"]


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "United Nations, Treaty Series, vol. 729, No. 10485."),
        ("fr", "Nations Unies, Recueil des Traités, vol. 729, no 10485."),
        ("es", "Naciones Unidas, Treaty Series, vol. 729, núm. 10485."),
        ("ru", "United Nations, Treaty Series, vol. 729, No. 10485."),
        ("zh", "联合国，《条约汇编》，第729卷，第10485号。"),
        ("ar", "United Nations, Treaty Series, vol. 729, No. 10485."),
    ],
)
def test_a_treaty_in_six_languages(tag: str, text: str) -> None:
    (found,) = cited(text, tag)
    assert (found.type, found.symbol, found.volume, found.number, found.uri) == ("treaty", None, "729", "10485", None)


def test_decisions_documents_and_joint_symbols_are_told_apart() -> None:
    found = cited("Recalling its decision 74/509 and taking note of documents A/75/399 and A/78/86-E/2023/83")
    assert [(item.type, item.symbol) for item in found] == [
        ("decision", "A/DEC/74/509"),
        ("document", "A/75/399"),
        ("document", "A/78/86"),
        ("document", "E/2023/83"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "elections in 2020/2021 and open 24/7",
        "general comment No. 26 (2023) on children",
        "two thirds, or 2/3, of the Members",
    ],
)
def test_numbers_that_only_look_so_are_no_resolutions(text: str) -> None:
    assert cited(text) == []


def test_a_list_goes_on_behind_a_title() -> None:
    text = (
        "Recalling Human Rights Council resolutions 27/5 of 25 September 2014 on the safety of journalists, 32/13 of "
        "1 July 2016 on the Internet and 34/7 of 23 March 2017"
    )
    found = [symbol for symbol, _ in symbols(text)]
    assert found == ["A/HRC/RES/27/5", "A/HRC/RES/32/13", "A/HRC/RES/34/7"]


def test_the_number_of_a_body_that_is_not_known_has_no_symbol() -> None:
    (found,) = cited("Recalling resolution 25/1 of 27 May 2016 of the Commission on Wells")
    assert (found.type, found.number, found.symbol, found.uri) == ("resolution", "25/1", None, None)


def test_the_link_says_whose_a_number_is_where_the_text_does_not() -> None:
    content = (*words("Recalling resolution "), *linked("53/6", "https://undocs.org/en/A/HRC/RES/53/6"))
    (found,) = references_of(paper(content), languages()["en"])
    assert (found.symbol, found.uri) == ("A/HRC/RES/53/6", "https://docs.un.org/en/A/HRC/RES/53/6")


def test_a_reference_bears_the_id_of_its_note() -> None:
    notes = (Note(marker="4", content=words("Resolution 70/1.")),)
    (found,) = references_of(paper(notes=notes), languages()["en"])
    assert (found.symbol, found.in_) == ("A/RES/70/1", "note_4")


def test_what_agrees_is_no_finding() -> None:
    content = (
        *words("Recalling its resolutions "),
        *linked("74/50", "https://undocs.org/en/A/RES/74/50"),
        *words(" of 12 December 2019 and "),
        *linked("57/130 A", "http://undocs.org/A/RES/57/130a-b"),
        *words(", and "),
        *linked("A/78/205 (Part I)", "https://docs.un.org/en/A/78/205(PartI)"),
    )
    assert list(check_references(paper(content))) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (linked("A/75/399", "https://docs.un.org/en/A/75/398"), "N320"),
        ((*words("its resolution "), *linked("60/2", "https://docs.un.org/en/A/RES/60/21")), "N321"),
        ((*words("Security Council resolution "), *linked("1 (1946)", "https://undocs.org/A/RES/1(1946)")), "N321"),
        (words("Recalling its resolutions 71/266 of 23 December 2016 and 72/256 of 24 December 2107"), "N322"),
        (words("Security Council resolution 2379 (2017) of 21 September 2018"), "N322"),
        (words("its resolution 74/50 of 12 December 2019; its resolution 74/50 of 13 December 2019"), "N323"),
        (words("See \u0410/75/399"), "N324"),
    ],
)
def test_contradictions_are_found_at_their_place(content: Content, code: str) -> None:
    assert [(item.code, item.block) for item in check_references(paper(content))] == [(code, "para_1")]
