"""What a document is, after FRBR: work, expression and manifestation, each with address, date and who made it."""

from typing import NamedTuple

from pipeline.model.resolution import Resolution
from pipeline.render.akn.elements import Node, add
from pipeline.render.akn.names import MAKER, NO_DATE

MAIN = "main"


class _Level(NamedTuple):
    """A level of FRBR: its element, address, date with the event that it is of, and author with the role."""

    name: str
    address: str
    suffix: str
    date: tuple[str, str]
    author: tuple[str, str]


def identify(meta: Node, resolution: Resolution, component: str = MAIN) -> None:
    """Write what a component of a resolution is: the whole, or a part or annex by its id.

    A date that the paper does not give is 0001-01-01, as in the United Nations' own files.
    """
    expression = resolution.iri
    work, _, language = expression.rpartition("/")
    adopted = (resolution.adoption.date or NO_DATE, "adoption")
    issued = (resolution.masthead.issued, "publication") if resolution.masthead.issued else adopted
    organ = f"#{resolution.organ}"
    node = add(meta, "identification", {"source": f"#{MAKER}"})

    level = _add_level(node, component, _Level("FRBRWork", work, "", adopted, (organ, "#author")))
    add(level, "FRBRcountry", {"value": "un"})
    if component == MAIN:
        add(level, "FRBRsubtype", {"value": "deliberation"})
        add(level, "FRBRnumber", {"value": work.rpartition("/")[2], "showAs": resolution.number})
        alias = {"name": "symbol", "value": resolution.symbol}
        level.insert(2, add(level, "FRBRalias", alias))  # behind the addresses, says the schema

    level = _add_level(node, component, _Level("FRBRExpression", expression, "", issued, (organ, "#issuer")))
    add(level, "FRBRauthoritative", {"value": "false"})
    add(level, "FRBRlanguage", {"language": language.removesuffix("@")})

    level = _add_level(
        node, component, _Level("FRBRManifestation", expression, ".xml", issued, (f"#{MAKER}", "#editor"))
    )
    add(level, "FRBRformat", {"value": "application/akn+xml"})


def _add_level(parent: Node, component: str, level: _Level) -> Node:
    node = add(parent, level.name)
    add(node, "FRBRthis", {"value": f"{level.address}/!{component}{level.suffix}"})
    add(node, "FRBRuri", {"value": f"{level.address}{level.suffix}"})
    add(node, "FRBRdate", {"date": level.date[0], "name": level.date[1]})
    add(node, "FRBRauthor", {"href": level.author[0], "as": level.author[1]})
    return node
