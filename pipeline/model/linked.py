"""A resolution as linked data: schema.org `Legislation`, from the model alone."""

from collections.abc import Iterator
from typing import Any

from pipeline.model.resolution import Part, Reference, Resolution
from pipeline.model.symbol import parse
from pipeline.model.walk import plain_text

CONTEXT = "https://schema.org"
UNOFFICIAL = "https://schema.org/UnofficialLegalValue"


def linked_data(resolution: Resolution) -> dict[str, Any]:
    """Return a resolution as one JSON-LD object (schema.org `Legislation`); what the paper does not say is left out.

    The copy is unofficial and says so; `isBasedOn` is the address of the published paper, and `citation` what it cites.
    """
    head = resolution.masthead
    address = source_address(resolution)
    number = resolution.title_label or resolution.number
    said = {
        "@context": CONTEXT,
        "@type": ["Legislation", "LegislationObject"],
        "identifier": resolution.iri,
        "legislationIdentifier": resolution.symbol,
        "legislationType": resolution.kind,
        "legislationLegalValue": UNOFFICIAL,
        "name": plain_text(resolution.title).strip() or resolution.symbol,
        "alternateName": None if number is None else number.strip(" ."),
        "inLanguage": resolution.language,
        "legislationDate": resolution.adoption.date,
        "datePublished": head.issued,
        "legislationPassedBy": _organization(head.organ, within=head.parent_organ or head.publisher),
        "publisher": _organization(head.publisher),
        "about": list(head.agenda_titles or ((head.agenda_title,) if head.agenda_title else ())),
        "isBasedOn": address,
        "sameAs": address,
        "hasPart": [_part(part) for part in resolution.parts],
        "citation": list(_citations(resolution.references)),
    }
    return _without_empty(said)


def source_address(resolution: Resolution) -> str | None:
    """Return the address of the published paper in the resolution's language, where its symbol has the known form."""
    symbol = parse(resolution.symbol)
    return None if symbol is None else symbol.uri(resolution.language)


def _organization(name: str | None, within: str | None = None) -> dict[str, Any] | None:
    if name is None:
        return None
    return _without_empty({"@type": "Organization", "name": name, "parentOrganization": _organization(within)})


def _part(part: Part) -> dict[str, Any]:
    said = {"@type": "Legislation", "identifier": part.id, "alternateName": part.label, "name": plain_text(part.title)}
    return _without_empty(said)


def _citations(references: tuple[Reference, ...]) -> Iterator[dict[str, Any]]:
    """Yield each document that is cited, once: by its address, else by what is printed."""
    seen: set[str] = set()
    for reference in references:
        key = reference.uri or reference.symbol or reference.text
        if key not in seen:
            seen.add(key)
            yield _citation(reference)


def _citation(reference: Reference) -> dict[str, Any]:
    if reference.type != "document":
        said = {"@type": "Legislation", "legislationIdentifier": reference.symbol, "legislationType": reference.type}
    else:
        said = {"@type": "CreativeWork", "identifier": reference.symbol}
    name = None if reference.symbol else reference.text
    return _without_empty({**said, "name": name, "url": reference.uri})


def _without_empty(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value not in (None, "", [])}
