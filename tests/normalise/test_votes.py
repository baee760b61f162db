"""The vote that the bracket under a text tells of: in six languages, over paragraphs, and where it errs."""

from typing import Any

import pytest

from pipeline.languages.loader import languages
from pipeline.model.resolution import Counts, Resolution
from pipeline.normalise.check import check_resolution
from pipeline.normalise.votes import read_vote
from tests.reading import reading

WITHOUT = {
    "ar": ["[اعتُمد من دون تصويت.]", "[اعتمد القرار بدون تصويت].", "[اعتُمد دون تصويت.]"],
    "en": ["[Adopted without a vote.]", "[Resolution adopted without a vote]"],
    "es": ["[Aprobada sin votación.]", "[Resolución aprobada sin votación.]"],
    "fr": ["[Adoptée sans vote.]"],
    "ru": ["[Принята без голосования.]"],
    "zh": ["[未经表决获得通过。]", "[未经表决通过]"],
}

# The same vote in each language: two for, one against, none or one abstaining.
RECORDED = {
    "ar": [
        "[اعتُمد بتصويت مسجل بأغلبية 2 صوتاً مقابل صوت واحد، وامتناع عضو واحد عن التصويت. وكانت نتيجة التصويت كما يلي: "
        "المؤيدون: البوسنة والهرسك، وتشاد المعارضون: بالاو الممتنعون عن التصويت: النرويج]",
        "[اعتُمد بتصويت مسجل بأغلبية 2 صوتا مقابل 1 أصوات مع امتناع 1 عضوا عن التصويت. "
        "المؤيدون: البوسنة والهرسك، تشاد المعارضون: بالاو الممتنعون: النرويج]",
    ],
    "en": [
        "[Adopted by a recorded vote of 2 to 1, with 1 abstention. The voting was as follows: "
        "In favour: Bosnia and Herzegovina and Chad Against: Palau Abstaining: Norway]",
        "[Resolution adopted by a recorded vote of 2 votes to 1, with one abstention. The voting was as follows: "
        "In favour: Bosnia and Herzegovina, Chad; Against: Palau; Abstaining: Norway.]",
    ],
    "es": [
        "[Aprobada en votación registrada por 2 votos contra 1 y 1 abstención. El resultado de la votación fue: "
        "Votos a favor: Bosnia y Herzegovina y Chad. Votos en contra: Palau. Abstenciones: Noruega.]",
        "[Aprobada en votación registrada por 2 votos a favor, 1 en contra y una abstención. "
        "Votos a favor: Bosnia y Herzegovina, Chad Votos en contra: Palau Abstenciones: Noruega]",
    ],
    "fr": [
        "[Adoptée à l’issue d’un vote enregistré par 2 voix contre 1, avec 1 abstention. Répartition : "
        "Ont voté pour : Bosnie-Herzégovine et Tchad Ont voté contre : Palaos Se sont abstenus : Norvège]",
        "[Adoptée par 2 voix contre une, avec une abstention, à l’issue d’un vote enregistré. "
        "Ont voté pour\u00a0: Bosnie-Herzégovine, Tchad Ont voté contre\u00a0: Palaos Se sont abstenus\u00a0: Norvège]",
    ],
    "ru": [
        "[Принята в результате заносимого в отчет о заседании голосования 2 голосами против 1 при 1 воздержавшемся. "
        "Голосовали за: Босния и Герцеговина и Чад Голосовали против: Палау Воздержались: Норвегия]",
        "[Принята 2 голосами против 1, при этом 1 воздержавшийся. "
        "Голосовали за: Босния и Герцеговина, Чад Против: Палау Воздержались: Норвегия]",
    ],
    "zh": [
        "[经记录表决，以2票赞成、1票反对、1票弃权获得通过。"
        "表决结果如下：赞成：波斯尼亚和黑塞哥维那、乍得 反对：帕劳 弃权：挪威]",
        "[经记录表决以2票对1票、1票弃权通过。赞成：波斯尼亚和黑塞哥维那和乍得 反对：帕劳。弃权：挪威。]",
    ],
}
STATES = {
    "ar": ("البوسنة والهرسك", "تشاد", "بالاو", "النرويج"),
    "en": ("Bosnia and Herzegovina", "Chad", "Palau", "Norway"),
    "es": ("Bosnia y Herzegovina", "Chad", "Palau", "Noruega"),
    "fr": ("Bosnie-Herzégovine", "Tchad", "Palaos", "Norvège"),
    "ru": ("Босния и Герцеговина", "Чад", "Палау", "Норвегия"),
    "zh": ("波斯尼亚和黑塞哥维那", "乍得", "帕劳", "挪威"),
}
NOBODY_ABSTAINS = {
    "ar": "[اعتُمد بتصويت مسجل بأغلبية 46 صوتاً مقابل لا شيء، ودون امتناع أي عضو عن التصويت.]",
    "en": "[Adopted by a recorded vote of 46 to none, with no abstentions.]",
    "es": "[Aprobada en votación registrada por 46 votos contra ninguno y ninguna abstención.]",
    "fr": "[Adoptée par 46 voix contre zéro, sans abstention, à l’issue d’un vote enregistré.]",
    "ru": "[Принята 46 голосами против нуля, при этом никто не воздержался.]",
    "zh": "[经记录表决，以46票赞成、零票反对、无人弃权获得通过。]",
}


@pytest.mark.parametrize(("tag", "text"), [(tag, text) for tag, texts in WITHOUT.items() for text in texts])
def test_a_bracket_says_that_there_was_no_vote(tag: str, text: str) -> None:
    assert read_vote(text, languages()[tag]).type == "without_vote"


@pytest.mark.parametrize(("tag", "text"), [(tag, text) for tag, texts in RECORDED.items() for text in texts])
def test_counts_are_numbers_and_states_are_as_printed(tag: str, text: str) -> None:
    vote = read_vote(f"closing lines {text}", languages()[tag])
    first, second, third, fourth = STATES[tag]
    assert vote.type == "recorded"
    assert vote.counts == Counts(in_favour=2, against=1, abstaining=1)
    assert (vote.in_favour, vote.against, vote.abstaining) == ((first, second), (third,), (fourth,))


@pytest.mark.parametrize("tag", NOBODY_ABSTAINS)
def test_a_word_may_stand_for_nobody(tag: str) -> None:
    assert read_vote(NOBODY_ABSTAINS[tag], languages()[tag]).counts == Counts(in_favour=46, against=0, abstaining=0)


def test_a_name_that_holds_the_sign_of_a_joint_stays_whole() -> None:
    bracket = (
        "[经记录表决，以3票赞成、1票反对、1票弃权获得通过。"
        "赞成：中非共和国、多米尼加共和国和乍得 反对：帕劳 弃权：挪威]"
    )
    vote = read_vote(bracket, languages()["zh"])
    assert vote.in_favour == ("中非共和国", "多米尼加共和国", "乍得")


@pytest.mark.parametrize("name", ["سانت كيتس ونيفس", "سانت كيتس ونيفيس"])
def test_a_name_stays_whole_however_it_is_spelt(name: str) -> None:
    bracket = f"[اعتُمد بتصويت مسجل بأغلبية 2 صوتا مقابل 0 أصوات، وامتناع 0 عضوا عن التصويت. المؤيدون: تشاد، و{name}]"
    assert read_vote(bracket, languages()["ar"]).in_favour == ("تشاد", name)


MISPRINTED = {
    "en": "[Adopted by a recorded vole of 2, 1 and 1. In favour: Chad and Norway Against: Palau Abstaining: Fiji]",
    "zh": "[经记录表决，以2票造成、1票反对、1票弃权获得通过。赞成：乍得、挪威 反对：帕劳 弃权：斐济]",
}


@pytest.mark.parametrize("tag", MISPRINTED)
def test_lists_are_read_although_the_counts_are_misprinted(tag: str) -> None:
    vote = read_vote(MISPRINTED[tag], languages()[tag])
    assert (vote.type, vote.counts) == ("recorded", None)
    assert (len(vote.in_favour), len(vote.against), len(vote.abstaining)) == (2, 1, 1)


@pytest.mark.parametrize("tag", languages())
def test_without_a_bracket_the_vote_is_unknown(tag: str) -> None:
    assert read_vote("58 4 2036", languages()[tag]).type == "unknown"


@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
def test_a_vote_is_read_over_paragraphs_and_over_a_page(tagged: bool) -> None:
    resolution = reading("en_vote", tagged).resolution
    assert [place.page for place in resolution.closing[3].source] == [1, 2]
    vote = resolution.adoption.vote
    assert vote.counts == Counts(in_favour=5, against=2, abstaining=1)
    assert vote.in_favour == (
        "Antigua and Barbuda",
        "Bolivia (Plurinational State of)",
        "Chad",
        "Norway",
        "United Kingdom of Great Britain and Northern Ireland",
    )
    assert vote.against == ("Bosnia and Herzegovina", "Palau")
    assert vote.abstaining == ("Côte d’Ivoire",)
    arabic = reading("ar_vote", tagged).resolution.adoption.vote
    assert arabic.counts == Counts(in_favour=3, against=2, abstaining=1)
    assert arabic.in_favour == ("البوسنة والهرسك", "تشاد", "النرويج")
    assert (arabic.against, arabic.abstaining) == (("أنتيغوا وبربودا", "بالاو"), ("كوت ديفوار",))
    chinese = reading("zh_vote", tagged).resolution.adoption.vote
    assert chinese.counts == Counts(in_favour=3, against=2, abstaining=0)
    assert chinese.in_favour == ("乍得", "挪威", "波斯尼亚和黑塞哥维那")
    assert chinese.against == ("安提瓜和巴布达", "帕劳")


def found(change: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    """Return what is found in a vote that was changed."""
    read = reading("en_vote")
    data = read.resolution.model_dump(by_alias=True)
    data["adoption"]["vote"].update(change)
    changed = Resolution.model_validate(data)
    findings = check_resolution(read.pages, changed, read.normalised.fates)
    return [(item.code, item.expected, item.found) for item in findings]


def test_a_count_that_is_not_that_of_its_list_is_found() -> None:
    assert found({"against": ("Palau",)}) == [("N325", "against 2", "1")]


def test_a_list_that_lacks_is_found() -> None:
    assert found({"abstaining": ()}) == [("N326", "abstaining", None)]
    assert found({"counts": None}) == [("N326", "counts", None)]


def test_a_bracket_in_other_words_is_found() -> None:
    assert [code for code, _, _ in found({"type": "unknown"})] == ["N327"]
