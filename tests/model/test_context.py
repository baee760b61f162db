"""The JSON-LD context, judged by a processor of others: what a resolution says in the terms of schema.org."""

import json
from typing import Any

from pyld import jsonld

from pipeline.model.canonical import canonical_json
from pipeline.model.context import json_ld_context
from pipeline.model.resolution import Adoption, Masthead, Reference, Resolution
from tests.samples import english

SCHEMA = "https://schema.org/"


def expanded(resolution: Resolution) -> dict[str, Any]:
    """Return the one node that a resolution is, expanded without any network."""
    data = json.loads(canonical_json(resolution)) | json_ld_context()
    nodes = jsonld.expand(data, {"documentLoader": None})
    assert len(nodes) == 1
    node: dict[str, Any] = nodes[0]
    return node


def values(node: dict[str, Any], term: str) -> list[str]:
    return [item.get("@value", item.get("@id")) for item in node[SCHEMA + term]]


def paper() -> Resolution:
    cited = Reference(
        type="resolution",
        symbol="A/RES/70/9",
        date="2015-12-03",
        text="resolution 70/9",
        uri="https://docs.un.org/en/A/RES/70/9",
        in_="preamble__para_1",
    )
    treaty = Reference(
        type="treaty", symbol=None, number="123", volume="9", text="Treaty Series", uri=None, in_="note_1"
    )
    changes = {
        "masthead": Masthead(issued="2036-12-22", organ="General Assembly"),
        "adoption": Adoption(date="2036-12-15"),
        "references": (cited, treaty),
    }
    return english().model_copy(update=changes)


def test_a_resolution_is_legislation_with_identifier_organ_dates_and_language() -> None:
    node = expanded(paper())
    assert node["@type"] == [SCHEMA + "Legislation"]
    assert values(node, "legislationIdentifier") == [paper().symbol]
    assert values(node, "identifier") == [paper().iri]
    assert values(node, "inLanguage") == ["en"]
    assert values(node, "legislationPassedBy") == ["general-assembly", "General Assembly"]
    assert values(node, "datePublished") == ["2036-12-22"]
    assert values(node, "legislationDate") == ["2036-12-15"]


def test_the_documents_cited_are_nodes_of_their_own() -> None:
    resolution, treaty = expanded(paper())[SCHEMA + "citation"]
    assert resolution["@type"] == [SCHEMA + "Legislation"]
    assert values(resolution, "legislationIdentifier") == ["A/RES/70/9"]
    assert values(resolution, "legislationDate") == ["2015-12-03"]
    assert values(resolution, "url") == ["https://docs.un.org/en/A/RES/70/9"]
    assert values(treaty, "name") == ["Treaty Series"]


def test_what_has_no_term_is_left_out_and_nothing_is_guessed() -> None:
    terms = {
        "citation", "datePublished", "identifier", "inLanguage", "legislationDate", "legislationIdentifier",
        "legislationPassedBy",
    }  # fmt: skip
    assert set(expanded(paper())) == {"@type"} | {SCHEMA + term for term in terms}
