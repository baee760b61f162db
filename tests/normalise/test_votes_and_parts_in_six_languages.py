"""A recorded vote over seven paragraphs and a composite of two parts, typeset in six languages, read alike."""

from dataclasses import replace

import pytest

from pipeline.model.resolution import Counts
from tests.reading import Reading, read, sources
from tests.typeset import Source, typeset
from tests.typeset.source import Part, content

LETTERS = {"ar": ("ألف", "باء"), "en": "AB", "es": "AB", "fr": "AB", "ru": "AB", "zh": "AB"}
BRACKETS = {
    "ar": """[اعتُمد بتصويت مسجل بأغلبية 2 صوتاً مقابل 2 صوتاً، وامتناع 3 أعضاء عن التصويت. وكانت النتيجة كما يلي:
المؤيدون:
تشاد، والمملكة المتحدة لبريطانيا العظمى وأيرلندا الشمالية
المعارضون:
بالاو، وبوليفيا (دولة - المتعددة القوميات)
الممتنعون عن التصويت:
البوسنة والهرسك، وفيجي، والولايات المتحدة الأمريكية.]""",
    "en": """[Adopted by a recorded vote of 2 to 2, with 3 abstentions. The voting was as follows:
In favour:
Chad and United Kingdom of Great Britain and Northern Ireland
Against:
Palau and Bolivia (Plurinational State of)
Abstaining:
Bosnia and Herzegovina, Fiji and United States of America]""",
    "es": """[Aprobada en votación registrada por 2 votos contra 2 y 3 abstenciones. El resultado fue el siguiente:
Votos a favor:
Chad, Reino Unido de Gran Bretaña e Irlanda del Norte.
Votos en contra:
Palau, Bolivia (Estado Plurinacional de).
Abstenciones:
Bosnia y Herzegovina, Fiji, Estados Unidos de América.]""",
    "fr": """[Adoptée à l’issue d’un vote enregistré par 2 voix contre 2, avec 3 abstentions. Répartition des voix :
Ont voté pour :
Tchad et Royaume-Uni de Grande-Bretagne et d’Irlande du Nord.
Ont voté contre :
Palaos et Bolivie (État plurinational de).
Se sont abstenus :
Bosnie-Herzégovine, Fidji et États-Unis d’Amérique.]""",
    "ru": """[Принята в результате заносимого в отчет о заседании голосования 2 голосами против 2 при 3 воздержавшихся:
Голосовали за:
Чад и Соединенное Королевство Великобритании и Северной Ирландии.
Голосовали против:
Палау и Боливия (Многонациональное Государство).
Воздержались:
Босния и Герцеговина, Фиджи и Соединенные Штаты Америки.]""",
    "zh": """[经记录表决，以2票赞成、2票反对、3票弃权获得通过。表决结果如下：
赞成：
乍得、大不列颠及北爱尔兰联合王国
反对：
帕劳、多民族玻利维亚国
弃权：
波斯尼亚和黑塞哥维那、斐济、美利坚合众国]""",
}
LISTS = {
    "ar": (
        ("تشاد", "المملكة المتحدة لبريطانيا العظمى وأيرلندا الشمالية"),
        ("بالاو", "بوليفيا (دولة - المتعددة القوميات)"),
        ("البوسنة والهرسك", "فيجي", "الولايات المتحدة الأمريكية"),
    ),
    "en": (
        ("Chad", "United Kingdom of Great Britain and Northern Ireland"),
        ("Palau", "Bolivia (Plurinational State of)"),
        ("Bosnia and Herzegovina", "Fiji", "United States of America"),
    ),
    "es": (
        ("Chad", "Reino Unido de Gran Bretaña e Irlanda del Norte"),
        ("Palau", "Bolivia (Estado Plurinacional de)"),
        ("Bosnia y Herzegovina", "Fiji", "Estados Unidos de América"),
    ),
    "fr": (
        ("Tchad", "Royaume-Uni de Grande-Bretagne et d’Irlande du Nord"),
        ("Palaos", "Bolivie (État plurinational de)"),
        ("Bosnie-Herzégovine", "Fidji", "États-Unis d’Amérique"),
    ),
    "ru": (
        ("Чад", "Соединенное Королевство Великобритании и Северной Ирландии"),
        ("Палау", "Боливия (Многонациональное Государство)"),
        ("Босния и Герцеговина", "Фиджи", "Соединенные Штаты Америки"),
    ),
    "zh": (
        ("乍得", "大不列颠及北爱尔兰联合王国"),
        ("帕劳", "多民族玻利维亚国"),
        ("波斯尼亚和黑塞哥维那", "斐济", "美利坚合众国"),
    ),
}

NAMES = ["preamble__formula", "preamble__para_1", "preamble__para_2", "sec_I", "para_1", "para_2", "sec_II", "para_3"]

languages = pytest.mark.parametrize("tag", sorted(LETTERS))
tags = pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])


def plain(tag: str) -> Source:
    """Return a resolution without annex, as a source."""
    return replace(sources()[f"{tag}_assembly"], annexes=())


def typed(source: Source, tagged: bool) -> Reading:
    return read(typeset(source, tagged), "typed.pdf")


@languages
@tags
def test_a_vote_over_paragraphs_is_whole(tag: str, tagged: bool) -> None:
    source = plain(tag)
    lines = tuple(content(line) for line in BRACKETS[tag].splitlines())
    found = typed(replace(source, closing=(*source.closing, *lines)), tagged)
    vote = found.resolution.adoption.vote
    assert vote.counts == Counts(in_favour=2, against=2, abstaining=3)
    assert (vote.in_favour, vote.against, vote.abstaining) == LISTS[tag]
    assert found.wrong == []
    assert found.resolution.operative[-1].id == "para_3"


@languages
@tags
def test_two_parts_are_read_under_their_letters(tag: str, tagged: bool) -> None:
    source = plain(tag)
    parts = tuple(
        Part(letter, source.header.title_line, source.preamble, source.operative, source.closing)
        for letter in LETTERS[tag]
    )
    found = typed(replace(source, preamble=(), operative=(), closing=(), parts=parts), tagged)
    resolution = found.resolution
    assert [(part.id, part.label) for part in resolution.parts] == list(
        zip(("part_a", "part_b"), LETTERS[tag], strict=True)
    )
    for part in resolution.parts:
        names = [block.id.removeprefix(f"{part.id}__") for block in (*part.preamble, *part.operative)]
        assert names == NAMES
        assert len(part.closing) == 2
    assert (resolution.preamble, resolution.operative, resolution.closing) == ((), (), ())
    assert found.wrong == []
