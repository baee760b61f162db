"""Linked data: what the paper says, under the names of schema.org; what it does not say is left out."""

import pytest

from pipeline.model.frontmatter import Adoption, Masthead
from pipeline.model.linked import linked_data, source_address
from pipeline.model.resolution import Part, Reference
from tests.samples import english, words


def test_a_resolution_is_legislation() -> None:
    assert linked_data(english()) == {
        "@context": "https://schema.org",
        "@type": ["Legislation", "LegislationObject"],
        "identifier": "/akn/un/statement/deliberation/un-ga/2021-12-06/76-500/eng@",
        "legislationIdentifier": "A/RES/76/500",
        "legislationType": "resolution",
        "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
        "name": "The counting of village wells",
        "alternateName": "76/500",
        "inLanguage": "en",
        "legislationDate": "2021-12-06",
        "datePublished": "2021-12-10",
        "legislationPassedBy": {
            "@type": "Organization",
            "name": "General Assembly",
            "parentOrganization": {"@type": "Organization", "name": "United Nations"},
        },
        "publisher": {"@type": "Organization", "name": "United Nations"},
        "about": ["Water: wells"],
        "isBasedOn": "https://docs.un.org/en/A/RES/76/500",
        "sameAs": "https://docs.un.org/en/A/RES/76/500",
    }


def test_what_the_paper_does_not_say_is_left_out() -> None:
    empty = {"masthead": Masthead(), "adoption": Adoption(), "symbol": "no symbol"}
    empty |= {"title": (), "number": None, "title_label": None}
    data = linked_data(english().model_copy(update=empty))
    assert set(data) == {
        "@context",
        "@type",
        "identifier",
        "legislationIdentifier",
        "legislationType",
        "legislationLegalValue",
        "name",
        "inLanguage",
    }
    assert data["name"] == "no symbol"


def test_what_is_cited_is_named_once() -> None:
    address = "https://docs.un.org/en/A/RES/70/9"
    references = (
        Reference(type="resolution", symbol="A/RES/70/9", text="resolution 70/9", uri=address, in_="para_1"),
        Reference(type="resolution", symbol="A/RES/70/9", text="70/9", uri=address, in_="para_2"),
        Reference(type="document", symbol="A/70/1", text="A/70/1", uri="https://docs.un.org/en/A/70/1", in_="note_1"),
        Reference(type="treaty", symbol=None, text="Treaty Series, vol. 7, No. 8", uri=None, in_="note_2"),
    )
    assert linked_data(english().model_copy(update={"references": references}))["citation"] == [
        {
            "@type": "Legislation",
            "legislationIdentifier": "A/RES/70/9",
            "legislationType": "resolution",
            "url": address,
        },
        {"@type": "CreativeWork", "identifier": "A/70/1", "url": "https://docs.un.org/en/A/70/1"},
        {"@type": "Legislation", "legislationType": "treaty", "name": "Treaty Series, vol. 7, No. 8"},
    ]


def test_parts_are_parts() -> None:
    parts = (Part(id="part_A", label="A", title=words("Wells of the North")), Part(id="part_B", label="B"))
    assert linked_data(english().model_copy(update={"parts": parts}))["hasPart"] == [
        {"@type": "Legislation", "identifier": "part_A", "alternateName": "A", "name": "Wells of the North"},
        {"@type": "Legislation", "identifier": "part_B", "alternateName": "B"},
    ]


@pytest.mark.parametrize(("symbol", "address"), [("S/RES/2379 (2017)", "S/RES/2379(2017)"), ("no symbol", None)])
def test_the_address_is_that_of_the_symbol(symbol: str, address: str | None) -> None:
    found = source_address(english().model_copy(update={"symbol": symbol}))
    assert found == (address and f"https://docs.un.org/en/{address}")
