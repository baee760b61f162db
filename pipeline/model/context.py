"""The JSON-LD context of `NAME.json`: what it says in the terms of schema.org, type Legislation (W3C JSON-LD 1.1).

A consumer that reads `NAME.json` with this context gets a node of `schema:Legislation` with identifier, organ, dates,
language and the documents cited. Fields that schema.org has no term for are left out of it, not lost from the JSON.
"""

from typing import Any

from pipeline.model.resolution import SCHEMA_VERSION

CONTEXT_ID = f"urn:resolution-pipeline:context:resolution:{SCHEMA_VERSION}"

_DATE = {"@type": "http://www.w3.org/2001/XMLSchema#date"}

# What a symbol of each kind cites; of the paper itself, `kind` has the same words.
_KINDS = {
    "resolution": "schema:Legislation",
    "draft": "schema:Legislation",
    "decision": "schema:Legislation",
    "treaty": "schema:Legislation",
    "document": "schema:CreativeWork",
}

# A cited document's fields; `in` is a place in this paper, and no fact of the document.
_CITED = {
    "type": "@type",
    "symbol": "schema:legislationIdentifier",
    "date": {"@id": "schema:legislationDate", **_DATE},
    "text": "schema:name",
    "uri": {"@id": "schema:url", "@type": "@id"},
}


def json_ld_context() -> dict[str, Any]:
    """Return the context document, to be named or put at the head of `NAME.json` by whoever wants linked data."""
    return {
        "@context": {
            "@version": 1.1,
            "schema": "https://schema.org/",
            **_KINDS,
            "kind": "@type",
            "iri": "schema:identifier",
            "symbol": "schema:legislationIdentifier",
            "language": "schema:inLanguage",
            "masthead": "@nest",
            "organ": "schema:legislationPassedBy",
            "issued": {"@id": "schema:datePublished", **_DATE},
            "adoption": "@nest",
            "date": {"@id": "schema:legislationDate", **_DATE},
            "references": {"@id": "schema:citation", "@context": _CITED},
        }
    }
