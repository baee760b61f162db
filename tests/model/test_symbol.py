"""Symbols: parsed once, printed always the same way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.symbol import Symbol, parse

numbers = st.integers(1, 9999).map(str)
sessions = st.one_of(numbers, numbers.map("S-{}".format), numbers.map("ES-{}".format))
letters = st.sampled_from(["A", "B", "A–C"])
additions = st.lists(st.builds("{}.{}".format, st.sampled_from(["Rev", "Add", "Corr"]), st.integers(1, 9)), max_size=2)


@st.composite
def symbols(draw: st.DrawFn) -> Symbol:
    """Draw symbols of resolutions, old and new, and of documents."""
    shape = draw(st.sampled_from(["resolution", "old", "document", "conference"]))
    if shape == "old":
        bracket = draw(st.sampled_from(["XV", "S-VII", "2017"]))
        suffix = draw(st.none() | st.sampled_from(["A", "B"]))
        return Symbol(series=("A", "RES"), number=draw(numbers), suffix=suffix, brackets=(bracket,))
    if shape == "conference":
        later = tuple(draw(additions))
        return Symbol(series=("NPT", "CONF.2000"), number=draw(numbers), brackets=("Part I",), later=later)
    if shape == "document":
        number = draw(numbers | numbers.map("L.{}".format))
        series = draw(st.sampled_from([("A",), ("A", "C.3"), ("E", "CN.4"), ("FCCC", "CP")]))
        return Symbol(series=series, session=draw(sessions), number=number, additions=tuple(draw(additions)))
    series = draw(st.sampled_from([("A", "RES"), ("A", "HRC", "RES"), ("E", "DEC")]))
    return Symbol(series=series, session=draw(sessions), number=draw(numbers), suffix=draw(st.none() | letters))


@given(symbols())
def test_what_is_printed_is_parsed_to_the_same(symbol: Symbol) -> None:
    assert parse(str(symbol)) == symbol


@given(st.text(max_size=30))
def test_any_text_is_a_symbol_that_prints_stably_or_none(text: str) -> None:
    symbol = parse(text)
    assert symbol is None or parse(str(symbol)) == symbol


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("S/RES/2379(2017)", "S/RES/2379 (2017)"),
        ("A/RES/68/247B", "A/RES/68/247 B"),
        ("A/RES/57/130a-b", "A/RES/57/130 A–B"),
        ("A/RES/2200A(XXI)", "A/RES/2200 A (XXI)"),
        ("A/78/205(PartI)", "A/78/205 (Part I)"),
        ("A/CONF.157/24(Part I)/Corr.1", "A/CONF.157/24 (Part I)/Corr.1"),
        ("A/ES\u201110/273", "A/ES-10/273"),
        ("\u0410/75/399", "A/75/399"),
    ],
)
def test_variants_are_printed_alike(printed: str, normal: str) -> None:
    assert str(parse(printed)) == normal


@pytest.mark.parametrize("text", ["", "A", "COVID-19", "HIV/AIDS", "75/71", "A/"])
def test_other_text_is_no_symbol(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("symbol", "address"),
    [
        ("A/RES/75/71", "https://docs.un.org/es/A/RES/75/71"),
        ("S/RES/2379 (2017)", "https://docs.un.org/es/S/RES/2379(2017)"),
        ("A/RES/75/101 A–B", "https://docs.un.org/es/A/RES/75/101A-B"),
    ],
)
def test_the_canonical_address(symbol: str, address: str) -> None:
    parsed = parse(symbol)
    assert parsed is not None
    assert parsed.uri("es") == address
