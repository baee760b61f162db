"""What holds for any characters: of what is taken out nothing was seen, and what a law says of a text it says again."""

import re
import unicodedata
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.characters import STEERS, UNMAPPED
from pipeline.extract.letters import letters
from pipeline.extract.policy import is_balanced
from pipeline.extract.witness import folded, inkless, same
from pipeline.ledger.check import Printed, characters, count
from pipeline.model.address import may_be_followed
from pipeline.model.marker import bare
from pipeline.render.page.inline import target
from tests.properties.strategies import few

ANY = st.text(st.characters(), max_size=30)
INKED = st.text(st.characters(exclude_categories=["C", "Z", "M"]), min_size=1, max_size=30)
PAIRS = st.sampled_from([("\u202a", "\u202c"), ("\u202e", "\u202c"), ("\u2066", "\u2069"), ("\u2068", "\u2069")])


@few(200)
@given(ANY)
def test_letters_are_taken_for_forms_once(text: str) -> None:
    assert letters(letters(text)) == letters(text)


@few(200)
@given(ANY)
def test_folding_a_text_twice_is_folding_it_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@few(200)
@given(ANY.filter(lambda text: not inkless(text)))
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert same(text, frozenset({text}))


@few(200)
@given(st.text(st.characters(exclude_categories=["Cf"]), max_size=30))
def test_the_ledger_counts_just_what_leaves_ink(text: str) -> None:
    assert bool(characters(text)) == (not inkless(text))


@few(100)
@given(ANY, PAIRS, ANY)
def test_what_is_opened_and_closed_again_is_balanced(before: str, pair: tuple[str, str], within: str) -> None:
    clean = STEERS.sub("", before), STEERS.sub("", within)
    opening, closing = pair
    assert is_balanced(clean[0] + opening + clean[1] + closing)
    assert not is_balanced(clean[0] + opening + clean[1])
    assert not is_balanced(clean[0] + closing + clean[1])


@few(200)
@given(ANY)
def test_what_steers_is_never_what_is_seen(text: str) -> None:
    assert all(unicodedata.category(character) in ("Cf", "Cn") for character in STEERS.findall(text))


@few(300)
@given(st.characters())
def test_a_character_that_no_text_may_hold_is_none_that_is_seen(character: str) -> None:
    if UNMAPPED.search(character):
        assert unicodedata.category(character) in ("Cc", "Cs", "Cn") or character == "\ufffd"


@few(300)
@given(ANY)
def test_an_address_that_may_be_followed_has_an_allowed_scheme_and_nothing_unseen(text: str) -> None:
    for address in (text, f"https://{text}", f"mailto:{text}", f"JavaScript:{text}"):
        if may_be_followed(address):
            assert re.match(r"(?:https?://|mailto:)", address, re.IGNORECASE)
            assert not any(unicodedata.category(character)[0] == "C" for character in address)


@few(300)
@given(ANY)
def test_what_is_written_for_an_address_is_ascii_and_may_be_followed(text: str) -> None:
    written = target(f"https://undocs.org/{text}")
    assert written is None or (written.isascii() and may_be_followed(written))


@few(200)
@given(st.text(st.characters(categories=["Nd", "Ll", "Po"], exclude_characters="()（）"), min_size=1, max_size=4))
def test_a_marker_is_the_same_with_brackets_and_without(marker: str) -> None:
    assert bare(f"({marker})") == bare(f" （{marker}） ") == bare(marker)


def source(text: str) -> Printed:
    found = characters(text)
    return Printed(text=found, furniture=Counter(), glyphs=found.total(), furniture_glyphs=0, marks=0)


@few(100)
@given(INKED, st.randoms())
def test_the_ledger_knows_no_order(text: str, chance: object) -> None:
    shuffled = list(text)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert count(source(text), "docx", "".join(shuffled)).findings == count(source(text), "docx", text).findings == ()


@few(100)
@given(INKED, st.integers(0))
def test_the_ledger_misses_any_character_that_is_lost_or_added(text: str, place: int) -> None:
    at = place % len(text)
    lost = count(source(text), "docx", text[:at] + text[at + 1 :])
    added = count(source(text), "docx", text + text[at])
    assert [item.code for item in lost.findings] == ["R4LG01"]
    assert [item.code for item in added.findings] == ["R4LG02"]
